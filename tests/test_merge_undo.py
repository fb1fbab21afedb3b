"""A merge is undone: all stands as before, but for what editors did in the meantime."""

import io
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from interviews.merging import EntityMerge, SpeakerMerge, TopicMerge
from interviews.models import (
    Change,
    Entity,
    FormerSlug,
    Mention,
    MergeRecord,
    Participation,
    Quote,
    Speaker,
    Topic,
    Turn,
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

pytestmark = pytest.mark.django_db

UNWATCHED = {"change", "mergerecord"}


def everything():
    """All rows, but for their history and the moments of their changes."""
    written = io.StringIO()
    call_command("dumpdata", "interviews", stdout=written)
    rows = [
        row
        for row in json.loads(written.getvalue())
        if (name := row["model"].partition(".")[2]) not in UNWATCHED
        and not name.startswith("historical")
    ]
    for row in rows:
        row["fields"].pop("updated_at", None)
    return rows


def merge(kind, kept, *others):
    record = kind(kept, others).apply()
    connection.check_constraints()
    kept.refresh_from_db()
    return record


def undoing(kind, record):
    record = MergeRecord.objects.get(pk=record.pk)
    return kind.undo(record, kind.model.objects.get(pk=record.object_id))


def undo(kind, record):
    said = undoing(kind, record).consequences()
    undoing(kind, record).apply()
    connection.check_constraints()
    return said


def renamed(row, slug):
    type(row).objects.filter(pk=row.pk).update(slug=slug)
    row.refresh_from_db()
    return row


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


# What was done since


def two_entities():
    kept, other = make_entity(slug="kept", name="Kept"), make_entity(slug="other")
    turn = make_turn(text="Minsk. New York. Minsk.")
    make_mention(turn=turn, entity=other, text="Minsk")
    make_mention(turn=turn, entity=kept, text="New York")
    make_mention(turn=turn, entity=other, text="York")
    return kept, other, turn


def test_mentions_that_were_changed_since_stay_as_they_are():
    kept, other, turn = two_entities()
    third = make_entity()
    make_mention(turn=turn, entity=other, text="Minsk", start=17)
    record = merge(EntityMerge, kept, other)
    first, _, last = kept.mentions.order_by("start")
    first.delete()
    Mention.objects.filter(pk=last.pk).update(entity=third)

    said = undo(EntityMerge, record)

    assert "2 mentions were changed or deleted since, and stay so." in said
    assert list(other.mentions.values_list("text", flat=True)) == ["York"]
    assert list(third.mentions.all()) == [last]


def test_mention_that_was_moved_along_with_an_edit_goes_back_where_it_stands():
    kept, other, turn = two_entities()
    record = merge(EntityMerge, kept, other)
    Turn.objects.filter(pk=turn.pk).update(text="In Minsk. New York.")
    Mention.objects.filter(turn=turn, text="Minsk").update(start=3, end=8)
    Mention.objects.filter(turn=turn, text="New York").update(start=10, end=18)

    said = undo(EntityMerge, record)

    assert "1 mention does not come back: what it belongs to has changed." in said
    assert list(other.mentions.values_list("start", "text")) == [(3, "Minsk")]


def a_mention_of_the_kept(turn, kept, other):
    kept.mentions.filter(text="New York").delete()
    make_mention(turn=turn, entity=kept, text="York")


def a_wider_mention_of_the_other(turn, kept, other):
    kept.mentions.filter(text="New York").delete()
    kept.mentions.filter(text="Minsk").update(end=15, text="Minsk. New York")


def its_turn_is_gone(turn, kept, other):
    turn.delete()


@pytest.mark.parametrize(
    ("change", "comes_back"),
    [
        (a_mention_of_the_kept, True),
        (a_wider_mention_of_the_other, False),
        (its_turn_is_gone, False),
    ],
)
def test_dropped_mention_comes_back_where_there_is_room_for_it(change, comes_back):
    kept, other, turn = two_entities()
    record = merge(EntityMerge, kept, other)
    change(turn, kept, other)
    connection.check_constraints()

    undo(EntityMerge, record)

    assert other.mentions.filter(text="York").exists() == comes_back


def test_dropped_mention_of_the_kept_one_gives_way_to_one_made_since():
    kept, other = make_entity(), make_entity()
    turn = make_turn(text="New York.")
    make_mention(turn=turn, entity=kept, text="York")
    make_mention(turn=turn, entity=other, text="New York")
    record = merge(EntityMerge, kept, other)
    kept.mentions.get().delete()
    since = make_mention(turn=turn, entity=kept, text="York")

    said = undo(EntityMerge, record)

    assert "1 mention does not come back: what it belongs to has changed." in said
    assert list(Mention.objects.all()) == [since]


def test_what_was_written_since_stays():
    kept = make_entity(name="Kept", aliases=["K."])
    other = make_entity(name="Other", description="A town.", wikidata_id="Q1")
    record = merge(EntityMerge, kept, other)
    Entity.objects.filter(pk=kept.pk).update(
        aliases=["New", "K.", "Other"], description="A great town.", kind="person"
    )

    said = undo(EntityMerge, record)

    kept.refresh_from_db()
    assert said[-3:-1] == [
        "Kept is again as it was: aliases, wikidata id.",
        "Kept was changed since, and stays so: description.",
    ]
    assert (kept.aliases, kept.description, kept.wikidata_id, kept.kind) == (
        ["New", "K."],
        "A great town.",
        "",
        "person",
    )
    assert Entity.objects.get(pk=other.pk).description == "A town."


def test_tags_that_were_taken_away_since_stay_away():
    kept, other = make_topic(), make_topic()
    turn, both = make_turn(topics=[other]), make_turn(topics=[kept, other])
    record = merge(TopicMerge, kept, other)
    turn.topics.clear()
    new = make_turn(topics=[kept])

    undo(TopicMerge, record)

    assert set(kept.turns.all()) == {both, new}
    assert set(other.turns.all()) == {both}


def test_topic_comes_back_without_a_broader_one_that_is_gone():
    kept, whole = make_topic(), make_topic()
    other = make_topic(broader=whole)
    record = merge(TopicMerge, kept, other)
    whole.delete()

    said = undo(TopicMerge, record)

    assert said[1] == f"What {other} had as broader is gone."
    assert Topic.objects.get(pk=other.pk).broader is None


def test_topics_that_would_be_part_of_each_other_stop_it():
    kept, whole = make_topic(), make_topic(slug="whole")
    other = make_topic(broader=whole)
    part = make_topic(broader=other)
    record = merge(TopicMerge, kept, other)
    Topic.objects.filter(pk=part.pk).update(broader=kept)
    Topic.objects.filter(pk=whole.pk).update(broader=part)

    with pytest.raises(IntegrityError, match="would be part of itself"):
        undo(TopicMerge, record)


def test_quotes_made_since_are_by_whoever_speaks_their_turn_again():
    kept, other = make_speaker(), make_speaker()
    turn = make_turn(speaker=other)
    record = merge(SpeakerMerge, kept, other)
    turn.refresh_from_db()
    excerpt = make_quote(turn=turn, text="One.")
    embedded = make_quote(turn=turn, text="Two.", speaker=kept, kind="embedded")

    said = undo(SpeakerMerge, record)

    assert "“One.”, made since, goes along." in said
    assert Quote.objects.get(pk=excerpt.pk).speaker == other
    assert Quote.objects.get(pk=embedded.pk).speaker == kept
    assert excerpt.history.first().history_change_reason.startswith("Undone: ")


def test_who_speaks_since_still_takes_part():
    kept, other = make_speaker(), make_speaker()
    old = make_turn(speaker=other)
    record = merge(SpeakerMerge, kept, other)
    new = make_turn(interview=old.interview, speaker=kept)

    undo(SpeakerMerge, record)

    assert set(old.interview.participations.values_list("speaker", flat=True)) == {
        kept.pk,
        other.pk,
    }
    assert set(kept.turns.all()) == {new}


def test_turns_that_were_given_to_somebody_else_since_stay_theirs():
    kept, other = make_speaker(), make_speaker()
    turn = make_quote(turn=make_turn(speaker=other)).turn
    record = merge(SpeakerMerge, kept, other)
    third = make_turn(interview=turn.interview).speaker
    Quote.objects.update(speaker=third)
    Turn.objects.filter(pk=turn.pk).update(speaker=third)

    undo(SpeakerMerge, record)

    assert Turn.objects.get(pk=turn.pk).speaker == third
    assert not other.turns.exists()


def test_interview_that_is_gone_is_gone():
    kept, other = make_speaker(), make_speaker()
    turn = make_turn(speaker=other)
    record = merge(SpeakerMerge, kept, other)
    turn.interview.delete()

    said = undo(SpeakerMerge, record)

    assert "1 turn was changed or deleted since, and stays so." in said
    assert not Participation.objects.exists()
    assert set(Speaker.objects.all()) == {kept, other}


# What stops it


def refusal(kind, record):
    before = everything()
    with pytest.raises(ValidationError) as refused:
        undoing(kind, record).apply()
    assert everything() == before
    assert refused.value.messages == undoing(kind, record).contradictions()
    return refused.value.messages


def test_a_merge_is_undone_once():
    kind, *rows = entities()
    record = merge(kind, *rows)
    undo(kind, record)

    assert refusal(kind, record) == ["This was undone already."]


def test_merges_into_one_row_are_undone_in_their_order():
    kept, first, second = (make_entity(slug=slug) for slug in ("kept", "a", "b"))
    before = everything()
    earlier = merge(EntityMerge, kept, first)
    later = merge(EntityMerge, kept, second)

    assert refusal(EntityMerge, earlier) == [
        "Undo first what was done later: Name of b (b) merged into Name of kept (kept)."
    ]
    undo(EntityMerge, later)
    undo(EntityMerge, earlier)
    assert everything() == before


def test_a_row_that_was_merged_on_comes_back_with_its_own_merge():
    first, second, third = (make_entity(slug=slug) for slug in "abc")
    before = everything()
    earlier = merge(EntityMerge, second, first)
    later = merge(EntityMerge, third, second)

    undo(EntityMerge, later)
    undo(EntityMerge, earlier)

    assert everything() == before


def test_an_address_in_use_again_stops_it():
    kept, other = make_entity(), make_entity(slug="minsk")
    record = merge(EntityMerge, kept, other)
    make_entity(slug="minsk", name="Minsk")

    assert refusal(EntityMerge, record) == [
        "Minsk has the slug minsk now. Change that first."
    ]


def test_an_entity_that_is_another_speaker_now_stops_it():
    ann = make_entity(name="Ann")
    kept, other = make_speaker(), make_speaker(entity=ann)
    record = merge(SpeakerMerge, kept, other)
    Speaker.objects.filter(pk=kept.pk).update(entity=None)
    make_speaker(name="Eve", entity=ann)

    assert refusal(SpeakerMerge, record) == [
        "Eve has the entity Ann now. Change that first."
    ]


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
