"""What `expand` adds to a quote, and the line that is always there."""

import pytest

from interviews.choices import TurnKind
from interviews.models import Interview, Quote
from tests.api.calls import get, offences, problem, results
from tests.factories import make_interview, make_quote, make_turn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

BASE = "http://testserver/api/v1"
ADDITIONS = {"context", "citations"}


def quote(text: str, question: str = "") -> dict:
    public_id = Quote.objects.get(text=text).public_id
    return get(f"quotes/{public_id}/{question}").json()


def test_every_quote_says_how_to_attribute_it():
    lines = {row["text"]: row["attribution"] for row in results("quotes/")}

    assert lines == {
        "Minsk was cold.": "bob in De Noord, 10 januari 2026",
        "Leave Minsk.": "Eve, volgens bob, in De Noord, 10 januari 2026",
        "No.": "Dee in South Weekly, 20 February 2026",
    }


@pytest.mark.parametrize("place", ["quotes/", "quotes/qt_1111111111/"])
def test_additions_are_there_only_where_expanded(place):
    bare = get(place).json()
    whole = get(f"{place}?expand=context,citations").json()

    for plain, expanded in zip(
        bare.get("results", [bare]), whole.get("results", [whole]), strict=True
    ):
        added = {name: expanded[name] for name in ADDITIONS}
        assert plain.keys() & ADDITIONS == set()
        assert expanded == plain | added


def test_a_list_and_an_item_add_the_same():
    for row in results("quotes/?expand=citations,context"):
        assert quote(row["text"], "?expand=context,citations") == row


def test_fields_leaves_what_is_expanded():
    row = quote("No.", "?fields=text&expand=context")

    assert row.keys() == {"text", "context"}


@pytest.mark.parametrize(
    ("shape", "keys"),
    [
        ("?fields=text,context&expand=context", {"text", "context"}),
        ("?fields=context&expand=context", {"context"}),
        ("?fields=context&expand=context,citations", ADDITIONS),
    ],
)
def test_fields_may_name_what_is_expanded(shape, keys):
    assert quote("No.", shape).keys() == keys


def test_fields_takes_no_addition_that_is_not_expanded():
    body = problem("quotes/?fields=text,citations&omit=context&expand=contxt")

    assert [
        (error["parameter"], error["detail"], error.get("did_you_mean"))
        for error in body["errors"]
    ] == [
        (
            "expand",
            "'contxt' is not expandable here. Did you mean context?",
            "context",
        ),
        ("fields", "'citations' is there only with expand=citations.", None),
        ("omit", "'context' is there only with expand=context.", None),
    ]


def test_the_context_is_the_turn_before_and_the_turn_after():
    context = quote("Minsk was cold.", "?expand=context")["context"]

    turns = {
        turn["position"]: turn
        for turn in results("turns/?interview=north&expand=speaker")
    }
    expected = [
        {
            **{name: turns[position][name] for name in ("id", "url", "position")},
            **{name: turns[position][name] for name in ("kind", "text")},
            "speaker": {"slug": "ann", "name": "Ann", "url": f"{BASE}/speakers/ann/"},
        }
        for position in (1, 3)
    ]
    assert context == {"before": expected[:1], "after": expected[1:]}


def test_the_context_ends_with_the_interview():
    context = quote("No.", "?expand=context")["context"]

    assert [turn["text"] for turn in context["before"]] == ["Is it fair?"]
    assert context["after"] == []


def test_the_context_skips_positions_that_are_not_taken():
    interview = make_interview()
    for position, text in [(2, "First."), (5, "Second."), (9, "Third.")]:
        make_turn(interview=interview, position=position, text=text)
    make_turn(position=4, text="Of another interview.", kind=TurnKind.QUESTION)
    made = make_quote(turn=interview.turns.get(position=5), text="Second.")

    context = get(f"quotes/{made.public_id}/?expand=context").json()["context"]

    assert {
        side: [turn["text"] for turn in turns] for side, turns in context.items()
    } == {"before": ["First."], "after": ["Third."]}


def test_citations_are_given_in_every_form():
    Interview.objects.filter(slug="north").update(
        title="Koud", source_url="https://noord.example/koud"
    )

    citations = quote("Leave Minsk.", "?expand=citations")["citations"]

    assert citations == {
        "nl": {
            "apa": "Eve, geciteerd in bob. (2026, 10 januari). Koud (Ann, interviewer). "
            "De Noord. https://noord.example/koud",
            "mla": "Eve, geciteerd in bob. “Koud”. Geïnterviewd door Ann. De Noord, "
            "10 januari 2026, https://noord.example/koud.",
            "chicago": "Eve, geciteerd in bob. “Koud”. Geïnterviewd door Ann. De Noord, "
            "10 januari 2026. https://noord.example/koud.",
        },
        "en": {
            "apa": "Eve, quoted in bob. (2026, January 10). Koud (Ann, interviewer). "
            "De Noord. https://noord.example/koud",
            "mla": "Eve, quoted in bob. “Koud.” Interview by Ann. De Noord, "
            "10 Jan. 2026, https://noord.example/koud.",
            "chicago": "Eve, quoted in bob. “Koud.” Interview by Ann. De Noord, "
            "January 10, 2026. https://noord.example/koud.",
        },
        "bibtex": "@article{qt_1111111111,\n"
        "  author = {{bob}},\n"
        "  title = {{Koud}},\n"
        "  journal = {De Noord},\n"
        "  year = {2026},\n"
        "  month = jan,\n"
        "  day = {10},\n"
        "  date = {2026-01-10},\n"
        "  language = {nl},\n"
        "  url = {https://noord.example/koud},\n"
        "  note = {Geïnterviewd door Ann},\n"
        "  annote = {“Leave Minsk.” (Eve, volgens bob, in De Noord, 10 januari 2026)},\n"
        "}\n",
        "ris": "TY  - MGZN\r\n"
        "ID  - qt_1111111111\r\n"
        "AU  - bob\r\n"
        "A2  - Ann\r\n"
        "TI  - Koud\r\n"
        "T2  - De Noord\r\n"
        "PY  - 2026\r\n"
        "DA  - 2026/01/10\r\n"
        "LA  - nl\r\n"
        "UR  - https://noord.example/koud\r\n"
        "N1  - “Leave Minsk.” (Eve, volgens bob, in De Noord, 10 januari 2026)\r\n"
        "ER  - \r\n",
        "csl_json": {
            "id": "qt_1111111111",
            "type": "interview",
            "title": "Koud",
            "author": [{"literal": "bob"}],
            "interviewer": [{"literal": "Ann"}],
            "container-title": "De Noord",
            "issued": {"date-parts": [[2026, 1, 10]]},
            "language": "nl",
            "URL": "https://noord.example/koud",
            "annote": "“Leave Minsk.” (Eve, volgens bob, in De Noord, 10 januari 2026)",
        },
    }


def test_an_unknown_addition_is_refused():
    assert offences("quotes/?expand=citation") == {"expand": "citations"}
    assert offences("turns/?expand=context") == {"expand": None}
