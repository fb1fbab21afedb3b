"""The page and the card of a quote."""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from interviews.attribution import attribution_line
from interviews.models import Interview, Quote
from tests.factories import make_mention, make_quote
from tests.pages.conftest import WORDS
from tests.pages.documents import client, document, get, meta, paragraphs

pytestmark = pytest.mark.django_db

PAGE, CARD, IMAGE = "/q/qt_1111111111", "/q/qt_1111111111/card", "/q/qt_1111111111.png"
NOT_FRAMED = "; frame-ancestors 'none'"
POLICY = (
    "default-src 'none'; style-src 'sha256-{}'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'{}"
)


def shown(page, id_):
    return " ".join(page.get_element_by_id(id_).text_content().split())


def test_page_shows_the_words_and_all_that_belongs_to_them(quote):
    page = document(PAGE)

    assert paragraphs(page, "blockquote") == WORDS
    assert page.xpath("//blockquote/@lang") == ["nl"]
    assert page.xpath("//figcaption")[0].text == "Bob in De Noord, 16 januari 2026"
    assert {
        name: shown(page, name)
        for name in ("question", "speaker", "interview", "topics", "note", "rights")
    } == {
        "question": "And then?",
        "speaker": "Bob A witness.",
        "interview": "North Lees het in het interview",
        "topics": "vlucht",
        "note": "In January.",
        "rights": "Ann, De Noord© De Noord bvCC BY 4.0",
    }


def test_page_of_anothers_words_names_both(embedded):
    page = document("/q/qt_2222222222")

    assert (shown(page, "speaker"), shown(page, "teller")) == ("Eve", "Bob A witness.")


def test_page_speaks_the_language_of_the_interview(quote):
    Interview.objects.update(language="en-GB")

    page = document(PAGE)

    assert page.get("lang") == "en"
    assert page.xpath("//blockquote/@lang") == ["en-GB"]
    assert shown(page, "topics") == "flight"
    assert page.xpath("//h1")[0].text_content() == "Quote from Bob"


def test_page_leads_to_the_words_in_the_interview(quote):
    links = client.get("/api/v1/quotes/qt_1111111111/").json()["links"]

    assert document(PAGE).get_element_by_id("source").get("href") == links["source"]


def test_page_can_be_shared(quote):
    page = document(PAGE)

    address = "http://testserver/q/qt_1111111111"
    attribution = attribution_line(quote)
    assert page.xpath("//link[@rel='canonical']/@href") == [address]
    assert meta(page) == {
        "viewport": "width=device-width, initial-scale=1",
        "description": WORDS,
        "og:type": "article",
        "og:site_name": "Verbatim",
        "og:url": address,
        "og:title": attribution,
        "og:description": WORDS,
        "og:image": f"{address}.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"{WORDS} – {attribution}",
        "twitter:card": "summary_large_image",
    }


def test_page_leads_to_its_oembed(quote):
    found = [
        (link.get("type"), link.get("href"))
        for link in document(PAGE).xpath("//link[@rel='alternate']")
    ]

    address = "http://testserver/oembed?url=http%3A%2F%2Ftestserver%2Fq%2Fqt_1111111111"
    assert found == [
        ("application/json+oembed", f"{address}&format=json"),
        ("text/xml+oembed", f"{address}&format=xml"),
    ]
    assert get(PAGE)["Link"] == ", ".join(
        f'<{href}>; rel="alternate"; type="{type_}"' for type_, href in found
    )
    assert [client.get(href).status_code for _, href in found] == [200, 200]


def test_page_holds_itself_as_linked_data(quote):
    (data,) = document(PAGE).xpath("//script[@type='application/ld+json']/text()")

    data = json.loads(data)
    assert (data["@type"], data["@id"], data["text"], data["creator"]["name"]) == (
        "Quotation",
        "http://testserver/q/qt_1111111111",
        WORDS,
        "Bob",
    )


def test_card_shows_the_words_and_leads_to_the_page(quote):
    card = document(CARD)

    assert paragraphs(card, "blockquote") == WORDS
    assert [
        (link.text, link.get("href"), link.get("target"), link.get("rel"))
        for link in card.xpath("//a")
    ] == [
        (
            attribution_line(quote),
            "http://testserver/q/qt_1111111111",
            "_blank",
            "noopener",
        )
    ]


@pytest.mark.parametrize(
    ("path", "ancestors", "frame_options"),
    [
        (PAGE, NOT_FRAMED, "DENY"),
        (CARD, "", None),
        ("/api/v1/quotes/qt_1111111111/?format=html", "", None),
        ("/i/north", NOT_FRAMED, "DENY"),
        ("/q/qt_9999999999", NOT_FRAMED, "DENY"),
        ("/q/qt_9999999999/card", NOT_FRAMED, "DENY"),
    ],
)
def test_nothing_runs_and_only_the_card_is_framed(
    quote, path, ancestors, frame_options
):
    response = get(path)

    style = response.content.decode().partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = POLICY.format(digest, ancestors)
    assert response["Content-Security-Policy"] == policy
    assert response.get("X-Frame-Options") == frame_options
    assert response["X-Content-Type-Options"] == "nosniff"


