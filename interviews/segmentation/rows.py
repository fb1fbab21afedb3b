"""The turns and passages that a segmented document makes, before anybody is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from interviews.segmentation import quotation
from interviews.segmentation.document import Document
from interviews.segmentation.front_matter import is_no_headline
from interviews.segmentation.repetition import best_place
from interviews.segmentation.segments import TURNS, Kind, Segment
from interviews.text import PARAGRAPH_BREAK, normalise, paragraphs


@dataclass
class Turn:
    kind: Kind
    segments: list[Segment]

    @cached_property
    def _parts(self) -> tuple[str, str, str]:
        return _without_marks(
            _joined(self.segments), is_answer=self.kind is Kind.ANSWER
        )

    @property
    def opening_mark(self) -> str:
        return self._parts[0]

    @property
    def text(self) -> str:
        return self._parts[1]

    @property
    def closing_mark(self) -> str:
        return self._parts[2]

    @property
    def label(self) -> str:
        label = self.segments[0].shape.label
        return label.name if label else ""

    @property
    def line(self) -> int:
        return self.segments[0].shape.line


@dataclass
class Passage:
    """`turn` counts from 1, and is None before the first."""

    kind: Kind
    heading: str
    segments: list[Segment]
    turn: int | None
    after_paragraph: int | None

    @property
    def text(self) -> str:
        return _joined(self.segments)

    @property
    def line(self) -> int:
        return self.segments[0].shape.line


@dataclass
class Rendition:
    """What a pull quote renders: `turns[turn - 1].text[start:end]`."""

    turn: int
    start: int
    end: int


@dataclass
class Rows:
    metadata_line: str = ""
    headline: str = ""
    turns: list[Turn] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)

    def rendition(self, passage: Passage) -> Rendition | None:
        if passage.kind is not Kind.PULL_QUOTE:
            return None
        runs = _runs(passage.segments)
        likely = {
            number: turn.text
            for number, turn in enumerate(self.turns, 1)
            if not runs.isdisjoint(_runs(turn.segments))
        }
        found = best_place(list(likely.values()), passage.text)
        return Rendition(list(likely)[found[0]], *found[1:]) if found else None


def _runs(segments: list[Segment]) -> set[tuple[str, ...]]:
    return {run for segment in segments for run in segment.shape.runs}


def rows(document: Document) -> Rows:
    made = Rows()
    heading: Segment | None = None
    before: Kind | None = None
    for segment in document.segments:
        kind = segment.kind
        if heading and kind not in (Kind.SIDEBAR, Kind.INTRODUCTION, Kind.LAYOUT):
            _print(made, Kind.HEADING, heading)
            heading = None
        if kind in TURNS:
            made.turns.append(Turn(kind, [segment]))
        elif kind is Kind.CONTINUATION:
            made.turns[-1].segments.append(segment)
        elif kind is Kind.HEADING:
            heading = segment
        elif (
            kind in (Kind.SIDEBAR, Kind.INTRODUCTION) and before is kind and not heading
        ):
            made.passages[-1].segments.append(segment)
        elif kind not in (Kind.METADATA, Kind.LAYOUT):
            _print(made, kind, segment, heading)
            heading = None
        before = before if kind is Kind.LAYOUT else kind
    if heading:
        _print(made, Kind.HEADING, heading)
    made.metadata_line, made.headline = _metadata(document)
    return made


def _print(
    made: Rows, kind: Kind, segment: Segment, heading: Segment | None = None
) -> None:
    turn = made.turns[-1] if made.turns else None
    made.passages.append(
        Passage(
            kind,
            heading.text if heading else "",
            [segment],
            len(made.turns) or None,
            sum(len(paragraphs(one.text)) for one in turn.segments) if turn else None,
        )
    )


def _joined(segments: list[Segment]) -> str:
    return PARAGRAPH_BREAK.join(segment.text for segment in segments)


def _metadata(document: Document) -> tuple[str, str]:
    """What is printed before the first words, exactly, and the headline in it."""
    metadata = [
        segment for segment in document.segments if segment.kind is Kind.METADATA
    ]
    if not metadata:
        return "", ""
    others = [
        segment
        for segment in document.segments
        if segment.kind not in (Kind.METADATA, Kind.LAYOUT)
    ]
    end = others[0].shape.block.start if others else len(document.source)
    headlines = [one for one in metadata if not is_no_headline(one.shape)]
    # Of the first level in Markdown, or else what stands first.
    headlines.sort(key=lambda one: one.shape.level != 1)
    headline = headlines[0].text if headlines else ""
    return normalise(document.source[:end]), headline


def _without_marks(printed: str, *, is_answer: bool) -> tuple[str, str, str]:
    """The marks around a turn, and the words between them.

    An answer may lack its closing mark; a question has marks only where both are there.
    """
    mark = quotation.opening(printed)
    if not mark or quotation.closes_within(printed, mark):
        return "", printed, ""
    is_closed = quotation.ends_closed(printed, mark)
    if not is_closed and not is_answer:
        return "", printed, ""
    inside = printed[1:-1] if is_closed else printed[1:]
    words = inside.strip(" \u00a0\u202f")
    if not words:
        return "", printed, ""
    start = inside.index(words)
    opening = printed[: 1 + start]
    closing = printed[1 + start + len(words) :] if is_closed else ""
    if len(opening) > 4 or len(closing) > 4:
        return "", printed, ""
    return opening, words if is_closed else printed[len(opening) :], closing
