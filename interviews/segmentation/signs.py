"""Questions and answers that a document marks: by a label, bold, a number, a heading."""

from __future__ import annotations

import re

from interviews.segmentation import speech
from interviews.segmentation.conversation import Conversation
from interviews.segmentation.segments import TURNS, Kind, Reading, others
from interviews.segmentation.shapes import Look, Shape


def signed(talk: Conversation, shape: Shape) -> Reading | None:
    votes = _votes(talk, shape)
    if shape.label and shape.label.asks is None:
        first = next(one.label for one in talk.shapes if one.label)
        guess = Kind.QUESTION if shape.label == first else Kind.ANSWER
        return Reading(
            guess,
            f"after the label “{shape.label.name}:”",
            f"nothing tells whether “{shape.label.name}:” asks or answers; say it once, and "
            "it holds for each of them",
            others(guess, *TURNS, Kind.CONTINUATION),
        )
    if not votes:
        return None
    kind, reason = votes[0]
    against = [why for other, why in votes if other is not kind]
    if against:
        return Reading(
            kind, reason, f"{reason}, but {against[0]}", others(kind, *TURNS)
        )
    if shape.label:
        if inner := _label_within(talk, shape):
            return Reading(
                kind,
                reason,
                f"another label stands within it: “{inner}:”. Give each a paragraph",
                others(kind, *TURNS),
            )
        if talk.turn is kind and talk.label_key == shape.label_key:
            return Reading(
                kind,
                reason,
                f"the label “{shape.label.name}:” stands twice in a row",
                (Kind.CONTINUATION,),
            )
    elif (
        talk.before is Kind.QUESTION and shape.look is Look.BOLD and not shape.numbering
    ):
        return Reading(Kind.CONTINUATION, "the question goes on in bold")
    return Reading(kind, reason)


def _label_within(talk: Conversation, shape: Shape) -> str | None:
    """Two who speak on one line are one block, and nobody would see the other."""
    return next(
        (
            name
            for name in talk.labels
            if re.search(rf"[.?!…]\W*\s{re.escape(name)}\s*:\W*\s", shape.text)
        ),
        None,
    )


def _votes(talk: Conversation, shape: Shape) -> list[tuple[Kind, str]]:
    votes = []
    if shape.label and shape.label.asks is not None:
        role = Kind.QUESTION if shape.label.asks else Kind.ANSWER
        votes.append((role, f"the label “{shape.label.name}:” says {role.label}"))
    if talk.style.numbers and shape.numbering:
        votes.append((Kind.QUESTION, f"its number {shape.numbering} says question"))
    is_bold = talk.style.bold and shape.look is Look.BOLD and not shape.label
    if is_bold and (shape.asks or not speech.is_like_a_heading(shape)):
        votes.append((Kind.QUESTION, "bold print says question"))
    if talk.style.headings and shape.look is Look.HEADING and shape.asks:
        votes.append((Kind.QUESTION, "a heading that asks, as the others do"))
    if (
        votes
        and votes[0][0] is Kind.QUESTION
        and talk.style.quotation_marks
        and shape.is_whole_quotation
    ):
        votes.append((Kind.ANSWER, "its quotation marks say answer"))
    return votes
