"""A facet's count is what the list's own count is once its value is chosen."""

from datetime import date
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.api import facets, pagination
from interviews.choices import QuoteKind, TurnKind
from interviews.models import Speaker, Turn
from tests.api.calls import get, offences, pages, problem
from tests.api.endpoints import VIEWS
from tests.conftest import kept_until_the_module_ends
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
from tests.log import commit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("corpus")]

FACETED = {name: list(view.facets) for name, view in VIEWS.items() if view.facets}
TOPICS = ["law", "courts", "judges", "prisons", "art", "music"]
NAMES = ["Ada", "Bor", "Cy", "Dot"]
PUBLICATIONS = ["De Krant", "DE KRANT", "Straße", "Other, The"]
LANGUAGES = ["nl", "nl-BE", "en-GB", "zh-Hant-TW"]


@pytest.fixture(scope="module")
def corpus(django_db_setup, django_db_blocker):
    with kept_until_the_module_ends(django_db_blocker):
        make_corpus(Random(20260116))
        commit()
        yield


def make_corpus(random: Random) -> None:
    """Six interviews of whatever comes up, two of them not for the public."""
    broader = {"courts": "law", "judges": "courts", "prisons": "law", "music": "art"}
    topics: dict[str, Any] = {}
    for slug in TOPICS:
        topics[slug] = make_topic(slug=slug, broader=topics.get(broader.get(slug, "")))
    kinds = ["place", "person", "place", "work"]
    entities = {
        name: make_entity(slug=name.lower(), name=name, kind=kind)
        for name, kind in zip(NAMES, kinds, strict=True)
    }
    speakers = [make_speaker(slug=f"speaker-{n}") for n in range(4)]
    for number in range(6):
        interview = make_interview(
            slug=f"interview-of-{number}",
            publication=PUBLICATIONS[number % 4],
            language=LANGUAGES[number % 4],
            published_on=date(2024 + number % 3, 1, 1),
            status="draft" if number > 3 else "published",
        )
        for position in range(6):
            kind = TurnKind.ANSWER if position % 2 else TurnKind.QUESTION
            said = random.sample(NAMES, random.randint(0, 3))
            turn = make_turn(
                interview=interview,
                kind=kind,
                speaker=random.choice(speakers[:3]),
                text=f"{' '.join(said)} and {random.choice(NAMES)}.",
                topics=random.sample([*topics.values()], random.randint(0, 3)),
            )
            for name in said:
                make_mention(turn=turn, entity=entities[name], text=name)
            if random.random() < 0.7:
                add_quote(random, turn, random.choice(speakers))
        name = random.choice(NAMES)
        passage = make_passage(interview=interview, text=f"A picture of {name}.")
        make_mention(passage=passage, entity=entities[name], text=name)
    make_quote(
        turn=Turn.objects.get(interview__slug="interview-of-0", position=2),
        text="and",
        speaker=make_speaker(slug="of-withdrawn-words"),
        kind=QuoteKind.EMBEDDED,
        withdrawn_at=timezone.now(),
        withdrawal_reason="Misheard.",
    )


def add_quote(random: Random, turn: Turn, other: Speaker) -> None:
    kind = random.choice(QuoteKind.values)
    withdrawn = random.random() < 0.2
    make_quote(
        turn=turn,
        text=turn.text[: random.randint(3, len(turn.text))].strip(),
        speaker=other if kind == QuoteKind.EMBEDDED else turn.speaker,
        kind=kind,
        is_featured=random.random() < 0.5,
        withdrawn_at=timezone.now() if withdrawn else None,
        withdrawal_reason="Misheard." if withdrawn else "",
    )


SLUGS = {
    "topic": TOPICS,
    "entity": [name.lower() for name in NAMES],
    "speaker": [f"speaker-{n}" for n in range(4)],
    "interview": [f"interview-of-{n}" for n in range(4)],
}
WORDS = {
    "kind": {
        "turns": TurnKind.values,
        "quotes": QuoteKind.values,
        "entities": ["place", "person", "work"],
    },
    "role": ["interviewer"],
    "mentioned_by": ["interviewer", "interviewee"],
    "publication": [name for name in PUBLICATIONS if name != "Other, The"],
    "language": ["nl", "nl-be", "en", "en-GB", "zh-Hant"],
    "year": ["2024", "2025", "2026", "1999"],
    "published_after": ["2025-01-01"],
    "published_before": ["2025-12-31"],
    "min_length": ["8"],
    "max_length": ["20"],
    "featured": ["true", "false"],
    "updated_since": ["2020-01-01"],
    "q": ["and", NAMES[0], f"{NAMES[0]} or {NAMES[1]}", f"and -{NAMES[1]}", "picture"],
}
ONE = {"publication", "language", "published_after", "published_before", "featured"} | {
    "q",
    "min_length",
    "max_length",
    "updated_since",
}


