"""The reading page of an interview."""

import pytest

from interviews.choices import PassageKind
from interviews.document import TurnRun, reading_order
from interviews.models import Interview
from interviews.reading_page import reading_page
from tests.factories import make_passage
from tests.pages.documents import document, get

pytestmark = pytest.mark.django_db


def blocks(page):
    return [
        element.text_content()
        for element in page.xpath("//article//*[self::p or self::h1 or self::h2]")
        if element.get("class") != "byline quiet"
    ]


@pytest.mark.usefixtures("shipped")
def test_page_holds_everything_in_reading_order():
    interview = Interview.objects.get()
    order = reading_order(
        interview.turns.in_reading_order(), interview.passages.in_reading_order()
    )
    expected = [interview.title]
    for block in order:
        if isinstance(block, TurnRun):
            if block.start == 0:
                expected.append(f"{block.turn.position} {block.turn.speaker.name}")
        elif block.heading:
            expected.append(block.heading)
        expected += block.text.split("\n\n")

    assert blocks(document("/i/ales-bialiatski")) == expected


def test_links_to_words_are_made_for_the_page_as_it_is(turn):
    make_passage(
        interview=turn.interview,
        turn=turn,
        after_paragraph=1,
        kind=PassageKind.SIDEBAR,
        heading="Aside",
        text="One.\n\nTwo.",
    )
    make_passage(interview=turn.interview, kind="introduction", text="Before.")

    page = reading_page(turn.interview)

    assert page.text == "\n\n".join([*blocks(document("/i/north")), ""])
    assert page.text[slice(*page.place(turn, 0, len(turn.text)))] == turn.text.replace(
        "\n\n", "\n\nAside\n\nOne.\n\nTwo.\n\n"
    )


def test_every_turn_has_an_anchor(turn):
    page = document("/i/north")

    anchors = page.xpath("//section[contains(@class, 'turn')]/@id")
    assert anchors == ["turn-1", "turn-2"]
    assert page.xpath("//p[@class='who']/a/@href") == ["#turn-1", "#turn-2"]
    assert page.xpath("//article/@lang") == ["nl"]


def test_former_address_leads_to_the_new_one(interview):
    interview.slug = "further-north"
    interview.save()

    response = get("/i/north")

    assert (response.status_code, response["Location"]) == (301, "/i/further-north")


def test_former_address_of_a_draft_is_not_found(interview):
    interview.slug, interview.status = "further-north", "draft"
    interview.save()

    assert get("/i/north").status_code == 404


def test_page_leads_to_the_publisher_if_it_is_known(interview):
    Interview.objects.update(source_url="https://example.org/north")

    links = document("/i/north").xpath("//p[contains(@class, 'byline')]/a/@href")
    assert links == ["https://example.org/north"]
