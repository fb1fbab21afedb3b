"""What the record says of a claim: the five verdicts, and the evidence for each.

The evidence decides in this order. Words that stand in one place, whole or honestly
shortened, are there, whoever else said something alike. Words that stand whole in several
places and were not said in one go are stitched. Words that are close to one place are
altered; what is close enough depends on how much there is to compare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviews.verification.alignment import Run, runs
from interviews.verification.claims import Claim
from interviews.verification.comparison import (
    Comparison,
    Difference,
    Span,
    Verdict,
    compare_runs,
)
from interviews.verification.meaning import Names
from interviews.verification.stitching import Piece, stitched
from interviews.verification.wording import Word, words

MAX_PLACES = 10
MAX_NEAREST = 3
# How many records are aligned with the claim, of all that share rows of words with it.
MAX_COMPARED = 12
# A text shortened to scattered words proves nothing, however well each cut is marked.
MIN_WORDS_IN_A_ROW = 3
MIN_WORDS_KEPT_PER_CUT = 2
# How much of a claim must stand in one place to call it altered: of what was made up on the
# same subjects, seldom more than half does; of what was altered, mostly seven tenths.
CLOSE = 0.6
CLOSE_OF_FEW_WORDS = 0.66
FEW_WORDS = 5


@dataclass(frozen=True)
class Record:
    """Words that are on record: the text of one turn."""

    key: int
    text: str
    words: Sequence[Word]

    @classmethod
    def read(cls, key: int, text: str) -> Record:
        return cls(key, text, words(text))


@dataclass(frozen=True)
class Place:
    """Where the claim, or a piece of it, stands."""

    record: int
    claim: Span
    span: Span
    similarity: float
    differences: list[Difference]


@dataclass(frozen=True)
class Finding:
    verdict: Verdict
    similarity: float
    changes_meaning: bool
    places: list[Place]
    nearest: list[Place]


def judge(claim: Claim, records: Sequence[Record], names: Names) -> Finding:
    shared = [(record, runs(claim, record.words)) for record in records]
    shared.sort(key=lambda pair: _weight_shared(claim, pair[1]), reverse=True)
    compared = [
        (record, comparison)
        for record, found in shared[:MAX_COMPARED]
        if (comparison := compare_runs(claim, record.text, record.words, found, names))
    ]
    compared.sort(key=lambda pair: pair[1].similarity, reverse=True)
    for verdict in (Verdict.VERBATIM, Verdict.CONDENSED):
        if places := [
            place
            for record, found in compared
            if found.verdict == verdict and _is_evidence(claim, found)
            for place in _places(claim, record, found)
        ]:
            return _finding(verdict, 1.0, places)
    if places := _stitched(claim, shared):
        return _finding(Verdict.STITCHED, 1.0, places)
    altered = [
        _place(record, found) for record, found in compared if _is_close(claim, found)
    ]
    if altered:
        # The closest, and what is as close.
        best = [place for place in altered if place.similarity == altered[0].similarity]
        return _finding(Verdict.ALTERED, best[0].similarity, best)
    nearest = [_place(record, found) for record, found in compared[:MAX_NEAREST]]
    similarity = nearest[0].similarity if nearest else 0.0
    return Finding(Verdict.NOT_FOUND, similarity, False, [], nearest)


def _weight_shared(claim: Claim, found: Sequence[Run]) -> float:
    """What the claim's words in rows weigh that the record has, too."""
    rows = [run for run in found if run.length > 1] or found
    shared = {number for run in rows for number in range(run.start, run.end)}
    return sum(claim.words[number].weight for number in shared)


def _finding(verdict: Verdict, similarity: float, places: list[Place]) -> Finding:
    changes_meaning = any(difference.changes for difference in places[0].differences)
    return Finding(verdict, similarity, changes_meaning, places[:MAX_PLACES], [])


def _is_evidence(claim: Claim, found: Comparison) -> bool:
    if found.verdict == Verdict.VERBATIM:
        return True
    lengths = [run.length for run in found.alignment.runs]
    return sum(lengths) >= MIN_WORDS_KEPT_PER_CUT * (len(claim.cuts) + 1) and (
        found.longest_run >= min(MIN_WORDS_IN_A_ROW, len(claim.spoken))
        or min(lengths) >= MIN_WORDS_KEPT_PER_CUT
    )


def _is_close(claim: Claim, found: Comparison) -> bool:
    """Whether one would say that these words were changed, rather than made up."""
    if found.longest_run < 2:
        return False
    is_short = len(claim.spoken) < FEW_WORDS
    return found.similarity >= (CLOSE_OF_FEW_WORDS if is_short else CLOSE)


def _places(claim: Claim, record: Record, found: Comparison) -> list[Place]:
    """The place found and, for one unbroken run, all others in the same record."""
    place = _place(record, found)
    if len(found.alignment.runs) > 1:
        return [place]
    run = found.alignment.runs[0]
    keys = [word.key for word in claim.words[run.start : run.end]]
    length = run.length
    return [
        Place(
            record.key,
            place.claim,
            Span.around(record.text, record.words[start : start + length]),
            1.0,
            place.differences,
        )
        for start in range(len(record.words) - length + 1)
        if record.words[start].key == keys[0]
        and [word.key for word in record.words[start : start + length]] == keys
    ]


def _place(record: Record, found: Comparison) -> Place:
    return Place(
        record.key,
        found.claim_span,
        found.record_span,
        round(found.similarity, 3),
        found.differences,
    )


def _stitched(claim: Claim, shared: Sequence[tuple[Record, list[Run]]]) -> list[Place]:
    if claim.inserted:
        # An explanation in a sentence does not make two pieces of it.
        claim = claim.without_insertions()
        shared = [(record, runs(claim, record.words)) for record, _ in shared]
    pieces = stitched(claim, [(record.words, found) for record, found in shared])
    return [_piece(claim, shared[piece.record][0], piece) for piece in pieces or []]


def _piece(claim: Claim, record: Record, piece: Piece) -> Place:
    run: Run = piece.run
    return Place(
        record.key,
        Span.around(claim.text, claim.words[run.start : run.end]),
        Span.around(record.text, record.words[run.place : run.place_end]),
        1.0,
        [],
    )
