"""Where a claim's words stand in a record: runs of the same words, in order.

Runs are chained so that the words kept weigh most against the words lost: a long run
beats scattered words, a near continuation beats a far one, and a cut that the editor
marked costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from interviews.verification.claims import Claim
from interviews.verification.wording import Word

# A silent cut costs about what one long word weighs, and more with each word cut.
SILENT_CUT = 0.6
WORD_CUT = 0.06
MAX_WORDS_CUT = 15
# Where words are the same, but not those between them.
BROKEN_RUN = 0.25
# So that, of two places as good, the nearer is taken.
DISTANCE = 0.001
# How many words of the record a bracket may stand for.
MAX_EXPLAINED = 6
# Above this, runs of one and two words, which are everywhere, are left out.
MAX_RUNS = 150


class Run(NamedTuple):
    """`claim.words[start:start + length]` are `record[place:place + length]`."""

    start: int
    place: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length

    @property
    def place_end(self) -> int:
        return self.place + self.length

    def without_first(self, number: int) -> Run:
        return Run(self.start + number, self.place + number, self.length - number)


class Gap(NamedTuple):
    """What lies between two runs: claim words that the record lacks, and the reverse."""

    start: int
    end: int
    place: int
    place_end: int


@dataclass(frozen=True)
class Alignment:
    claim: Claim
    record: Sequence[Word]
    runs: list[Run]

    @property
    def place(self) -> int:
        return self.runs[0].place

    @property
    def place_end(self) -> int:
        return self.runs[-1].place_end

    @property
    def gaps(self) -> Iterator[Gap]:
        for run, after in pairwise(self.runs):
            yield Gap(run.end, after.start, run.place_end, after.place)

    @property
    def weight(self) -> float:
        return sum(self.claim.weight(run.start, run.end) for run in self.runs)


def runs(claim: Claim, record: Sequence[Word]) -> list[Run]:
    """Every run of the same words that cannot be made longer, in the claim's order.

    A run ends where the editor marked a cut, though the record may go on with it.
    """
    size = claim.seed_size
    found = []
    open_runs: dict[int, int] = {}  # where in the claim a run would go on: its length
    keys = [word.key for word in record]
    for place in range(len(record) - size + 2):
        seeds = claim.seeds.get(tuple(keys[place : place + size]), ())
        longer = {}
        for start in seeds:
            # An editor's words are not on record, unless they were printed so.
            if start in claim.inserted and not record[place].is_aside:
                continue
            length = 0 if start in claim.cuts else open_runs.pop(start, 0)
            longer[start + 1] = length + 1
        found += [
            Run(start - length, place - length, length + size - 1)
            for start, length in open_runs.items()
        ]
        open_runs = longer
    found.sort()
    if len(found) > MAX_RUNS:
        found = sorted(sorted(found, key=lambda run: -run.length)[:MAX_RUNS])
    return found


def align(
    claim: Claim, record: Sequence[Word], found: Sequence[Run]
) -> Alignment | None:
    """The best chain of the runs found, or None where there are none."""
    weights = claim.weights
    chains: list[tuple[float, list[Run]]] = []
    for run in found:
        best = (weights[run.end] - weights[run.start], [run])
        for score, chain in chains:
            last = chain[-1]
            overlap = max(last.end - run.start, last.place_end - run.place, 0)
            if overlap >= run.length:
                continue
            rest = run.without_first(overlap)
            total = score + weights[rest.end] - weights[rest.start]
            total -= _cost(claim, record, last, rest)
            if total > best[0]:
                best = (total, [*chain, rest])
        chains.append(best)
    if not chains:
        return None
    return Alignment(claim, record, max(chains, key=lambda found: found[0])[1])


def _cost(claim: Claim, record: Sequence[Word], run: Run, after: Run) -> float:
    lost = claim.spoken_between(run.end, after.start)
    skipped = _spoken(record, run.place_end, after.place)
    cost = DISTANCE * (after.place - run.place_end)
    if lost:
        cost += BROKEN_RUN
    if not skipped or claim.is_cut_between(run.end, after.start):
        return cost
    between = range(run.end, after.start)
    is_explained = any(number in claim.inserted for number in between)
    if is_explained and skipped <= MAX_EXPLAINED:
        return cost
    unpaired = skipped - lost
    if unpaired > 0:
        cost += SILENT_CUT + WORD_CUT * min(unpaired, MAX_WORDS_CUT)
    return cost


def _spoken(record: Sequence[Word], start: int, end: int) -> int:
    return sum(not word.is_aside for word in record[start:end])
