"""Conversations in which answers stand in quotation marks, and run on over paragraphs."""

from __future__ import annotations

from interviews.segmentation import quotation, speech
from interviews.segmentation.asides import caption_or_said, outside
from interviews.segmentation.conversation import Conversation
from interviews.segmentation.segments import TURNS, Kind, Reading, others
from interviews.segmentation.shapes import Shape
from interviews.segmentation.speech import Likeness


def amid_an_answer(talk: Conversation, place: int) -> Reading:
    shape = talk.shapes[place]
    closes = quotation.ends_closed(shape.text, talk.mark)
    if shape.opening:
        if closes and talk.closes_later(place):
            return Reading(
                Kind.PULL_QUOTE,
                "in quotation marks of its own, amid an answer",
                "in quotation marks of its own amid an answer, but its words are said "
                "nowhere else",
                (Kind.CONTINUATION,),
            )
        return Reading(Kind.CONTINUATION, "opens the mark of the answer again")
    if closes:
        return Reading(Kind.CONTINUATION, "closes the mark of the answer")
    if caption := caption_or_said(talk, shape, is_inside=True):
        return caption
    if talk.answer_follows(place):
        return Reading(
            Kind.QUESTION,
            "an answer follows",
            "the answer before it has no closing mark"
            if shape.asks
            else "the answer before it has no closing mark, and it does not end in a "
            "question mark",
            (Kind.CONTINUATION, Kind.CAPTION),
        )
    if speech.is_like_a_heading(shape) and not shape.asks:
        return Reading(
            Kind.HEADING,
            "short, and no sentence",
            "short and no sentence, amid an answer",
            (Kind.CONTINUATION, Kind.CAPTION),
        )
    if not talk.closes_later(place) and shape.asks:
        return Reading(
            Kind.CONTINUATION,
            "the mark of the answer is still open",
            "it asks, and the answer around it is never closed",
            (Kind.QUESTION,),
        )
    return Reading(Kind.CONTINUATION, "the mark of the answer is still open")


def between_answers(talk: Conversation, place: int) -> Reading:
    shape = talk.shapes[place]
    if shape.opening:
        return _opening(talk, place)
    if talk.answer_follows(place):
        return _before_an_answer(talk, shape)
    if not shape.asks and (caption := caption_or_said(talk, shape, is_inside=False)):
        return caption
    if speech.is_like_a_heading(shape) and talk.following(place):
        return Reading(
            Kind.HEADING,
            "short, and no sentence",
            "it asks, but no answer follows" if shape.asks else "",
            (Kind.QUESTION, Kind.CAPTION),
        )
    after = talk.following(place)
    if (
        after
        and talk.answer_follows(after.number - 1)
        and talk.turn is not Kind.QUESTION
    ):
        return Reading(
            Kind.QUESTION,
            "an answer follows after one more paragraph",
            ""
            if after.asks
            else "it does not ask, and neither does the paragraph after it",
            (Kind.CONTINUATION, Kind.SIDEBAR),
        )
    if shape.asks:
        return Reading(
            Kind.QUESTION,
            "it asks",
            "it asks, but no answer in quotation marks follows",
            (Kind.CONTINUATION, Kind.CAPTION),
        )
    if talk.turn is Kind.QUESTION:
        return Reading(
            Kind.ANSWER,
            "after a question",
            "not in quotation marks, as other answers are",
            (Kind.CONTINUATION, Kind.CAPTION),
        )
    return outside(talk)


def _opening(talk: Conversation, place: int) -> Reading:
    shape = talk.shapes[place]
    if quotation.closes_within(shape.text, shape.opening):
        if shape.asks and talk.answer_follows(place) and talk.turn is not Kind.QUESTION:
            return Reading(Kind.QUESTION, "it asks, and an answer follows")
        kind = Kind.ANSWER if talk.turn is Kind.QUESTION else Kind.CONTINUATION
        return Reading(
            kind,
            "opens with a quotation mark",
            "the quotation mark with which it opens is closed in the middle",
            others(kind, *TURNS),
        )
    if talk.turn is Kind.ANSWER:
        return Reading(
            Kind.CONTINUATION,
            "in quotation marks, after an answer",
            "an answer was closed, and no question stands between",
            (Kind.ANSWER, Kind.PULL_QUOTE),
        )
    return Reading(Kind.ANSWER, "in quotation marks, as answers are")


def _before_an_answer(talk: Conversation, shape: Shape) -> Reading:
    if talk.turn is Kind.QUESTION:
        asked = talk.last_turn is not None and talk.last_turn.asks
        return Reading(
            Kind.CONTINUATION,
            "the question goes on",
            "it comes between a question and its answer"
            if asked and not shape.asks
            else "",
            (Kind.CAPTION, Kind.SIDEBAR),
        )
    is_caption = speech.likeness_to_caption(shape) is not Likeness.NONE
    return Reading(
        Kind.QUESTION,
        "an answer in quotation marks follows",
        "built as a caption, but there is no other question before the answer"
        if is_caption and not shape.asks
        else "",
        (Kind.CAPTION, Kind.CONTINUATION),
    )
