"""The CSL-JSON item that all citations are made from."""

from datetime import date

import pytest
from hypothesis import given, settings
from jsonschema import Draft7Validator

from interviews.choices import EntityKind, QuoteKind, Role, TurnKind
from interviews.citations import csl_item, entries
from interviews.citations.record import csl_name
from interviews.models import Entity, Quote, Speaker
from tests.factories import (
    make_entity,
    make_interview,
    make_quote,
    make_speaker,
    make_turn,
    take_part,
)
from tests.hostile import words

# What csl-data.json, the schema of CSL-JSON 1.0.2, says of the members that we use.
NAME = {
    "type": "object",
    "properties": {
        name: {"type": "string"}
        for name in ("family", "given", "non-dropping-particle", "literal")
    },
    "additionalProperties": False,
}
NAMES = {"type": "array", "items": NAME}
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {
                "type": "array",
                "items": {"type": ["string", "number"]},
                "minItems": 1,
                "maxItems": 3,
            },
            "minItems": 1,
            "maxItems": 2,
        }
    },
    "additionalProperties": False,
}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "number"]},
            "type": {"enum": ["interview", "article-magazine", "broadcast"]},
            "author": NAMES,
            "interviewer": NAMES,
            "issued": DATE,
        }
        | {
            name: {"type": "string"}
            for name in ("title", "container-title", "language", "URL", "annote")
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}


def address(page: str, **kwargs: str) -> str:
    return "/".join(["https://example.org", page, *kwargs.values()])


def make_person(name: str, kind: str = EntityKind.PERSON) -> Speaker:
    return make_speaker(name=name, entity=make_entity(name=name, kind=kind))


@pytest.fixture
def turn(db):
    interview = make_interview(
        slug="een",
        title="Een <i>vraag</i>",
        publication="De Krant",
        published_on=date(2025, 3, 1),
    )
    take_part(interview, make_person("Ardy Beld"), Role.INTERVIEWER)
    return make_turn(interview=interview, speaker=make_person("Ales Bialiatski"))


def test_the_interview_is_the_work_and_the_words_are_its_annotation(turn):
    quote = make_quote(turn=turn, text="Two. Three.\n\nFour.")

    item = csl_item(quote, address)

    assert item == {
        "id": quote.public_id,
        "type": "interview",
        "title": "Een <i>vraag</i>",
        "author": [{"family": "Bialiatski", "given": "Ales"}],
        "interviewer": [{"family": "Beld", "given": "Ardy"}],
        "container-title": "De Krant",
        "issued": {"date-parts": [[2025, 3, 1]]},
        "language": "nl",
        "URL": "https://example.org/interview-page/een",
        "annote": "“Two. Three.\n\nFour.” (Ales Bialiatski in De Krant, 1 maart 2025)",
    }
    Draft7Validator(SCHEMA).validate([item])


def test_the_article_is_where_its_publisher_has_it(turn):
    turn.interview.source_url = "https://krant.example/een"
    turn.interview.save()

    assert (
        csl_item(make_quote(turn=turn), address)["URL"] == "https://krant.example/een"
    )


def test_both_are_named_where_one_tells_what_another_said(turn):
    quote = make_quote(
        turn=turn, kind=QuoteKind.EMBEDDED, speaker=make_person("Jozef Stalin")
    )

    item = csl_item(quote, address)
    lines = entries(quote, item)

    assert item["annote"] == (
        "“Two.” (Jozef Stalin, volgens Ales Bialiatski, in De Krant, 1 maart 2025)"
    )
    assert {line.split(".")[0] for line in lines["nl"].values()} == {
        "Jozef Stalin, geciteerd in Bialiatski, A",
        "Jozef Stalin, geciteerd in Bialiatski, Ales",
    }
    assert {line.split(".")[0] for line in lines["en"].values()} == {
        "Jozef Stalin, quoted in Bialiatski, A",
        "Jozef Stalin, quoted in Bialiatski, Ales",
    }


def test_who_asks_is_the_author_where_nobody_answers(db):
    turn = make_turn(kind=TurnKind.QUESTION, speaker=make_person("Ardy Beld"))
    quote = make_quote(turn=turn)

    item = csl_item(quote, address)

    assert item["author"] == [{"family": "Beld", "given": "Ardy"}]
    assert "interviewer" not in item
    assert entries(quote, item)["en"]["mla"].startswith("Beld, Ardy. “Title of ")


def test_of_two_who_answer_the_one_quoted_is_named(turn):
    take_part(turn.interview, make_person("Jan van der Berg"), Role.INTERVIEWEE)
    quote = make_quote(turn=turn)

    item = csl_item(quote, address)

    assert item["author"] == [
        {"family": "Bialiatski", "given": "Ales"},
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
    ]
    assert entries(quote, item)["nl"]["mla"].startswith(
        "Ales Bialiatski, geciteerd in Bialiatski, Ales, en Jan van der Berg. "
    )


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Ardy Beld", "person", {"family": "Beld", "given": "Ardy"}),
        ("Jean-Luc O’Neill", "person", {"family": "O’Neill", "given": "Jean-Luc"}),
        ("J.R.R. Tolkien", "person", {"family": "Tolkien", "given": "J.R.R."}),
        (
            "Sofie van de Wiel",
            "person",
            {"family": "Wiel", "given": "Sofie", "non-dropping-particle": "van de"},
        ),
        ("Stalin", "person", {"literal": "Stalin"}),
        ("van Dijk", "person", {"literal": "van Dijk"}),
        ("Tom en Jerry", "person", {"literal": "Tom en Jerry"}),
        ("Karel de 5e", "person", {"literal": "Karel de 5e"}),
        ("Beld, Ardy", "person", {"literal": "Beld, Ardy"}),
        ("Nieuwe Revu", "organisation", {"literal": "Nieuwe Revu"}),
        ("Ardy Beld", None, {"literal": "Ardy Beld"}),
    ],
)
def test_only_the_plain_name_of_a_person_is_parted(name, kind, expected):
    entity = Entity(name=name, kind=kind) if kind else None

    assert csl_name(Speaker(name=name, entity=entity)) == expected


@settings(deadline=None)
@given(words)
def test_a_name_is_parted_without_loss(name):
    parts = csl_name(Speaker(name=name, entity=Entity(kind=EntityKind.PERSON)))

    order = ("literal", "given", "non-dropping-particle", "family")
    assert " ".join(parts[part] for part in order if part in parts) == name


@pytest.mark.django_db
@pytest.mark.usefixtures("shipped")
def test_every_shipped_quote_is_valid_csl_json():
    items = [csl_item(quote, address) for quote in Quote.objects.all()]

    Draft7Validator(SCHEMA).validate(items)
    assert len({item["id"] for item in items}) == 43
