"""Answers without quotation marks: after questions that have a sign, or only a question mark."""

from __future__ import annotations

from interviews.segmentation import speech
from interviews.segmentation.asides import caption_or_said
from interviews.segmentation.conversation import Conversation
from interviews.segmentation.segments import TURNS, Kind, Reading, others
from interviews.segmentation.shapes import Shape

SHORT = 25


def unsigned(talk: Conversation, place: int) -> Reading:
    shape = talk.shapes[place]
    if talk.style.labelled_answers and not talk.style.signs_questions:
        after = talk.following(place)
        if after and after.label and talk.turn is not Kind.QUESTION:
            return Reading(
                Kind.QUESTION,
                f"before the label “{after.label.name}:”",
                "" if shape.asks else "it does not end in a question mark",
                (Kind.CONTINUATION, Kind.CAPTION),
            )
    if caption := caption_or_said(talk, shape, is_inside=False):
        return caption
    if shape.unknown_label:
        kind = Kind.ANSWER if _answer_is_due(talk) else Kind.CONTINUATION
        return Reading(
            kind,
            "no label of this interview",
            f"“{shape.unknown_label}:” may be a label, but is not one of the others",
            others(kind, *TURNS, Kind.CONTINUATION),
        )
    if _answer_is_due(talk):
        return Reading(Kind.ANSWER, "after a question")
    if shape.is_whole_quotation and not talk.mark:
        return Reading(
            Kind.PULL_QUOTE,
            "in quotation marks of its own",
            "in quotation marks of its own, but its words are said nowhere else",
            (Kind.CONTINUATION,),
        )
    if speech.is_like_a_heading(shape):
        return Reading(
            Kind.HEADING,
            "short, and no sentence",
            "short and no sentence: a heading, or said",
            (Kind.CONTINUATION, Kind.QUESTION),
        )
    return Reading(
        Kind.CONTINUATION,
        "no sign that something else begins",
        _unlabelled(talk),
        (Kind.ANSWER, Kind.SIDEBAR, Kind.QUESTION)
        if talk.turn is Kind.QUESTION
        else (Kind.SIDEBAR, Kind.QUESTION),
    )


def _unlabelled(talk: Conversation) -> str:
    if talk.turn is Kind.QUESTION:
        return "after a question, without a label: more of it, or the answer"
    if talk.before is Kind.HEADING:
        return "it stands under a heading, without a sign of its own"
    return ""


def _answer_is_due(talk: Conversation) -> bool:
    return talk.turn is Kind.QUESTION and not talk.style.labelled_answers


def by_question_mark(talk: Conversation, place: int) -> Reading:
    shape = talk.shapes[place]
    if talk.turn is None:
        is_title = speech.is_like_a_heading(shape) and not speech.addresses_somebody(
            shape
        )
        return Reading(
            Kind.QUESTION,
            "the first that asks",
            "it may be a heading over what follows" if is_title else "",
            (Kind.HEADING, Kind.INTRODUCTION),
        )
    after = talk.following(place)
    if shape.asks:
        return _asking(talk, shape, after)
    if talk.turn is Kind.QUESTION and talk.before in (Kind.QUESTION, Kind.CONTINUATION):
        return Reading(Kind.ANSWER, "after a question")
    if caption := caption_or_said(talk, shape, is_inside=False):
        return caption
    if speech.invites(shape) and shape.length <= SHORT and talk.turn is Kind.ANSWER:
        return Reading(
            Kind.QUESTION,
            "it invites to speak",
            "it invites to speak, but does not end in a question mark",
            (Kind.CONTINUATION,),
        )
    if talk.turn is Kind.QUESTION:
        return Reading(Kind.ANSWER, "after a question")
    if speech.is_like_a_heading(shape) and after:
        return Reading(
            Kind.HEADING,
            "short, and no sentence",
            "short and no sentence: a heading, or said",
            (Kind.CONTINUATION, Kind.QUESTION),
        )
    return Reading(
        Kind.CONTINUATION, "no question mark", _unasked(shape), (Kind.QUESTION,)
    )


def _unasked(shape: Shape) -> str:
    """Why a paragraph without a question mark may be a question all the same."""
    if shape.length > SHORT or speech.in_first_person(shape):
        return ""
    if speech.addresses_somebody(shape):
        return "it speaks to somebody: a question without its mark, or the answer"
    return "short, and nobody says “I”: a question without its mark, or the answer"


def _asking(talk: Conversation, shape: Shape, after: Shape | None) -> Reading:
    if talk.turn is Kind.QUESTION:
        kind = Kind.ANSWER if speech.in_first_person(shape) else Kind.CONTINUATION
        return Reading(
            kind,
            "asks, after a question",
            "a question mark after a question: an answer that asks, or more of the question",
            others(kind, Kind.ANSWER, Kind.CONTINUATION, Kind.QUESTION),
        )
    likely = (
        (after is not None and not after.asks)
        + (shape.length <= 50)
        + (speech.addresses_somebody(shape) or speech.asks_openly(shape))
        - speech.in_first_person(shape)
        - (speech.is_rhetorical(shape) and not speech.addresses_somebody(shape))
    )
    kind = Kind.QUESTION if likely >= 2 else Kind.CONTINUATION
    return Reading(
        kind,
        "it asks",
        "" if likely >= 3 else "it asks, but may be part of the answer",
        others(kind, Kind.QUESTION, Kind.CONTINUATION),
    )
