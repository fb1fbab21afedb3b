"""Rows that are one thing become one, and nothing that referred to them is lost."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from interviews.merging import EntityMerge, SpeakerMerge, TopicMerge
from interviews.models import (
    Change,
    Entity,
    FormerSlug,
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
    make_passage,
    make_quote,
    make_speaker,
    make_topic,
    make_turn,
)
from tests.log import commit

pytestmark = pytest.mark.django_db


def merged(merge, kept, *others):
    said = merge(kept, others).consequences()
    merge(kept, others).apply()
    connection.check_constraints()
    kept.refresh_from_db()
    return said


def spans(entity):
    return list(
        entity.mentions.order_by("turn_id", "start").values_list("start", "text")
    )


def former(resource):
    slugs = FormerSlug.objects.filter(resource=resource).order_by("slug")
    return list(slugs.values_list("slug", "object_id"))


# Entities


def test_entity_keeps_every_mention_name_and_address_of_the_other():
    kept = make_entity(slug="ales", name="Ales Bialiatski", aliases=["Ales"])
    other = make_entity(
        slug="before",
        name="Bjaljatski",
        aliases=["Ales", "Aleś"],
        description="A witness.",
        wikidata_id="Q1",
    )
    Entity.objects.filter(pk=other.pk).update(slug="bjaljatski")
    other.refresh_from_db()
    speaker = make_speaker(name="Ales B.", entity=other)
    turn = make_turn(text="Ales and Bjaljatski.")
    passage = make_passage(text="Bjaljatski.")
    make_mention(turn=turn, entity=kept, text="Ales")
    make_mention(turn=turn, entity=other, text="Bjaljatski")
    make_mention(passage=passage, entity=other, text="Bjaljatski")

    said = merged(EntityMerge, kept, other)

    assert said == [
        "2 mentions move to Ales Bialiatski.",
        "Its aliases will also be: Bjaljatski, Aleś",
        "The speaker Ales B. will be this.",
        "Requests for bjaljatski are sent on to ales.",
        "The wikidata id of Bjaljatski is taken over: Q1",
        "The description of Bjaljatski is taken over: A witness.",
    ]
    assert spans(kept) == [(0, "Ales"), (9, "Bjaljatski"), (0, "Bjaljatski")]
    assert (kept.aliases, kept.description, kept.wikidata_id) == (
        ["Ales", "Bjaljatski", "Aleś"],
        "A witness.",
        "Q1",
    )
    assert list(Entity.objects.all()) == [kept]
    assert Speaker.objects.get(pk=speaker.pk).entity == kept
    assert former("entity") == [("before", kept.pk), ("bjaljatski", kept.pk)]


def test_of_overlapping_mentions_the_longest_is_kept_and_it_is_said():
    kept, other = make_entity(name="Bialiatski"), make_entity(name="Ales Bialiatski")
    turn = make_turn(text="Ales Bialiatski. Bialiatski. Ales.")
    make_mention(turn=turn, entity=kept, text="Bialiatski", start=5)
    make_mention(turn=turn, entity=other, text="Ales Bialiatski")
    make_mention(turn=turn, entity=kept, text="Bialiatski", start=17)
    make_mention(turn=turn, entity=other, text="Bialiatski", start=17)
    make_mention(turn=turn, entity=other, text="Ales", start=29)

    said = merged(EntityMerge, kept, other)

    assert said[:2] == [
        "2 mentions move to Bialiatski.",
        "2 mentions stand where a longer or equal one of the others does, and only that is "
        f"kept: “Bialiatski” in {turn}, “Bialiatski” in {turn}.",
    ]
    assert spans(kept) == [(0, "Ales Bialiatski"), (17, "Bialiatski"), (29, "Ales")]


def test_three_become_one():
    kept, *others = (make_entity() for _ in range(3))
    for other in others:
        make_mention(turn=make_turn(), entity=other)

    merged(EntityMerge, kept, *others)

    assert kept.mentions.count() == 2
    assert len(former("entity")) == 2


def two_in_wikidata():
    return [make_entity(name=name, wikidata_id=name) for name in ("Q1", "Q2")]


def two_speakers():
    entities = make_entity(), make_entity()
    for number, entity in enumerate(entities):
        make_speaker(name=f"Speaker {number}", entity=entity)
    return entities


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (two_in_wikidata, "(Q1: Q1, Q2: Q2). One of them is another."),
        (two_speakers, "Speaker 0 and Speaker 1 are two speakers. Merge them first."),
    ],
)
def test_entities_that_contradict_each_other_are_not_merged(make, sentence):
    kept, other = make()
    make_mention(entity=other)
    before = list(Mention.objects.values()), list(Entity.objects.values())

    with pytest.raises(ValidationError) as refusal:
        EntityMerge(kept, [other]).apply()

    assert [said.endswith(sentence) for said in refusal.value.messages] == [True]
    assert (list(Mention.objects.values()), list(Entity.objects.values())) == before


def test_the_public_is_told_that_one_is_removed_and_the_other_updated():
    kept, other = make_entity(slug="kept"), make_entity(slug="other")
    for entity in (kept, other):
        make_mention(turn=make_turn(), entity=entity)
    commit()
    latest = Change.objects.latest("number").number

    merged(EntityMerge, kept, other)

    told = Change.objects.filter(number__gt=latest, resource="entity")
    assert set(told.values_list("name", "kind")) == {
        ("kept", "updated"),
        ("other", "removed"),
    }


# Topics


def test_topic_keeps_turns_and_parts_of_the_other():
    whole = make_topic(label="Whole")
    other = make_topic(slug="other", label="Other", broader=whole, scope_note="Note.")
    kept = make_topic(slug="kept", label="Kept", broader=other)
    part = make_topic(label="Part", broader=other)
    both, one = make_turn(topics=[kept, other]), make_turn(topics=[other])

    said = merged(TopicMerge, kept, other)

    assert said[:3] == [
        "1 turn is about Kept then, too.",
        "Parts of it will also be: Part.",
        "The labels are dropped: Other.",
    ]
    assert set(kept.turns.all()) == {both, one}
    assert set(kept.narrower.all()) == {part}
    assert (kept.broader, kept.scope_note) == (whole, "Note.")
    assert former("topic") == [("other", kept.pk)]


def test_topics_that_are_part_of_each_other_at_a_distance_are_not_merged():
    other = make_topic(label="Other")
    between = make_topic(label="Between", broader=other)
    kept = make_topic(label="Kept", broader=between)

    with pytest.raises(ValidationError, match="Between is a part of what would be"):
        TopicMerge(kept, [other]).apply()

    merged(TopicMerge, other, kept)
    assert set(Topic.objects.all()) == {other, between}


def test_topics_that_are_part_of_each_other_merge_into_a_third():
    kept, whole = make_topic(), make_topic()
    part = make_topic(broader=whole)

    merged(TopicMerge, kept, whole, part)

    assert list(Topic.objects.all()) == [kept]


# Speakers


def test_speaker_keeps_turns_quotes_and_parts_of_the_other():
    kept, other = make_speaker(slug="kept", name="Kept"), make_speaker(slug="other")
    entity = make_entity()
    Speaker.objects.filter(pk=other.pk).update(entity=entity)
    other.refresh_from_db()
    turn = make_turn(speaker=kept)
    make_turn(interview=turn.interview, speaker=other)
    make_quote(turn=make_turn(speaker=other, kind="question"))

    said = merged(SpeakerMerge, kept, other)

    assert said[0] == "2 turns and 1 quote will be by Kept."
    assert f"interviewee in {turn.interview}, is dropped: Kept is that, too." in said[2]
    assert {row.speaker for model in (Turn, Quote) for row in model.objects.all()} == {
        kept
    }
    assert Participation.objects.filter(speaker=kept).count() == 2
    assert (kept.entity, list(Speaker.objects.all())) == (entity, [kept])
    assert former("speaker") == [("other", kept.pk)]


def test_speakers_who_are_two_entities_of_one_name_are_not_merged():
    kept, other = (make_speaker(entity=make_entity(name="Vladimir")) for _ in range(2))

    with pytest.raises(ValidationError, match="differ in entity"):
        SpeakerMerge(kept, [other]).apply()
