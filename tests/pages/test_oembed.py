"""oEmbed, as its specification says, and as strangers ask for it."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import quote as encoded
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from interviews.attribution import attribution_line
from interviews.models import Interview, Quote
from tests.api.calls import assert_is_problem, client

pytestmark = pytest.mark.django_db

PAGE = "http://testserver/q/qt_1111111111"
HTML = (
    f'<blockquote cite="{PAGE}" lang="nl" xml:lang="nl">'
    "<p>They told me: “Leave Minsk.”</p><p>I left, and Jo stayed.</p>"
    f'<p lang="nl" xml:lang="nl">— <a href="{PAGE}">Bob in De Noord, 16 januari 2026</a></p>'
    "</blockquote>"
)


def ask(url: str = PAGE, **parameters):
    query = "".join(f"&{name}={value}" for name, value in parameters.items())
    return client.get(f"/oembed?url={encoded(url, safe='')}{query}")


def test_answer_says_all_that_the_specification_knows(quote):
    response = ask()

    assert response["Content-Type"] == "application/json"
    assert response.json() == {
        "type": "rich",
        "version": "1.0",
        "title": "Bob: “They told me: “Leave Minsk.” I left, and Jo stayed.”",
        "author_name": "Bob",
        "author_url": "http://testserver/api/v1/speakers/bob/",
        "provider_name": "Verbatim",
        "provider_url": "http://testserver/",
        "cache_age": 3600,
        "thumbnail_url": f"{PAGE}.png",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
        "html": HTML,
        "width": 550,
        "height": 136,
    }


def test_xml_says_the_same(quote):
    response = ask(format="xml")

    assert response["Content-Type"] == "text/xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    assert root.tag == "oembed"
    assert {element.tag: element.text for element in root} == {
        name: str(value) for name, value in ask().json().items()
    }


def test_html_is_well_formed_xml(quote):
    root = ElementTree.fromstring(ask().json()["html"])

    assert {element.tag for element in root.iter()} == {"blockquote", "p", "a"}


@pytest.mark.parametrize(
    ("limits", "type_", "size", "has_thumbnail"),
    [
        ({}, "rich", (550, 136), True),
        ({"maxwidth": 1200, "maxheight": 630}, "rich", (550, 136), True),
        ({"maxwidth": 1199}, "rich", (550, 136), False),
        ({"maxheight": 629}, "rich", (550, 136), False),
        ({"maxwidth": 300}, "rich", (300, 184), False),
        ({"maxwidth": 240}, "rich", (240, 208), False),
        ({"maxwidth": 239}, "link", None, False),
        ({"maxwidth": 1}, "link", None, False),
        ({"maxheight": 100}, "link", None, False),
        ({"maxwidth": 240, "maxheight": 207}, "link", None, False),
        ({"maxwidth": 240, "maxheight": 208}, "rich", (240, 208), False),
        ({"maxwidth": "0550"}, "rich", (550, 136), False),
    ],
)
def test_sizes_are_respected(quote, limits, type_, size, has_thumbnail):
    body = ask(**limits).json()

    assert body["type"] == type_
    assert (size is not None) == ("html" in body)
    assert size is None or (body["width"], body["height"]) == size
    thumbnail = {"thumbnail_url", "thumbnail_width", "thumbnail_height"}
    assert thumbnail & body.keys() == (thumbnail if has_thumbnail else set())


@pytest.mark.parametrize(
    "url",
    [
        PAGE,
        f"{PAGE}/",
        f"{PAGE}/card",
        f"{PAGE}.png",
        f"{PAGE}?utm_source=x&fbclid=y",
        f"{PAGE}#fragment",
        f"{PAGE}#:~:text=Leave",
        f" {PAGE} ",
        "https://testserver/q/qt_1111111111",
        "HTTP://TESTSERVER/q/qt_1111111111",
        "http://testserver:80/q/qt_1111111111",
        "http://testserver/q/%71t_1111111111",
    ],
)
def test_our_addresses_are_known_in_all_their_forms(quote, url):
    assert ask(url).json()["html"] == HTML


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/q/qt_1111111111",
        "http://testserver.example.org/q/qt_1111111111",
        "http://testserver@example.org/q/qt_1111111111",
        "http://user@testserver/q/qt_1111111111",
        "http://testserver:8888/q/qt_1111111111",
        "http://testserver:port/q/qt_1111111111",
        "http://[testserver/q/qt_1111111111",
        "http://[::1/q/qt_1111111111",
        "ftp://testserver/q/qt_1111111111",
        "file:///q/qt_1111111111",
        "javascript:alert(1)//testserver/q/qt_1111111111",
        "//testserver/q/qt_1111111111",
        "/q/qt_1111111111",
        "qt_1111111111",
        "http://testserver/q/qt_9999999999",
        "http://testserver/q/qt_1111111111/nosuch",
        "http://testserver/x/q/qt_1111111111",
        "http://testserver/q/qt_1111111111%00",
        "http://testserver/q/%FF",
        "http://testserver/",
        "http://",
        "\x00",
        "http://testserver/q/" + "a" * 10_000,
        "http://te\u2100stserver/q/qt_1111111111",
    ],
)
def test_what_is_not_a_quote_of_ours_is_not_found(quote, url):
    response = ask(url)

    assert_is_problem(response)
    assert response.status_code == 404


@pytest.mark.parametrize(
    "hidden",
    [{"status": "draft"}, {"publish_at": timezone.now() + timedelta(days=1)}],
    ids=["draft", "embargoed"],
)
@pytest.mark.parametrize("withdrawn", [False, True])
def test_what_is_not_published_is_not_found(quote, hidden, withdrawn):
    Interview.objects.update(**hidden)
    if withdrawn:
        Quote.objects.update(withdrawn_at=timezone.now(), withdrawal_reason="Canary.")

    missing = ask("http://testserver/q/qt_9999999999").json()
    assert ask().json() == missing | {
        "instance": missing["instance"].replace("qt_9999999999", "qt_1111111111")
    }


def test_withdrawn_quote_is_gone_with_its_reason(quote):
    Quote.objects.update(
        withdrawn_at=datetime(2026, 3, 1, tzinfo=UTC), withdrawal_reason="Misheard."
    )

    response = ask()

    assert_is_problem(response)
    assert (response.status_code, response.json()["reason"]) == (410, "Misheard.")


@pytest.mark.parametrize("format_", ["yaml", "JSON", "jsonp", "html"])
def test_other_formats_are_not_implemented(quote, format_):
    response = ask(format=format_)

    assert_is_problem(response)
    assert response.status_code == 501


@pytest.mark.parametrize(
    ("query", "parameters"),
    {
        "": ["url"],
        "?url=": ["url"],
        "?url=%20": ["url"],
        f"?url={PAGE}&url={PAGE}": ["url"],
        f"?url={PAGE}&maxwidth=": ["maxwidth"],
        f"?url={PAGE}&maxwidth=0": ["maxwidth"],
        f"?url={PAGE}&maxwidth=-1": ["maxwidth"],
        f"?url={PAGE}&maxwidth=1.5": ["maxwidth"],
        f"?url={PAGE}&maxwidth=wide": ["maxwidth"],
        f"?url={PAGE}&maxwidth=%D9%A1": ["maxwidth"],
        f"?url={PAGE}&maxwidth={'9' * 5000}": ["maxwidth"],
        f"?url={PAGE}&maxheight=1&maxheight=2": ["maxheight"],
        f"?url={PAGE}&format=": ["format"],
        "?maxwidth=x&maxheight=y&format=xml&format=json": [
            "url",
            "maxwidth",
            "maxheight",
            "format",
        ],
    }.items(),
)
def test_what_is_not_understood_is_refused(quote, query, parameters):
    response = client.get(f"/oembed{query}")

    assert_is_problem(response)
    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == parameters


def test_what_it_does_not_know_is_ignored(quote):
    assert ask(callback="x", omit_script="1", nosuch="").content == ask().content


@pytest.mark.parametrize("accept", ["*/*", "text/html", "image/png", "nonsense"])
def test_whatever_is_accepted_format_decides(quote, accept):
    response = client.get(f"/oembed?url={PAGE}", headers={"accept": accept})

    assert response["Content-Type"] == "application/json"


def test_any_page_may_ask(quote):
    response = client.get(
        f"/oembed?url={PAGE}", headers={"origin": "https://example.org"}
    )

    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_only_get_is_answered(quote, method):
    response = client.generic(method, f"/oembed?url={PAGE}")

    assert_is_problem(response)
    assert response.status_code == 405


def test_head_and_conditions_work(quote):
    got = ask()
    head = client.head(f"/oembed?url={PAGE}")
    again = client.get(f"/oembed?url={PAGE}", headers={"if-none-match": got["ETag"]})

    assert (head.status_code, head.content, head["ETag"]) == (200, b"", got["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert got["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"


@pytest.mark.usefixtures("shipped")
def test_it_agrees_with_the_api_on_every_quote():
    for quote in client.get("/api/v1/quotes/?page_size=200").json()["results"]:
        row = Quote.objects.get(public_id=quote["id"])
        for form in ("json", "xml"):
            response = client.get(f"{quote['links']['oembed']}&format={form}")
            html = (
                json.loads(response.content)["html"]
                if form == "json"
                else ElementTree.fromstring(response.content).findtext("html")
            )
            *words, line = ElementTree.fromstring(html).findall("p")
            assert "\n\n".join(p.text for p in words) == quote["text"]
            assert line.find("a").text == attribution_line(row)
            assert line.find("a").get("href") == quote["links"]["page"]
