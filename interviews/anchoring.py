"""Where spans of a text stand once the text was edited.

A span moves only with exactly its own words, and not into the midst of longer ones. Which of several places with the same words
is meant follows from an alignment of both texts and from the 32 code points on either
side; where these do not decide, nobody guesses.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import NamedTuple
from unicodedata import category

from rapidfuzz.distance import LCSseq, Postfix, Prefix

from interviews.text import CONTEXT_LENGTH, prefix, suffix

WORD = re.compile(r"\w+")
# Above this many pairs of places, as of single letters, contexts are not compared.
MAX_PAIRS = 1_500
# A space or a letter more in common proves nothing.
CLEAR_LEAD = 4


# Whether a span begins and ends in the midst of a word.
Edges = tuple[bool, bool]


class Fate(Enum):
    KEPT = "kept"
    MOVED = "moved"
    LOST = "lost"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class Anchor:
    """What becomes of a span: its place, or why it has none."""

    fate: Fate
    start: int
    end: int
    #: What stands at the old place now, for a span that has lost its own.
    stands: str = ""
    #: Where the words stand, for a span that might be any of them.
    places: tuple[int, ...] = ()

    @property
    def holds(self) -> bool:
        return self.fate in {Fate.KEPT, Fate.MOVED}


class Run(NamedTuple):
    """`old[start:end]` is `new[start + shift:end + shift]`."""

    start: int
    end: int
    shift: int


def reanchor(old: str, new: str, spans: Iterable[tuple[int, int]]) -> list[Anchor]:
    versions = Versions(old, new)
    return [versions.anchor(start, end) for start, end in spans]


class Versions:
    """A text before and after an edit, laid side by side."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.head, self.tail = _same_ends(old, new)
        self.places: dict[tuple[str, Edges], tuple[list[int], list[int]]] = {}

    def anchor(self, start: int, end: int) -> Anchor:
        if not 0 <= start < end <= len(self.old):
            raise ValueError(f"There are no words at {start}–{end}.")
        if end <= self.head:
            return self._at_end_of_text(start, end, start)
        if start >= len(self.old) - self.tail:
            place = start + len(self.new) - len(self.old)
            return self._at_end_of_text(start, end, place)
        aligned = self._aligned(start, end)
        if aligned is not None and self._agrees_all_around(start, end, aligned):
            return self._at(start, end, aligned)
        before, after = self._places(start, end)
        if len(before) == len(after) == 1:
            return self._at(start, end, after[0])
        if len(before) * len(after) > MAX_PAIRS:
            return Anchor(Fate.AMBIGUOUS, start, end, places=tuple(after))
        return self._nearest(start, end, before, after)

    def _at(self, start: int, end: int, place: int) -> Anchor:
        fate = Fate.KEPT if place == start else Fate.MOVED
        return Anchor(fate, place, place + end - start)

    def _at_end_of_text(self, start: int, end: int, place: int) -> Anchor:
        place_end = place + end - start
        if _edges(self.new_letters, place, place_end) != self._edges_of(start, end):
            while _is_in_a_word(self.new_letters, place):
                place -= 1
            while _is_in_a_word(self.new_letters, place_end):
                place_end += 1
            return Anchor(Fate.LOST, start, end, stands=self.new[place:place_end])
        return self._at(start, end, place)

    @cached_property
    def old_letters(self) -> bytes:
        return _letters(self.old)

    @cached_property
    def new_letters(self) -> bytes:
        return _letters(self.new)

    def _edges_of(self, start: int, end: int) -> Edges:
        return _edges(self.old_letters, start, end)

    @cached_property
    def runs(self) -> list[Run]:
        """What both versions have, in the order of both."""
        old_end, new_end = len(self.old) - self.tail, len(self.new) - self.tail
        found = [Run(0, self.head, 0)]
        old_words = _words(self.old, self.head, old_end)
        new_words = _words(self.new, self.head, new_end)
        blocks = LCSseq.opcodes(
            [self.old[start:end] for start, end in old_words],
            [self.new[start:end] for start, end in new_words],
        )
        for block in blocks:
            if block.tag == "equal":
                pairs = zip(
                    old_words[block.src_start : block.src_end],
                    new_words[block.dest_start : block.dest_end],
                    strict=True,
                )
                found += [
                    Run(start, end, place - start) for (start, end), (place, _) in pairs
                ]
        found.append(Run(old_end, len(self.old), new_end - old_end))
        return found

    @cached_property
    def run_starts(self) -> list[int]:
        return [run.start for run in self.runs]

    @cached_property
    def run_ends(self) -> list[int]:
        return [run.end for run in self.runs]

    def _aligned(self, start: int, end: int) -> int | None:
        """Where the alignment puts the span, if its words are there."""
        first = bisect_right(self.run_starts, start) - 1
        for run in self.runs[first:]:
            if run.start >= end:
                break
            place = start + run.shift
            if run.end > start and place >= 0 and self._has(place, start, end):
                return place
        return None

    def _has(self, place: int, start: int, end: int) -> bool:
        return self.new.startswith(self.old[start:end], place)

    def _agrees_all_around(self, start: int, end: int, place: int) -> bool:
        place_end = place + end - start
        return prefix(self.old, start) == prefix(self.new, place) and suffix(
            self.old, end
        ) == suffix(self.new, place_end)

    def _places(self, start: int, end: int) -> tuple[list[int], list[int]]:
        """Where the words stood and stand, but for what is the same at both ends."""
        words, edges = self.old[start:end], self._edges_of(start, end)
        if (words, edges) not in self.places:
            before = self._changed_places(self.old, words)
            after = self._changed_places(self.new, words)
            length = len(words)
            self.places[words, edges] = (
                [
                    place
                    for place in before
                    if _edges(self.old_letters, place, place + length) == edges
                ],
                [
                    place
                    for place in after
                    if _edges(self.new_letters, place, place + length) == edges
                ],
            )
        return self.places[words, edges]

    def _changed_places(self, text: str, words: str) -> Iterator[int]:
        first, last = self.head - len(words) + 1, len(text) - self.tail
        place = text.find(words, max(0, first))
        while 0 <= place < last:
            yield place
            place = text.find(words, place + 1)

    def _nearest(
        self, start: int, end: int, before: list[int], after: list[int]
    ) -> Anchor:
        """The place whose surroundings are the span's own, and more so than another's."""
        length = end - start
        others = [place for place in before if place != start]
        leads = []
        for place in after:
            likeness = self._likeness(start, place, length)
            rivals = (self._likeness(other, place, length) for other in others)
            leads.append((likeness, likeness - max(rivals, default=-CLEAR_LEAD), place))
        open_places = [found for found in leads if found[1] > -CLEAR_LEAD]
        if not open_places:
            return Anchor(Fate.LOST, start, end, stands=self._stands(start, end))
        likeness, lead, place = max(open_places)
        runner_up = max((found[0] for found in leads if found[2] != place), default=-99)
        if lead >= CLEAR_LEAD and likeness - runner_up >= CLEAR_LEAD:
            return self._at(start, end, place)
        # As many as there were, each aligned with its own: they stand in their order.
        if [self._aligned(place, place + length) for place in before] == after:
            return self._at(start, end, after[before.index(start)])
        return Anchor(
            Fate.AMBIGUOUS, start, end, places=tuple(found[2] for found in open_places)
        )

    def _likeness(self, start: int, place: int, length: int) -> int:
        """How many of the code points around are the same."""
        before = prefix(self.old, start), prefix(self.new, place)
        after = suffix(self.old, start + length), suffix(self.new, place + length)
        return (
            Postfix.similarity(*before)
            + Prefix.similarity(*after)
            # Both at the edge of their text agree in that too.
            + (before[0] == before[1] and len(before[0]) < CONTEXT_LENGTH)
            + (after[0] == after[1] and len(after[0]) < CONTEXT_LENGTH)
        )

    def _stands(self, start: int, end: int) -> str:
        """What came in the place of the span, between what stayed on either side."""
        before = bisect_right(self.run_ends, start)
        after = bisect_left(self.run_starts, end)
        # A span may begin or end in what is the same at both ends of the texts.
        old_left, left = start, start
        old_right, right = end, end + len(self.new) - len(self.old)
        if before > 0:
            run = self.runs[before - 1]
            old_left, left = run.end, run.end + run.shift
        if after < len(self.runs):
            run = self.runs[after]
            old_right, right = run.start, run.start + run.shift
        between = self.new[left:right]
        between = between[Prefix.similarity(self.old[old_left:start], between) :]
        stayed = Postfix.similarity(self.old[end:old_right], between)
        return between[: len(between) - stayed].strip()


def _same_ends(old: str, new: str) -> tuple[int, int]:
    """How many code points are the same at the beginning and at the end of both.

    Where a deletion could as well have been a little further on, as of one "Ja" of two,
    what both ends claim belongs to neither.
    """
    if old == new:
        return len(old), 0
    shorter = min(len(old), len(new))
    head, tail = Prefix.similarity(old, new), Postfix.similarity(old, new)
    overlap = max(0, head + tail - shorter)
    return head - overlap, tail - overlap


def _letters(text: str) -> bytes:
    """For each code point, whether it is part of a word, as a number or a mark is."""
    return bytes(category(each)[0] in "LMN" for each in text)


def _edges(letters: bytes, start: int, end: int) -> Edges:
    return _is_in_a_word(letters, start), _is_in_a_word(letters, end)


def _is_in_a_word(letters: bytes, place: int) -> bool:
    return 0 < place < len(letters) and bool(letters[place] and letters[place - 1])


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [word.span() for word in WORD.finditer(text, start, end)]
