"""Where a quote is shown, drawn and embedded, and the place where its words stand."""

from __future__ import annotations

from urllib.parse import urlencode

from interviews import text_fragments
from interviews.addresses import Address
from interviews.models import Quote
from interviews.reading_page import anchor, reading_page


def quote_links(quote: Quote, address: Address) -> dict[str, str]:
    id_ = quote.public_id
    data = address("quotes-detail", id=id_)
    return {
        "page": address("quote-page", id=id_),
        "card": address("quote-card", id=id_),
        "image": address("quote-image", id=id_),
        "oembed": oembed(quote, address),
        "source": source(quote, address),
        "jsonld": f"{data}?format=jsonld",
        "annotation": f"{data}?format=annotation",
    }


def oembed(quote: Quote, address: Address, **parameters: str) -> str:
    page = address("quote-page", id=quote.public_id)
    return f"{address('oembed')}?{urlencode({'url': page, **parameters})}"


def source(quote: Quote, address: Address) -> str:
    """The words selected in the publisher's article, or else in our reading page."""
    interview = quote.turn.interview
    if interview.source_url:
        return text_fragments.link(
            interview.source_url,
            text_fragments.selecting(quote.turn.text, quote.start, quote.end),
        )
    page = reading_page(interview)
    return text_fragments.link(
        address("interview-page", slug=interview.slug),
        text_fragments.selecting(
            page.text, *page.place(quote.turn, quote.start, quote.end)
        ),
        anchor=anchor(quote.turn),
    )
