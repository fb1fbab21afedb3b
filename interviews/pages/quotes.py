"""A quote as a page, and as the card that others embed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from interviews import links
from interviews.attribution import attribution_line, day_in_words
from interviews.links import Absolute
from interviews.models import Quote
from interviews.pages.answers import data_in_page, page
from interviews.pages.images import SIZE
from interviews.pages.labels import labels
from interviews.text import opening_words, paragraphs

DISCOVERY = {"json": "application/json+oembed", "xml": "text/xml+oembed"}


def quote_page(quote: Quote, absolute: Absolute) -> HttpResponse:
    response = page("quote.html", _shown(quote, absolute) | _around(quote, absolute))
    response["Link"] = ", ".join(
        f'<{found["address"]}>; rel="alternate"; type="{found["type"]}"'
        for found in _discovery(quote, absolute)
    )
    return response


def quote_card(quote: Quote, absolute: Absolute) -> HttpResponse:
    """The words and who said them, for a frame in any page."""
    return page("card.html", _shown(quote, absolute), ancestors="*")


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
    return page("withdrawn.html", context, status=410)


def _shown(quote: Quote, absolute: Absolute) -> dict[str, Any]:
    interview = quote.turn.interview
    return {
        "quote": quote,
        "interview": interview,
        "title": f"{quote.speaker.name}: “{opening_words(quote.text)}”",
        "paragraphs": paragraphs(quote.text),
        "attribution": attribution_line(quote),
        "labels": labels(interview.language),
        "links": {"page": links.quote_page(quote, absolute)},
    }


def _around(quote: Quote, absolute: Absolute) -> dict[str, Any]:
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
        "discovery": _discovery(quote, absolute),
        "image_size": SIZE,
        "linked_data": data_in_page(_linked_data(quote, absolute)),
        "links": links.quote_links(quote, absolute)
        | {
            "interview": links.interview_page(interview, absolute),
            "data": absolute(
                reverse("quotes-detail", kwargs={"id": quote.public_id})
                + "?format=json"
            ),
        },
    }


def _discovery(quote: Quote, absolute: Absolute) -> list[dict[str, str]]:
    address = links.quote_page(quote, absolute)
    return [
        {"type": type_, "address": links.oembed(address, absolute, format=format_)}
        for format_, type_ in DISCOVERY.items()
    ]


def _linked_data(quote: Quote, absolute: Absolute) -> dict[str, Any]:
    interview = quote.turn.interview
    return {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": links.quote_page(quote, absolute),
        "identifier": quote.public_id,
        "text": quote.text,
        "inLanguage": interview.language,
        "creator": {"@type": "Person", "name": quote.speaker.name},
        "isPartOf": {
            "@type": ["NewsArticle", "Conversation"],
            "@id": links.interview_page(interview, absolute),
            "headline": interview.title,
            "datePublished": interview.published_on.isoformat(),
            "publisher": {"@type": "Organization", "name": interview.publication},
        },
    }
