"""What is typed into a search box, as it is understood."""

import pytest
from hypothesis import given

from interviews.search.parsing import All, AnyOf, Not, Phrase, Word, parse
from tests.hostile import texts
from tests.search import typing


def shown(asked):
    """Each alternative as text: parts of a word with - between, what is negated with !."""

    def show(node):
        match node:
            case Not(of):
                return f"!{show(of)}"
            case Phrase(words):
                return f'"{" ".join(words)}"'
            case Word(parts):
                return "-".join(parts)

    return [" ".join(map(show, some.of)) for some in parse(asked).of]


@pytest.mark.parametrize(
    ("asked", "understood"),
    [
        ("Minsk", ["minsk"]),
        ("Minsk  winter", ["minsk winter"]),
        ("Minsk or Oslo", ["minsk", "oslo"]),
        ("a b OR c d", ["a b", "c d"]),
        ("Minsk of Oslo", ["minsk of oslo"]),
        ("oral for", ["oral for"]),
        ("-Minsk", ["!minsk"]),
        ("--Minsk", ["!minsk"]),
        ("winter -Minsk", ["winter !minsk"]),
        ("winter - Minsk", ["winter minsk"]),
        ("winter-Minsk", ["winter-minsk"]),
        ("-e-mail", ["!e-mail"]),
        ('"De  Winter, in Minsk."', ['"de winter in minsk"']),
        ("“de winter”", ['"de winter"']),
        ("„de winter”", ['"de winter"']),
        ("«de winter»", ['"de winter"']),
        ('-"de winter" Minsk', ['!"de winter" minsk']),
        ('"de winter', ['"de winter"']),
        ('de winter"', ["de winter"]),
        ('de"winter in"Minsk', ['de "winter in" minsk']),
        ('"een" "twee', ['"een" "twee"']),
        ('"a or b"', ['"a or b"']),
        ('""', []),
        ('"', []),
        ('-"', []),
        ("-", []),
        ("- -", []),
        ("or", []),
        ("or or or", []),
        ("or Minsk or", ["minsk"]),
        ("😀", []),
        ("😀 Minsk", ["minsk"]),
        ("", []),
        ("  \n\t ", []),
        ("'s avonds", ["s avonds"]),
        ("’s avonds", ["s avonds"]),
        ("foto's", ["fotoʼs"]),
        ("Minsk,Oslo", ["minsk oslo"]),
        ("a&b|!c:*<->(d)", ["a b c d"]),
        ("x' OR 1=1 --", ["x", "1 1"]),
        ("de Nobel-comité's!", ["de nobel-comiteʼs"]),
        ("tv- en radio", ["tv en radio"]),
    ],
)
def test_a_question_is_understood(asked, understood):
    assert shown(asked) == understood


def test_a_question_is_words_all_the_way_down():
    assert parse('a-b "c d" -e or f') == AnyOf(
        (
            All((Word(("a", "b")), Phrase(("c", "d")), Not(Word(("e",))))),
            All((Word(("f",)),)),
        )
    )
    assert Word(("a", "b")).joined == "ab"


@given(asked=texts | typing.texts | typing.questions)
def test_any_text_is_understood_as_folded_words(asked):
    for some in parse(asked).of:
        assert some.of
        for node in some.of:
            inner = node.of if isinstance(node, Not) else node
            words = inner.words if isinstance(inner, Phrase) else inner.parts
            assert words
            assert all(words)
