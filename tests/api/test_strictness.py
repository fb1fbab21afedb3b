"""A question that is not understood is refused, and each offender is named."""

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.api.calls import client, get, offences, problem
from tests.api.endpoints import DRAWS, PARAMETERS
from tests.factories import make_interview

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


@pytest.mark.parametrize(
    ("question", "refused"),
    {
        "turns/?speker=ann": {"speker": "speaker"},
        "turns/?xyzzy=1": {"xyzzy": None},
        "turns/?topic=nosuch": {"topic": None},
        "turns/?topic=lew": {"topic": "law"},
        "turns/?topic=law,lew": {"topic": "law"},
        "turns/?topic=law&topic=art": {"topic": None},
        "turns/?topic=": {"topic": None},
        "turns/?topic=%20": {"topic": None},
        "turns/?topic=law,": {"topic": None},
        "turns/?topic=" + ",".join(["law"] * 51): {"topic": None},
        "turns/?entity__al=minsk": {"entity__al": "entity__all"},
        "turns/?entity__not=minks": {"entity__not": "minsk"},
        "turns/?speaker=Ann": {"speaker": "ann"},
        "turns/?kind=questoin": {"kind": "question"},
        "turns/?kind=%20": {"kind": None},
        "turns/?page_size=0": {"page_size": None},
        "turns/?page_size=201": {"page_size": None},
        "turns/?page_size=-1": {"page_size": None},
        "turns/?page_size=ten": {"page_size": None},
        "turns/?page_size=%D9%A1": {"page_size": None},
        "turns/?ordering=nosuch": {"ordering": None},
        "turns/?ordering=postion": {"ordering": "position"},
        "turns/?ordering=position,-position": {"ordering": None},
        "turns/?cursor=garbage": {"cursor": None},
        "turns/?fields=nosuch": {"fields": None},
        "turns/?fields=txt": {"fields": "text"},
        "turns/?omit=spaeker": {"omit": "speaker"},
        "turns/?fields=text&omit=text": {"omit": None},
        "turns/?expand=text": {"expand": None},
        "turns/?expand=topic": {"expand": "topics"},
        "turns/?format=jsn": {"format": "json"},
        "turns/?format=jsonld": {"format": "json"},
        "quotes/qt_1111111111/?format=json-ld": {"format": "jsonld"},
        "quotes/qt_1111111111/?format=ris&expand=citations": {"expand": None},
        "quotes/?expand=citaties": {"expand": "citations"},
        "quotes/?fields=context": {"fields": None},
        "turns/?language=n": {"language": None},
        "turns/?publication=De%20Nord": {"publication": "De Noord"},
        "turns/?published_after=yesterday": {"published_after": None},
        "turns/?published_after=%20": {"published_after": None},
        "turns/?published_before=2026-1-6": {"published_before": None},
        "turns/?published_before=2026-02-30": {"published_before": None},
        "turns/?published_before=%D9%A2026-01-01": {"published_before": None},
        "turns/?updated_since=2026-01-01T00:00:00%2B16:00": {"updated_since": None},
        "turns/?updated_since=0001-01-01": {"updated_since": None},
        "turns/?year=26": {"year": None},
        "turns/?year=2026,1449": {"year": None},
        "turns/?year=-2026": {"year": None},
        "turns/?year=%D9%A2%D9%A0%D9%A2%D9%A6": {"year": None},
        "turns/?mentioned_by=intervieweee": {"mentioned_by": "interviewee"},
        "turns/?topic__exact=lew": {"topic__exact": "law"},
        "topics/?broader=lew": {"broader": "law"},
        "topics/?top=yes": {"top": None},
        "turns/?min_length=x": {"min_length": None},
        "turns/?min_length=-1": {"min_length": None},
        "turns/?min_length=1_0": {"min_length": None},
        "turns/?min_length=1.0": {"min_length": None},
        "turns/?min_length=2147483648": {"min_length": None},
        "quotes/?featured=yes": {"featured": None},
        "quotes/?featured=%20": {"featured": None},
        "turns/?topic=%00": {"topic": None},
        "turns/?topic=%FF": {"topic": None},
        "turns/?%00=1": {"\x00": None},
        "interviews/north/?topic=law": {"topic": None},
        "interviews/north/?field=slug": {"field": "fields"},
        "interviews/north/document/?expand=speaker": {"expand": None},
        "interviews/north/source/?format=json": {"format": None},
        "?nosuch=1": {"nosuch": None},
        "turns/?speker=ann&topic=lew&page_size=0&fields=txt&ordering=x&cursor=y": {
            "speker": "speaker",
            "topic": "law",
            "page_size": None,
            "fields": "text",
            "ordering": None,
            "cursor": None,
        },
    }.items(),
)
def test_what_is_not_understood_is_refused(question, refused):
    assert offences(question) == refused


def test_a_refusal_says_which_value_and_what_was_meant():
    assert problem("turns/?topic=courts,lew") == {
        "type": "http://testserver/api/problems/#invalid-parameters",
        "title": "Invalid parameters",
        "status": 400,
        "detail": "topic: 'lew' is not the slug of a public topic. Did you mean law?",
        "instance": "/api/v1/turns/?topic=courts,lew",
        "errors": [
            {
                "parameter": "topic",
                "detail": "'lew' is not the slug of a public topic. Did you mean law?",
                "value": "lew",
                "did_you_mean": "law",
            }
        ],
    }


