"""Where a quote says that it is shown, and that each of these places answers."""

from urllib.parse import urlsplit

import pytest

from interviews.models import Interview, Quote
from interviews.reading_page import reading_page
from tests.api.calls import client, get, results
from tests.test_text_fragments import browse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

QUOTE = "qt_x5ZXnnnwrJ"
DIRECTIVE = (
    ":~:text=werd%20ingedeeld%3A%20%E2%80%9C-,Ales%2C%20luister%2C%20onthou%20"
    "%C3%A9%C3%A9n%20ding%20goed%2C%20kom%20niet%20in%20de%20buurt%20van%20de%20"
    "machines%21,-%E2%80%9D%20%28lacht%29%20Ik"
)


def links(query: str = "") -> dict[str, str]:
    return get(f"quotes/{QUOTE}/{query}").json()["links"]


def test_a_quote_says_where_it_is():
    page = f"http://testserver/q/{QUOTE}"
    data = f"http://testserver/api/v1/quotes/{QUOTE}/"

    assert links() == {
        "page": page,
        "card": f"{page}/card",
        "image": f"{page}.png",
        "oembed": f"http://testserver/oembed?url=http%3A%2F%2Ftestserver%2Fq%2F{QUOTE}",
        "source": f"http://testserver/i/ales-bialiatski#turn-12{DIRECTIVE}",
        "jsonld": f"{data}?format=jsonld",
        "annotation": f"{data}?format=annotation",
    }


@pytest.mark.parametrize("query", ["?format=json", "?fields=links", "?fields=links,id"])
def test_links_are_the_same_however_they_are_asked_for(query):
    assert links(query) == links()


def test_links_are_the_same_in_a_list():
    listed = {row["id"]: row["links"] for row in results("quotes/?page_size=200")}

    assert listed[QUOTE] == links()


def test_each_place_answers():
    places = {
        name: client.get(links()[name])
        for name in ("page", "card", "image", "oembed", "source")
    }

    assert {
        name: answer.status_code for name, answer in places.items()
    } == dict.fromkeys(places, 200)


def test_source_selects_the_words_of_every_quote_on_the_reading_page():
    listed = {row["id"]: row["links"] for row in results("quotes/?page_size=200")}

    for quote in Quote.objects.to_show():
        address, _, directive = listed[quote.public_id]["source"].partition(":~:")
        page = reading_page(quote.turn.interview)
        assert urlsplit(address).path == "/i/ales-bialiatski"
        assert urlsplit(address).fragment == f"turn-{quote.turn.position}"
        assert browse(page.text, f":~:{directive}") == page.place(
            quote.turn, quote.start, quote.end
        )


def test_source_leads_to_the_publisher_where_its_address_is_known():
    Interview.objects.update(source_url="https://example.org/article?id=1#top")

    assert links()["source"] == f"https://example.org/article?id=1#top{DIRECTIVE}"


@pytest.mark.parametrize("query", ["", "?format=json"])
def test_an_interview_says_where_it_can_be_read(query):
    (interview,) = results(f"interviews/{query}")

    assert interview["page"] == "http://testserver/i/ales-bialiatski"
    assert client.get(interview["page"]).status_code == 200
