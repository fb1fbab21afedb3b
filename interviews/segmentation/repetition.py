"""Blocks that repeat what is said elsewhere in the document, as pull quotes do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from interviews.segmentation.shapes import Look, Shape
from interviews.verification.comparison import compare
from interviews.verification.wording import sentences_around

SHORTEST, LONGEST = 3, 80
SHORTEST_UNMARKED = 5
MOSTLY, NEARLY_ALL = 0.5, 0.8
SIMILAR = 0.6
# Words that stand in more blocks than this are a manner of speaking.
COMMON = 20


@dataclass(frozen=True)
class Repetition:
    """`share` of the block's words stand elsewhere too, most of them in the block `of`."""

    of: int
    share: float
    is_shorter: bool

    @property
    def is_nearly_all(self) -> bool:
        return self.share >= NEARLY_ALL


def repetitions(shapes: Sequence[Shape]) -> dict[int, Repetition]:
    places = defaultdict(set)
    for shape in shapes:
        for run in shape.runs:
            places[run].add(shape.number)
    found = {
        shape.number: _repetition(shape, shapes, places)
        for shape in shapes
        if SHORTEST <= shape.length <= LONGEST and not shape.label
    }
    return {number: repetition for number, repetition in found.items() if repetition}


def _repetition(
    shape: Shape, shapes: Sequence[Shape], places: dict[tuple[str, ...], set[int]]
) -> Repetition | None:
    own = shape.runs
    shared: dict[int, int] = defaultdict(int)
    for run in own:
        if len(places[run]) <= COMMON:
            for number in places[run] - {shape.number}:
                shared[number] += 1
    if not shared:
        return None
    of = max(shared, key=lambda number: (shared[number], -number))
    share = shared[of] / len(own)
    is_marked = shape.opening or shape.look in (Look.ITALIC, Look.BOLD, Look.QUOTE)
    if not is_marked and (share < NEARLY_ALL or shape.length < SHORTEST_UNMARKED):
        return None
    if share < MOSTLY:
        return None
    return Repetition(of, share, shape.length < shapes[of - 1].length)


def best_place(texts: Sequence[str], printed: str) -> tuple[int, int, int] | None:
    """The text, and the whole sentences in it, that a pull quote renders best."""
    best: tuple[float, int, int, int] | None = None
    for number, text in enumerate(texts):
        found = compare(printed, text)
        if found is None or found.similarity < max(SIMILAR, best[0] if best else 0):
            continue
        if best is None or found.similarity > best[0]:
            span = found.record_span
            best = (
                found.similarity,
                number,
                *sentences_around(text, span.start, span.end),
            )
    return best[1:] if best else None
