"""The line under a quote: who said it, who passed it on, and where and when it appeared."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import override

from interviews.models import Quote

# By language of the interview; where a language is missing, in English.
AS_TOLD_BY = {"nl": "volgens", "en": "as told by"}
FALLBACK = "en"


def attribution_line(quote: Quote) -> str:
    """For example ``Stalin, volgens Ales Bialiatski, in Nieuwe Revu, 16 januari 2026``."""
    interview = quote.turn.interview
    language = language_of_labels(interview.language)
    said_by = quote.speaker.name
    if quote.teller and quote.teller != quote.speaker:  # earlier words of one's own
        said_by += f", {AS_TOLD_BY[language]} {quote.teller.name},"
    day = day_in_words(interview.published_on, language)
    return f"{said_by} in {interview.publication}, {day}"


def language_of_labels(tag: str) -> str:
    """The language that we have words in for a BCP 47 tag, such as nl for nl-BE."""
    primary = tag.partition("-")[0]
    return primary if primary in AS_TOLD_BY else FALLBACK


def day_in_words(day: date, language: str) -> str:
    with override(language):
        return date_format(day, "j F Y")
