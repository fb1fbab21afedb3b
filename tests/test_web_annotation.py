"""Quotes as Web Annotations: what is marked in which text."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings

from interviews.linked_data import with_what_an_interview_holds
from interviews.models import Interview
from interviews.web_annotation import annotation, collection
from tests.contexts import expanded, kept, plain
from tests.factories import (
    make_interview,
    make_quote,
    make_speaker,
    make_topic,
    make_turn,
)
from tests.hostile import words

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 1, 17, 9, tzinfo=UTC)
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def address(page: str, **kwargs: str) -> str:
    return "/".join(["https://example.org", page, *kwargs.values()])


@pytest.fixture
def quotes():
    interview = make_interview(
        slug="een", title="Een", publication="De Krant", published_on=date(2025, 3, 1)
    )
    turn = make_turn(
        interview=interview,
        speaker=make_speaker(name="Bob"),
        text="😀 Nee. Ja.\n\nMisschien.",
        topics=[make_topic(slug="art", label="kunst")],
        public_id="tn_2222222222",
    )
    made = [
        make_quote(turn=turn, text="Misschien.", public_id="qt_2222222222"),
        make_quote(turn=turn, text="Nee.", public_id="qt_1111111111"),
    ]
    for row in (*made, turn):
        row.updated_at = MOMENT
    return made


def the_interview() -> Interview:
    interview = with_what_an_interview_holds(Interview.objects.all()).get()
    for turn in interview.turns.all():
        for row in (turn, *turn.quotes.all()):
            row.updated_at = MOMENT
    return interview


def expected(quote_id: str, quoted: dict[str, str], start: int, end: int):
    return {
        "id": f"https://example.org/quotes-detail/{quote_id}?format=annotation",
        "type": "Annotation",
        "motivation": "highlighting",
        "modified": "2026-01-17T09:00:00Z",
        "body": [
            {
                "type": "TextualBody",
                "purpose": "describing",
                "value": "Bob in De Krant, 1 maart 2025",
                "format": "text/plain",
                "language": "nl",
            },
            {
                "type": "SpecificResource",
                "purpose": "linking",
                "source": f"https://example.org/quote-page/{quote_id}",
            },
            {"type": "TextualBody", "purpose": "tagging", "value": "kunst"},
        ],
        "target": {
            "type": "SpecificResource",
            "source": "https://example.org/turns-detail/tn_2222222222",
            "scope": "https://example.org/interview-page/een",
            "selector": [
                {"type": "TextQuoteSelector"} | quoted,
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
            "state": {"type": "TimeState", "sourceDate": "2026-01-17T09:00:00Z"},
        },
    }


NO = expected(
    "qt_1111111111",
    {"exact": "Nee.", "prefix": "😀 ", "suffix": " Ja.\n\nMisschien."},
    2,
    6,
)
PERHAPS = expected(
    "qt_2222222222",
    {"exact": "Misschien.", "prefix": "😀 Nee. Ja.\n\n", "suffix": ""},
    12,
    22,
)


def test_a_quote_is_marked_by_its_words_and_by_its_place(quotes):
    assert annotation(quotes[1], address) == {"@context": CONTEXT} | NO


def test_an_interview_is_a_collection_in_reading_order(quotes):
    here = "https://example.org/interviews-detail/een?format=annotation"
    assert collection(the_interview(), address) == {
        "@context": CONTEXT,
        "id": here,
        "type": "AnnotationCollection",
        "label": "Een",
        "total": 2,
        "first": {
            "id": f"{here}#page",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": [NO, PERHAPS],
        },
    }


def test_a_withdrawn_quote_is_not_in_it(quotes):
    quotes[0].withdrawn_at, quotes[0].withdrawal_reason = MOMENT, "Misheard."
    quotes[0].save()
    page = collection(the_interview(), address)

    ids = [item["id"] for item in page["first"]["items"]]
    assert (page["total"], ids) == (1, [NO["id"]])


def test_a_processor_understands_what_is_marked(quotes):
    node = expanded(annotation(quotes[1], address))

    (target,) = node["http://www.w3.org/ns/oa#hasTarget"]
    by_words, by_place = target["http://www.w3.org/ns/oa#hasSelector"]
    assert node["@type"] == ["http://www.w3.org/ns/oa#Annotation"]
    assert by_words["http://www.w3.org/ns/oa#exact"] == [{"@value": "Nee."}]
    assert by_place["http://www.w3.org/ns/oa#start"] == [
        {"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger", "@value": 2}
    ]


def test_a_processor_loses_nothing(quotes):
    documents = [annotation(quotes[0], address), collection(the_interview(), address)]

    assert [kept(document) for document in documents] == [
        plain(document) for document in documents
    ]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words, words)
def test_any_words_stay_words(quotes, text, name):
    quotes[0].text, quotes[0].speaker.name = text, name

    document = annotation(quotes[0], address)

    assert kept(document) == plain(document)
    assert document["target"]["selector"][0]["exact"] == text
    assert document["body"][0]["value"] == f"{name} in De Krant, 1 maart 2025"


@pytest.mark.usefixtures("shipped")
def test_nothing_shipped_is_lost():
    document = collection(the_interview(), address)

    assert kept(document) == plain(document)
    assert document["total"] == 43
