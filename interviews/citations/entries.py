"""What stands in a bibliography for a quote, in each language and style."""

from __future__ import annotations

from typing import Any

from interviews.citations.lines import on_one_line
from interviews.citations.record import is_by_its_author
from interviews.citations.styles import LOCALES, STYLES, entry
from interviews.models import Quote

# The words in between where the one who is quoted is not the author of the work.
QUOTED_IN = {"nl": "geciteerd in", "en": "quoted in"}


def entries(quote: Quote, item: dict[str, Any]) -> dict[str, dict[str, str]]:
    """By language and style; `item` is the quote's CSL-JSON."""
    return {
        language: {
            style: _introduction(quote, language) + entry(style, language, item)
            for style in STYLES
        }
        for language in LOCALES
    }


def _introduction(quote: Quote, language: str) -> str:
    if is_by_its_author(quote):
        return ""
    return f"{on_one_line(quote.speaker.name)}, {QUOTED_IN[language]} "
