"""A merge is undone, and all stands as before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.merging import EntityMerge, SpeakerMerge, TopicMerge
from interviews.models import (
    Change,
    FormerSlug,
    Participation,
)
from tests.factories import (
    make_entity,
    make_mention,
    make_passage,
    make_quote,
    make_speaker,
    make_topic,
    make_turn,
)
from tests.log import commit
from tests.merging.steps import everything, merge, renamed, two_entities, undo, undoing

pytestmark = pytest.mark.django_db


def entities():
    kept = make_entity(slug="ales", name="Ales", aliases=["A."])
    first = renamed(make_entity(slug="before", name="Bjaljatski", aliases=["B."]), "b")
    second = make_entity(slug="second", name="Ales B.", wikidata_id="Q1")
    make_speaker(name="He", entity=first)
    turn = make_turn(text="Ales Bjaljatski. Ales. Bjaljatski.")
    make_mention(turn=turn, entity=kept, text="Ales")
    make_mention(turn=turn, entity=first, text="Ales Bjaljatski")
    make_mention(turn=turn, entity=kept, text="Ales", start=17)
    make_mention(turn=turn, entity=second, text="Ales", start=17)
    passage = make_passage(text="Bjaljatski.")
    make_mention(passage=passage, entity=first, text="Bjaljatski")
    return EntityMerge, kept, first, second


def topics():
    whole = make_topic(slug="whole")
    first = make_topic(slug="first", label="First", broader=whole, scope_note="Note.")
    kept = make_topic(slug="kept", label="Kept", broader=first)
    second = renamed(make_topic(slug="before", label="Second"), "second")
    make_topic(slug="part", broader=second)
    make_topic(slug="of-kept", broader=kept)
    for tags in ([kept, first], [first], [first, second], [kept], []):
        make_turn(topics=tags)
    return TopicMerge, kept, first, second


def whole_and_part():
    kept, whole = make_topic(), make_topic()
    return TopicMerge, kept, whole, make_topic(broader=whole)


def speakers():
    kept = make_speaker(slug="kept", name="Kept")
    first = make_speaker(
        slug="first", name="First", entity=make_entity(), description="A witness."
    )
    second = renamed(make_speaker(slug="before", name="Second"), "second")
    both = make_turn(speaker=kept)
    make_quote(turn=make_turn(interview=both.interview, speaker=first))
    make_turn(speaker=first, kind="question")
    make_quote(turn=make_turn(speaker=second))
    Participation.objects.filter(speaker=second).update(billed_as="Then of Vyasna")
    return SpeakerMerge, kept, first, second


@pytest.mark.parametrize("make", [entities, topics, whole_and_part, speakers])
def test_all_stands_as_before(make):
    kind, kept, *others = make()
    before = everything()

    record = merge(kind, kept, *others)
    assert everything() != before
    undo(kind, record)

    assert everything() == before


def fresh(*rows):
    return [type(row).objects.get(pk=row.pk) for row in rows]


@pytest.mark.parametrize("make", [entities, topics, speakers])
def test_what_was_undone_can_be_merged_and_undone_again(make):
    kind, *rows = make()
    before = everything()

    undo(kind, merge(kind, *fresh(*rows)))
    undo(kind, merge(kind, *fresh(*rows)))

    assert everything() == before


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            entities,
            [
                "Bjaljatski (b) comes back.",
                "Ales B. (second) comes back.",
                "2 mentions go back.",
                "2 mentions come back.",
                "1 speaker goes back.",
                "Ales is again as it was: aliases, wikidata id.",
                "Requests for b, second are no longer sent on.",
            ],
        ),
        (
            topics,
            [
                "First (first) comes back.",
                "Second (second) comes back.",
                "2 topic tags go back.",
                "2 topic tags come back.",
                "1 topic goes back.",
                "Kept is again as it was: scope note, broader.",
                "Requests for first, second are no longer sent on.",
            ],
        ),
        (
            speakers,
            [
                "First (first) comes back.",
                "Second (second) comes back.",
                "3 participations come back.",
                "3 turns go back.",
                "2 quotes go back.",
                "Kept is again as it was: description, entity.",
                "Requests for first, second are no longer sent on.",
            ],
        ),
    ],
)
def test_it_is_said_before(make, said):
    kind, kept, *others = make()

    assert undo(kind, merge(kind, kept, *others)) == said


# Addresses, history, the log


def test_an_address_that_was_of_another_row_before_leads_on_and_back():
    renamed(third := make_entity(slug="minsk"), "gomel")
    kept, other = make_entity(), make_entity(slug="minsk")

    record = merge(EntityMerge, kept, other)
    assert FormerSlug.objects.get(slug="minsk").object_id == kept.pk

    undo(EntityMerge, record)
    assert FormerSlug.objects.get(slug="minsk").object_id == third.pk


def test_mentions_have_a_history_of_it():
    kept, other, turn = two_entities()
    dropped, moved = turn.mentions.get(text="York"), turn.mentions.get(text="Minsk")

    undo(EntityMerge, merge(EntityMerge, kept, other))

    why = "Undone: Name of other (other) merged into Kept (kept)."
    for mention, kind in ((dropped, "+"), (moved, "~")):
        record = mention.history.first()
        assert (record.history_type, record.history_change_reason) == (kind, why)
        assert record.entity_id == other.pk


def test_the_public_is_told_of_what_comes_back():
    kept, other = make_entity(slug="kept"), make_entity(slug="other")
    for entity in (kept, other):
        make_mention(turn=make_turn(), entity=entity)
    commit()
    record = merge(EntityMerge, kept, other)
    commit()
    latest = Change.objects.latest("number").number

    undo(EntityMerge, record)

    told = Change.objects.filter(number__gt=latest, resource="entity")
    assert set(told.values_list("name", "kind")) == {
        ("kept", "updated"),
        ("other", "created"),
    }


@pytest.mark.parametrize("count", [1, 40])
def test_undoing_costs_as_many_queries_for_one_mention_as_for_many(count):
    kept, other = make_entity(), make_entity()
    turn = make_turn(text="New York. " * 2 * count)
    for number in range(count):
        place = {"turn": turn, "start": 10 * number}
        make_mention(**place, entity=kept, text="New York")
        make_mention(**place | {"start": 10 * number + 4}, entity=other, text="York")
        place["start"] += 10 * count
        make_mention(**place, entity=other, text="New York")
    record = merge(EntityMerge, kept, other)

    with CaptureQueriesContext(connection) as said:
        undoing(EntityMerge, record).consequences()
    with CaptureQueriesContext(connection) as undone:
        undoing(EntityMerge, record).apply()

    assert other.mentions.count() == 2 * count
    assert (len(said), len(undone)) == (8, 27)
