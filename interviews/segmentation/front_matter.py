"""What is printed before the conversation begins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from interviews.segmentation import speech
from interviews.segmentation.blocks import DATE, DATED
from interviews.segmentation.repetition import Repetition
from interviews.segmentation.segments import Kind, Reading
from interviews.segmentation.shapes import Look, Shape

BYLINE_LENGTH, HEADLINE_LENGTH = 15, 20
BYLINE = re.compile(
    r"(?:door|tekst|interview(?: door)?|foto[’']?s|foto|beeld|by|text|words|interview by|photos?)\b",
    re.IGNORECASE,
)
DATE_LINE = re.compile(rf"\D{{0,20}}{DATE}\D{{0,20}}", re.IGNORECASE)


class FrontMatter:
    def __init__(
        self, shapes: Sequence[Shape], repeated: Mapping[int, Repetition]
    ) -> None:
        self.shapes = shapes
        self.repeated = repeated
        self.kinds: list[Kind] = []

    def read(self, place: int) -> Reading:
        shape = self.shapes[place]
        if not shape.text:
            return Reading(Kind.LAYOUT, "no words")
        if self.is_leading() and (reading := self._metadata(shape)):
            return reading
        if shape.look is Look.IMAGE:
            return Reading(Kind.CAPTION, "the text of an image")
        if shape.look is Look.QUOTE or self._is_pull_quote(shape):
            return Reading(Kind.PULL_QUOTE, "set off, or said again below")
        if speech.SAYS_SO.search(shape.text):
            return Reading(Kind.CAPTION, "it says that it is one")
        if shape.look is Look.HEADING or self._heads(place):
            return Reading(Kind.HEADING, "short, and more follows under it")
        if Kind.HEADING in self.kinds and Kind.INTRODUCTION in self.kinds:
            return Reading(Kind.SIDEBAR, "under a heading, after the introduction")
        return Reading(Kind.INTRODUCTION, "before the first question")

    def is_leading(self) -> bool:
        return all(kind in (Kind.METADATA, Kind.LAYOUT) for kind in self.kinds)

    def _metadata(self, shape: Shape) -> Reading | None:
        text = shape.text
        if DATE_LINE.fullmatch(text) or DATED.match(f"{text} ."):
            return Reading(Kind.METADATA, "a date")
        if shape.ends_sentence and shape.text[-1] in ".…":
            return None
        if BYLINE.match(text) and shape.length <= BYLINE_LENGTH:
            return Reading(Kind.METADATA, "a byline")
        if shape.level == 1:
            return Reading(Kind.METADATA, "a headline")
        has_headline = Kind.METADATA in self.kinds and any(
            not is_no_headline(before) for before in self.shapes[: len(self.kinds)]
        )
        if has_headline or shape.look in (Look.IMAGE, Look.QUOTE):
            return None
        if shape.length <= HEADLINE_LENGTH:
            return Reading(Kind.METADATA, "a headline: short, and before all else")
        return None

    def _is_pull_quote(self, shape: Shape) -> bool:
        return shape.number in self.repeated and shape.is_whole_quotation

    def _heads(self, place: int) -> bool:
        shape = self.shapes[place]
        if not speech.is_like_a_heading(shape):
            return False
        after = self.shapes[place + 1 : place + 2]
        return not after or after[0].length > 2 * shape.length


def is_no_headline(shape: Shape) -> bool:
    """Whether a block before the first words is a date or a byline."""
    text = shape.text
    return bool(
        not text
        or DATE_LINE.fullmatch(text)
        or DATED.match(f"{text} .")
        or (BYLINE.match(text) and shape.length <= BYLINE_LENGTH)
    )
