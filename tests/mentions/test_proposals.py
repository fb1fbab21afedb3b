"""What is missing in stored texts, and how it is written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.mentions.proposals import Choice, apply, known_names
from interviews.models import Mention, Passage, Turn
from tests.factories import (
    make_entity,
    make_interview,
    make_mention,
    make_passage,
    make_turn,
)
from tests.mentions.proposing import every_choice, proposals_by_interview

pytestmark = pytest.mark.django_db


def test_turns_and_passages_of_one_interview_come_together():
    make_entity(name="Minsk", slug="minsk")
    for _ in range(2):
        interview = make_interview()
        make_turn(interview=interview, text="Minsk.")
        make_passage(interview=interview, text="In Minsk.")
    make_turn(text="Nothing.")

    found = [
        [(type(proposal.place), proposal.start) for proposal in of_one]
        for of_one in proposals_by_interview()
    ]

    assert found == [[(Turn, 0), (Passage, 3)]] * 2


def test_the_context_is_one_line():
    make_entity(name="Ardy Beld")
    make_turn(text="One.\n\nArdy\nBeld\nsaid.")

    ((proposal,),) = proposals_by_interview()
    assert proposal.in_context == ("One.  ", "Ardy Beld", " said.")


def test_one_of_several_bearers_is_written_where_it_is_chosen():
    one, other = make_entity(name="Vladimir"), make_entity(name="Vladimir")
    turn = make_turn(text="Vladimir and Vladimir.")
    choices = [
        Choice("turn", turn.pk, 0, 8, other.pk),
        Choice("turn", turn.pk, 13, 21, one.pk),
        Choice("turn", turn.pk, 13, 21, other.pk),
    ]

    apply(known_names(), choices)

    assert list(turn.mentions.in_text_order().values_list("start", "entity")) == [
        (0, other.pk),
        (13, one.pk),
    ]


def test_a_text_that_changed_meanwhile_is_looked_at_again():
    make_entity(name="Minsk")
    moved = make_turn(text="To Minsk and Minsk.")
    taken = make_passage(text="In Minsk.")
    choices = every_choice()

    Turn.objects.filter(pk=moved.pk).update(text="To Minsk, then Minsk.")
    make_mention(passage=taken, text="In Minsk")
    apply(known_names(), choices)

    assert list(moved.mentions.values_list("start", "end")) == [(3, 8)]
    assert taken.mentions.count() == 1


def test_a_choice_that_no_name_supports_is_not_written():
    minsk, oslo = make_entity(name="Minsk"), make_entity(name="Oslo")
    turn = make_turn(text="In Minsk.")

    apply(
        known_names(),
        [
            Choice("turn", turn.pk, 3, 8, oslo.pk),
            Choice("turn", turn.pk, 0, 2, minsk.pk),
            Choice("turn", turn.pk, 90, 95, minsk.pk),
            Choice("turn", 0, 3, 8, minsk.pk),
            Choice("passage", turn.pk, 3, 8, minsk.pk),
        ],
    )

    assert not Mention.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_finding_and_writing_cost_as_many_queries_for_one_text_as_for_many(count):
    make_entity(name="Minsk")
    make_entity(name="Oslo", aliases=["Kristiania"])
    interview = make_interview()
    for _ in range(count):
        make_turn(interview=interview, text="Minsk, Oslo.")
        make_passage(interview=interview, text="Kristiania.")
    with CaptureQueriesContext(connection) as finding:
        choices = every_choice()
    names = known_names()
    with CaptureQueriesContext(connection) as writing:
        apply(names, choices)

    assert len(choices) == 3 * count
    assert Mention.objects.count() == 3 * count
    # Names, and texts with their mentions; a savepoint and its end around both, the rows
    # and their history.
    assert (len(finding), len(writing)) == (5, 8)
