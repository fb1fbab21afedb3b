"""Quotes and interviews in the formats of others: asked for by name or by `Accept`."""

import json
from datetime import UTC, datetime

import pytest

from interviews.models import Interview, Quote
from tests.api.calls import client, get, problem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

QUOTE = "quotes/qt_1111111111/"
INTERVIEW = "interviews/north/"
TOPIC = "topics/law/"
ANNOTATION = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
TYPES = {
    (QUOTE, "json"): "application/json",
    (QUOTE, "jsonld"): "application/ld+json",
    (QUOTE, "annotation"): ANNOTATION,
    (QUOTE, "bibtex"): "application/x-bibtex; charset=utf-8",
    (QUOTE, "ris"): "application/x-research-info-systems; charset=utf-8",
    (QUOTE, "csljson"): "application/vnd.citationstyles.csl+json",
    (TOPIC, "json"): "application/json",
    (TOPIC, "jsonld"): "application/ld+json",
    (INTERVIEW, "json"): "application/json",
    (INTERVIEW, "jsonld"): "application/ld+json",
    (INTERVIEW, "annotation"): ANNOTATION,
}
OTHERS = [key for key in TYPES if key[1] != "json"]


@pytest.mark.parametrize(("place", "name"), TYPES)
def test_a_format_is_asked_for_by_name_or_by_media_type(place, name):
    type_ = TYPES[place, name]

    named = get(f"{place}?format={name}")
    accepted = get(place, accept=type_.partition("; charset")[0])

    assert [response.status_code for response in (named, accepted)] == [200, 200]
    assert {named["Content-Type"], accepted["Content-Type"]} == {type_}
    assert named.content == accepted.content or name == "json"
    assert {named["Vary"], accepted["Vary"]} == {"Accept, origin"}


@pytest.mark.parametrize("place", [QUOTE, INTERVIEW])
@pytest.mark.parametrize("accept", ["*/*", "application/*", "application/json", None])
def test_json_is_given_where_nothing_else_is_asked_for(place, accept):
    headers = {"accept": accept} if accept else {}

    assert get(place, **headers)["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("accept", "type_"),
    {
        ANNOTATION: ANNOTATION,
        "application/ld+json": "application/ld+json",
        'application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"': (
            "application/ld+json"
        ),
        "application/ld+json;q=0.5, application/json": "application/json",
        "text/turtle, application/ld+json;q=0.1": "application/ld+json",
    }.items(),
)
def test_linked_data_is_told_apart_by_its_profile(accept, type_):
    for place in (QUOTE, INTERVIEW):
        response = get(place, accept=accept)
        expected = "application/ld+json" if "compacted" in accept else type_
        assert response["Content-Type"] == expected


@pytest.mark.parametrize(("place", "name"), OTHERS)
def test_a_format_named_in_the_address_goes_over_accept(place, name):
    response = get(f"{place}?format={name}", accept="text/html")

    assert (response.status_code, response["Content-Type"]) == (200, TYPES[place, name])


@pytest.mark.parametrize(("place", "name"), OTHERS)
def test_keys_cannot_be_chosen_in_the_formats_of_others(place, name):
    body = problem(f"{place}?format={name}&fields=slug,text&expand=speaker&omit=note")

    assert {
        error["parameter"]: error["detail"] for error in body["errors"]
    } == dict.fromkeys(
        ("fields", "omit", "expand"), f"Shapes JSON alone: {name} has keys of its own."
    )


@pytest.mark.parametrize("list_", ["quotes/", "interviews/", "turns/"])
def test_lists_are_not_in_the_formats_of_items(list_):
    assert problem(f"{list_}?format=jsonld")["status"] == 400
    assert problem(list_, accept="application/ld+json")["status"] == 406


@pytest.mark.parametrize("name", ["jsonld", "annotation", "bibtex"])
def test_errors_stay_problems(name):
    Quote.objects.filter(public_id="qt_1111111111").update(
        withdrawn_at=datetime(2026, 3, 1, tzinfo=UTC), withdrawal_reason="Misheard."
    )

    gone = problem(f"{QUOTE}?format={name}")
    missing = problem(f"quotes/qt_9999999999/?format={name}")

    assert (gone["status"], gone["reason"]) == (410, "Misheard.")
    assert missing["status"] == 404
    assert problem(f"{INTERVIEW}?format={name}x")["status"] == 400
    assert problem(QUOTE, accept="image/png")["status"] == 406


@pytest.mark.parametrize("name", ["json", "jsonld"])
def test_a_former_slug_leads_to_the_same_format(name):
    north = Interview.objects.get(slug="north")
    north.slug = "nord"
    north.save()

    response = get(f"{INTERVIEW}?format={name}")

    assert (response.status_code, response["Location"]) == (
        301,
        f"http://testserver/api/v1/interviews/nord/?format={name}",
    )


@pytest.mark.parametrize(("place", "name"), OTHERS)
def test_head_is_get_without_a_body(place, name):
    response = client.head(f"/api/v1/{place}?format={name}")

    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Type"] == TYPES[place, name]


@pytest.mark.parametrize(
    ("name", "file"), {"bibtex": "bib", "ris": "ris", "csljson": "json"}.items()
)
def test_what_programs_import_is_a_file(name, file):
    response = get(f"{QUOTE}?format={name}")

    assert response["Content-Disposition"] == (
        f'attachment; filename="qt_1111111111.{file}"'
    )


def test_a_file_holds_what_the_payload_holds():
    citations = get(f"{QUOTE}?expand=citations").json()["citations"]

    assert get(f"{QUOTE}?format=bibtex").content.decode() == citations["bibtex"]
    assert get(f"{QUOTE}?format=ris").content.decode() == citations["ris"]
    assert json.loads(get(f"{QUOTE}?format=csljson").content) == [citations["csl_json"]]


def test_addresses_say_no_format_but_that_of_an_annotation_itself():
    quotation = json.loads(get(f"{QUOTE}?format=jsonld").content)
    annotation = json.loads(get(f"{QUOTE}?format=annotation").content)

    assert quotation["@id"] == "http://testserver/q/qt_1111111111"
    assert quotation["isPartOf"][0]["@id"] == "http://testserver/i/north"
    assert annotation["id"] == f"http://testserver/api/v1/{QUOTE}?format=annotation"
    assert annotation["body"][1]["source"] == "http://testserver/q/qt_1111111111"
    assert json.dumps([quotation, annotation]).count("format=") == 1
