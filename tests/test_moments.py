"""When a row last changed, whoever wrote it and by whatever way."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from interviews.models import (
    Interview,
    Mention,
    Participation,
    Passage,
    Quote,
    Topic,
    Turn,
)
from tests.factories import (
    make_entity,
    make_interview,
    make_mention,
    make_passage,
    make_quote,
    make_speaker,
    make_topic,
    make_turn,
    take_part,
)

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
MODELS = [Interview, Turn, Passage]


@pytest.fixture
def turn():
    """A turn with something of everything, last changed long ago."""
    interview = make_interview(updated_at=LONG_AGO)
    turn = make_turn(interview=interview, topics=[make_topic()])
    passage = make_passage(interview=interview, turn=turn, after_paragraph=1)
    make_mention(turn=turn)
    make_mention(passage=passage)
    make_quote(turn=turn)
    age()
    return turn


def age() -> None:
    with connection.cursor() as cursor:
        for model in MODELS:
            table = model._meta.db_table
            # ALTER TABLE does not wait for what is deferred.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            model.objects.update(updated_at=LONG_AGO)
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def changed() -> set[str]:
    return {
        model._meta.model_name
        for model in MODELS
        if model.objects.exclude(updated_at=LONG_AGO).exists()
    }


@pytest.mark.parametrize(
    ("change", "stamped"),
    [
        (lambda turn: make_quote(turn=turn, text="One."), {"turn", "interview"}),
        (
            lambda turn: Quote.objects.update(is_featured=True),
            {"turn", "interview"},
        ),
        (lambda turn: Quote.objects.all().delete(), {"turn", "interview"}),
        (
            lambda turn: make_mention(turn=turn, entity=make_entity()),
            {"turn", "interview"},
        ),
        (
            lambda turn: Mention.objects.filter(turn=turn).delete(),
            {"turn", "interview"},
        ),
        (
            lambda turn: Mention.objects.exclude(turn=turn).delete(),
            {"passage", "interview"},
        ),
        (lambda turn: turn.topics.add(make_topic()), {"turn", "interview"}),
        (lambda turn: turn.topics.clear(), {"turn", "interview"}),
        (lambda turn: Turn.objects.update(opening_mark="‘"), {"turn", "interview"}),
        (
            lambda turn: Passage.objects.update(heading="Heading"),
            {"passage", "interview"},
        ),
        (
            lambda turn: Participation.objects.update(billed_as="Chair"),
            {"interview"},
        ),
        (
            lambda turn: take_part(turn.interview, make_speaker(), "interviewer"),
            {"interview"},
        ),
        (lambda turn: Interview.objects.update(note="Noted."), {"interview"}),
    ],
    ids=[
        "quote made",
        "quote changed",
        "quote deleted",
        "mention made",
        "mention deleted",
        "mention in a passage deleted",
        "topic added",
        "topics cleared",
        "turn changed",
        "passage changed",
        "participation changed",
        "participation made",
        "interview changed",
    ],
)
def test_a_change_stamps_what_shows_it(turn, change, stamped):
    change(turn)

    assert changed() == stamped


def test_a_row_saved_unchanged_keeps_its_moment(turn):
    for model in [*MODELS, Quote, Mention, Topic, Participation]:
        for row in model.objects.all():
            row.save()

    assert changed() == set()


def test_a_moment_cannot_be_written(turn):
    Turn.objects.update(updated_at=datetime(2021, 1, 1, tzinfo=UTC))

    assert changed() == set()


def test_a_mention_that_moves_stamps_where_it_was_and_where_it_is(turn):
    other = make_turn(interview=turn.interview)
    age()

    Mention.objects.filter(turn=turn).update(turn=other)

    stamped = Turn.objects.exclude(updated_at=LONG_AGO)
    assert set(stamped) == {turn, other}


@pytest.mark.parametrize(
    ("make", "change"),
    [
        (make_speaker, {"name": "Other"}),
        (make_entity, {"name": "Other"}),
        (make_topic, {"label": "Other"}),
        (make_quote, {"note": "Other"}),
    ],
)
def test_a_change_stamps_the_row_itself(make, change):
    row = make(updated_at=LONG_AGO, created_at=LONG_AGO)

    type(row).objects.update(**change)

    row.refresh_from_db()
    assert (row.created_at, row.updated_at > LONG_AGO) == (LONG_AGO, True)
