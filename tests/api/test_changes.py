"""Keeping a copy: what `/changes/` tells those who poll it, and what it never tells."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from interviews.models import Interview, Quote, Speaker
from tests.api.calls import get, offences, pages, path_of, results
from tests.factories import make_interview, make_quote, make_topic, make_turn
from tests.log import commit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

WITHDRAWN = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)


class Mirror:
    """A copy of all that is public, kept as the docs say."""

    def __init__(self) -> None:
        self.copy: set[str] = set()
        self.told: list[tuple[str, str, str]] = []
        self.since = ""

    def poll(self) -> list[tuple[str, str, str]]:
        self.told = []
        for page in pages(f"changes/?page_size=3{self.since}"):
            for row in page["results"]:
                self.told.append((row["resource"], row["change"], row["id"]))
                keep = row["change"] in ("created", "updated")
                (self.copy.add if keep else self.copy.discard)(path_of(row["url"]))
            self.since = f"&since={page['since']}"
        return self.told


def everything() -> set[str]:
    resources = ["interviews", "speakers", "turns", "quotes", "entities", "topics"]
    return {
        path_of(row["url"])
        for resource in resources
        for row in results(f"{resource}/?page_size=200")
    }


def withdraw(quote: Quote) -> None:
    Quote.objects.filter(pk=quote.pk).update(
        withdrawn_at=WITHDRAWN, withdrawal_reason="Misheard."
    )
    commit()


def test_a_mirror_holds_what_the_lists_hold():
    mirror = Mirror()

    mirror.poll()

    assert mirror.copy == everything()
    assert mirror.poll() == []


def test_a_mirror_follows_every_change():
    mirror = Mirror()
    mirror.poll()
    quote = Quote.objects.get(text="No.")

    Speaker.objects.filter(slug="eve").update(name="Eva")
    commit()
    assert mirror.poll() == [("speaker", "updated", "eve")]
    withdraw(quote)
    assert mirror.poll()[-1] == ("quote", "withdrawn", quote.public_id)
    Interview.objects.filter(slug="south").update(slug="zuid")
    commit()
    assert mirror.poll() == [
        ("interview", "removed", "south"),
        ("interview", "created", "zuid"),
    ]
    Interview.objects.filter(slug="zuid").update(status="draft")
    commit()
    assert ("quote", "removed", quote.public_id) in mirror.poll()
    make_quote(turn=make_turn(topics=[make_topic()]))
    commit()
    mirror.poll()
    assert mirror.copy == everything()


def test_a_line_says_what_became_of_a_thing():
    quote = Quote.objects.get(text="No.")
    withdraw(quote)

    (row,) = [
        row
        for row in results("changes/?resource=quote")
        if row["change"] == "withdrawn"
    ]

    assert row | {"changed_at": ""} == {
        "resource": "quote",
        "change": "withdrawn",
        "id": quote.public_id,
        "url": f"http://testserver/api/v1/quotes/{quote.public_id}/",
        "changed_at": "",
        "withdrawn_at": "2026-03-01T12:30:15.123456Z",
        "reason": "Misheard.",
    }
    gone = get(path_of(row["url"]))
    assert gone.status_code == 410
    assert gone.json().items() >= {
        (name, row[name]) for name in ("reason", "withdrawn_at")
    }


def test_the_reason_goes_with_the_interview():
    withdraw(Quote.objects.get(text="No."))
    Interview.objects.filter(slug="south").update(status="draft")
    commit()

    assert "Misheard" not in get("changes/?page_size=200").content.decode()


def test_what_is_hidden_is_not_told():
    for hidden in (
        {"status": "draft"},
        {"publish_at": timezone.now() + timedelta(days=1)},
    ):
        interview = make_interview(slug=f"canary-{len(hidden)}", **hidden)
        make_quote(turn=make_turn(interview=interview))
        commit()

        assert {
            row["id"]
            for row in results("changes/?page_size=200")
            if row["change"] == "created"
        } == {path.split("/")[1] for path in everything()}
        Quote.objects.filter(turn__interview=interview).delete()
        interview.delete()
        commit()
        assert "canary" not in get("changes/?page_size=200").content.decode()


def test_each_thing_is_told_once():
    for name in ("Eva", "Eve", "Evy"):
        Speaker.objects.filter(slug="eve").update(name=name)
        commit()

    told = [row["id"] for row in results("changes/?resource=speaker")]

    assert told == ["ann", "bob", "dee", "eve"]


def test_a_moment_is_a_place_to_start():
    Speaker.objects.filter(slug="eve").update(name="Eva")
    commit()
    (moment,) = [
        row["changed_at"]
        for row in results("changes/?resource=speaker")
        if row["id"] == "eve"
    ]
    later = (datetime.fromisoformat(moment) + timedelta(microseconds=1)).isoformat()

    assert [row["id"] for row in results(f"changes/?since={moment}")] == ["eve"]
    assert results(f"changes/?since={later.replace('+', '%2B')}") == []
    assert results("changes/?since=2999-01-01") == []


def test_a_page_continues_though_more_is_written():
    first = get("changes/?page_size=5").json()
    before = {
        row["id"] for page in pages("changes/?page_size=200") for row in page["results"]
    }
    make_interview(slug="east")
    Speaker.objects.filter(slug="eve").update(name="Eva")
    commit()

    walked = [first, *pages(path_of(first["next"]))]

    assert {row["id"] for page in walked for row in page["results"]} == before
    after = results(f"changes/?page_size=5&since={walked[-1]['since']}")
    assert [row["id"] for row in after] == ["eve", "east"]


@pytest.mark.parametrize(
    ("question", "refused"),
    {
        "since=": {"since": None},
        "since=garbage": {"since": None},
        "since=2026-13-01": {"since": None},
        "since=2026-01-01&since=2026-01-02": {"since": None},
        "resource=quotes": {"resource": "quote"},
        "resource=quote,": {"resource": None},
        "page_size=201": {"page_size": None},
        "sinc=2026-01-01": {"sinc": "since"},
        "cursor=x": {"cursor": None},
        "format=xml": {"format": None},
    }.items(),
)
def test_what_is_not_understood_is_refused(question, refused):
    assert offences(f"changes/?{question}") == refused


def test_a_token_belongs_to_its_resources():
    token = get("changes/?resource=quote").json()["since"]

    assert offences(f"changes/?since={token}") == {"since": None}
    assert offences(f"changes/?resource=quote&since={token[:-1]}") == {"since": None}
    assert results(f"changes/?resource=quote&page_size=1&since={token}") == []


def test_a_poll_costs_two_queries(django_assert_num_queries):
    token = get("changes/?page_size=200").json()["since"]

    with django_assert_num_queries(2):
        assert results(f"changes/?since={token}") == []
