"""Rows that the rules refuse, and changes that they must let through."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import ProtectedError, RestrictedError

from interviews.models import (
    Interview,
    Mention,
    Participation,
    Passage,
    Quote,
    Speaker,
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
)
from tests.refusals import refused_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

# Rows come in by the ORM too, and from fixtures, which check no form.


@pytest.mark.parametrize(
    ("make", "values", "rule"),
    [
        (make_interview, {"status": ""}, "interview_status_is_known"),
        (
            make_interview,
            {"published_on": date(1449, 12, 31)},
            "interview_published_on_is_a_year_of_print",
        ),
        (make_turn, {"public_id": "tn_0OIl"}, "turn_public_id_is_well_formed"),
        (make_quote, {"public_id": "tn_1111111111"}, "quote_public_id_is_well_formed"),
        (make_quote, {"text": "Six.", "start": 0}, "quote_is_verbatim"),
        (make_passage, {"after_paragraph": 1}, "passage_place_is_whole"),
        (make_mention, {"text": "Six", "start": 0}, "mention_stands_in_its_place"),
        *[
            (make, {field: moment}, f"{model}_moments_are_in_range")
            for make, model in [
                (make_interview, "interview"),
                (make_speaker, "speaker"),
                (make_turn, "turn"),
                (make_passage, "passage"),
                (make_topic, "topic"),
                (make_entity, "entity"),
                (make_quote, "quote"),
            ]
            for field, moment in [
                ("created_at", datetime(1, 1, 2, tzinfo=UTC)),
                (
                    "updated_at",
                    datetime.max.replace(tzinfo=timezone(timedelta(hours=-5))),
                ),
            ]
        ],
    ],
)
def test_a_row_cannot_be_made_that_breaks_a_rule(make, values, rule):
    with refused_by(rule):
        make(**values)


def test_two_mentions_of_one_entity_do_not_overlap():
    minsk = Mention.objects.filter(text="Minsk").first()

    with refused_by("mention_overlaps_none_of_its_entity_in_turn"):
        make_mention(turn=minsk.turn, entity=minsk.entity, text="insk was")


def test_two_mentions_of_one_entity_do_not_overlap_in_a_passage():
    vyasna = Mention.objects.get(passage__isnull=False)

    with refused_by("mention_overlaps_none_of_its_entity_in_passage"):
        make_mention(passage=vyasna.passage, entity=vyasna.entity, text="na at")


def test_mentions_of_two_entities_may_overlap():
    minsk = Mention.objects.filter(text="Minsk").first()

    make_mention(turn=minsk.turn, text="Minsk was")

    connection.check_constraints()


@pytest.mark.parametrize("model", [Interview, Speaker, Turn])
def test_nothing_goes_that_another_row_needs(model):
    with pytest.raises((ProtectedError, RestrictedError)):
        delete_each(model)


def delete_each(model):
    for row in model.objects.order_by("pk"):
        row.delete()


def test_nobody_leaves_an_interview_while_speaking_in_it():
    with refused_by("turn_is_spoken_by_a_participant"):
        Participation.objects.filter(speaker__slug="dee").delete()


def test_text_is_normalised_on_the_way_in():
    turn = make_turn(text="e\u0301\r\nf\rg")

    turn.refresh_from_db()

    assert turn.text == "é\nf\ng"


# What must be possible.


def test_turns_change_places_in_one_transaction():
    first, second = Turn.objects.filter(interview__slug="north", position__lt=3)

    Turn.objects.filter(pk=first.pk).update(position=second.position)
    Turn.objects.filter(pk=second.pk).update(position=first.position)
    connection.check_constraints()

    turns = Turn.objects.filter(interview__slug="north").in_reading_order()
    assert list(turns[:2]) == [second, first]


def test_passages_change_places_in_one_transaction():
    first, second = Passage.objects.filter(interview__slug="north")

    Passage.objects.filter(pk=first.pk).update(position=second.position)
    Passage.objects.filter(pk=second.pk).update(position=first.position)

    connection.check_constraints()


def test_a_turn_changes_together_with_its_quote():
    cold = Quote.objects.get(text="Minsk was cold.")

    Turn.objects.filter(pk=cold.turn_id).update(
        text=cold.turn.text.replace("cold", "warm")
    )
    Quote.objects.filter(pk=cold.pk).update(text="Minsk was warm.")

    connection.check_constraints()


def test_a_withdrawn_quote_keeps_its_words_when_the_turn_changes():
    cold = Quote.objects.get(text="Minsk was cold.")
    Quote.objects.filter(pk=cold.pk).update(
        withdrawn_at=datetime(2026, 2, 1, tzinfo=UTC), withdrawal_reason="Misheard."
    )
    Turn.objects.filter(pk=cold.turn_id).update(
        text=cold.turn.text.replace("cold", "warm")
    )
    connection.check_constraints()

    with refused_by("quote_is_verbatim"):
        Quote.objects.filter(pk=cold.pk).update(withdrawn_at=None, withdrawal_reason="")


def test_a_topic_moves_under_another_with_all_its_parts():
    Topic.objects.filter(slug="law").update(broader=Topic.objects.get(slug="art"))

    connection.check_constraints()


def test_a_circle_of_topics_is_refused_that_a_third_leads_into():
    a, b, lead = [Topic.objects.create(slug=slug, label=slug) for slug in "abc"]

    with refused_by("topic_is_not_broader_than_itself"):
        Topic.objects.filter(pk=lead.pk).update(broader=a)
        Topic.objects.filter(pk=a.pk).update(broader=b)
        Topic.objects.filter(pk=b.pk).update(broader=a)


@pytest.mark.parametrize(
    ("position", "values", "said"),
    [
        (
            3,
            {"text": "a\u0007"},
            {"__all__": ["There is a control character in one of: text."]},
        ),
        (
            3,
            {"closing_mark": "a"},
            {"__all__": ["A mark around a turn has no letters or digits."]},
        ),
        (3, {"position": 0}, {"__all__": ["Positions count from 1."]}),
        (
            3,
            {"kind": "answer"},
            {
                "speaker": [
                    "Ann does not take part in this interview as interviewee. "
                    "Add the participation first."
                ]
            },
        ),
        (
            4,
            {"text": "She said: “Leave Mensk.” We left."},
            {
                "text": [
                    "Quote qt_1111111111 “Leave Minsk.” would no longer be what is said at "
                    "its place (11–23). Change or withdraw it first.",
                    "The mention “Minsk” would no longer stand at its place (17–22). "
                    "Move or delete it first.",
                ]
            },
        ),
    ],
)
def test_a_form_says_what_the_database_would_refuse(position, values, said):
    turn = Turn.objects.get(interview__slug="north", position=position)
    for name, value in values.items():
        setattr(turn, name, value)

    with pytest.raises(ValidationError) as refusal:
        turn.full_clean()

    assert refusal.value.message_dict == said
