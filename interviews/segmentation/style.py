"""By which signs a document tells its questions from its answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from interviews.segmentation import labels, speech
from interviews.segmentation.blocks import blocks, lines
from interviews.segmentation.labels import Label
from interviews.segmentation.shapes import Look, Shape, shape

NUMBERED = re.compile(r"[*_#\s]{0,8}(\d{1,3})[.)][ \t]+(?=\S)")
OFTEN = 0.5
LEAD_LENGTH = 30


@dataclass(frozen=True)
class Style:
    labelled: bool
    labelled_questions: bool
    labelled_answers: bool
    bold: bool
    headings: bool
    numbers: bool
    quotation_marks: bool

    @property
    def signs_questions(self) -> bool:
        return self.labelled_questions or self.bold or self.headings or self.numbers


def shapes(
    source: str,
    names: Mapping[str, bool] | None = None,
    roles: Mapping[str, bool] | None = None,
) -> list[Shape]:
    """The blocks of a source. `roles` says of labels, by key, whether they ask."""
    candidates = [labels.candidate(line.text.lstrip()) for line in lines(source)]
    keys = {labels.key(name) for name in candidates if name}
    recurring = (
        labels.recognised([f"{name}: " for name in candidates if name], names).keys()
        & keys
    )
    found = blocks(source, recurring)
    texts = [source[block.start : block.end] for block in found]
    known = labels.recognised(texts, names)
    known |= {
        key: replace(known[key], asks=asks)
        for key, asks in (roles or {}).items()
        if key in known
    }
    is_numbered = _is_numbered(texts)
    return [
        shape(source, block, number, known, is_numbered=is_numbered)
        for number, block in enumerate(found, 1)
    ]


def _is_numbered(texts: Sequence[str]) -> bool:
    found = [(int(match[1]), text) for text in texts if (match := NUMBERED.match(text))]
    asking = sum(text.rstrip(labels.CLOSERS).endswith("?") for _, text in found)
    return (
        len(found) > 1
        and asking >= OFTEN * len(found)
        and all(after - before == 1 for (before, _), (after, _) in pairwise(found))
    )


def recognise(found: Sequence[Shape]) -> Style:
    known: list[Label] = [one.label for one in found if one.label]
    return Style(
        labelled=bool(known),
        labelled_questions=any(label.asks for label in known),
        labelled_answers=any(label.asks is False for label in known),
        bold=_often_ask(
            [one for one in found if one.look is Look.BOLD and not one.label]
        ),
        headings=_often_ask(
            [one for one in found if one.look is Look.HEADING and one.level > 1]
        ),
        numbers=any(one.numbering for one in found),
        quotation_marks=_answers_are_quoted(found),
    )


def _often_ask(signed: Sequence[Shape]) -> bool:
    short = [one for one in signed if one.asks or one.length <= LEAD_LENGTH]
    asking = sum(one.asks for one in short)
    return asking > 0 and asking >= OFTEN * len(short)


def _answers_are_quoted(found: Sequence[Shape]) -> bool:
    after_questions = [
        after for before, after in pairwise(found) if before.asks and not before.opening
    ]
    quoted = [one for one in after_questions if one.opening]
    return bool(quoted) and len(quoted) >= OFTEN * len(after_questions)


def first_turn(
    found: Sequence[Shape],
    style: Style,
    questions: Collection[int],
    no_turns: Collection[int],
) -> int | None:
    """The number of the block with which the conversation begins.

    An editor's corrections come first: `questions` are turns, `no_turns` are none.
    """
    candidates = [one for one in found if one.number not in no_turns]
    signs = [one.number for one in candidates if _is_signed(one, style)]
    if style.quotation_marks:
        quoted = [
            before.number
            for before, after in pairwise(candidates)
            if before.text and not before.opening and after.opening
            if before.asks or not (signs or speech.is_like_a_heading(before))
        ]
        signs = sorted([*signs[:1], *quoted[:1]])
    if style.labelled_answers and not style.signs_questions and signs:
        unlabelled = [
            one.number for one in candidates if one.asks and one.number < signs[0]
        ]
        signs = unlabelled[-1:] or signs
    if not signs and not style.quotation_marks:
        signs = [
            before.number
            for before, after in pairwise(candidates)
            if before.asks and not after.asks and before.look is not Look.QUOTE
        ] or [one.number for one in candidates if one.asks]
    return min([*signs[:1], *questions], default=None)


def _is_signed(one: Shape, style: Style) -> bool:
    if one.label:
        return True
    return bool(
        (style.numbers and one.numbering)
        or (style.bold and one.look is Look.BOLD and one.asks)
        or (style.headings and one.look is Look.HEADING and one.asks)
    )
