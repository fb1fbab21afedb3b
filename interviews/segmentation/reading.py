"""Which blocks of a conversation ask, answer, or stand in between.

What a document marks decides: a label, bold, a number, quotation marks. What is left is
told by where it stands, and where that does not tell, by its words; then it is a doubt.
"""

from __future__ import annotations

from interviews.segmentation.asides import repeating, saying_what_it_is, set_off
from interviews.segmentation.conversation import Conversation
from interviews.segmentation.plain_answers import by_question_mark, unsigned
from interviews.segmentation.quoted_answers import amid_an_answer, between_answers
from interviews.segmentation.segments import Kind, Reading
from interviews.segmentation.signs import signed


def read(talk: Conversation, place: int) -> Reading:
    shape = talk.shapes[place]
    if not shape.text:
        return Reading(Kind.LAYOUT, "no words")
    return (
        set_off(talk, shape)
        or signed(talk, shape)
        or repeating(talk, place)
        or saying_what_it_is(talk, shape)
        or _by_place(talk, place)
    )


def _by_place(talk: Conversation, place: int) -> Reading:
    if talk.style.quotation_marks and not talk.style.labelled_answers:
        if talk.mark:
            return amid_an_answer(talk, place)
        return between_answers(talk, place)
    if talk.style.signs_questions or talk.style.labelled:
        return unsigned(talk, place)
    return by_question_mark(talk, place)
