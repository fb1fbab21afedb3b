"""Quotes as feeds: valid, newest first, the exact words, and no markup in them."""

from datetime import timedelta

import feedparser
import pytest
from django.utils import timezone
from django.utils.http import http_date
from jsonschema import Draft202012Validator

from interviews.models import Change, Interview, Quote, Speaker, Turn
from tests.api import json_feed
from tests.api.calls import assert_is_problem, client, results
from tests.api.test_strictness import VALUES
from tests.factories import make_interview, make_quote, make_turn
from tests.log import commit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

FEEDS = ["/feeds/quotes.json", "/feeds/quotes.atom"]
NAMES = {"a": "http://www.w3.org/2005/Atom"}


def json_items(question: str = "") -> list[dict]:
    items: list[dict] = []
    address = f"/feeds/quotes.json?{question}"
    while address:
        feed = client.get(address).json()
        assert [*VALIDATOR.iter_errors(feed)] == []
        items += feed["items"]
        assert feed.get("next_url") not in (address, feed["feed_url"])
        address = feed.get("next_url")
    return items


VALIDATOR = Draft202012Validator(
    json_feed.FEED, format_checker=Draft202012Validator.FORMAT_CHECKER
)


def atom_entries(question: str = "") -> list:
    entries: list = []
    address = f"/feeds/quotes.atom?{question}"
    while address:
        parsed = feedparser.parse(client.get(address).content)
        assert not parsed.bozo
        entries += parsed.entries
        links = {link.rel: link.href for link in parsed.feed.links}
        address = links.get("next")
    return entries


def test_an_item_is_the_quote():
    (item,) = json_items("speaker=eve")
    quote = client.get("/api/v1/quotes/qt_1111111111/").json()
    debut = Change.objects.get(name="qt_1111111111", is_debut=True).takes_effect_at

    moment = debut.isoformat().replace("+00:00", "Z")
    assert item == {
        "id": "http://testserver/q/qt_1111111111",
        "url": "http://testserver/q/qt_1111111111",
        "title": "Eve: Leave Minsk.",
        "content_text": "Leave Minsk.",
        "summary": "Eve, volgens bob, in De Noord, 10 januari 2026",
        "image": "http://testserver/q/qt_1111111111.png",
        "date_published": moment,
        "date_modified": moment,
        "authors": [{"name": "Eve", "url": "http://testserver/api/v1/speakers/eve/"}],
        "tags": ["art", "Prisons"],
        "language": "nl",
        "_verbatim": {
            "about": "http://testserver/api/docs/",
            "attribution": "Eve, volgens bob, in De Noord, 10 januari 2026",
            "teller": "bob",
            "quote": quote["url"],
            "interview": quote["interview"],
            "publication": "De Noord",
            "published_on": "2026-01-10",
            "topics": quote["topics"],
            "credit_line": "",
        },
    }


def test_an_entry_is_the_same_item():
    items, entries = json_items(), atom_entries()

    assert [
        {
            "id": entry.id,
            "url": entry.link,
            "title": entry.title,
            "content_text": entry.content[0].value,
            "summary": entry.summary,
            "image": next(link.href for link in entry.links if link.rel == "enclosure"),
            "date_published": entry.published,
            "date_modified": entry.updated,
            "authors": [{"name": entry.author, "url": entry.author_detail.href}],
            "tags": [tag.label for tag in entry.get("tags", [])],
        }
        for entry in entries
    ] == [
        {
            name: value
            for name, value in item.items()
            if name not in ("language", "_verbatim")
        }
        for item in items
    ]
    assert {entry.content[0].type for entry in entries} == {"text/plain"}
    assert {entry.title_detail.type for entry in entries} == {"text/plain"}


def test_every_quote_is_an_item_with_its_words():
    words = {row["text"] for row in results("quotes/")}

    assert {item["content_text"] for item in json_items("page_size=1")} == words
    assert {entry.content[0].value for entry in atom_entries("page_size=1")} == words


def test_what_came_last_is_on_top():
    turn = make_turn(interview=make_interview(slug="draft", status="draft"))
    make_quote(turn=turn, text="Two.", public_id="qt_2222222222")
    commit()
    make_quote(
        turn=Turn.objects.get(text="No. Ask Robert."),
        text="Ask Robert.",
        public_id="qt_3333333333",
    )
    commit()
    Interview.objects.filter(slug="draft").update(status="published")
    commit()
    Quote.objects.filter(speaker__slug="eve").update(note="Edited.")
    commit()

    ids = [item["id"].rpartition("/")[2] for item in json_items()]

    assert ids[:2] == ["qt_2222222222", "qt_3333333333"]
    assert len(ids) == 5


@pytest.mark.parametrize("address", FEEDS)
def test_a_walk_is_stable_while_quotes_come(address):
    first = client.get(f"{address}?page_size=2")
    make_quote(
        turn=Turn.objects.get(text="No. Ask Robert."),
        public_id="qt_3333333333",
        text="Ask Robert.",
    )
    commit()
    following = first["Link"].rpartition("<")[2].partition(">")[0]

    second = client.get(following)

    ids = {
        quote.public_id
        for quote in Quote.objects.all()
        if quote.public_id in (first.content + second.content).decode()
    }
    assert len(ids) == 3
    assert b"qt_3333333333" not in second.content


