"""How a claim differs from the words at one place, and what that amounts to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz import fuzz

from interviews.verification import meaning
from interviews.verification.alignment import (
    MAX_EXPLAINED,
    Alignment,
    Gap,
    Run,
    align,
    runs,
)
from interviews.verification.claims import ELLIPSIS, Claim
from interviews.verification.meaning import NO_NAMES, Names
from interviews.verification.wording import Word, words


class Verdict(StrEnum):
    VERBATIM = "verbatim"
    CONDENSED = "condensed"
    ALTERED = "altered"
    STITCHED = "stitched"
    NOT_FOUND = "not_found"


class DifferenceKind(StrEnum):
    REPLACED = "replaced"
    ADDED = "added"
    OMITTED = "omitted"


class Carrier(StrEnum):
    """What carries the meaning that a difference changes."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True)
class Span:
    """Code points of a text, half open."""

    start: int
    end: int
    text: str

    @classmethod
    def around(cls, text: str, words: Sequence[Word]) -> Span:
        """From the first of the words to the last."""
        start, end = words[0].start, words[-1].end
        return cls(start, end, text[start:end])


@dataclass(frozen=True)
class Difference:
    """Words of the claim that the record lacks, words that it has instead, or both."""

    kind: DifferenceKind
    claim: Span | None
    record: Span | None
    changes: Carrier | None = None
    # Said, left out, and the editor's marks say so.
    is_marked: bool = False


@dataclass(frozen=True)
class Comparison:
    """A claim beside the words at one place of a record."""

    verdict: Verdict
    similarity: float
    alignment: Alignment
    claim_span: Span
    record_span: Span
    differences: list[Difference]

    @property
    def changes_meaning(self) -> bool:
        return any(difference.changes for difference in self.differences)

    @property
    def longest_run(self) -> int:
        """In words of the record; an editor's words in between do not break a run."""
        longest = length = 0
        for run, gap in zip(
            self.alignment.runs, [None, *self.alignment.gaps], strict=True
        ):
            is_unbroken = gap and gap.place == gap.place_end and not self._lost(gap)
            length = length + run.length if is_unbroken else run.length
            longest = max(longest, length)
        return longest

    def _lost(self, gap: Gap) -> bool:
        claim = self.alignment.claim
        return any(claim.must_be_on_record(n) for n in range(gap.start, gap.end))


TRAILING_OFF = re.compile(rf"\W{{0,3}}?{ELLIPSIS}")
# A word in another form counts for this part of its weight, one in another place as well.
OTHER_FORM = 0.6
OTHER_PLACE = 0.5
IS_OTHER_FORM = 70
# A marked cut of more words than these leaves out a statement, rather than turn one round.
WORDS_OF_MEANING = 3
# What words left out without a mark weigh against the words kept, at most.
OMITTED = 0.5
MAX_OMITTED = 1.5
SENTENCES_OMITTED = 0.4


def compare(
    claim_text: str, record_text: str, names: Names = NO_NAMES
) -> Comparison | None:
    """A published text beside one record, or None where they share no word."""
    claim, record = Claim.read(claim_text), words(record_text)
    return compare_runs(claim, record_text, record, runs(claim, record), names)


def compare_runs(
    claim: Claim,
    record_text: str,
    record: Sequence[Word],
    found: Sequence[Run],
    names: Names,
) -> Comparison | None:
    alignment = align(claim, record, found)
    if alignment is None:
        return None
    reading = _Reading(alignment, record_text, names)
    differences = reading.differences()
    silent = [found for found in differences if not found.is_marked]
    if silent:
        verdict = Verdict.ALTERED
    elif differences or reading.is_edited():
        verdict = Verdict.CONDENSED
    else:
        verdict = Verdict.VERBATIM
    return Comparison(
        verdict=verdict,
        similarity=reading.similarity() if silent else 1.0,
        alignment=alignment,
        claim_span=reading.claim_span(),
        record_span=reading.record_span(),
        differences=differences,
    )


