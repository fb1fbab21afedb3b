"""Whether a claim is put together from runs of words that were not said in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviews.verification.alignment import Run
from interviews.verification.claims import Claim
from interviews.verification.wording import Word

# As many words in a row are not found in another's mouth by chance.
WORDS_IN_A_ROW = 5
# The first or last words of a sentence, where the claim has them so, may be fewer.
WORDS_AT_AN_END = 4
# A whole sentence may be shorter.
WORDS_IN_A_SENTENCE = 2
# How much of the claim, by weight, may be words that hold the runs together.
MAX_MORTAR = 0.15

# A record and the runs that it shares with the claim.
Shared = tuple[Sequence[Word], Sequence[Run]]


@dataclass(frozen=True)
class Piece:
    """A run of the claim's words in one of the records."""

    record: int
    run: Run


def stitched(claim: Claim, records: Sequence[Shared]) -> list[Piece] | None:
    """The pieces that make up the claim, or None where they do not."""
    pieces = _cover(_candidates(claim, records))
    if len(pieces) < 2 or _is_in_order(pieces):
        return None
    covered = {n for piece in pieces for n in range(piece.run.start, piece.run.end)}
    whole = sum(claim.words[number].weight for number in claim.spoken)
    mortar = sum(
        claim.words[number].weight for number in claim.spoken if number not in covered
    )
    return pieces if mortar <= MAX_MORTAR * whole else None


def _candidates(claim: Claim, records: Sequence[Shared]) -> list[Piece]:
    sentences = list(claim.sentences())
    return [
        Piece(number, run)
        for number, (record, found) in enumerate(records)
        for run in found
        if run.length >= WORDS_IN_A_ROW
        or (run.length >= WORDS_AT_AN_END and _is_at_an_end(run, claim.words, record))
        or _holds_sentence(run, sentences, record)
    ]


def _is_at_an_end(run: Run, claim: Sequence[Word], record: Sequence[Word]) -> bool:
    return (_opens(claim, run.start) and _opens(record, run.place)) or (
        _opens(claim, run.end) and _opens(record, run.place_end)
    )


def _opens(words: Sequence[Word], number: int) -> bool:
    """Whether a sentence may end before the word of this number."""
    return number == len(words) or words[number].opens_sentence


def _holds_sentence(
    run: Run, sentences: Sequence[tuple[int, int]], record: Sequence[Word]
) -> bool:
    """Whether the run holds a sentence of the claim that is a sentence of the record, too."""
    for start, end in sentences:
        if end - start < WORDS_IN_A_SENTENCE:
            continue
        if run.start <= start and end <= run.end:
            place = run.place + start - run.start
            if _opens(record, place) and _opens(record, place + end - start):
                return True
    return False


def _cover(candidates: list[Piece]) -> list[Piece]:
    """As few pieces as cover what can be covered, one after the other."""
    waiting = sorted(candidates, key=lambda piece: piece.run.start, reverse=True)
    pieces: list[Piece] = []
    covered = 0
    longest: Piece | None = None
    while waiting or longest:
        while waiting and waiting[-1].run.start <= covered:
            piece = waiting.pop()
            if not longest or piece.run.end > longest.run.end:
                longest = piece
        if longest and longest.run.end > covered:
            rest = longest.run.without_first(max(covered - longest.run.start, 0))
            pieces.append(Piece(longest.record, rest))
            covered = rest.end
        elif waiting:
            covered = waiting[-1].run.start
        longest = None if not longest or longest.run.end <= covered else longest
    return pieces


def _is_in_order(pieces: list[Piece]) -> bool:
    # Pieces that overlap in the record are words that the claim has twice.
    return all(
        piece.record == after.record and piece.run.place < after.run.place
        for piece, after in pairwise(pieces)
    )
