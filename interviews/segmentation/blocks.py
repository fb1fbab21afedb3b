"""Where a document has its paragraphs.

A blank line parts them. Where documents have none, lines part them, unless the lines are
wrapped: then most end in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from interviews.segmentation import labels

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
# A byte order mark is no word.
BLANK = re.compile(r"[\s\ufeff]*")
ENDS_SENTENCE = re.compile(r"[.?!…:][\"'’”»)\]*_]*\s*\Z")
MOSTLY = 0.6
MASTHEAD_LENGTH = 60
OWN_LINE = re.compile(r"#{1,6}\s|!\[|(?:[-*_] ?){3,}\s*$")
BOLD_LINE = re.compile(r"(\*\*|__)\S.*\1\s*$")
BOLD_LEAD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1)[^\r\n])+[?])\1[ \t]+(?=\S)")
MONTH = r"(?:jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec|mar|may|oct)[a-z]*\.?"
DATE = rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[-/. ](?:\d{{1,2}}|{MONTH})[-/. ]\d{{4}})"
DATED = re.compile(
    rf"(?:date|datum|published|gepubliceerd)[ ]?:?[ ]?(?:op |on )?{DATE}[ \t]+(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Block:
    """`source[start:end]`, without the space around it; lines count from 1."""

    start: int
    end: int
    line: int
    last_line: int


@dataclass(frozen=True)
class Line:
    number: int
    start: int
    text: str

    @property
    def is_blank(self) -> bool:
        return bool(BLANK.fullmatch(self.text))


def lines(source: str) -> list[Line]:
    return [
        Line(number, match.start(), match[0])
        for number, match in enumerate(LINE.finditer(source), 1)
        if match[0]
    ]


def blocks(source: str, label_keys: Collection[str]) -> list[Block]:
    paragraphs = list(_paragraphs(lines(source)))
    stand_alone = _lines_stand_alone(paragraphs)
    found: list[Block] = []
    for paragraph in paragraphs:
        apart = stand_alone or (not found and _is_masthead(paragraph))
        for group in _groups(paragraph, apart, label_keys):
            found += _cut(source, group, is_first=not found)
    return found


def _paragraphs(all_lines: list[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in all_lines:
        if not line.is_blank:
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _lines_stand_alone(paragraphs: list[list[Line]]) -> bool:
    inner = [line for paragraph in paragraphs for line in paragraph[:-1]]
    ended = sum(bool(ENDS_SENTENCE.search(line.text)) for line in inner)
    return bool(inner) and ended / len(inner) >= MOSTLY


def _is_masthead(paragraph: list[Line]) -> bool:
    """Headline, byline and date, each on a line: short, and no sentences."""
    return all(
        len(line.text) <= MASTHEAD_LENGTH and not ENDS_SENTENCE.search(line.text)
        for line in paragraph
    )


def _groups(
    paragraph: list[Line], stand_alone: bool, label_keys: Collection[str]
) -> Iterator[list[Line]]:
    group = [paragraph[0]]
    for before, line in pairwise(paragraph):
        if _is_cut(before, line, stand_alone, label_keys):
            yield group
            group = []
        group.append(line)
    yield group


def _is_cut(
    before: Line, line: Line, stand_alone: bool, label_keys: Collection[str]
) -> bool:
    one, other = before.text.lstrip(), line.text.lstrip()
    if one.startswith(">") or other.startswith(">"):
        return one.startswith(">") != other.startswith(">")
    if any(
        pattern.match(text)
        for pattern in (OWN_LINE, BOLD_LINE)
        for text in (one, other)
    ):
        return True
    if labels.key(labels.candidate(other)) in label_keys:
        return True
    # A label on a line of its own belongs to the words below it.
    named = labels.LABEL.match(one)
    return stand_alone and not (named and BLANK.fullmatch(one, named.end()))


def _cut(source: str, group: list[Line], *, is_first: bool) -> Iterator[Block]:
    start = group[0].start
    end = group[-1].start + len(group[-1].text)
    start = BLANK.match(source, start).end()  # type: ignore[union-attr]
    while end > start and BLANK.fullmatch(source, end - 1, end):
        end -= 1
    lead = BOLD_LEAD.match(source, start, end)
    if lead is None and is_first:
        lead = DATED.match(source, start, end)
    if lead:
        whole = lead[0].rstrip()
        yield Block(start, start + len(whole), group[0].number, group[0].number)
        start = lead.end()
    yield Block(start, end, group[0].number, group[-1].number)
