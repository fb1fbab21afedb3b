"""How a block looks: what of it are words, and what is label, numbering and markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from interviews.segmentation import labels, quotation
from interviews.segmentation.blocks import Block
from interviews.segmentation.labels import Label
from interviews.text import normalise
from interviews.verification.wording import Word, words

RULE = re.compile(r"(?:[-*_=~•·][ \t]*){3,}")
IMAGE = re.compile(r"!\[(?P<words>[^\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)", re.DOTALL)
HEADING = re.compile(r"(?P<level>#{1,6})[ \t]+(?P<words>\S.*?)(?:[ \t]+#+)?", re.DOTALL)
QUOTE_LINE = re.compile(r"[ \t]*>[ \t]?")
EMPHASIS = re.compile(
    r"(?P<mark>\*{1,3}|_{1,3})(?![\s*_])(?P<words>(?:(?!(?P=mark)).)*[^\s*_])(?P=mark)",
    re.DOTALL,
)
NUMBERING = re.compile(r"(?P<number>\d{1,3})[.)][ \t]+(?=\S)")
RUN = 3
SPACE = re.compile(r"\s*")


class Look(StrEnum):
    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    HEADING = "heading"
    QUOTE = "quote"
    IMAGE = "image"
    RULE = "rule"


@dataclass(frozen=True)
class Shape:
    """One block. `spans` are the words of it, as places in the source."""

    number: int
    block: Block
    spans: tuple[tuple[int, int], ...]
    text: str
    look: Look
    level: int = 0
    label: Label | None = None
    label_key: str = ""
    numbering: int | None = None
    unknown_label: str = ""

    @property
    def line(self) -> int:
        return self.block.line

    @property
    def last_line(self) -> int:
        return self.block.last_line

    @cached_property
    def words(self) -> list[Word]:
        return words(self.text)

    @cached_property
    def runs(self) -> list[tuple[str, ...]]:
        """Every three words that follow one another."""
        keys = [word.key for word in self.words]
        return [
            tuple(keys[start : start + RUN]) for start in range(len(keys) - RUN + 1)
        ]

    @property
    def length(self) -> int:
        return len(self.words)

    @cached_property
    def bare(self) -> str:
        """Without the marks that close it."""
        return self.text.rstrip(labels.CLOSERS)

    @property
    def asks(self) -> bool:
        return self.bare.endswith("?")

    @property
    def ends_sentence(self) -> bool:
        return self.bare.endswith((".", "?", "!", "…"))

    @property
    def opening(self) -> str:
        return quotation.opening(self.text)

    @property
    def is_whole_quotation(self) -> bool:
        return bool(self.opening) and quotation.ends_closed(self.text, self.opening)


def shape(
    source: str,
    block: Block,
    number: int,
    known: Mapping[str, Label],
    *,
    is_numbered: bool,
) -> Shape:
    start, end = block.start, block.end
    if RULE.fullmatch(source, start, end):
        return _shape(source, block, number, (), Look.RULE)
    if image := IMAGE.fullmatch(source, start, end):
        return _shape(
            source, block, number, (_trimmed(source, *image.span("words")),), Look.IMAGE
        )
    if QUOTE_LINE.match(source, start, end):
        return _shape(
            source, block, number, tuple(_quoted(source, start, end)), Look.QUOTE
        )
    look, level = Look.PLAIN, 0
    if heading := HEADING.fullmatch(source, start, end):
        look, level = Look.HEADING, len(heading["level"])
        start, end = heading.span("words")
    peeled = _Peeling(source, start, end, known, is_numbered=is_numbered)
    return _shape(
        source,
        block,
        number,
        ((peeled.start, peeled.end),),
        peeled.look if look is Look.PLAIN else look,
        level=level,
        label=peeled.label,
        label_key=peeled.label_key,
        numbering=peeled.numbering,
        unknown_label=""
        if peeled.label
        else labels.candidate(source[peeled.start : peeled.end]),
    )


class _Peeling:
    """Takes emphasis, label and numbering away from the words, whichever comes first."""

    def __init__(
        self,
        source: str,
        start: int,
        end: int,
        known: Mapping[str, Label],
        *,
        is_numbered: bool,
    ) -> None:
        self.source, self.start, self.end = source, start, end
        self.look = Look.PLAIN
        self.label: Label | None = None
        self.label_key = ""
        self.numbering: int | None = None
        for _ in range(3):
            self._emphasis()
            if self.label is None:
                self._label(known)
            if is_numbered and self.numbering is None:
                self._numbering()

    def _emphasis(self) -> None:
        if match := EMPHASIS.fullmatch(self.source, self.start, self.end):
            self.start, self.end = match.span("words")
            if self.look is Look.PLAIN:
                self.look = Look.ITALIC if len(match["mark"]) == 1 else Look.BOLD

    def _label(self, known: Mapping[str, Label]) -> None:
        match = labels.LABEL.match(self.source, self.start, self.end)
        key = labels.key(labels.named(match))
        if match and (label := known.get(key)):
            after = SPACE.match(self.source, match.end(), self.end)
            if after and after.end() < self.end:
                self.label, self.label_key = label, key
                self.start = after.end()

    def _numbering(self) -> None:
        if match := NUMBERING.match(self.source, self.start, self.end):
            self.numbering = int(match["number"])
            self.start = match.end()


def _shape(
    source: str,
    block: Block,
    number: int,
    spans: tuple[tuple[int, int], ...],
    look: Look,
    **rest: object,
) -> Shape:
    spans = tuple((start, end) for start, end in spans if start < end)
    text = normalise("".join(source[start:end] for start, end in spans))
    return Shape(number, block, spans, text, look, **rest)  # type: ignore[arg-type]


def _trimmed(source: str, start: int, end: int) -> tuple[int, int]:
    while start < end and source[start].isspace():
        start += 1
    while start < end and source[end - 1].isspace():
        end -= 1
    return start, end


def _quoted(source: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    place = start
    for line in source[start:end].splitlines(keepends=True):
        marker = QUOTE_LINE.match(line)
        spans.append((place + (marker.end() if marker else 0), place + len(line)))
        place += len(line)
    return spans
