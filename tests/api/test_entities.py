"""Where an entity is named and by whom, in what the public may see."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from interviews.api import related
from interviews.choices import TurnKind
from interviews.models import Entity, Interview, Mention, Passage, Speaker, Turn
from tests.api.calls import get, results
from tests.factories import (
    make_entity,
    make_interview,
    make_mention,
    make_passage,
    make_speaker,
    make_turn,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

BASE = "http://testserver/api/v1"
ASKED = (
    "fields=slug,mention_count,interview_count,mentioned_by,mentions&expand=mentions"
)


def entity(slug: str, question: str = "") -> dict:
    return get(f"entities/{slug}/{question}").json()


def ref(resource: str, slug: str, name: str) -> dict[str, str]:
    return {"slug": slug, "name": name, "url": f"{BASE}/{resource}/{slug}/"}


def turn_ref(slug: str, position: int) -> dict:
    turn = Turn.objects.get(interview__slug=slug, position=position)
    return {
        "id": turn.public_id,
        "url": f"{BASE}/turns/{turn.public_id}/",
        "position": position,
    }


def test_an_entity_says_how_often_and_by_whom_it_is_named():
    named = {
        row["slug"]: (
            row["mention_count"],
            row["interview_count"],
            row["mentioned_by"],
        )
        for row in results("entities/")
    }

    def bob(count: int) -> dict:
        counted = {"role": "interviewee", "mention_count": count}
        return ref("speakers", "bob", "bob") | counted

    dee = ref("speakers", "dee", "Dee") | {"role": "interviewee", "mention_count": 1}
    assert named == {
        "minsk": (2, 1, [bob(2)]),
        "vyasna": (2, 2, [bob(1)]),
        "robert": (1, 1, [dee]),
    }


def test_places_are_there_only_where_expanded():
    bare, whole = entity("vyasna"), entity("vyasna", "?expand=mentions")

    assert whole == bare | {
        "mentions": {
            "limit": 100,
            "is_complete": True,
            "turns": f"{BASE}/turns/?entity=vyasna",
            "places": [
                {
                    "interview": ref("interviews", "south", "South"),
                    "turn": None,
                    "passage": {"kind": "caption", "position": 1},
                    "speaker": None,
                    "start": 0,
                    "end": 6,
                    "text": "Vyasna",
                },
                {
                    "interview": ref("interviews", "north", "north"),
                    "turn": turn_ref("north", 2),
                    "passage": None,
                    "speaker": ref("speakers", "bob", "bob"),
                    "start": 16,
                    "end": 22,
                    "text": "Vyasna",
                },
            ],
        }
    }


def test_a_list_and_an_item_add_the_same():
    for row in results("entities/?expand=mentions"):
        assert entity(row["slug"], "?expand=mentions") == row


def test_places_are_in_reading_order_and_the_newest_interview_comes_first():
    oslo = make_entity(slug="oslo", name="Oslo")
    for day in (3, 9):
        interview = make_interview(slug=f"of-{day}", published_on=date(2026, 5, day))
        turns = [make_turn(interview=interview, text="Oslo. Oslo.") for _ in range(2)]
        passage = make_passage(interview=interview, text="Oslo.")
        for place in [passage, *reversed(turns)]:
            kind = {"passage" if place is passage else "turn": place}
            make_mention(entity=oslo, text="Oslo", **kind)
        make_mention(entity=oslo, text="Oslo", start=6, turn=turns[0])

    places = entity("oslo", "?expand=mentions")["mentions"]["places"]

    def place(row: dict) -> tuple:
        held_by = "turn" if row["turn"] else "passage"
        position = row[held_by]["position"]
        return row["interview"]["slug"], held_by, position, row["start"]

    assert [place(row) for row in places] == [
        (slug, *rest)
        for slug in ("of-9", "of-3")
        for rest in [("turn", 1, 0), ("turn", 1, 6), ("turn", 2, 0), ("passage", 1, 0)]
    ]


def test_who_names_it_most_comes_first_in_each_role_apart():
    oslo = make_entity(slug="oslo", name="Oslo")
    ann, bob = (Speaker.objects.get(slug=slug) for slug in ("ann", "bob"))
    for speaker, kind, times in [
        (ann, TurnKind.QUESTION, 1),
        (ann, TurnKind.ANSWER, 2),
        (bob, TurnKind.ANSWER, 2),
    ]:
        for _ in range(times):
            turn = make_turn(speaker=speaker, kind=kind, text="Oslo?")
            make_mention(turn=turn, entity=oslo, text="Oslo")

    namers = entity("oslo", "?expand=mentioned_by")["mentioned_by"]

    assert [
        (row["slug"], row["role"], row["mention_count"], row["description"])
        for row in namers
    ] == [
        ("ann", "interviewee", 2, ""),
        ("bob", "interviewee", 2, ""),
        ("ann", "interviewer", 1, ""),
    ]


def test_no_more_is_shown_than_is_said():
    oslo = make_entity(slug="oslo", name="Oslo")
    turn = make_turn(text="Oslo. " * (related.MOST_PLACES + 1))
    Mention.objects.bulk_create(
        Mention(turn=turn, entity=oslo, text="Oslo", start=start, end=start + 4)
        for start in range(0, 6 * related.MOST_PLACES, 6)
    )
    whole = entity("oslo", "?expand=mentions")
    start = 6 * related.MOST_PLACES
    make_mention(turn=turn, entity=oslo, text="Oslo", start=start)
    for _ in range(related.MOST_NAMERS):
        another = make_turn(text="Oslo")
        make_mention(turn=another, entity=oslo, text="Oslo")

    cut = entity("oslo", "?expand=mentions")

    def shown(row: dict) -> tuple:
        mentions = row["mentions"]
        return (
            row["mention_count"],
            len(mentions["places"]),
            mentions["is_complete"],
            len(row["mentioned_by"]),
        )

    assert shown(whole) == (100, 100, True, 1)
    assert shown(cut) == (121, 100, False, 20)
    every_turn = get(cut["mentions"]["turns"].removeprefix(f"{BASE}/")).json()
    assert every_turn["count"] == 21


@pytest.mark.parametrize(
    "hidden",
    [{"status": "draft"}, {"publish_at": timezone.now() + timedelta(days=1)}],
    ids=["draft", "embargoed"],
)
def test_what_is_not_published_neither_counts_nor_shows(hidden):
    before = results(f"entities/?{ASKED}")
    interview = make_interview(**hidden)
    speaker = make_speaker(slug="canary")
    for name in ("minsk", "vyasna", "robert"):
        turn = make_turn(interview=interview, speaker=speaker, text="Here.")
        passage = make_passage(interview=interview, text="Here.")
        for place in ({"turn": turn}, {"passage": passage}):
            make_mention(entity=Entity.objects.get(slug=name), text="Here", **place)

    during = results(f"entities/?{ASKED}")
    Interview.objects.filter(pk=interview.pk).update(
        status="published", publish_at=None
    )
    after = results(f"entities/?{ASKED}")

    assert during == before
    assert [row["mention_count"] for row in after] == [
        row["mention_count"] + 2 for row in before
    ]
    assert [row["interview_count"] for row in after] == [
        row["interview_count"] + 1 for row in before
    ]


def test_an_entity_that_only_speaks_is_named_nowhere():
    Mention.objects.filter(entity__slug="robert").delete()
    robert = entity("robert", f"?{ASKED}")

    assert robert == {
        "slug": "robert",
        "mention_count": 0,
        "interview_count": 0,
        "mentioned_by": [],
        "mentions": {
            "limit": 100,
            "is_complete": True,
            "turns": f"{BASE}/turns/?entity=robert",
            "places": [],
        },
    }


def test_an_entity_that_only_a_passage_names_is_named_by_nobody():
    Passage.objects.filter(heading="Photograph").update(text="Oslo.")
    Mention.objects.filter(passage__isnull=False).delete()
    oslo = make_entity(slug="oslo", name="Oslo")
    make_mention(passage=Passage.objects.get(text="Oslo."), entity=oslo, text="Oslo")

    row = entity("oslo")

    assert (row["mention_count"], row["interview_count"]) == (1, 1)
    assert row["mentioned_by"] == []