def test_atom_pages_lead_to_each_other():
    first = feedparser.parse(client.get("/feeds/quotes.atom?page_size=1").content)
    links = {link.rel: link.href for link in first.feed.links}
    second = feedparser.parse(client.get(links["next"]).content)

    assert first.feed.id == second.feed.id == links["first"] == links["self"]
    assert {link.rel: link.href for link in second.feed.links}["self"] == links["next"]


def test_a_withdrawn_quote_leaves_the_feed():
    before = {item["content_text"] for item in json_items()}
    Quote.objects.filter(text="No.").update(
        withdrawn_at="2026-03-01T00:00Z", withdrawal_reason="Misheard."
    )

    assert {item["content_text"] for item in json_items()} == before - {"No."}
    assert len(atom_entries()) == len(before) - 1


@pytest.mark.parametrize(
    "hidden",
    [{"status": "draft"}, {"publish_at": timezone.now() + timedelta(days=1)}],
    ids=["draft", "embargoed"],
)
def test_what_is_hidden_is_in_no_feed(hidden):
    before = [client.get(address).content for address in FEEDS]
    turn = make_turn(interview=make_interview(slug="canary", **hidden))
    make_quote(turn=turn)
    commit()

    assert [client.get(address).content for address in FEEDS] == before


@pytest.mark.parametrize(
    ("question", "words"),
    {
        "topic=prisons": {"Leave Minsk."},
        "speaker=dee": {"No."},
        "featured=false&interview=north": {"Minsk was cold.", "Leave Minsk."},
        "language=fr": set(),
    }.items(),
)
def test_filters_apply(question, words):
    assert {item["content_text"] for item in json_items(question)} == words
    assert {entry.content[0].value for entry in atom_entries(question)} == words


@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize(
    ("question", "parameter"),
    [
        ("topic=lew", "topic"),
        ("speker=eve", "speker"),
        ("page_size=201", "page_size"),
        ("cursor=x", "cursor"),
        ("ordering=length", "ordering"),
        ("fields=id", "fields"),
        ("utm_source=x", "utm_source"),
    ],
)
def test_what_is_not_understood_is_refused(address, question, parameter):
    response = client.get(f"{address}?{question}")

    assert_is_problem(response)
    assert [error["parameter"] for error in response.json()["errors"]] == [parameter]


@pytest.mark.parametrize("address", FEEDS)
def test_no_value_breaks_a_feed(address):
    broken = {
        (parameter, value)
        for parameter in ("topic", "cursor", "updated_since")
        for value in VALUES
        if client.get(f"{address}?{parameter}={value}").status_code not in (200, 400)
    }

    assert broken == set()


@pytest.mark.parametrize("address", FEEDS)
def test_a_reader_that_has_the_latest_is_told_so(address, django_assert_num_queries):
    first = client.get(address)

    for headers in (
        {"if-none-match": first["ETag"]},
        {"if-none-match": first["ETag"].removeprefix("W/")},
        {"if-modified-since": first["Last-Modified"]},
    ):
        with django_assert_num_queries(1):
            again = client.get(address, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert again["Cache-Control"] == first["Cache-Control"]

    Speaker.objects.filter(slug="eve").update(name="Eva")
    commit()
    changed = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (changed.status_code, "Eva" in changed.content.decode()) == (200, True)
    old = {"if-modified-since": http_date(0)}
    assert client.get(address, headers=old).status_code == 200


@pytest.mark.parametrize(
    ("address", "media_type"),
    [
        (FEEDS[0], "application/feed+json"),
        (FEEDS[1], "application/atom+xml; charset=utf-8"),
    ],
)
def test_a_feed_is_open_to_all(address, media_type):
    for accept in ("*/*", "text/html", "application/rss+xml"):
        response = client.get(
            address, headers={"accept": accept, "origin": "https://example.org"}
        )
        assert (response.status_code, response["Content-Type"]) == (200, media_type)
        assert response["Access-Control-Allow-Origin"] == "*"
    head, options = client.head(address), client.options(address)
    assert (head.status_code, head.content) == (200, b"")
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert_is_problem(client.post(address))


@pytest.mark.parametrize("address", FEEDS)
def test_the_api_leads_to_the_feeds(address):
    response = client.get(f"/api/v1{address}?topic=law&page_size=3")

    assert (response.status_code, response["Location"]) == (
        301,
        f"{address}?topic=law&page_size=3",
    )


def test_a_feed_costs_as_much_for_three_quotes_as_for_one(django_assert_num_queries):
    for question in ("page_size=1", "page_size=3"):
        with django_assert_num_queries(5):
            client.get(f"/feeds/quotes.json?{question}")


def test_an_empty_feed_says_the_same_each_time():
    first, second = (client.get("/feeds/quotes.atom?language=fr") for _ in range(2))

    assert first.content == second.content
    assert feedparser.parse(first.content).feed.updated == "1970-01-01T00:00:00Z"