@dataclass
class _Reading:
    alignment: Alignment
    record_text: str
    names: Names

    def __post_init__(self) -> None:
        self.claim = self.alignment.claim
        self.record = self.alignment.record
        self.gaps = [self._head(), *self.alignment.gaps, self._tail()]

    def _head(self) -> Gap:
        """Claim words before the first run, beside as many of the record's sentence."""
        first = self.alignment.runs[0]
        lost = len(self._claim_words(0, first.start))
        place = first.place
        while lost and place and not self.record[place].opens_sentence:
            place -= 1
            lost -= 1
        return Gap(0, first.start, place, first.place)

    def _tail(self) -> Gap:
        last = self.alignment.runs[-1]
        lost = len(self._claim_words(last.end, len(self.claim.words)))
        place = last.place_end
        while (
            lost and place < len(self.record) and not self.record[place].opens_sentence
        ):
            place += 1
            lost -= 1
        return Gap(last.end, len(self.claim.words), last.place_end, place)

    def _claim_words(self, start: int, end: int) -> list[Word]:
        return [
            self.claim.words[number]
            for number in range(start, end)
            if self.claim.must_be_on_record(number)
        ]

    def _record_words(self, start: int, end: int) -> list[Word]:
        return [word for word in self.record[start:end] if not word.is_aside]

    def is_edited(self) -> bool:
        """Whether the claim has marks of an editor that the record does not have there."""
        matched = {
            number: run.place + number - run.start
            for run in self.alignment.runs
            for number in range(run.start, run.end)
        }
        return (
            self.claim.has_letters_inserted
            or bool(self.claim.inserted - matched.keys())
            or not all(self._is_printed_so(cut, matched) for cut in self.claim.cuts)
        )

    def _is_printed_so(self, cut: int, matched: dict[int, int]) -> bool:
        """Whether the record itself trails off there."""
        before, after = matched.get(cut - 1), matched.get(cut)
        if before is not None:
            start = self.record[before].end
        elif after is not None:
            start = self.record[after - 1].end if after else 0
        else:
            return False
        return bool(TRAILING_OFF.match(self.record_text, start))

    def claim_span(self) -> Span:
        return Span.around(self.claim.text, self.claim.words)

    def record_span(self) -> Span:
        first, last = self.gaps[0], self.gaps[-1]
        return Span.around(self.record_text, self.record[first.place : last.place_end])

    def differences(self) -> list[Difference]:
        self.claimed_apart = [
            word for gap in self.gaps for word in self._claim_words(gap.start, gap.end)
        ]
        self.recorded_apart = [
            word
            for gap in self.gaps
            for word in self._record_words(gap.place, gap.place_end)
        ]
        found = [difference for gap in self.gaps for difference in self._in_gap(gap)]
        return [*found, *self._of_question()]

    def _in_gap(self, gap: Gap) -> Iterator[Difference]:
        claimed = self._claim_words(gap.start, gap.end)
        recorded = self._record_words(gap.place, gap.place_end)
        inserted = [
            self.claim.words[number]
            for number in range(gap.start, gap.end)
            if number in self.claim.inserted
        ]
        is_cut = self.claim.is_cut_between(gap.start, gap.end)
        if _joined(claimed) == _joined(recorded):  # one word, or with a hyphen or space
            recorded = claimed = []
        if claimed and recorded and not is_cut:
            yield self._difference(claimed, recorded)
            return
        if claimed:
            yield self._difference(claimed, [])
        if inserted and len(recorded) <= MAX_EXPLAINED:
            yield self._marked(inserted, recorded)
        elif recorded and is_cut:
            yield self._marked([], recorded)
        elif recorded:
            yield self._difference([], recorded)

    def _marked(self, claimed: list[Word], recorded: list[Word]) -> Difference:
        """What the editor's marks admit to, and whether it turns the meaning round."""
        found = self._difference(claimed, recorded)
        is_statement = max(len(claimed), len(recorded)) > WORDS_OF_MEANING
        is_honest = is_statement or found.changes != Carrier.NEGATION
        return replace(
            found, is_marked=True, changes=None if is_honest else found.changes
        )

    def _difference(self, claimed: list[Word], recorded: list[Word]) -> Difference:
        if not recorded:
            kind = DifferenceKind.ADDED
        elif not claimed:
            kind = DifferenceKind.OMITTED
        else:
            kind = DifferenceKind.REPLACED
        return Difference(
            kind,
            Span.around(self.claim.text, claimed) if claimed else None,
            Span.around(self.record_text, recorded) if recorded else None,
            self._changes(kind, claimed, recorded),
        )

    def _changes(
        self, kind: DifferenceKind, claimed: list[Word], recorded: list[Word]
    ) -> Carrier | None:
        if kind == DifferenceKind.OMITTED and self._are_sentences(recorded):
            return None
        # What is missing here stands elsewhere, with the words that it belongs to.
        is_moved = max(len(claimed), len(recorded)) >= WORDS_OF_MEANING
        if meaning.is_negated(claimed, recorded) and not (
            is_moved and not meaning.is_negated(self.claimed_apart, self.recorded_apart)
        ):
            return Carrier.NEGATION
        if meaning.is_counted_otherwise(claimed, recorded) and not (
            is_moved
            and not meaning.is_counted_otherwise(
                self.claimed_apart, self.recorded_apart
            )
        ):
            return Carrier.NUMBER
        if kind == DifferenceKind.REPLACED:
            lacks, said, written = meaning.lacks_a_name, recorded, claimed
        else:
            lacks = meaning.lacks_all_of_a_name
            said, written = self._matched_record(), list(self.claim.words)
        if lacks(claimed, said, self.names) or lacks(recorded, written, self.names):
            return Carrier.NAME
        return None

    def _matched_record(self) -> list[Word]:
        return [
            word
            for run in self.alignment.runs
            for word in self.record[run.place : run.place_end]
        ]

    def _are_sentences(self, recorded: list[Word]) -> bool:
        after = next(
            (word for word in self.record if word.start >= recorded[-1].end), None
        )
        return recorded[0].opens_sentence and (after is None or after.opens_sentence)

    def _of_question(self) -> Iterator[Difference]:
        """A question that is printed as a statement, or the reverse."""
        last = self.alignment.runs[-1]
        if last.end < len(self.claim.words):
            return
        ours = _closing_mark(self.claim.text, self.claim.words[-1].end)
        theirs = _closing_mark(self.record_text, self.record[last.place_end - 1].end)
        if ours and theirs and (ours.text == "?") != (theirs.text == "?"):
            yield Difference(DifferenceKind.REPLACED, ours, theirs)

    def similarity(self) -> float:
        """How much of the claim stands there, from 0 to 1, less what was left out."""
        kept = self.alignment.weight
        unmatched = [
            word for gap in self.gaps for word in self._claim_words(gap.start, gap.end)
        ]
        whole = kept + sum(word.weight for word in unmatched)
        left_out = [word for gap in self.gaps for word in self._record_words(*gap[2:])]
        elsewhere = Counter(word.key for word in left_out)
        lost = 0.0
        for gap in self.gaps:
            recorded = self._record_words(gap.place, gap.place_end)
            claimed = self._claim_words(gap.start, gap.end)
            for word in claimed:
                if elsewhere[word.key]:
                    elsewhere[word.key] -= 1
                    kept += OTHER_PLACE * word.weight
                elif any(
                    fuzz.ratio(word.key, other.key) >= IS_OTHER_FORM
                    for other in recorded
                ):
                    kept += OTHER_FORM * word.weight
            # A word of the claim stands for one of the record, and no more.
            surplus = recorded[len(claimed) :]
            if surplus and not self._is_marked(gap):
                lost += self._weight_lost(surplus)
        return min(1.0, kept / (whole + lost))

    def _is_marked(self, gap: Gap) -> bool:
        return self.claim.is_cut_between(gap.start, gap.end)

    def _weight_lost(self, recorded: list[Word]) -> float:
        if self._are_sentences(recorded):
            return SENTENCES_OMITTED
        return min(MAX_OMITTED, OMITTED * sum(word.weight for word in recorded))


def _joined(words: list[Word]) -> str:
    return "".join(word.key for word in words)


def _closing_mark(text: str, end: int) -> Span | None:
    for place in range(end, min(end + 3, len(text))):
        if text[place] in ".?!":
            return Span(place, place + 1, text[place])
    return None
