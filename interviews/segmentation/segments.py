"""What a document is cut into, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from interviews.segmentation.shapes import Shape


class Kind(StrEnum):
    METADATA = "metadata"
    INTRODUCTION = "introduction"
    QUESTION = "question"
    ANSWER = "answer"
    CONTINUATION = "continuation"
    SIDEBAR = "sidebar"
    HEADING = "heading"
    CAPTION = "caption"
    PULL_QUOTE = "pull_quote"
    LAYOUT = "layout"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Kind.METADATA: "headline, byline or date",
    Kind.INTRODUCTION: "introduction",
    Kind.QUESTION: "question",
    Kind.ANSWER: "answer",
    Kind.CONTINUATION: "continuation",
    Kind.SIDEBAR: "sidebar",
    Kind.HEADING: "heading",
    Kind.CAPTION: "caption",
    Kind.PULL_QUOTE: "pull quote",
    Kind.LAYOUT: "no words",
}
# All that an editor can make of a block; what has no words is nothing else.
CHOICES = [kind for kind in Kind if kind is not Kind.LAYOUT]
TURNS = (Kind.QUESTION, Kind.ANSWER)


@dataclass(frozen=True)
class Reading:
    """What a block was taken for, and why.

    `doubt` says in words why it may be wrong, and is empty where it is sure;
    `alternatives` are what else it may be.
    """

    kind: Kind
    reason: str
    doubt: str = ""
    alternatives: tuple[Kind, ...] = ()


def others(kind: Kind, *kinds: Kind) -> tuple[Kind, ...]:
    return tuple(other for other in kinds if other is not kind)


@dataclass(frozen=True)
class Segment:
    shape: Shape
    reading: Reading
    is_corrected: bool = False

    @property
    def kind(self) -> Kind:
        return self.reading.kind

    @property
    def number(self) -> int:
        return self.shape.number

    @property
    def text(self) -> str:
        return self.shape.text
