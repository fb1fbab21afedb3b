"""What stands between questions and answers: captions, pull quotes, headings, sidebars."""

from __future__ import annotations

from interviews.segmentation import speech
from interviews.segmentation.conversation import Conversation
from interviews.segmentation.segments import Kind, Reading, others
from interviews.segmentation.shapes import Look, Shape
from interviews.segmentation.speech import Likeness


def set_off(talk: Conversation, shape: Shape) -> Reading | None:
    if shape.look is Look.IMAGE:
        return Reading(Kind.CAPTION, "the text of an image")
    if shape.look is Look.QUOTE:
        if shape.number in talk.repeated:
            return Reading(
                Kind.PULL_QUOTE, "set off as a quote, and said in the text too"
            )
        return Reading(
            Kind.PULL_QUOTE,
            "set off as a quote",
            "set off as a quote, but its words are said nowhere else",
            (Kind.CONTINUATION, Kind.SIDEBAR),
        )
    return None


def repeating(talk: Conversation, place: int) -> Reading | None:
    shape = talk.shapes[place]
    repetition = talk.repeated.get(shape.number)
    if repetition is None or (shape.asks and not shape.opening):
        return None
    line = talk.shapes[repetition.of - 1].line
    reason = f"its words are said in line {line} too"
    is_marked = shape.is_whole_quotation or shape.look in (Look.BOLD, Look.ITALIC)
    if talk.mark and is_marked and repetition.is_shorter:
        return Reading(Kind.PULL_QUOTE, reason)
    is_expected = talk.turn is Kind.QUESTION and talk.before is not Kind.PULL_QUOTE
    if is_expected and not talk.mark and not talk.answer_follows(place):
        return None
    if not repetition.is_shorter and not (is_marked and talk.turn is Kind.ANSWER):
        return None
    if is_marked and repetition.is_shorter and not is_expected:
        return Reading(Kind.PULL_QUOTE, reason)
    kind = Kind.ANSWER if talk.turn is Kind.QUESTION else Kind.CONTINUATION
    return Reading(
        Kind.PULL_QUOTE, reason, f"{reason}: a pull quote, or said twice", (kind,)
    )


def saying_what_it_is(talk: Conversation, shape: Shape) -> Reading | None:
    if speech.SAYS_SO.search(shape.text) and speech.likeness_to_caption(shape):
        return Reading(Kind.CAPTION, "it says that it is one")
    if shape.look is Look.HEADING:
        return Reading(Kind.HEADING, "set as a heading")
    if shape.look is Look.BOLD and speech.is_like_a_heading(shape):
        return Reading(
            Kind.HEADING,
            "bold, short, and no sentence",
            "bold as the questions, but short and without a question mark",
            (Kind.QUESTION, Kind.CONTINUATION),
        )
    if (
        shape.look is Look.ITALIC
        and speech.likeness_to_caption(shape) is Likeness.SURE
        and talk.before is not Kind.QUESTION
    ):
        is_last = shape is talk.shapes[-1]
        return Reading(
            Kind.CAPTION,
            "short and in italics",
            "in italics, after all else: a caption, or a note" if is_last else "",
            (Kind.SIDEBAR, Kind.CONTINUATION),
        )
    return None


def caption_or_said(
    talk: Conversation, shape: Shape, *, is_inside: bool
) -> Reading | None:
    likeness = speech.likeness_to_caption(shape)
    if likeness is Likeness.NONE or (likeness is Likeness.MAYBE and not is_inside):
        return None
    kind = Kind.CONTINUATION if likeness is Likeness.MAYBE else Kind.CAPTION
    is_sure = likeness is Likeness.SURE and is_inside
    return Reading(
        kind,
        "no speech: something, and where or when"
        if is_sure
        else "short, without a verb",
        "" if is_sure else "short and without a verb: a caption, or said",
        others(kind, Kind.CAPTION, Kind.CONTINUATION, Kind.HEADING),
    )


def outside(talk: Conversation) -> Reading:
    if talk.before in (Kind.HEADING, Kind.SIDEBAR):
        return Reading(
            Kind.SIDEBAR,
            "under a heading",
            ""
            if talk.before is Kind.SIDEBAR
            else "under a heading, outside of the answers",
            (Kind.QUESTION, Kind.CONTINUATION),
        )
    return Reading(
        Kind.SIDEBAR,
        "outside of the answers",
        "neither in quotation marks nor before an answer",
        (Kind.CONTINUATION, Kind.CAPTION, Kind.QUESTION),
    )
