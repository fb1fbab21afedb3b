"""A document as received, cut into segments.

Pure: the same source and corrections give the same segments, and every character of the
source is in exactly one piece.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from interviews.segmentation import style
from interviews.segmentation.conversation import Conversation
from interviews.segmentation.front_matter import FrontMatter
from interviews.segmentation.reading import read
from interviews.segmentation.repetition import repetitions
from interviews.segmentation.segments import TURNS, Kind, Reading, Segment
from interviews.segmentation.shapes import Shape

HEADING_LENGTH = 300
# What a conversation cannot begin with.
NO_TURNS = set(Kind) - {*TURNS, Kind.CONTINUATION, Kind.LAYOUT}


class PieceKind(StrEnum):
    """Words, what marks them (labels, numbers, markup), and the space around."""

    WORDS = "words"
    MARKUP = "markup"
    SPACE = "space"


@dataclass(frozen=True)
class Piece:
    kind: PieceKind
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    source: str
    segments: list[Segment]

    def pieces(self) -> Iterator[Piece]:
        """The whole source, cut."""
        place = 0
        for segment in self.segments:
            block = segment.shape.block
            yield from _piece(PieceKind.SPACE, place, block.start)
            place = block.start
            for start, end in segment.shape.spans:
                yield from _piece(PieceKind.MARKUP, place, start)
                yield from _piece(PieceKind.WORDS, start, end)
                place = end
            yield from _piece(PieceKind.MARKUP, place, block.end)
            place = block.end
        yield from _piece(PieceKind.SPACE, place, len(self.source))

    def unsure(self) -> list[Segment]:
        return [segment for segment in self.segments if segment.reading.doubt]


def segment(
    source: str,
    corrections: Mapping[int, Kind] | None = None,
    names: Mapping[str, bool] | None = None,
) -> Document:
    """`corrections` are by the number of the block; `names` says of speakers whether they ask."""
    corrections = corrections or {}
    shapes = style.shapes(source, names)
    if roles := _roles(shapes, corrections):
        shapes = style.shapes(source, names, roles)
    return Document(source, list(_segments(shapes, corrections)))


def _piece(kind: PieceKind, start: int, end: int) -> Iterator[Piece]:
    if start < end:
        yield Piece(kind, start, end)


def _roles(shapes: list[Shape], corrections: Mapping[int, Kind]) -> dict[str, bool]:
    """What an editor said of one turn holds for each with the same label."""
    said = defaultdict(set)
    for shape in shapes:
        if shape.label and corrections.get(shape.number) in TURNS:
            said[shape.label_key].add(corrections[shape.number] is Kind.QUESTION)
    return {key: roles.pop() for key, roles in said.items() if len(roles) == 1}


def _segments(
    shapes: list[Shape], corrections: Mapping[int, Kind]
) -> Iterator[Segment]:
    signs = style.recognise(shapes)
    repeated = repetitions(shapes)
    first = style.first_turn(
        shapes,
        signs,
        {number for number, kind in corrections.items() if kind in TURNS},
        {number for number, kind in corrections.items() if kind in NO_TURNS},
    )
    front = FrontMatter(shapes if first is None else shapes[: first - 1], repeated)
    conversation = Conversation(shapes, signs, repeated, corrections)
    for place, shape in enumerate(shapes):
        is_before = first is None or shape.number < first
        reading = front.read(place) if is_before else read(conversation, place)
        if first is None and place == 0:
            reading = Reading(
                reading.kind,
                reading.reason,
                "no question and no answer was recognised",
                TURNS,
            )
        if reading.kind is Kind.CONTINUATION and conversation.turn is None:
            reading = Reading(
                Kind.QUESTION,
                reading.reason,
                "nobody has spoken before it, so nothing can go on",
                (Kind.ANSWER, Kind.INTRODUCTION),
            )
        corrected = corrections.get(shape.number)
        objection = corrected and _objection(
            corrected, shape, front, conversation, is_before
        )
        if objection:
            reading = Reading(
                reading.kind, reading.reason, objection, reading.alternatives
            )
        elif corrected:
            reading = Reading(corrected, "as you said")
        if is_before:
            front.kinds.append(reading.kind)
        else:
            conversation.advance(shape, reading.kind)
        yield Segment(shape, reading, is_corrected=bool(corrected and not objection))


def _objection(
    kind: Kind,
    shape: Shape,
    front: FrontMatter,
    conversation: Conversation,
    is_before: bool,
) -> str:
    """Why a block cannot be what an editor made of it."""
    if not shape.text or kind is Kind.LAYOUT:
        return "what has no words is nothing, and what has words is something"
    if kind is Kind.METADATA and not (is_before and front.is_leading()):
        return "headline, byline and date stand before all other words"
    if kind is Kind.CONTINUATION and conversation.turn is None:
        return "nobody has spoken before it, so nothing can go on"
    if kind is Kind.HEADING and len(shape.text) > HEADING_LENGTH:
        return f"a heading has at most {HEADING_LENGTH} characters"
    return ""
