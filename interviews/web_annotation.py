"""Quotes in the W3C Web Annotation Data Model: what is marked in which text.

Offsets are the model's own unit, code points, in the turn's text.
"""

from __future__ import annotations

from typing import Any

from interviews import text
from interviews.addresses import Address
from interviews.attribution import attribution_line, language_of_labels
from interviews.linked_data import moment_in_utc
from interviews.models import Interview, Quote

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
Node = dict[str, Any]


def annotation(quote: Quote, address: Address) -> Node:
    """An Annotation: the words in their turn, and whose they are."""
    return {"@context": CONTEXT} | _annotation(quote, address)


def collection(interview: Interview, address: Address) -> Node:
    """An AnnotationCollection: all standing quotes of an interview, in reading order."""
    here = _itself(address("interviews-detail", slug=interview.slug))
    items = [
        _annotation(quote, address)
        for turn in interview.turns.all()
        for quote in turn.quotes.all()
    ]
    return {
        "@context": CONTEXT,
        "id": here,
        "type": "AnnotationCollection",
        "label": interview.title,
        "total": len(items),
        "first": {
            "id": f"{here}#page",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def _annotation(quote: Quote, address: Address) -> Node:
    turn, interview = quote.turn, quote.turn.interview
    return {
        "id": _itself(address("quotes-detail", id=quote.public_id)),
        "type": "Annotation",
        "motivation": "highlighting",
        "modified": moment_in_utc(quote.updated_at),
        "body": [
            {
                "type": "TextualBody",
                "purpose": "describing",
                "value": attribution_line(quote),
                "format": "text/plain",
                "language": language_of_labels(interview.language),
            },
            {
                "type": "SpecificResource",
                "purpose": "linking",
                "source": address("quote-page", id=quote.public_id),
            },
            *(
                {"type": "TextualBody", "purpose": "tagging", "value": topic.label}
                for topic in turn.topics.all()
            ),
        ],
        "target": {
            "type": "SpecificResource",
            "source": address("turns-detail", id=turn.public_id),
            "scope": address("interview-page", slug=interview.slug),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": quote.text,
                    "prefix": text.prefix(turn.text, quote.start),
                    "suffix": text.suffix(turn.text, quote.end),
                },
                {
                    "type": "TextPositionSelector",
                    "start": quote.start,
                    "end": quote.end,
                },
            ],
            "state": {
                "type": "TimeState",
                "sourceDate": moment_in_utc(turn.updated_at),
            },
        },
    }


def _itself(address: str) -> str:
    return f"{address}?format=annotation"
