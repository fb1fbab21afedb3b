"""Why a text was found: places in it, and the piece of it that shows most of them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.search import highlights
from interviews.search.matching import All, AnyOf, Level, Not, Term, Way
from interviews.search.parsing import parse
from interviews.search.words import joined_words, words
from tests.search import typing


def term(*run):
    return Term((Way(Level.EXACT, tuple(frozenset({word}) for word in run)),))


def exactly(asked):
    """A question in a language of which nothing is known."""

    def node(asked_for):
        match asked_for:
            case typed if hasattr(typed, "words"):
                return term(*typed.words)
            case typed if hasattr(typed, "joined"):
                return term(typed.joined)
        return Not(node(asked_for.of))

    return AnyOf(tuple(All(tuple(map(node, some.of))) for some in parse(asked).of))


def marked(node, text):
    return [text[start:end] for start, end in highlights.find(node, text)]


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("b", "a b B c", ["b", "B"]),
        ("b -x", "a b", ["b"]),
        ('"a b" b', "a b b", ["a b", "b"]),
        ('"a b" "b c"', "a b c", ["a b c"]),
        ("a or z", "a b", ["a"]),
        ("a z or b", "a b", ["b"]),
        ("ab", "a-b ab", ["a-b", "ab"]),
        ("eens", "E\u0301\u0301ens.", ["E\u0301\u0301ens"]),
        # Met by several texts of an interview together.
        ("a z", "a b", ["a"]),
        ("-a", "b", []),
    ],
)
def test_what_is_marked(asked, text, found):
    assert marked(exactly(asked), text) == found


def test_without_a_question_nothing_is_marked():
    assert highlights.find(None, "a b") == []


@given(text=typing.sentences | typing.texts, asked=typing.questions)
def test_whole_words_are_marked_in_order_and_apart(text, asked):
    spans = highlights.find(exactly(asked), text)
    starts = {word.start for word in [*words(text), *joined_words(text)]}
    ends = {word.end for word in [*words(text), *joined_words(text)]}

    assert spans == sorted(spans)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert {start for start, _ in spans} <= starts
    assert {end for _, end in spans} <= ends


@given(text=typing.sentences, number=st.integers(0, 6))
def test_a_word_of_the_text_is_always_marked(text, number):
    found = words(text) or joined_words(text)
    if not found or found[number % len(found)].is_part:
        return
    word = found[number % len(found)]

    assert (word.start, word.end) in highlights.find(term(word.folded), text)


@given(
    text=st.lists(typing.sentences | typing.texts, max_size=12).map(" ".join),
    asked=typing.questions,
    length=st.integers(1, 60),
)
def test_a_snippet_is_a_piece_of_the_text_with_the_same_words_marked(
    text, asked, length
):
    spans = highlights.find(exactly(asked), text)

    piece = highlights.snippet(text, spans, length)

    assert piece.text == text[piece.start : piece.end]
    absolute = [(a + piece.start, b + piece.start) for a, b in piece.highlights]
    assert absolute == [
        span for span in spans if piece.start <= span[0] and span[1] <= piece.end
    ]
    assert bool(absolute) == bool(spans)
    longest = max((end - start for start, end in spans), default=0)
    assert len(piece.text) <= max(length, longest)


@given(text=typing.sentences, length=st.integers(1, 30))
def test_a_snippet_cuts_no_word(text, length):
    piece = highlights.snippet(text, [], length)

    inside = [word.folded for word in words(piece.text)]
    assert inside == [
        word.folded
        for word in words(text)
        if piece.start <= word.start and word.end <= piece.end
    ]


LONG = "een " * 60 + "Minsk twee Minsk " + "drie " * 60 + "Minsk" + " vier" * 60


def test_a_snippet_shows_where_most_is_found():
    spans = highlights.find(term("minsk"), LONG)

    piece = highlights.snippet(LONG, spans, 60)

    assert len(spans) == 3
    assert [piece.text[start:end] for start, end in piece.highlights] == ["Minsk"] * 2
    assert piece.text.strip() == (
        "een een een een een Minsk twee Minsk drie drie drie drie"
    )


def test_a_short_text_is_its_own_snippet():
    assert vars(highlights.snippet("In Minsk.", [(3, 8)])) == {
        "text": "In Minsk.",
        "start": 0,
        "end": 9,
        "highlights": [(3, 8)],
    }