def test_card_is_given_by_the_api_to_who_asks_for_html(quote):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    place = "/api/v1/quotes/qt_1111111111/"

    asked = {
        f"{query} {accept}": get(f"{place}{query}", accept=accept)
        for query, accept in [
            ("", browser),
            ("?format=html", "*/*"),
            ("", "*/*"),
            ("", "application/json"),
            ("?format=json", browser),
        ]
    }

    types = [response["Content-Type"].partition(";")[0] for response in asked.values()]
    html, json_ = "text/html", "application/json"
    assert types == [html, html, json_, json_, json_]
    assert asked["?format=html */*"].content == get(CARD).content
    assert all("Accept" in response["Vary"] for response in asked.values())


@pytest.mark.parametrize("parameter", ["fields=text", "omit=text", "expand=speaker"])
def test_card_is_not_given_in_another_shape(quote, parameter):
    response = get(f"/api/v1/quotes/qt_1111111111/?format=html&{parameter}")

    (offence,) = response.json()["errors"]
    assert (response.status_code, offence["parameter"]) == (
        400,
        parameter.partition("=")[0],
    )


@pytest.mark.parametrize("path", [PAGE, CARD, IMAGE])
def test_withdrawn_quote_is_gone_with_its_reason_and_without_its_words(quote, path):
    Quote.objects.update(
        withdrawn_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        withdrawal_reason="Misheard <b>twice</b>.",
    )

    page = document(path, status=410)

    assert shown(page, "reason") == "Misheard <b>twice</b>."
    assert shown(page, "withdrawn") == "1 maart 2026"
    assert "Minsk" not in page.text_content()
    assert get(path)["Cache-Control"] == "no-store"


def test_frame_that_showed_a_card_may_say_that_it_was_withdrawn(quote):
    Quote.objects.update(
        withdrawn_at=datetime(2026, 3, 1, tzinfo=UTC), withdrawal_reason="Misheard."
    )

    gone = client.get(CARD)

    assert "X-Frame-Options" not in gone
    assert "frame-ancestors" not in gone["Content-Security-Policy"]


HIDDEN = {
    "draft": {"status": "draft"},
    "embargoed": {"publish_at": timezone.now() + timedelta(days=1)},
}


@pytest.mark.parametrize("path", [PAGE, CARD, IMAGE, "/i/north"])
@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("withdrawn", [False, True])
def test_what_is_not_published_is_as_what_never_was(quote, path, hidden, withdrawn):
    Interview.objects.update(**hidden)
    if withdrawn:
        Quote.objects.update(withdrawn_at=timezone.now(), withdrawal_reason="Canary.")

    response = get(path)

    assert (response.status_code, response.content) == (
        404,
        get("/q/qt_9999999999").content,
    )


@pytest.mark.parametrize(
    "path",
    [
        "/q/qt_9999999999",
        "/q/qt_1111111111/",
        "/q/qt_1111111111/nosuch",
        "/q/qt_1111111111.jpg",
        "/q/",
        "/q/a%00b",
        "/q/%FF",
        "/q/" + "a" * 5_000,
        "/i/nosuch",
        "/i/NORTH",
        "/i/a%00b",
    ],
)
def test_what_is_not_there_is_said_in_a_page(quote, path):
    page = document(path, status=404)

    assert page.xpath("//h1")[0].text == "Not found"
    assert get(path)["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", [PAGE, CARD, IMAGE, "/i/north"])
def test_head_is_get_without_a_body(quote, path):
    got, head = get(path), client.head(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == got.headers


@pytest.mark.parametrize("path", [PAGE, CARD, IMAGE, "/i/north"])
def test_who_has_it_is_not_sent_it_again(quote, path):
    got = get(path)

    again = get(path, **{"if-none-match": got["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert got["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"


@pytest.mark.parametrize("path", [PAGE, CARD, IMAGE, "/i/north"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_is_written(quote, path, method):
    assert client.generic(method, path).status_code == 405


def test_what_sharing_adds_to_an_address_is_ignored(quote):
    assert get(f"{PAGE}?utm_source=x&fbclid=y").content == get(PAGE).content


@pytest.mark.parametrize(
    ("path", "count"), [(PAGE, 7), (CARD, 1), (IMAGE, 1), ("/i/north", 3)]
)
def test_page_costs_so_many_queries(turn, quote, path, count):
    for text in ["So it was.", "That is all."]:
        make_quote(turn=turn, text=text)
        make_mention(turn=turn, text=text)

    with CaptureQueriesContext(connection) as queries:
        get(path)

    assert len(queries) == count


@pytest.mark.usefixtures("shipped")
def test_page_and_card_agree_with_the_api_on_every_quote():
    for quote in client.get("/api/v1/quotes/?page_size=200").json()["results"]:
        row = Quote.objects.to_show().get(public_id=quote["id"])
        page, card = document(f"/q/{quote['id']}"), document(f"/q/{quote['id']}/card")
        assert paragraphs(page, "blockquote") == quote["text"]
        assert paragraphs(card, "blockquote") == quote["text"]
        assert page.xpath("//figcaption")[0].text_content() == attribution_line(row)
        assert card.xpath("//figcaption")[0].text_content() == attribution_line(row)
        assert shown(page, "speaker").startswith(quote["speaker"]["name"])
        assert meta(page)["og:description"] == quote["text"]
