"""Links that select words: what they say, and that they lead to one place."""

import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interviews.text_fragments import (
    LONGEST_TERM,
    Directive,
    link,
    selecting,
)

LONG = " ".join(f"woord{number}" for number in range(100))


@pytest.mark.parametrize(
    ("directive", "text"),
    [
        (Directive("one"), ":~:text=one"),
        (Directive("one", "two"), ":~:text=one,two"),
        (
            Directive("one", "two", "before", "after"),
            ":~:text=before-,one,two,-after",
        ),
        (Directive("a b", prefix="c d"), ":~:text=c%20d-,a%20b"),
        (Directive("a-b, c & d"), ":~:text=a%2Db%2C%20c%20%26%20d"),
        (Directive("-", suffix="-"), ":~:text=%2D,-%2D"),
        (Directive("100% #1 ‘é’"), ":~:text=100%25%20%231%20%E2%80%98%C3%A9%E2%80%99"),
        (Directive("So. It was."), ":~:text=So.%20It%20was%2E"),
        (Directive("a/b+c?d=e"), ":~:text=a%2Fb%2Bc%3Fd%3De"),
    ],
)
def test_terms_are_encoded(directive, text):
    assert str(directive) == text


@pytest.mark.parametrize(
    ("address", "anchor", "result"),
    [
        ("https://example.org/a", "", "https://example.org/a#:~:text=x"),
        ("https://example.org/a?b=c", "", "https://example.org/a?b=c#:~:text=x"),
        ("https://example.org/a", "turn-1", "https://example.org/a#turn-1:~:text=x"),
        ("https://example.org/a#part", "", "https://example.org/a#part:~:text=x"),
        ("https://example.org/#:~:text=y", "", "https://example.org/#:~:text=x"),
    ],
)
def test_the_directive_follows_the_fragment(address, anchor, result):
    assert link(address, Directive("x"), anchor) == result


def test_without_a_directive_the_anchor_is_left():
    assert link("https://example.org/a", None, "turn-1") == (
        "https://example.org/a#turn-1"
    )
    assert link("https://example.org/a", None) == "https://example.org/a"


def selects(page: str, words: str, start: int | None = None) -> Directive | None:
    start = page.index(words) if start is None else start
    return selecting(page, start, start + len(words))


@pytest.mark.parametrize(
    ("page", "words", "directive"),
    [
        pytest.param("One two.", "One two.", Directive("One two."), id="whole block"),
        pytest.param(
            "a b c d One two. e f g h",
            "One two.",
            Directive("One two.", prefix="b c d", suffix="e f g"),
            id="words around it",
        ),
        pytest.param(
            "Zero.\n\nOne two. Three.\n\nFour.",
            "One two.",
            Directive("One two.", suffix="Three."),
            id="words of its own block only",
        ),
        pytest.param(
            "Zero. One two.\n\nThree four.",
            "One two.\n\nThree",
            Directive("One two.", "Three", prefix="Zero.", suffix="four."),
            id="across a block",
        ),
        pytest.param(
            LONG,
            LONG,
            Directive(
                "woord0 woord1 woord2 woord3 woord4 woord5 woord6 woord7",
                "woord92 woord93 woord94 woord95 woord96 woord97 woord98 woord99",
            ),
            id="long",
        ),
        pytest.param(
            "“One two.” he said.",
            "One two.",
            Directive("One two.", prefix="“", suffix="” he said."),
            id="between marks",
        ),
        pytest.param(
            "Kracht-term.",
            "acht",
            Directive("acht", prefix="Kr", suffix="-term."),
            id="inside a word",
        ),
        pytest.param(
            "a  b \t c\u00a0d",
            "a  b \t c\u00a0d",
            Directive("a b c\u00a0d"),
            id="white space",
        ),
        pytest.param("a  b", "  ", None, id="nothing but white space"),
        pytest.param("\u00b4\n\na", "\u00b4", None, id="nothing but an accent"),
    ],
)
def test_words_are_named_with_what_is_around_them(page, words, directive):
    assert selects(page, words) == directive


