"""Setting words in a box: a size that fits, lines that break between words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from font_source_sans_pro import SourceSansPro, SourceSansProSemibold
from font_source_serif_pro import SourceSerifPro
from PIL import ImageDraw, ImageFont

# Fonts in the order in which they are asked for a character.
SERIF = (SourceSerifPro, SourceSansPro)
SANS = (SourceSansProSemibold, SourceSerifPro)
ELLIPSIS = "…"
# Longer than the smallest letters have room for; the rest need not be measured.
MOST_CHARACTERS = 3_000
PARAGRAPH_GAP = 0.5


@lru_cache(maxsize=256)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


@lru_cache(maxsize=4096)
def _has(path: str, character: str) -> bool:
    """Whether the font draws the character itself, not the box for what it lacks."""
    font = _font(path, 32)
    box, missing = font.getmask(character), font.getmask("\U0010ffff")
    return character.isspace() or (box.size, bytes(box)) != (
        missing.size,
        bytes(missing),
    )


def _is_drawn(character: str) -> bool:
    return any(_has(path, character) for path in SERIF)


def is_readable(words: str) -> bool:
    """Whether the fonts have every letter and digit; pictures and marks may be left out,
    if that leaves something."""
    return drawable(words).strip() != "" and all(
        _is_drawn(character)
        for character in dict.fromkeys(words)
        if unicodedata.category(character)[0] in "LN"
    )


def drawable(words: str) -> str:
    """Without what has no shape, such as joiners, or none in our fonts, such as emoji."""
    return "".join(
        character
        for character in words
        if character.isspace()
        or (unicodedata.category(character) != "Cf" and _is_drawn(character))
    )


@dataclass(frozen=True)
class Lettering:
    fonts: tuple[str, ...]
    size: int
    line_height: float

    def runs(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        """Pieces of the text, each in the first font that has its characters."""
        run, font = "", self.fonts[0]
        for cluster in _clusters(text):
            fitting = next(
                (path for path in self.fonts if all(_has(path, c) for c in cluster)),
                self.fonts[0],
            )
            if fitting != font and run:
                yield _font(font, self.size), run
                run = ""
            run, font = run + cluster, fitting
        if run:
            yield _font(font, self.size), run

    def width(self, text: str) -> float:
        return sum(font.getlength(run) for font, run in self.runs(text))


def _clusters(text: str) -> Iterator[str]:
    """Characters, each with the marks that combine with it."""
    cluster = ""
    for character in text:
        if cluster and not unicodedata.category(character).startswith("M"):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


@dataclass(frozen=True)
class SetText:
    """Paragraphs of lines, in letters of one size."""

    lettering: Lettering
    paragraphs: list[list[str]]

    @property
    def line(self) -> int:
        return round(self.lettering.size * self.lettering.line_height)

    @property
    def height(self) -> int:
        lines = sum(len(lines) for lines in self.paragraphs)
        gaps = max(len(self.paragraphs) - 1, 0)
        return lines * self.line + round(gaps * PARAGRAPH_GAP * self.line)

    def draw(
        self, draw: ImageDraw.ImageDraw, place: tuple[int, int], colour: str
    ) -> None:
        left, top = place
        for paragraph in self.paragraphs:
            for line in paragraph:
                x = float(left)
                for font, run in self.lettering.runs(line):
                    # By the baseline, where letters of two fonts stand level.
                    baseline = top + round(self.line * 0.74)
                    draw.text((x, baseline), run, fill=colour, font=font, anchor="ls")
                    x += font.getlength(run)
                top += self.line
            top += round(PARAGRAPH_GAP * self.line)


def fit(words: str, largest: Lettering, smallest: int, box: tuple[int, int]) -> SetText:
    """The words in the largest letters that fit, cut short where even the smallest do not."""
    shown = drawable(words[:MOST_CHARACTERS])
    paragraphs = [part.split() for part in shown.split("\n") if part.strip()]
    low, high = smallest, largest.size
    while low < high:
        size = (low + high + 1) // 2
        if _set(paragraphs, replace(largest, size=size), box[0]).height <= box[1]:
            low = size
        else:
            high = size - 1
    text = _set(paragraphs, replace(largest, size=low), box[0])
    is_whole = text.height <= box[1] and len(words) <= MOST_CHARACTERS
    return text if is_whole else _cut(text, box)


def _set(paragraphs: list[list[str]], lettering: Lettering, width: int) -> SetText:
    return SetText(
        lettering, [list(_lines(words, lettering, width)) for words in paragraphs]
    )


def _lines(words: list[str], lettering: Lettering, width: int) -> Iterator[str]:
    line, used = "", 0.0
    space = lettering.width(" ")
    for word in words:
        for piece in _pieces(word, lettering, width):
            length = lettering.width(piece)
            if line and used + space + length > width:
                yield line
                line, used = "", 0.0
            used += length + (space if line else 0)
            line = f"{line} {piece}" if line else piece
    if line:
        yield line


def _pieces(word: str, lettering: Lettering, width: int) -> Iterator[str]:
    """The word, or as much of it as fits a line, and so on."""
    if lettering.width(word) <= width:
        yield word
        return
    piece = ""
    for cluster in _clusters(word):
        if piece and lettering.width(piece + cluster) > width:
            yield piece
            piece = ""
        piece += cluster
    yield piece


def _cut(text: SetText, box: tuple[int, int]) -> SetText:
    """As many lines as fit, the last one closed by an ellipsis after a whole word."""
    kept = [list(lines) for lines in text.paragraphs]
    while replace(text, paragraphs=kept).height > box[1]:
        kept[-1].pop()
        if not kept[-1]:
            kept.pop()
    kept[-1].append(_closed(kept[-1].pop(), text.lettering, box[0]))
    return replace(text, paragraphs=kept)


def _closed(line: str, lettering: Lettering, width: int) -> str:
    while lettering.width(f"{line} {ELLIPSIS}") > width:
        # A word that fills the line alone loses letters.
        line = line.rpartition(" ")[0] or line[:-1]
    return f"{line} {ELLIPSIS}"
