"""Whether words are somebody's speech, by the words themselves.

Nothing here is certain but a caption that says what it is, or that is built as captions
are: a thing and where or when it was.
"""

from __future__ import annotations

import re
from enum import IntEnum

from interviews.segmentation.shapes import Look, Shape
from interviews.segmentation.vocabulary import (
    ADVERBS,
    ARTICLES,
    FIRST_PERSON,
    INTERROGATIVE,
    INVITING,
    MODAL,
    NEGATIONS,
    PREPOSITIONS,
    PRONOUNS,
    SECOND_PERSON,
    VERBS,
)
from interviews.verification.wording import Word

CAPTION_LENGTH = 16
HEADING_LENGTH = 9

SAYS_SO = re.compile(
    r"\A\(?(?:foto(?:grafie)?|beeld|illustratie|bijschrift|photo(?:graph)?|picture|image|caption)\b"
    r"[^.]{0,30}[:©]|©|\((?:links|rechts|midden|left|right|centre|center)\b|"
    r"\b(?:foto|photo)\s?:",
    re.IGNORECASE,
)
ONE_SENTENCE = re.compile(r"[^.!?…\n]*[.!?…]?[\"'’”»)]*")


class Likeness(IntEnum):
    NONE = 0
    MAYBE = 1
    LIKELY = 2
    SURE = 3


def keys(shape: Shape) -> set[str]:
    return {word.key for word in shape.words}


def in_first_person(shape: Shape) -> bool:
    return bool(keys(shape) & FIRST_PERSON)


def addresses_somebody(shape: Shape) -> bool:
    return bool(keys(shape) & SECOND_PERSON)


def asks_openly(shape: Shape) -> bool:
    """Whether it begins as questions do: Hoe …, En waarom …"""
    return bool({word.key for word in shape.words[:3]} & INTERROGATIVE)


def is_rhetorical(shape: Shape) -> bool:
    """Whether it asks as those do who expect no answer: Wie zou niet …?"""
    found = [word.key for word in shape.words]
    return bool(NEGATIONS & set(found)) or (
        found[:1] in (["wie"], ["who"]) and bool(MODAL & set(found[1:2]))
    )


def invites(shape: Shape) -> bool:
    return bool(shape.words) and shape.words[0].key in INVITING


def likeness_to_caption(shape: Shape) -> Likeness:
    if shape.length > 3 * CAPTION_LENGTH or shape.label:
        return Likeness.NONE
    if SAYS_SO.search(shape.text):
        return Likeness.SURE
    if shape.length > CAPTION_LENGTH or shape.opening or shape.look is Look.BOLD:
        return Likeness.NONE
    if shape.look is Look.ITALIC:
        return Likeness.NONE if in_first_person(shape) else Likeness.SURE
    if not ONE_SENTENCE.fullmatch(shape.text) or keys(shape) & (VERBS | PRONOUNS):
        return Likeness.NONE
    if not shape.words or shape.words[0].key in ADVERBS:
        return Likeness.MAYBE
    if not _has_name(shape.words):
        return Likeness.MAYBE
    return (
        Likeness.SURE
        if _is_thing_in_place(shape.words) and not shape.asks
        else Likeness.LIKELY
    )


def is_like_a_heading(shape: Shape) -> bool:
    return (
        0 < shape.length <= HEADING_LENGTH
        and shape.text[0] not in "([-–—"
        and not shape.opening
        and not shape.label
        and "\n" not in shape.text
        and not shape.bare.endswith((".", "!", "…", ",", ";", ":"))
        and not in_first_person(shape)
    )


def _has_name(found: list[Word]) -> bool:
    return any(word.is_capitalised for word in found[1:])


def _is_thing_in_place(found: list[Word]) -> bool:
    """Names, or one word with or without an article, and then where, when or with whom."""
    place = next(
        (number for number, word in enumerate(found) if word.key in PREPOSITIONS), 0
    )
    head = found[:place]
    if head and head[0].key in ARTICLES:
        head = head[1:]
        return len(head) == 1
    return len(head) == 1 or (
        len(head) > 1 and all(word.is_capitalised for word in head)
    )
