"""`mentioned_by` narrows the mention itself, not what else is there."""

import pytest

from interviews.choices import TurnKind
from tests.api.calls import results
from tests.factories import (
    make_entity,
    make_interview,
    make_mention,
    make_passage,
    make_quote,
    make_topic,
    make_turn,
)
from tests.log import commit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("talk")]


@pytest.fixture
def talk():
    """A question that names Minsk, an answer that names Riga, a caption that names Oslo."""
    minsk, riga, oslo = (
        make_entity(slug=name.lower(), name=name) for name in ("Minsk", "Riga", "Oslo")
    )
    travel, home = make_topic(slug="travel"), make_topic(slug="home")
    interview = make_interview(slug="talk")
    question = make_turn(
        interview=interview, kind=TurnKind.QUESTION, text="Why Minsk?", topics=[travel]
    )
    answer = make_turn(interview=interview, text="For Riga. No.", topics=[travel, home])
    make_turn(interview=interview, text="Silence.")
    caption = make_passage(interview=interview, text="Oslo.")
    make_mention(turn=question, entity=minsk, text="Minsk")
    make_mention(turn=answer, entity=riga, text="Riga")
    make_mention(passage=caption, entity=oslo, text="Oslo")
    make_quote(turn=question, text="Why Minsk?")
    make_quote(turn=answer, text="For Riga.")
    make_quote(turn=answer, text="No.")
    commit()


def found(question: str) -> list[str]:
    key = "text" if question.startswith(("turns", "quotes")) else "slug"
    return [row[key] for row in results(question)]


ASKED, ANSWERED = "mentioned_by=interviewer", "mentioned_by=interviewee"
EXPECTED = {
    f"turns/?{ASKED}": ["Why Minsk?"],
    f"turns/?{ANSWERED}": ["For Riga. No."],
    f"turns/?{ASKED},interviewee": ["Why Minsk?", "For Riga. No."],
    f"turns/?entity=minsk&{ASKED}": ["Why Minsk?"],
    f"turns/?entity=minsk&{ANSWERED}": [],
    f"turns/?entity__all=minsk,riga&{ASKED}": [],
    f"turns/?entity__not=minsk&{ASKED}": [],
    f"turns/?entity__not=minsk&{ANSWERED}": ["For Riga. No."],
    f"quotes/?{ANSWERED}": ["For Riga."],
    f"quotes/?entity=minsk&{ASKED}": ["Why Minsk?"],
    f"quotes/?entity=minsk&{ANSWERED}": [],
    # An interviewee names somebody there, and Minsk is named, but by another.
    f"interviews/?entity=minsk&{ANSWERED}": [],
    f"interviews/?entity=riga&{ANSWERED}": ["talk"],
    # The words of a caption are nobody's.
    f"interviews/?entity=oslo&{ANSWERED}": [],
    f"interviews/?entity__all=minsk,riga&{ASKED},interviewee": ["talk"],
    f"interviews/?entity__all=minsk,riga&{ASKED}": [],
    f"interviews/?entity__not=minsk&{ANSWERED}": ["talk"],
    f"interviews/?entity__not=riga&{ANSWERED}": [],
    f"entities/?{ASKED}": ["minsk"],
    f"entities/?{ANSWERED}": ["riga"],
    f"entities/?topic=travel&{ASKED}": ["minsk"],
    f"entities/?topic=home&{ASKED}": [],
    f"entities/?topic__not=home&{ANSWERED}": [],
    f"entities/?interview=talk&{ANSWERED}": ["riga"],
}


@pytest.mark.parametrize("question", EXPECTED)
def test_a_mention_counts_by_who_speaks(question):
    assert found(question) == EXPECTED[question]
