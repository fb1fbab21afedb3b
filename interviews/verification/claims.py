"""The words that somebody published, with the marks of an editor who cut or explained.

Cuts are marked by an ellipsis, bare or in brackets. Explanations stand in brackets:
``[de leider]``, ``(Loekasjenko, red.)``. A bracket within a word belongs to it: ``[D]e``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from interviews.verification.wording import Word, words

ELLIPSIS = r"(?:…|\.(?:\s?\.)+)"
CUT = re.compile(rf"[\[(</{{]\s*{ELLIPSIS}\s*[\])>/}}]|{ELLIPSIS}")
# Straight apostrophes open and close quotes, and stand within words: collega's, 's avonds.
STRAIGHT = r"(?<!\w)'(?!\w\b)(?:[^']|(?<=\w)'(?=\w)|'(?=\w\b))*'(?!\w)"
QUOTED = re.compile(
    r"“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|»[^«»]*«|\"[^\"]*\"|‘(?:[^‘’]|’(?=\w))*’"
    rf"|{STRAIGHT}"
)
# In a text of more words than this, single words that are the same tell nothing.
LONG = 300
SEED_OF_LONG = 4
# Around and between quoted words, so many may say who speaks: "…", zegt hij, "…".
MAX_REPORTING = 8
MIN_QUOTED = 0.6
WITHIN_WORD = re.compile(r"\[(\w{1,3})\](?=\w)|(?<=\w)\[(\w{1,6})\]")


@dataclass(frozen=True)
class Claim:
    """Words as published.

    `inserted` holds the positions of words that the editor's brackets enclose, `cuts` the
    positions before which the editor says that something was left out, up to `len(words)`.
    `reporting` has the words around the quoted ones: they need not be on record.
    `has_letters_inserted` is whether brackets stand within a word, as in [D]e.
    """

    text: str
    words: list[Word]
    inserted: frozenset[int]
    cuts: frozenset[int]
    reporting: frozenset[int]
    has_letters_inserted: bool

    @classmethod
    def read(cls, text: str) -> Claim:
        # Every mark is replaced by as many spaces, so that offsets stay those of the text.
        marks = [match.start() for match in CUT.finditer(text)]
        uncut = CUT.sub(_blank, text)
        bare = WITHIN_WORD.sub(_without_brackets, uncut)
        found = [
            replace(word, opens_sentence=True)
            if _holds_mark(marks, before, word.start)
            else word
            for before, word in _with_previous_end(words(bare))
        ]
        inserted = frozenset(n for n, word in enumerate(found) if word.is_aside)
        if len(inserted) == len(found):  # brackets around it all
            inserted = frozenset()
        starts = [word.start for word in found]
        cuts = frozenset(bisect_left(starts, mark) for mark in marks)
        return cls(text, found, inserted, cuts, _reporting(text, found), bare != uncut)

    @property
    def seed_size(self) -> int:
        """How many words must be the same for a run to be seen."""
        return SEED_OF_LONG if len(self.words) > LONG else 1

    @cached_property
    def seeds(self) -> dict[tuple[str, ...], list[int]]:
        """Where each row of so many words starts, but for those that a cut interrupts."""
        size = self.seed_size
        places = defaultdict(list)
        for start in range(len(self.words) - size + 1):
            if not any(start + n in self.cuts for n in range(1, size)):
                row = self.words[start : start + size]
                places[tuple(word.key for word in row)].append(start)
        return places

    @cached_property
    def weights(self) -> list[float]:
        """What all words before each position weigh."""
        return [0.0, *accumulate(word.weight for word in self.words)]

    def weight(self, start: int, end: int) -> float:
        return self.weights[end] - self.weights[start]

    @cached_property
    def spoken_before(self) -> list[int]:
        """How many words before each position are said to have been spoken."""
        numbers = range(len(self.words))
        return [0, *accumulate(self.must_be_on_record(number) for number in numbers)]

    def spoken_between(self, start: int, end: int) -> int:
        return self.spoken_before[end] - self.spoken_before[start]

    @property
    def spoken(self) -> list[int]:
        """Positions of the words that are said to have been spoken."""
        return [n for n in range(len(self.words)) if self.must_be_on_record(n)]

    def must_be_on_record(self, number: int) -> bool:
        return number not in self.inserted and number not in self.reporting

    def without_insertions(self) -> Claim:
        """The same without the words that the editor's brackets enclose."""
        kept = [n for n in range(len(self.words)) if n not in self.inserted]
        openings = {bisect_left(kept, start) for start, _ in self.sentences()}
        return replace(
            self,
            words=[
                replace(self.words[n], opens_sentence=place in openings)
                for place, n in enumerate(kept)
            ],
            inserted=frozenset(),
            cuts=frozenset(bisect_left(kept, cut) for cut in self.cuts),
            reporting=frozenset(bisect_left(kept, n) for n in self.reporting),
        )

    def is_cut_between(self, start: int, end: int) -> bool:
        """Whether a cut is marked after the word before `start` and before word `end`."""
        return any(start <= cut <= end for cut in self.cuts)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Half open ranges of words, between full stops and cuts."""
        starts = [n for n, word in enumerate(self.words) if word.opens_sentence]
        yield from zip(starts, [*starts[1:], len(self.words)], strict=True)


def _reporting(text: str, found: list[Word]) -> frozenset[int]:
    # One bound after the other: a word with an even number of them before it is outside.
    bounds = [bound for match in QUOTED.finditer(text) for bound in match.span()]
    around = frozenset(
        number
        for number, word in enumerate(found)
        if bisect_right(bounds, word.start) % 2 == 0
    )
    is_report = len(around) <= min(MAX_REPORTING, (1 - MIN_QUOTED) * len(found))
    return around if is_report else frozenset()


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without_brackets(match: re.Match[str]) -> str:
    # [D]e is one word, held together by a soft hyphen; of gevangene[n] the last letter is
    # the editor's.
    if match[1]:
        return f" {match[1]}\u00ad"
    return _blank(match)


def _with_previous_end(found: list[Word]) -> Iterator[tuple[int, Word]]:
    before = 0
    for word in found:
        yield before, word
        before = word.end


def _holds_mark(marks: list[int], start: int, end: int) -> bool:
    place = bisect_left(marks, start)
    return place < len(marks) and marks[place] < end
