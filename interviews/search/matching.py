"""A question as something that texts meet: in PostgreSQL, and in one text at a time.

The two decide the same. The database says which texts match, by an index; in those that are
shown, the places are found that explain why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from interviews.search.words import joined_words, words

Span = tuple[int, int]
Run = tuple[frozenset[str], ...]
# A word that no text has: hyphens stand between words.
NOTHING = "'-'"


class Level(IntEnum):
    """How near to what was asked, nearest first."""

    EXACT = 0
    FORM = 1
    COMPOUND = 2


class Text:
    """A text by its words."""

    def __init__(self, text: str) -> None:
        self.words = words(text)
        self.places: dict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words):
            self.places[word.folded].append(number)
        self.joined: dict[str, list[Span]] = defaultdict(list)
        for word in joined_words(text):
            self.joined[word.folded].append((word.start, word.end))

    def spans(self, run: Run) -> list[Span]:
        """Where words of these sets stand next to each other, in this order."""
        first, *others = run
        return [
            (self.words[place].start, self.words[place + len(others)].end)
            for word in first & self.places.keys()
            for place in self.places[word]
            if place + len(others) < len(self.words)
            and all(
                self.words[place + distance].folded in other
                for distance, other in enumerate(others, 1)
            )
        ]

    def spans_of_whole(self, wanted: frozenset[str]) -> list[Span]:
        """Where one of these words stands by itself, or is joined by hyphens."""
        alone = [
            (self.words[place].start, self.words[place].end)
            for word in wanted & self.places.keys()
            for place in self.places[word]
            if not self.words[place].is_part
        ]
        joined = wanted & self.joined.keys()
        return alone + [span for word in joined for span in self.joined[word]]


@dataclass(frozen=True)
class Way:
    """One way to meet a term: words next to each other, one of each set.

    A single word that hyphens join to others is a compound with them, and met by no way
    that is nearer than that.
    """

    level: Level
    run: Run

    @property
    def is_of_whole_words(self) -> bool:
        return len(self.run) == 1 and self.level < Level.COMPOUND

    def spans(self, text: Text) -> list[Span]:
        if self.is_of_whole_words:
            return text.spans_of_whole(self.run[0])
        return text.spans(self.run)

    def tsquery(self) -> str:
        # What stands alone has the weight D. What hyphens join has no place as a whole,
        # and is met whatever the weight.
        weight = ":D" if self.is_of_whole_words else ""
        return " <-> ".join(
            f"({'|'.join(_quoted(word) + weight for word in sorted(words_))})"
            for words_ in self.run
        )


@dataclass(frozen=True)
class Term:
    """Met in any of these ways."""

    ways: tuple[Way, ...]

    def tsquery(self, level: Level) -> str:
        ways = [way for way in self.ways if way.level <= level]
        if level == Level.COMPOUND:
            # Compounds with hyphens are of the same words, whole or not.
            ways = [way for way in ways if not way.is_of_whole_words] or ways
        return _any(way.tsquery() for way in ways)

    def spans(self, text: Text) -> list[Span]:
        return [span for way in self.ways for span in way.spans(text)]

    def terms(self) -> list[Term]:
        return [self]


@dataclass(frozen=True)
class Not:
    """Not met in any form; compounds are other words."""

    of: Term

    def tsquery(self, level: Level) -> str:
        return f"!({self.of.tsquery(Level.FORM)})"

    def spans(self, text: Text) -> list[Span] | None:
        unwanted = (way for way in self.of.ways if way.level <= Level.FORM)
        return None if any(way.spans(text) for way in unwanted) else []

    def terms(self) -> list[Term]:
        return []


@dataclass(frozen=True)
class All:
    of: tuple[Node, ...]

    def tsquery(self, level: Level) -> str:
        return " & ".join(f"({node.tsquery(level)})" for node in self.of)

    def spans(self, text: Text) -> list[Span] | None:
        found = [_met(node, text) for node in self.of]
        if any(spans is None for spans in found):
            return None
        return [span for spans in found for span in spans or ()]

    def terms(self) -> list[Term]:
        return [term for node in self.of for term in node.terms()]


@dataclass(frozen=True)
class AnyOf:
    of: tuple[Node, ...]

    def tsquery(self, level: Level) -> str:
        return _any(node.tsquery(level) for node in self.of)

    def spans(self, text: Text) -> list[Span] | None:
        found = [spans for node in self.of if (spans := _met(node, text)) is not None]
        return [span for spans in found for span in spans] if found else None

    def terms(self) -> list[Term]:
        return [term for node in self.of for term in node.terms()]


Node = Term | Not | All | AnyOf


def _met(node: Node, text: Text) -> list[Span] | None:
    """Where a text meets this; nothing if it does not."""
    spans = node.spans(text)
    return None if isinstance(node, Term) and not spans else spans


def highlights(node: Node, text: Text) -> list[Span]:
    """The words that explain why a text was found, in order, none within another.

    Those of the whole question, or else, where it is met by several texts together, those
    of any of its terms.
    """
    spans = _met(node, text)
    if spans is None:
        spans = [span for term in node.terms() for span in term.spans(text)]
    merged: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not merged or start >= merged[-1][1]:
            merged.append((start, end))
        elif end > merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
    return merged


def _any(queries: Iterable[str]) -> str:
    return " | ".join(f"({query})" for query in queries) or NOTHING


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
