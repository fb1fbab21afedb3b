"""Why a text was found: the places of the words, and a piece of the text around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interviews.search.matching import Node, Span, Text, highlights
from interviews.search.words import APOSTROPHES, HYPHENS, SEPARATORS

SNIPPET = 180
# Whatever may stand within a word; marks that combine are no separators, too.
JOINS = re.compile(f"[^{SEPARATORS}]|[{HYPHENS}{APOSTROPHES}]")


@dataclass(frozen=True)
class Snippet:
    """A piece of a text, cut between words, and the highlights counted from its start."""

    text: str
    start: int
    end: int
    highlights: list[Span]


def find(node: Node | None, text: str) -> list[Span]:
    return highlights(node, Text(text)) if node else []


def snippet(text: str, spans: Sequence[Span], length: int = SNIPPET) -> Snippet:
    """Where most of the highlights are near each other; the beginning without any."""
    start, end = _fullest(spans, length)
    margin = max(length - (end - start), 0) // 2
    first = max(0, min(start - margin, len(text) - length))
    last = min(len(text), max(end, first + length))
    first, last = _between_words(text, first, start), _between_words(text, last, end)
    while 0 < first < start and not JOINS.match(text[first]):
        first += 1  # what closes the sentence before
    while end < last < len(text) and text[last - 1].isspace():
        last -= 1
    inside = [(a - first, b - first) for a, b in spans if first <= a and b <= last]
    return Snippet(text[first:last], first, last, inside)


def _fullest(spans: Sequence[Span], length: int) -> Span:
    """From the first to the last of the most highlights that a piece has room for."""
    fullest: list[Span] = []
    for number, (start, _) in enumerate(spans):
        inside = [span for span in spans[number:] if span[1] <= start + length]
        fullest = max(fullest, inside or [spans[number]], key=len)
    return (fullest[0][0], fullest[-1][1]) if fullest else (0, 0)


def _between_words(text: str, place: int, wanted: int) -> int:
    """The nearest place on the way to what must be in the piece that cuts no word."""
    step = 1 if place < wanted else -1
    while place != wanted and _is_in_word(text, place):
        place += step
    return place


def _is_in_word(text: str, place: int) -> bool:
    around = text[max(place - 1, 0) : place + 1]
    return len(around) == 2 and all(JOINS.match(character) for character in around)
