"""The API's description is true, whole, and shows real answers."""

import json
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from interviews.api.schema import EXAMPLES
from interviews.management.commands.capture_examples import FILE, answer
from interviews.models import Entity, Interview, Quote, Speaker, Topic, Turn

COMMITTED = Path(settings.BASE_DIR / "openapi.yaml")
DESCRIPTION = yaml.safe_load(COMMITTED.read_text())
OPERATIONS = [
    pytest.param(operation, id=operation["operationId"])
    for methods in DESCRIPTION["paths"].values()
    for operation in methods.values()
]
ASKED = {name: example for name, example in EXAMPLES.items() if "request" in example}
# Columns that an answer does not show, each for a reason.
WITHHELD = {
    Interview: {
        "source_text",  # at /source/
        "metadata_line",  # at /document/
        "rights_holder",  # under rights
        "licence",
        "credit_line",
        "status",  # what is not published is not there
        "publish_at",
        "created_at",
    },
    Speaker: {"created_at"},
    Turn: {
        "public_id",  # as id
        "opening_mark",  # at /document/
        "closing_mark",
        "role",  # follows from the kind
        "created_at",
    },
    Quote: {
        "public_id",
        "withdrawn_at",  # withdrawn quotes are gone, with this in the problem
        "withdrawal_reason",
        "created_at",
    },
    Entity: {"created_at"},
    Topic: {"created_at"},
}


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(
        schema | {"components": DESCRIPTION["components"]},
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


def test_committed_description_is_what_the_code_says(capsys):
    generated = StringIO()

    call_command("spectacular", "--validate", "--fail-on-warn", stdout=generated)

    assert generated.getvalue() == COMMITTED.read_text(), "Run: make schema"


def test_description_is_valid_openapi():
    validate(DESCRIPTION)


@pytest.mark.django_db
def test_every_place_that_the_root_names_is_described(client):
    places = client.get("/api/v1/").json()
    paths = {urlsplit(address).path for address in places.values()}

    assert paths - set(DESCRIPTION["paths"]) == {"/api/schema/", "/api/docs/"}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_operation_is_described_throughout(operation):
    unsaid = [name for name in ("summary", "description") if not operation.get(name)]
    unsaid += [
        parameter["name"]
        for parameter in operation.get("parameters", [])
        if not parameter.get("description")
    ]
    unsaid += [
        status
        for status, response in operation["responses"].items()
        if not (response.get("description") or response.get("$ref"))
    ]

    assert unsaid == []


def test_every_property_is_described():
    unsaid = [
        f"{name}.{key}"
        for name, schema in DESCRIPTION["components"]["schemas"].items()
        for key, property_ in schema.get("properties", {}).items()
        if not property_.get("description")
    ]

    assert unsaid == []


@pytest.mark.parametrize("operation", OPERATIONS)
def test_operation_has_an_example_that_fits_its_schema(operation):
    contents = operation["responses"]["200"]["content"].values()

    errors = [
        error
        for content in contents
        for error in validator(content["schema"]).iter_errors(content["example"])
    ]

    assert errors == []


@pytest.mark.parametrize("name", DESCRIPTION["components"]["responses"])
def test_problem_has_an_example_that_fits_its_schema(name):
    (content,) = DESCRIPTION["components"]["responses"][name]["content"].values()

    errors = list(validator(content["schema"]).iter_errors(content["example"]))

    assert errors == []


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("name", ASKED)
def test_example_is_what_the_api_answers(name):
    example = ASKED[name]

    assert (
        answer(example["request"], example.get("accept", "*/*"), example.get("body"))
        == example["response"]
    )


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    ("address", "component"),
    [
        ("interviews/?expand=speakers", "PaginatedInterviewList"),
        ("speakers/?expand=entity", "PaginatedSpeakerList"),
        (
            "turns/?page_size=200&expand=interview,speaker,topics,mentions,quotes",
            "PaginatedTurnList",
        ),
        (
            "quotes/?page_size=200&expand=speaker,teller,question,interview,turn,topics",
            "PaginatedQuoteList",
        ),
        ("quotes/?fields=text&page_size=3", "PaginatedQuoteList"),
        ("quotes/?page_size=200&expand=context,citations", "PaginatedQuoteList"),
        (
            "entities/?page_size=200&expand=speaker,mentioned_by,mentions",
            "PaginatedEntityList",
        ),
        (
            "topics/?page_size=200&expand=broader,narrower,turn_count",
            "PaginatedTopicList",
        ),
        ("turns/?facets=topic,entity,speaker,kind,year,language", "PaginatedTurnList"),
        ("entities/?facets=topic,speaker,kind,interview", "PaginatedEntityList"),
        ("interviews/ales-bialiatski/document/", "Document"),
    ],
)
def test_answer_fits_its_schema(client, address, component):
    body = client.get(f"/api/v1/{address}").json()

    reference = {"$ref": f"#/components/schemas/{component}"}

    assert list(validator(reference).iter_errors(body)) == []


@pytest.mark.parametrize("model", WITHHELD)
def test_every_column_is_shown_or_withheld_for_a_reason(model):
    schema = DESCRIPTION["components"]["schemas"][model.__name__]
    private = {model._meta.pk.name}
    columns = {field.name for field in model._meta.concrete_fields} - private

    assert columns - WITHHELD[model] - set(schema["properties"]) == set()
    assert WITHHELD[model] & set(schema["properties"]) == set()


def test_examples_are_kept_as_they_are_captured():
    kept = json.dumps(json.loads(FILE.read_text()), ensure_ascii=False, indent=2)

    assert FILE.read_text() == kept + "\n"
