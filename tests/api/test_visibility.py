"""What is not published is in no answer: not in a list, a count, an error or a hint."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.utils import timezone

from interviews.choices import QuoteKind, TurnKind
from interviews.models import (
    Entity,
    Interview,
    Passage,
    Quote,
    Speaker,
    Topic,
    Turn,
)
from tests.api.calls import get, problem, results
from tests.api.endpoints import EXPANDABLE, LISTS, VIEWS
from tests.api.test_filters import EXPECTED
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

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

CANARY = "canary"
HIDDEN = {
    "draft": {"status": "draft"},
    "embargoed": {"publish_at": timezone.now() + timedelta(days=1)},
    "draft past its embargo": {"status": "draft", "publish_at": timezone.now()},
}


@pytest.fixture(params=HIDDEN.values(), ids=HIDDEN)
def hidden(request):
    """An interview with a canary in every text, that also uses what is public."""
    interview = make_interview(
        slug="canary-interview",
        title="Canary title",
        publication="Canary Post",
        published_on=date(2026, 2, 1),
        language="nl-canary",
        source_url="https://canary.example/",
        source_text="Canary source",
        metadata_line="canary",
        note="Canary note",
        rights_holder="Canary holder",
        licence="Canary licence",
        credit_line="Canary credit",
        **request.param,
    )
    speaker = make_speaker(
        slug="canary-speaker",
        name="Canary",
        description="A canary.",
        entity=make_entity(slug="canary-self", name="Canary Self"),
    )
    entity = make_entity(
        slug="canary-entity",
        name="Canary Ltd",
        aliases=["Canary"],
        description="Canary.",
    )
    law = Topic.objects.get(slug="law")
    topic = make_topic(
        slug="canary-topic",
        label="Canary",
        label_en="Canary",
        scope_note="Canary.",
        broader=make_topic(slug="canary-broader", label="Canaries", broader=law),
    )
    make_turn(
        interview=interview,
        speaker=speaker,
        kind=TurnKind.QUESTION,
        text="A canary?",
        topics=[topic],
    )
    answer = make_turn(
        interview=interview,
        speaker=Speaker.objects.get(slug="bob"),
        text="The canary sang in Minsk. A canary.",
        topics=[topic, law],
    )
    passage = make_passage(
        interview=interview,
        heading="Canary",
        text="Canary.",
        turn=answer,
        after_paragraph=1,
    )
    make_mention(turn=answer, entity=entity, text="canary")
    make_mention(turn=answer, entity=Entity.objects.get(slug="minsk"), text="Minsk")
    make_mention(passage=passage, entity=entity, text="Canary")
    make_quote(
        turn=answer, text="The canary sang in Minsk.", note="Canary.", is_featured=True
    )
    make_quote(turn=answer, text="A canary.", kind=QuoteKind.EMBEDDED, speaker=speaker)
    commit()
    return interview


def crawl():
    """Every list in every order and fully expanded; every filter, slip and former slug."""
    for name, view in VIEWS.items():
        expand = ",".join(EXPANDABLE[name])
        for order in [None, *view.ordering.names]:
            yield f"{name}/?page_size=200&expand={expand}" + (
                f"&ordering={order}" if order else ""
            )
        for row in results(f"{name}/"):
            place = row["url"].partition("/api/v1/")[2]
            yield f"{place}?expand={expand}"
            yield from (f"{place}?format={kind.format}" for kind in view.renditions)
        if view.facets:
            yield f"{name}/?facets={','.join(view.facets)}"
        for parameter in view.filterset_class.base_filters:
            yield f"{name}/?{parameter}=kanary-interview,kanary-topic,kanary"
    yield "turns/?publication=Kanary"
    yield from ("changes/?page_size=200", "quotes/random/?count=200&seed=1")
    yield from (f"quotes/daily/?date=2026-01-{day:02}" for day in range(1, 32))
    yield from (f"interviews/{slug}/document/" for slug in ("north", "south"))


def test_no_answer_holds_a_word_of_it(hidden):
    leaks = [
        path for path in crawl() if CANARY in get(path).content.decode().casefold()
    ]

    assert leaks == []


def test_no_answer_holds_what_editors_have_changed_since():
    rows = [
        (Interview.objects.get(slug="north"), "note"),
        (Turn.objects.get(text="What happened?"), "text"),
        (Passage.objects.get(text="Before it all."), "text"),
        (Quote.objects.get(text="No."), "note"),
    ]
    for row, field in rows:
        now = getattr(row, field)
        for value in ("Canary", now):
            setattr(row, field, value)
            row.save()
    commit()

    leaks = [
        path for path in crawl() if CANARY in get(path).content.decode().casefold()
    ]

    kept = [row.history.filter(**{field: "Canary"}).count() for row, field in rows]
    assert (leaks, kept) == ([], [1, 1, 1, 1])


def test_no_list_counts_it(hidden):
    with_it = {path: get(path).json()["count"] for path in EXPECTED}

    assert with_it == {path: len(rows) for path, rows in EXPECTED.items()}


def test_no_facet_and_no_topic_counts_it(hidden):
    places = ["topics/?fields=slug&expand=turn_count"] + [
        f"{name}/?fields=url&facets={','.join(view.facets)}"
        for name, view in VIEWS.items()
        if view.facets
    ]
    with_it = [get(place).json() for place in places]

    Quote.objects.filter(turn__interview=hidden).delete()
    hidden.delete()

    assert with_it == [get(place).json() for place in places]


SLUGS = {
    "interview": "canary-interview",
    "speaker": "canary-speaker",
    "entity": "canary-entity",
    "topic": "canary-topic",
}


@pytest.mark.parametrize("resource", ["interviews", "speakers", "entities", "topics"])
def test_its_address_is_as_one_that_never_was(hidden, resource):
    slug = SLUGS[{"entities": "entity"}.get(resource, resource[:-1])]

    missing = problem(f"{resource}/never-was/")
    asked = problem(f"{resource}/{slug}/")

    assert asked == missing | {"instance": f"/api/v1/{resource}/{slug}/"}


@pytest.mark.parametrize("parameter", SLUGS)
def test_its_slug_is_as_one_that_never_was(hidden, parameter):
    lists = [
        place
        for place, view in zip(LISTS, VIEWS.values(), strict=True)
        if parameter in view.filterset_class.base_filters
    ]

    for place, suffix in product(lists, ["", "__all", "__not"]):
        errors = problem(f"{place}?{parameter}{suffix}={SLUGS[parameter]}")["errors"]
        assert [error.get("did_you_mean") for error in errors] == [None]


def test_its_turns_and_quotes_are_not_found(hidden):
    withdrawn = make_quote(
        turn=hidden.turns.get(kind="answer"),
        text="canary",
        withdrawn_at=timezone.now(),
        withdrawal_reason="Canary.",
    )
    places = [
        *(f"turns/{turn.public_id}/" for turn in hidden.turns.all()),
        *(
            f"quotes/{quote.public_id}/"
            for quote in Quote.objects.filter(turn__interview=hidden)
        ),
        f"quotes/{withdrawn.public_id}/",
        "interviews/canary-interview/document/",
        "interviews/canary-interview/source/",
    ]

    assert {get(place).status_code for place in places} == {404}


def test_publishing_makes_it_appear(hidden):
    before = {place: {row["url"] for row in results(place)} for place in LISTS}

    Interview.objects.filter(pk=hidden.pk).update(
        status="published", publish_at=timezone.now()
    )

    after = {place: {row["url"] for row in results(place)} for place in LISTS}
    added = {place: len(after[place] - before[place]) for place in LISTS}
    assert added == {
        "interviews/": 1,
        "speakers/": 1,
        "turns/": 2,
        "quotes/": 2,
        "entities/": 2,
        "topics/": 2,
    }
