"""Nothing that is typed into a search box is an error."""

from urllib.parse import quote

import pytest

from interviews.api.searching import MAX_LENGTH
from interviews.search import vocabulary
from tests.api.calls import assert_is_problem, get
from tests.factories import make_interview, make_quote, make_turn

pytestmark = pytest.mark.django_db

ENDPOINTS = ["turns/", "quotes/", "interviews/"]
TYPED = [
    *["or", "or or or", "OR", "or -", "- -", "-", "--", "-or", "a or", "or a"],
    *['"', '""', '"""', '"a', 'a"', '-"', '-"a', '"a" "b', "'", "''", "’", "’’’"],
    *["' OR 1=1 --", "'; DROP TABLE interviews_turn; --", "a'b", "a\\", "\\", "\\'"],
    *["a & b", "a | b", "!a", "a <-> b", "(a", "a)", "a:*", "a:A", "<2>", ":", "&&"],
    *[
        "%",
        "%s",
        "%(q)s",
        "{}",
        "{0}",
        "$1",
        "$$",
        "_",
        "*",
        "a*",
        "=",
        "+a",
        "+",
        "a=b",
    ],
    *["<b>", "<script>alert(1)</script>", "&amp;", "../../etc/passwd", "\t", "\n a"],
    *["😀", "👩‍👩‍👧", "🇳🇱 -😀", "...", "…", "?!", "，。", "\u00ad", "\u200b", "\u0301"],
    *["مرحبا", "\u202eabc", "שלום -עולם", "中文", "ไทย", "Ωmega ς", "ﬁ", "İ", "ẞ"],
    *["de het een", "the of and", "niet", "-niet", "de -het", "-de -het", "1", "-1 2"],
    *["x" * 61, "x" * 2_000, "-" * 2_000, '"' * 2_000, "a-" * 1_000, "a'" * 1_000],
    *["é" * 2_000, "or " * 600, "-a " * 600, "😀" * 500],
    "gevangenen ophalen " * 100,
    '"' + "gevangene " * 190 + '"',
]
MANY = [
    " ".join(f"woord{number}" for number in range(400)),
    " ".join(f"-woord{number}" for number in range(400)),
    " or ".join(f"gevangene{number}" for number in range(200)),
]
RAW = ["%ED%A0%80", "%ED%B0%80a", "%FF", "%C3", "a%C3%28", "%F4%90%80%80", "+", "%09"]


@pytest.fixture(autouse=True)
def texts():
    for language in ("nl", "en-GB", "tlh"):
        turn = make_turn(
            interview=make_interview(language=language),
            text="De gevangenen ophalen, de gevangenenruil: a b woord1 's avonds.",
        )
        make_quote(turn=turn, text="De gevangenen ophalen")
    vocabulary.learn()


def ids(typed):
    return ascii(typed[:24])


@pytest.mark.parametrize("typed", TYPED, ids=ids)
def test_whatever_is_typed_is_answered(typed):
    statuses = [get(f"{path}?q={quote(typed)}").status_code for path in ENDPOINTS]

    assert statuses == [200, 200, 200]
    # Where nothing is found, there is nothing to draw.
    assert get(f"quotes/random/?q={quote(typed)}").status_code in (200, 404)


@pytest.mark.parametrize("typed", MANY, ids=ids)
@pytest.mark.parametrize("path", ["turns/", "quotes/"])
def test_hundreds_of_words_are_answered(path, typed):
    assert get(f"{path}?q={quote(typed)}").status_code == 200


@pytest.mark.parametrize("typed", RAW)
def test_bytes_that_are_no_text_are_answered(typed):
    statuses = {path: get(f"{path}?q={typed}").status_code for path in ENDPOINTS}

    assert set(statuses.values()) <= {200, 400}


def test_a_character_that_no_text_can_have_is_refused():
    for path in ENDPOINTS:
        response = get(f"{path}?q=a%00b")
        assert response.status_code == 400
        assert_is_problem(response)


@pytest.mark.parametrize("path", ENDPOINTS)
def test_only_what_is_too_long_is_refused(path):
    assert get(f"{path}?q={'a ' * (MAX_LENGTH // 2 - 1)}bc").status_code == 200

    response = get(f"{path}?q={'a' * (MAX_LENGTH + 1)}")

    assert response.status_code == 400
    assert_is_problem(response)
    (error,) = response.json()["errors"]
    assert (error["parameter"], "4,000 characters" in error["detail"]) == ("q", True)
