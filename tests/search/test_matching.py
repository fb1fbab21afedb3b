"""A question met by a text: the database and we decide the same, at each level."""

import pytest
from django.db import connection
from hypothesis import example, given

from interviews.models import NewWord
from interviews.search import question, vocabulary
from interviews.search.matching import (
    NOTHING,
    All,
    AnyOf,
    Level,
    Not,
    Term,
    Text,
    Way,
    highlights,
)
from tests.factories import make_interview, make_turn
from tests.search import typing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def learned():
    make_turn(
        interview=make_interview(language="nl", title="x"), text=" ".join(typing.WORDS)
    )
    vocabulary.learn()
    assert not NewWord.objects.exists()


def node_of(asked):
    return question.read(asked).in_language("nl")


def up_to(level, node):
    """What is left of a question without what is further off."""
    match node:
        case Term(ways):
            return Term(tuple(way for way in ways if way.level <= level))
        case All(of) | AnyOf(of):
            return type(node)(tuple(up_to(level, part) for part in of))
    return node


def is_met(node, text):
    spans = node.spans(Text(text))
    return bool(spans) if isinstance(node, Term) else spans is not None


def database_finds(tsquery, text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT interviews_words(%s) @@ %s::tsquery", [text, tsquery])
        return cursor.fetchone()[0]


@given(text=typing.sentences, asked=typing.questions)
@example(text="haalde op", asked="ophalen -gevangene")
@example(text="op te halen", asked="haalde op")
@example(text="Nobel-comité", asked="comités")
@example(text="comité Nobel", asked='"Nobel comité" or nobelcomite')
@example(text="de en", asked="de -en")
@example(text="de en", asked="-de")
def test_the_database_and_we_find_the_same(text, asked):
    if (node := node_of(asked)) is None:
        return

    assert [database_finds(node.tsquery(level), text) for level in Level] == [
        is_met(up_to(level, node), text) for level in Level
    ]


@given(text=typing.texts, asked=typing.texts)
def test_the_database_takes_whatever_is_asked_and_finds_what_we_find(text, asked):
    if (node := node_of(asked)) is None:
        return

    for level in Level:
        found = database_finds(node.tsquery(level), f"{asked} {text}")
        assert found == is_met(up_to(level, node), f"{asked} {text}")


@given(text=typing.sentences, asked=typing.questions)
def test_what_is_nearer_is_found_further_off_too(text, asked):
    if (node := node_of(asked)) is None:
        return

    found = [is_met(up_to(level, node), text) for level in Level]

    assert found == sorted(found)


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("gevangene", "een gevangene", ["exact", "gevangene"]),
        ("gevangene", "gevangenen", ["form", "gevangenen"]),
        ("gevangene", "gevangenenruil", ["compound", "gevangenenruil"]),
        ("gevangene", "Gevangenis", None),
        ("comité", "Nobel-comité", ["compound", "comité"]),
        ("nobelcomite", "Nobel-comité", ["exact", "Nobel-comité"]),
        ("Nobel-comités", "Nobel-comité", ["form", "Nobel-comité"]),
        ("email", "e-mail", ["exact", "e-mail"]),
        ("e-mail", "email", ["exact", "email"]),
        ("fotos", "foto’s", ["exact", "foto’s"]),
        ("foto", "foto’s", ["form", "foto’s"]),
        ("ophalen", "haalde op", ["form", "haalde op"]),
        ("ophalen", "op te halen", ["form", "op te halen"]),
        ("haalde op", "opgehaald", ["form", "opgehaald"]),
        ("avonds", "'s avonds", ["exact", "avonds"]),
        ('"de foto"', "de foto", ["exact", "de foto"]),
        ('"de foto"', "foto de", None),
        ('"de foto"', "de foto’s", None),
        ("foto -Anna", "foto Anna's", None),
        ("ruil -gevangene", "ruil gevangenenruil", ["exact", "ruil"]),
    ],
)
def test_how_near_a_text_comes_and_what_is_marked(asked, text, found):
    node = node_of(asked)
    levels = [level for level in Level if is_met(up_to(level, node), text)]
    if found is None:
        assert levels == []
    else:
        marked = [text[start:end] for start, end in highlights(node, Text(text))]
        near, *words = found
        assert levels[0].name.lower() == near
        assert [word for word in words if word not in marked] == []


def test_what_asks_for_nothing_finds_nothing():
    text = "a - b '-' \\"

    assert not database_finds(NOTHING, text)
    assert not database_finds(AnyOf(()).tsquery(Level.COMPOUND), text)
    assert Term(()).tsquery(Level.COMPOUND) == NOTHING


@pytest.mark.parametrize("word", ["a'b", "a\\b", "a''", ":*", "&|!()<->", "a b"])
def test_a_word_is_never_a_part_of_the_query_itself(word):
    term = Term((Way(Level.EXACT, (frozenset({word}),)),))

    assert not database_finds(term.tsquery(Level.EXACT), "a b")
    assert database_finds(Not(term).tsquery(Level.EXACT), "a b")
