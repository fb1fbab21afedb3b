"""A quote as a page, and as the card that others embed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse

from interviews import links
from interviews.addresses import Address
from interviews.attribution import attribution_line, day_in_words
from interviews.linked_data import quotation
from interviews.models import Quote
from interviews.pages.answers import data_in_page, page, rendered
from interviews.pages.images import SIZE
from interviews.pages.labels import labels
from interviews.text import opening_words, paragraphs

DISCOVERY = {"json": "application/json+oembed", "xml": "text/xml+oembed"}


def quote_page(quote: Quote, address: Address) -> HttpResponse:
    response = page(
        rendered("quote.html", _shown(quote, address) | _around(quote, address))
    )
    response["Link"] = ", ".join(
        f'<{found["address"]}>; rel="alternate"; type="{found["type"]}"'
        for found in _discovery(quote, address)
    )
    return response


def quote_card(quote: Quote, address: Address) -> HttpResponse:
    """The words and who said them, for a frame in any page."""
    return page(card(quote, address), framed=True)


def card(quote: Quote, address: Address) -> str:
    return rendered("card.html", _shown(quote, address))


def withdrawn_page(quote: Quote, moment: datetime) -> HttpResponse:
    """Why and when the quote was withdrawn, without its words."""
    interview = quote.turn.interview
    said = labels(interview.language)
    context = {
        "quote": quote,
        "interview": interview,
        "labels": said,
        "day": day_in_words(moment, said["lang"]),
    }
    # A frame that showed the card must be let show this instead.
    return page(rendered("withdrawn.html", context), status=410, framed=True)


def _shown(quote: Quote, address: Address) -> dict[str, Any]:
    interview = quote.turn.interview
    return {
        "quote": quote,
        "interview": interview,
        "title": f"{quote.speaker.name}: “{opening_words(quote.text)}”",
        "paragraphs": paragraphs(quote.text),
        "attribution": attribution_line(quote),
        "labels": labels(interview.language),
        "links": {"page": address("quote-page", id=quote.public_id)},
    }


def _around(quote: Quote, address: Address) -> dict[str, Any]:
    interview = quote.turn.interview
    in_english = labels(interview.language)["lang"] == "en"
    return {
        "question": paragraphs(quote.question.text) if quote.question else [],
        "topics": [
            {"label": topic.label_en, "lang": "en"}
            if in_english and topic.label_en
            else {"label": topic.label, "lang": "nl"}
            for topic in quote.turn.topics.all()
        ],
        "discovery": _discovery(quote, address),
        "image_size": SIZE,
        "linked_data": data_in_page(quotation(quote, address)),
        "links": links.quote_links(quote, address)
        | {
            "interview": address("interview-page", slug=interview.slug),
            "data": address("quotes-detail", id=quote.public_id) + "?format=json",
        },
    }


def _discovery(quote: Quote, address: Address) -> list[dict[str, str]]:
    return [
        {"type": type_, "address": links.oembed(quote, address, format=format_)}
        for format_, type_ in DISCOVERY.items()
    ]
