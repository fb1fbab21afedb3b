"""The verify endpoint: what it takes, what it answers, what it refuses."""

import json

import pytest

from tests.api.calls import assert_is_problem, client, get, offences
from tests.factories import make_quote, make_speaker, make_turn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
PATH = "/api/v1/quotes/verify/"


@pytest.fixture
def turn():
    turn = make_turn(
        text="Wij liepen 😀 elke ochtend langs de rivier. Hij riep: “Wacht nou even!”",
        speaker=make_speaker(slug="walker", name="Walker"),
    )
    make_quote(
        turn=turn,
        text="Wacht nou even!",
        kind="embedded",
        speaker=make_speaker(slug="caller", name="Caller"),
    )
    return turn


def post(body, **options):
    data = body if isinstance(body, str) else json.dumps(body)
    return client.post(PATH, data, **{"content_type": "application/json"} | options)


def test_the_evidence_is_whole(turn):
    answer = get("quotes/verify/?text=Wij liepen elke middag langs de rivier").json()

    address = "http://testserver/api/v1"
    assert answer == {
        "verdict": "altered",
        "misattributed": False,
        "changes_meaning": False,
        "similarity": answer["similarity"],
        "matches": [
            {
                "speaker": {
                    "slug": "walker",
                    "name": "Walker",
                    "url": f"{address}/speakers/walker/",
                },
                "teller": None,
                "interview": {
                    "slug": turn.interview.slug,
                    "name": turn.interview.title,
                    "url": f"{address}/interviews/{turn.interview.slug}/",
                },
                "turn": {
                    "id": turn.public_id,
                    "url": f"{address}/turns/{turn.public_id}/",
                    "position": 1,
                },
                "start": 0,
                "end": 41,
                "text": "Wij liepen 😀 elke ochtend langs de rivier",
                "sentence": {
                    "start": 0,
                    "end": 42,
                    "text": "Wij liepen 😀 elke ochtend langs de rivier.",
                },
                "is_whole": True,
                "claim": {
                    "start": 0,
                    "end": 38,
                    "text": "Wij liepen elke middag langs de rivier",
                },
                "similarity": answer["similarity"],
                "differences": [
                    {
                        "kind": "replaced",
                        "claim": {"start": 16, "end": 22, "text": "middag"},
                        "record": {"start": 18, "end": 25, "text": "ochtend"},
                        "changes": None,
                        "is_marked": False,
                    }
                ],
            }
        ],
        "nearest": [],
        "quote": None,
    }
    assert 0.6 < answer["similarity"] < 1


def test_whose_words_they_are_is_said(turn):
    path = "quotes/verify/?text=Wacht nou even&speaker="

    teller = get(f"{path}walker").json()
    caller = get(f"{path}caller").json()

    assert teller["verdict"] == caller["verdict"] == "verbatim"
    assert (teller["misattributed"], caller["misattributed"]) == (True, False)
    (match,) = teller["matches"]
    assert (match["speaker"]["slug"], match["teller"]["slug"]) == ("caller", "walker")
    assert teller["quote"]["id"] == turn.quotes.get().public_id


@pytest.mark.parametrize(
    ("claim", "sentence", "is_whole"),
    [
        ("langs de rivier.", "Wij liepen 😀 elke ochtend langs de rivier.", False),
        ("Wij liepen", "Wij liepen 😀 elke ochtend langs de rivier.", False),
        ("Wacht nou even", "Hij riep: “Wacht nou even!”", False),
        ("Hij riep: wacht nou even", "Hij riep: “Wacht nou even!”", True),
    ],
)
def test_a_sentence_that_was_cut_short_is_shown_whole(turn, claim, sentence, is_whole):
    answer = post({"text": claim}).json()

    (match,) = answer["matches"]
    assert answer["verdict"] == "verbatim"
    assert (match["sentence"]["text"], match["is_whole"]) == (sentence, is_whole)


def test_a_post_answers_as_a_get_does(turn):
    question = {"text": "langs de rivier", "speaker": "walker"}

    assert post(question).json() == client.get(PATH, question).json()


def test_what_is_near_is_shown_where_nothing_is_found(turn):
    answer = post({"text": "langs een beek met veel stenen zwommen zij"}).json()

    assert answer["verdict"] == "not_found"
    assert answer["matches"] == []
    assert answer["nearest"][0]["turn"]["id"] == turn.public_id
    assert answer["nearest"][0]["similarity"] == answer["similarity"] < 0.6


@pytest.mark.parametrize(
    ("question", "refused"),
    {
        "": {"text": None},
        "txt=a": {"txt": "text", "text": None},
        "text=": {"text": None},
        "text=...": {"text": None},
        "text=a&text=b": {"text": None},
        "text=a&speaker=an": {"speaker": "ann"},
        "text=a&speaker=ann,bob": {"speaker": None},
        "text=a&interview=nroth": {"interview": "north"},
        "text=a&format=xml": {"format": None},
        "speker=a&interview=nroth": {
            "speker": "speaker",
            "text": None,
            "interview": "north",
        },
    }.items(),
)
def test_a_question_that_is_not_understood_is_refused(question, refused):
    assert offences(f"quotes/verify/?{question}") == refused


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ({}, {"text": None}),
        ({"text": 5}, {"text": None}),
        ({"text": None}, {"text": None}),
        ({"text": " – "}, {"text": None}),
        ({"text": "a\x00b"}, {"text": None}),
        ('{"text": "\\ud800 a"}', {"text": None}),
        ({"text": "a " * 50_001}, {"text": None}),
        ({"text": "a", "speaker": ["ann"]}, {"speaker": None}),
        ({"text": "a", "speaker": ""}, {"speaker": None}),
        ({"text": "a", "speeker": "ann"}, {"speeker": "speaker"}),
    ],
    ids=str,
)
def test_a_body_that_is_not_understood_is_refused(body, refused):
    response = post(body)

    assert_is_problem(response)
    errors = response.json()["errors"]
    assert {
        error["parameter"]: error.get("did_you_mean") for error in errors
    } == refused


@pytest.mark.parametrize(
    ("body", "options", "status"),
    [
        ("{", {}, 400),
        ("[]", {}, 400),
        ("[" * 100_000, {}, 400),
        ('"' + "a" * 3_000_000 + '"', {}, 413),
        ("text=a", {"content_type": "application/x-www-form-urlencoded"}, 415),
    ],
    ids=["broken", "no object", "deep", "large", "form"],
)
def test_a_body_that_cannot_be_read_is_a_problem(body, options, status):
    response = post(body, **options)

    assert response.status_code == status
    assert_is_problem(response)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nothing_can_be_written(method):
    response = getattr(client, method)(PATH)

    assert response.status_code == 405
    assert_is_problem(response)


def test_other_sites_may_ask_with_a_body():
    response = client.options(
        PATH,
        headers={
            "origin": "https://krant.example",
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        },
    )

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "POST" in response["Access-Control-Allow-Methods"]
    assert "content-type" in response["Access-Control-Allow-Headers"]