def values_of(resource: str, parameter: str) -> list[str]:
    relation = parameter.partition("__")[0]
    words = SLUGS.get(relation) or WORDS[parameter]
    return words[resource] if isinstance(words, dict) else words


@st.composite
def asked(draw):
    """A resource, and up to three of its filters with up to three values each."""
    resource = draw(st.sampled_from(sorted(FACETED)))
    names = sorted(VIEWS[resource].filterset_class.base_filters)
    chosen = draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
    question = {}
    for name in chosen:
        known = values_of(resource, name)
        most = 1 if name in ONE else 3
        values = draw(
            st.lists(st.sampled_from(known), min_size=1, max_size=most, unique=True)
        )
        question[name] = ",".join(values)
    return resource, question


def answer(resource: str, question: dict[str, Any]) -> dict[str, Any]:
    response = get(f"{resource}/?{urlencode(question)}")
    assert response.status_code == 200, response.content.decode()
    return response.json()


def urls(resource: str, question: dict[str, Any]) -> set[str]:
    body = answer(resource, question | {"page_size": 200})
    found = {row["url"] for row in body["results"]}
    assert len(found) == body["count"] == len(body["results"])
    return found


@settings(max_examples=60, deadline=None)
@given(asked(), st.data())
def test_a_count_is_that_of_the_list_with_the_value(asked, data):
    resource, question = asked
    assert_counts_hold(
        resource, question, data.draw(st.sampled_from(FACETED[resource]))
    )


@pytest.mark.parametrize("role", ["", "interviewer", "interviewee"])
@pytest.mark.parametrize(
    ("resource", "name"),
    [(resource, name) for resource in FACETED for name in FACETED[resource]],
)
def test_a_count_holds_for_each_facet_by_whoever_speaks(resource, name, role):
    assert_counts_hold(resource, {"mentioned_by": role} if role else {}, name)


def assert_counts_hold(resource: str, question: dict[str, str], name: str) -> None:
    facet = answer(resource, question | {"facets": name})["facets"][name]

    counts = {each["value"]: each["count"] for each in facet["values"]}
    chosen = {
        value: answer(resource, question | {name: value})["count"]
        for value in {*counts, *values_of(resource, name)}
    }
    folded = {value.casefold(): count for value, count in counts.items()}
    assert {value: folded.get(value.casefold(), 0) for value in chosen} == chosen


@settings(max_examples=30, deadline=None)
@given(asked(), st.data())
def test_any_all_and_none_obey_set_algebra_beside_any_filter(asked, data):
    resource, question = asked
    filters = VIEWS[resource].filterset_class.base_filters
    relation = data.draw(st.sampled_from(sorted(SLUGS.keys() & filters.keys())))
    slugs = data.draw(
        st.lists(st.sampled_from(SLUGS[relation]), min_size=1, max_size=3, unique=True)
    )
    rest = {
        name: question[name] for name in question if name.split("__")[0] != relation
    }
    everything = urls(resource, rest)
    each = [urls(resource, rest | {relation: slug}) for slug in slugs]
    listed = ",".join(slugs)

    assert urls(resource, rest | {relation: listed}) == set.union(*each)
    assert urls(resource, rest | {f"{relation}__all": listed}) == set.intersection(
        *each
    )
    assert urls(resource, rest | {f"{relation}__not": listed}) == (
        everything - set.union(*each)
    )
    assert all(rows <= everything for rows in each)


def test_a_topic_counts_each_turn_once_whichever_of_its_topics_that_has():
    topics = answer("topics", {"fields": "slug", "expand": "turn_count"})["results"]

    assert {topic["slug"]: topic["turn_count"] for topic in topics} == {
        value: count for value, _, count, _ in shown("turns", "topic")
    }


@pytest.mark.parametrize("resource", FACETED)
def test_a_walk_meets_each_row_once_with_the_same_facets_on_each_page(resource):
    every = [row["url"] for row in answer(resource, {"page_size": 200})["results"]]

    walk = list(pages(f"{resource}/?page_size=2&facets={','.join(FACETED[resource])}"))

    assert [row["url"] for page in walk for row in page["results"]] == every
    assert [page["facets"] for page in walk] == [walk[0]["facets"]] * len(walk)
    assert list(walk[0]["facets"]) == FACETED[resource]


def test_facets_may_be_asked_for_in_the_midst_of_a_walk():
    first, second, *_ = pages("turns/?page_size=2")

    with_facets = get(f"{second['previous'].partition('/api/v1/')[2]}&facets=kind")

    assert with_facets.json()["facets"] == answer("turns", {"facets": "kind"})["facets"]
    assert with_facets.json()["results"] == first["results"]