@pytest.mark.parametrize(
    ("page", "words", "directive"),
    [
        pytest.param(
            "‘One two.’\n\nZero. One two. Three.",
            "One two.",
            Directive("One two.", prefix="Zero.", suffix="Three."),
            id="a pull quote before",
        ),
        pytest.param(
            "One two.\n\nZero.\n\nOne two.\n\nThree.",
            "One two.",
            Directive("One two.", prefix="Zero.", suffix="Three."),
            id="the neighbouring blocks tell",
        ),
        pytest.param(
            "b a a a a c\n\na a a a a c",
            "c",
            Directive("c", prefix="a a a a a"),
            id="as much as is needed",
        ),
        pytest.param("é e", "e", Directive("e", prefix="é"), id="accents do not tell"),
        pytest.param("E e", "e", Directive("e", prefix="E"), id="nor does case"),
        pytest.param("a\n\na\n\na\n\na", "a", None, id="nothing tells"),
    ],
)
def test_the_last_of_several_places_is_told_from_the_others(page, words, directive):
    start = page.rindex(words) if directive else 6

    assert selects(page, words, start) == directive


def test_a_long_word_is_one_term():
    assert selects("x" * 1_000, "x" * 1_000) == Directive("x" * 1_000)


# Found as the specification tells a browser to: by its own steps, in other words.


def bare(text: str) -> tuple[str, list[int]]:
    """Without case, accents and doubled white space, and where each letter came from."""
    letters: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        for plain in unicodedata.normalize("NFKD", character.casefold()):
            if unicodedata.combining(plain):
                continue
            if plain.isspace() and (not letters or letters[-1] in " \n"):
                if letters and plain == "\n":
                    letters[-1] = "\n"
                continue
            letters.append("\n" if plain == "\n" else " " if plain.isspace() else plain)
            origin.append(position)
    return "".join(letters), origin


def browse(page: str, fragment: str) -> tuple[int, int] | None:
    """Where on the page a browser would start and end the selection."""
    prefix = suffix = ""
    tokens = fragment.removeprefix(":~:text=").split(",")
    if tokens[0].endswith("-"):
        prefix = unquote(tokens.pop(0)[:-1])
    if tokens[-1].startswith("-"):
        suffix = unquote(tokens.pop()[1:])
    assert 1 <= len(tokens) <= 2
    assert not any("-" in token for token in tokens)
    text, origin = bare(page)
    prefix, suffix, start, end = (
        bare(term)[0] for term in (prefix, suffix, *map(unquote, [*tokens, ""][:2]))
    )
    begin = -1
    while (begin := text.find(start, begin + 1)) >= 0:
        if not text[:begin].rstrip().endswith(prefix):
            continue
        stops = (
            [begin + len(start)]
            if not end
            else [
                stop + len(end)
                for stop in range(begin + len(start), len(text))
                if text.startswith(end, stop)
            ]
        )
        for stop in stops:
            if text[stop:].lstrip().startswith(suffix):
                return origin[begin], origin[stop - 1] + 1
    return None


words = st.lists(
    st.sampled_from(["nee", "Nee", "née", "ja", "a-b", "c,", "&", "d.", "“e”", "ß"]),
    min_size=1,
    max_size=12,
)
pages = st.lists(words.map(" ".join), min_size=1, max_size=6).map("\n\n".join)


@given(pages, st.data())
def test_a_browser_finds_the_words_and_no_others(page, data):
    start = data.draw(st.integers(0, len(page) - 1))
    end = data.draw(st.integers(start + 1, len(page)))
    assume(page[start:end].strip() == page[start:end])

    directive = selecting(page, start, end)

    assert directive is None or browse(page, str(directive)) == (start, end)


@given(st.text(), st.data())
def test_any_words_can_be_asked_for(page, data):
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, len(page)))

    directive = selecting(page, start, end)

    assert directive is None or len(unquote(str(directive))) < len(page) * 4 + 20


@given(st.lists(st.integers(0, 10**6), min_size=40, max_size=200))
def test_links_stay_short_where_words_are_many(numbers):
    page = " ".join(map(str, numbers))

    directive = selecting(page, 0, len(page))

    assert directive is None or len(str(directive)) < 2 * LONGEST_TERM
