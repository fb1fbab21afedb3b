"""Why a text was found: the places of the words, and a piece of the text around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviews.search.matching import Node, Span, Text, highlights
from interviews.search.words import WORD

SNIPPET = 180


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
    start, end = _fullest(spans, length) if spans else (0, 0)
    room = max(length - (end - start), 0)
    first = max(0, start - room // 2)
    last = min(len(text), max(end, first + length))
    first = max(0, min(first, last - length))
    first, last = _between_words(text, first, last, start, end)
    inside = [(a - first, b - first) for a, b in spans if first <= a and b <= last]
    return Snippet(text[first:last], first, last, inside)


def _fullest(spans: Sequence[Span], length: int) -> Span:
    best: tuple[int, Span] = (0, spans[0])
    for number, (start, end) in enumerate(spans):
        inside = [span for span in spans[number:] if span[1] <= start + length]
        if len(inside) > best[0]:
            best = (len(inside), (start, max(end, inside[-1][1])))
    return best[1]


def _between_words(text: str, first: int, last: int, start: int, end: int) -> Span:
    if 0 < first < start and (cut := WORD.search(text, first - 1)):
        # A word that is cut in two is left out, with the space after it.
        if cut.start() < first < cut.end():
            following = WORD.search(text, cut.end())
            first = min(following.start() if following else start, start)
    if end < last < len(text):
        words = [match for match in WORD.finditer(text, max(end, first), last + 60)]
        for match in words:
            if match.start() < last < match.end():
                before = text[: match.start()].rstrip()
                last = max(len(before), end)
    return first, last
