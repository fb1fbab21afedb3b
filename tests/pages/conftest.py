import pytest

from interviews.choices import QuoteKind, TurnKind
from interviews.models import Quote
from tests.factories import (
    make_interview,
    make_quote,
    make_speaker,
    make_topic,
    make_turn,
)

WORDS = "They told me: “Leave Minsk.”\n\nI left, and Jo stayed."


@pytest.fixture
def interview():
    return make_interview(
        slug="north",
        title="North",
        publication="De Noord",
        language="nl",
        credit_line="Ann, De Noord",
        rights_holder="De Noord bv",
        licence="CC BY 4.0",
    )


@pytest.fixture
def turn(interview):
    ann = make_speaker(slug="ann", name="Ann")
    make_turn(
        interview=interview, speaker=ann, kind=TurnKind.QUESTION, text="And then?"
    )
    return make_turn(
        interview=interview,
        speaker=make_speaker(slug="bob", name="Bob", description="A witness."),
        text=f"So it was. {WORDS} That is all.",
        topics=[make_topic(label="vlucht", label_en="flight")],
    )


@pytest.fixture
def quote(turn) -> Quote:
    return make_quote(
        turn=turn, text=WORDS, public_id="qt_1111111111", note="In January."
    )


@pytest.fixture
def embedded(turn) -> Quote:
    return make_quote(
        turn=turn,
        text="Leave Minsk.",
        public_id="qt_2222222222",
        kind=QuoteKind.EMBEDDED,
        speaker=make_speaker(slug="eve", name="Eve"),
    )