def shown(resource: str, name: str, **question: str) -> list[tuple[Any, ...]]:
    facet = answer(resource, question | {"facets": name})["facets"][name]
    return [tuple(value.values()) for value in facet["values"]]


def test_values_say_what_to_ask_and_what_to_show():
    place = "http://testserver/api/v1/"

    assert answer("turns", {"facets": "kind", "page_size": 1})["facets"] == {
        "kind": {
            "values": [
                {"value": "answer", "name": "Answer", "count": 12, "url": None},
                {"value": "question", "name": "Question", "count": 12, "url": None},
            ],
            "has_more": False,
        }
    }
    for value, name, _, url in shown("turns", "topic"):
        assert (name, url) == (f"Label of {value}", f"{place}topics/{value}/")
    # Which of two spellings is shown depends on the order of letters in the database.
    assert [
        (value.lower(), name.lower(), count, url)
        for value, name, count, url in shown("interviews", "publication")
    ] == [
        ("de krant", "de krant", 2, None),
        ("other, the", "other, the", 1, None),
        ("straße", "straße", 1, None),
    ]
    assert shown("interviews", "year") == [
        ("2024", "2024", 2, None),
        ("2025", "2025", 1, None),
        ("2026", "2026", 1, None),
    ]
    assert shown("interviews", "language") == [
        ("nl", "nl", 2, None),
        *[
            (tag, tag, 1, None)
            for tag in ("en", "en-GB", "nl-BE", "zh", "zh-Hant", "zh-Hant-TW")
        ],
    ]


def test_values_come_by_count_then_name_then_slug():
    for resource, names in FACETED.items():
        for name in names:
            places = [
                (-count, label.lower(), value)
                for value, label, count, _ in shown(resource, name)
            ]
            assert places == sorted(places)


def test_what_no_row_has_is_no_value():
    assert answer("turns", {"facets": "topic,kind", "year": "1999"}) == {
        "count": 0,
        "next": None,
        "previous": None,
        "results": [],
        "facets": {
            "topic": {"values": [], "has_more": False},
            "kind": {"values": [], "has_more": False},
        },
    }


def test_a_facet_says_when_it_has_more(monkeypatch):
    monkeypatch.setattr(facets, "MAX_VALUES", 3)

    facet = answer("turns", {"facets": "topic"})["facets"]["topic"]
    few = answer("turns", {"facets": "kind"})["facets"]["kind"]

    assert (len(facet["values"]), facet["has_more"]) == (3, True)
    assert (len(few["values"]), few["has_more"]) == (2, False)


def test_counting_stops_where_the_list_stops_counting(monkeypatch):
    monkeypatch.setattr(pagination, "MAX_COUNT", 7)
    newest = [turn["interview"]["slug"] for turn in answer("turns", {})["results"]]

    for question in ({}, {"ordering": "length"}, {"interview": newest[-1]}):
        body = answer("turns", question | {"facets": "interview,kind"})
        facet = body["facets"]["interview"]
        assert {each["value"]: each["count"] for each in facet["values"]} == {
            newest[0]: 6,
            newest[6]: 1,
        }
        assert facet["count_is_lower_bound"] is True

    # Of one interview alone there are fewer, and the list says no more than the facet.
    assert "count_is_lower_bound" not in body
    assert "count_is_lower_bound" not in body["facets"]["kind"]


REFUSED: dict[str, dict[str, str | None]] = {
    "turns/?facets=topics": {"facets": "topic"},
    "turns/?facets=topic,xyzzy": {"facets": None},
    "turns/?facets=": {"facets": None},
    "turns/?facets=topic,": {"facets": None},
    "turns/?facets=kind&facets=topic": {"facets": None},
    "interviews/?facets=kind": {"facets": None},
    "entities/?facets=year": {"facets": None},
    "topics/?facets=kind": {"facets": None},
    "turns/tn_1111111111/?facets=kind": {"facets": None},
    "quotes/random/?facets=kind": {"facets": None},
    "turns/?facets=xyzzy&speker=ann": {"facets": None, "speker": "speaker"},
}


@pytest.mark.parametrize(("question", "expected"), REFUSED.items())
def test_what_is_no_facet_is_refused(question, expected):
    assert offences(question) == expected


def test_a_refusal_lists_the_facets_there_are():
    (error,) = problem("entities/?facets=year")["errors"]

    assert error["detail"] == (
        "'year' is not a facet here (topic, speaker, kind, interview)."
    )


def test_a_facet_asked_for_twice_is_given_once():
    assert list(answer("turns", {"facets": "kind,year,kind"})["facets"]) == [
        "kind",
        "year",
    ]
