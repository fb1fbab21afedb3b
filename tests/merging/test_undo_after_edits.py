"""A merge is undone, and what editors did in the meantime stays, or stops it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from interviews.merging import EntityMerge, SpeakerMerge, TopicMerge
from interviews.models import (
    Entity,
    Mention,
    Participation,
    Quote,
    Speaker,
    Topic,
    Turn,
)
from tests.factories import (
    make_entity,
    make_mention,
    make_quote,
    make_speaker,
    make_topic,
    make_turn,
)
from tests.merging.steps import everything, merge, two_entities, undo, undoing

pytestmark = pytest.mark.django_db


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
    kept, other, _ = two_entities()
    record = merge(EntityMerge, kept, other)
    undo(EntityMerge, record)

    assert refusal(EntityMerge, record) == ["This was undone already."]


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
