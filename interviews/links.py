"""Where a quote is shown, drawn and embedded, and the place where its words stand."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.urls import reverse

from interviews import text_fragments
from interviews.models import Interview, Quote
from interviews.reading_page import anchor, reading_page

# Makes an address of this site whole, as `HttpRequest.build_absolute_uri` does.
Absolute = Callable[[str], str]


def quote_links(quote: Quote, absolute: Absolute) -> dict[str, str]:
    page = quote_page(quote, absolute)
    data = absolute(reverse("quotes-detail", kwargs={"id": quote.public_id}))
    return {
        "page": page,
        "card": absolute(reverse("quote-card", kwargs={"id": quote.public_id})),
        "image": absolute(reverse("quote-image", kwargs={"id": quote.public_id})),
        "oembed": oembed(page, absolute),
        "source": source(quote, absolute),
        "jsonld": f"{data}?format=jsonld",
        "annotation": f"{data}?format=annotation",
    }


def quote_page(quote: Quote, absolute: Absolute) -> str:
    return absolute(reverse("quote-page", kwargs={"id": quote.public_id}))


def interview_page(interview: Interview, absolute: Absolute) -> str:
    return absolute(reverse("interview-page", kwargs={"slug": interview.slug}))


def oembed(page: str, absolute: Absolute, **parameters: str) -> str:
    query = urlencode({"url": page, **parameters})
    return f"{absolute(reverse('oembed'))}?{query}"


def source(quote: Quote, absolute: Absolute) -> str:
    """The words selected in the publisher's article, or else in our reading page."""
    interview = quote.turn.interview
    if interview.source_url:
        return text_fragments.link(
            interview.source_url,
            text_fragments.selecting(quote.turn.text, quote.start, quote.end),
        )
    page = reading_page(interview)
    return text_fragments.link(
        interview_page(interview, absolute),
        text_fragments.selecting(
            page.text, *page.place(quote.turn, quote.start, quote.end)
        ),
        anchor=anchor(quote.turn),
    )