def test_bytes_that_are_not_text_are_refused():
    response = client.generic("GET", "/api/v1/turns/", QUERY_STRING="topic=\xff")

    assert response.json()["errors"] == [
        {"parameter": "topic", "detail": "Is not UTF-8."}
    ]


def test_a_thousand_parameters_are_refused():
    assert (
        problem("turns/?" + "&".join(f"p{n}=1" for n in range(1_001)))["status"] == 400
    )


HOSTILE = [
    *[
        "\x00",
        "a\x00b",
        "\x01",
        "\x7f",
        "\n",
        "\r\n",
        "\t",
        " ",
        "  law  ",
        "\u2028",
        "\ufeff",
    ],
    *[
        "0",
        "-0",
        "-1",
        "1",
        "00",
        "1_000",
        "1.5",
        "1e400",
        "-1e400",
        "NaN",
        "inf",
        "Infinity",
    ],
    *[
        "2147483647",
        "2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "9" * 5_000,
    ],
    *["1e-20000", "0x10", "٣", "１２", "²", "½"],
    *[
        "0001-01-01",
        "0000-00-00",
        "9999-12-31",
        "10000-01-01",
        "-0001-01-01",
        "2026-13-01",
    ],
    *["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59"],
    *[
        "2020-01-01T00:00:00+16:00",
        "2020-01-01T00:00:00+15:59",
        "2026-W03-5",
        "20260116",
    ],
    *[
        "2026-01-16T24:00:00Z",
        "2026-01-16T23:59:60Z",
        "2026-01-16 09:00 +01:00",
        "now",
        "infinity",
    ],
    *[
        "'",
        '"',
        "\\",
        ";",
        "--",
        "' OR 1=1 --",
        "'; DROP TABLE interviews_turn; --",
        "%",
        "%s",
        "_",
    ],
    *[
        "law,art",
        ",",
        ",,,",
        "law," * 60,
        "*",
        "(",
        "[",
        "(.*)*Z",
        "a" * 10_000,
        "a," * 5_000,
    ],
    *[
        "😀",
        "👩‍👩‍👧",
        "\u202eabc",
        "مرحبا",
        "e\u0301",
        "Ａ",
        "İ",
        "ß",
        "\U0010ffff",
        "\ufffe",
        "\ue000",
    ],
    *[
        "null",
        "None",
        "true",
        "TRUE",
        "false",
        "undefined",
        "{}",
        "[]",
        '{"a": 1}',
        "<script>",
    ],
    *[
        "../../etc/passwd",
        "http://example.org/",
        "${jndi:ldap://x}",
        "{{7*7}}",
        "__class__",
        "pk",
    ],
    *["-", "--", "-position", "id", "slug__regex", "interview__status", "draft"],
]
BYTES = ["%FF", "%C0%80", "%ED%A0%80", "%F4%90%80%80", "%", "%zz", "%u0041", "+", "%2B"]
VALUES = [quote(value, safe="") for value in dict.fromkeys(HOSTILE)] + BYTES


def dealt() -> Iterator[tuple[str, str, list[str]]]:
    """Every value for each kind of parameter, dealt out to the endpoints that have it."""
    places = defaultdict(list)
    for endpoint, parameter in PARAMETERS:
        places[parameter.partition("__")[0]].append((endpoint, parameter))
    for hands in places.values():
        for number, place in enumerate(hands):
            yield *place, VALUES[number :: len(hands)]


@pytest.mark.parametrize(("endpoint", "parameter", "values"), list(dealt()))
def test_no_value_breaks_a_parameter(endpoint, parameter, values):
    broken = {}
    for value in values:
        response = get(f"{endpoint}?{parameter}={value}")
        if endpoint in DRAWS and response.status_code == 404:
            continue  # understood, and nothing is left to draw
        refused = response["Content-Type"] == "application/problem+json"
        if response.status_code not in (200, 400) or refused == (
            response.status_code == 200
        ):
            broken[value] = response.status_code
        elif refused and response.json()["errors"][0]["parameter"] != parameter:
            broken[value] = response.json()

    assert broken == {}


@pytest.mark.parametrize(
    "endpoint",
    ["", "turns/", "topics/law/", "interviews/north/source/", "changes/"],
)
def test_no_name_breaks_an_endpoint(endpoint):
    answers = {value: get(f"{endpoint}?{value}=1").status_code for value in VALUES}

    assert {
        value for value, status in answers.items() if status not in (200, 400)
    } == set()


@pytest.mark.parametrize(
    "resource", ["interviews", "speakers", "turns", "quotes", "entities", "topics"]
)
def test_no_path_breaks_a_resource(resource):
    for value in VALUES:
        response = get(f"{resource}/{value}/")
        assert (response.status_code, response["Content-Type"]) == (
            404,
            "application/problem+json",
        ), value


def test_a_hidden_name_is_no_suggestion():
    make_interview(slug="southern-secret", publication="Zzyzx", status="draft")

    assert offences("turns/?interview=southern-secre") == {"interview": None}
    assert offences("turns/?publication=Zzyz") == {"publication": None}
