"""The words of a text: as the index has them, and where they stand in the text."""

import itertools
import re
import unicodedata
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import example, given

import interviews
from interviews.models import Interview, Passage, Turn
from interviews.search import words as folding
from interviews.search.words import (
    MAX_TEXT,
    MAX_WORD,
    SEPARATORS,
    Word,
    fold,
    joined_words,
    words,
)
from tests.search import typing

SQL = (Path(interviews.__file__).parent / "migrations/0007_words.sql").read_text()
MOST_PLACES = 256  # that a tsvector keeps of one word
LAST_PLACE = 16_383


def in_python(text: str) -> dict[str, list[tuple[int, str]]]:
    """Each word with its places and weights, as a tsvector has them."""
    found: dict[str, list[tuple[int, str]]] = {}
    for number, word in enumerate(words(text), 1):
        place = (min(number, LAST_PLACE), "C" if word.is_part else "D")
        places = found.setdefault(word.folded, [])
        # Of those on one place, the database keeps the one with more weight.
        if places and places[-1][0] == place[0]:
            places[-1] = min(places[-1], place, key=lambda pair: pair[1])
        elif len(places) < MOST_PLACES:
            places.append(place)
    for word in joined_words(text):
        found.setdefault(word.folded, [])
    return found


def in_the_database(text: str) -> dict[str, list[tuple[int, str]]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lexeme, positions, weights FROM unnest(interviews_words(%s))",
            [text],
        )
        return {
            word: list(zip(places or [], weights or [], strict=True))
            for word, places, weights in cursor
        }


@pytest.mark.django_db
def test_the_database_finds_the_same_words_in_the_shipped_interview(shipped):
    passages = [f"{p.heading}\n\n{p.text}" for p in Passage.objects.all()]
    texts = [
        *Turn.objects.values_list("text", flat=True),
        *passages,
        *Interview.objects.values_list("title", "source_text").get(),
    ]

    assert len(texts) > 40
    for text in texts:
        assert in_the_database(text) == in_python(text)


@pytest.mark.django_db
@given(text=typing.texts)
@example(text="a-b-c d -e f- --g x--y l’’m n-’o ’p’")
@example(text="İstanbul ΣΑΣ ß ẞ ﬁ ＷＩＤＥ e\u0301 ½ x\u00ady \u0301a")
@example(text="ab\u0301-c ’\u0301a a\u200b-b a-\u200bb = =a= a=b")
@example(text="\u0345a a\u0345 \u1fb3 \u0344")
def test_the_database_finds_the_same_words_in_any_text(text):
    assert in_the_database(text) == in_python(text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "woord " * 300,
        " ".join(f"w{number}" for number in range(17_000)),
        "x" * 61 + " " + "y-" * 40 + "z " + "é" * 100,
        "a-" * 200 + "b",
        "ß" * 60,
        "x" * 300_000,
        ("word " * 39_999) + "abcdefghi",
        "\u00ad" * 199_999 + "ab",
    ],
    ids=["often", "many", "long", "joined", "unfolds", "one", "cut", "invisible"],
)
def test_the_database_stops_where_we_do_in_texts_without_measure(text):
    assert in_the_database(text) == in_python(text)


@pytest.mark.django_db
def test_every_character_is_in_a_word_or_between_words_in_both():
    # Those of a later Unicode than ours may be folded in one of the two alone.
    characters = [
        character
        for character in map(chr, range(1, 0x110000))
        if unicodedata.category(character) not in ("Cn", "Cs")
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT character, tsvector_to_array(interviews_words('a' || character || 'b'))
            FROM unnest(%s::text[]) AS character
            """,
            [characters],
        )
        stored = dict(cursor)

    different = {
        f"U+{ord(character):04X}": (stored[character], found)
        for character in characters
        if (found := {*in_python(f"a{character}b")}) != {*stored[character]}
    }

    assert different == {}


@pytest.mark.parametrize(
    "ranges", [SEPARATORS, folding.INVISIBLE], ids=["separators", "invisible"]
)
def test_the_ranges_are_those_of_the_migration(ranges):
    in_sql = re.findall(r"'\[(.*?)\]\+'", SQL)

    assert [characters_of(ranges) == characters_of(found) for found in in_sql].count(
        True
    ) == 1


def characters_of(ranges: str) -> frozenset[str]:
    pattern = re.compile(f"[{ranges}]")
    return frozenset(filter(pattern.match, map(chr, range(0x110000))))


def test_what_is_written_plain_is_so_in_the_migration():
    pairs = re.findall(r"'(\w)', '(\w\w)'", SQL)
    (single,) = re.findall(r"'(\w{7})', '(\w{7})'", SQL)
    assert dict(pairs) | dict(zip(*single, strict=True)) == {
        chr(code): plain for code, plain in folding.PLAIN.items()
    }


def test_limits_are_those_of_the_migration():
    assert re.findall(r"left\(text, (\d+)\)", SQL) == [str(MAX_TEXT)]
    assert set(re.findall(r"'\), (\d+)\)", SQL)) == {str(MAX_WORD)}


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("ŒUVRE", "oeuvre"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("ﬁjn", "fijn"),
        ("ＷＩＤＥ", "wide"),
        ("foto’s", "fotoʼs"),
        ("foto's", "fotoʼs"),
        ("kin\u00adderen", "kinderen"),
        ("Ζεύς", "ζευσ"),
        ("ΖΕΥΣ", "ζευσ"),
        ("ёлка", "елка"),
        ("x" * 70, "x" * 60),
    ],
)
def test_a_word_is_folded(word, folded):
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("text", "found", "joined"),
    [
        ("’s Avonds 's 'nee'", ["s", "avonds", "s", "nee"], []),
        ("foto’s van Anna’s", ["fotoʼs", "van", "annaʼs"], []),
        ("het Nobel-comité", ["het", "nobel", "comite"], ["nobelcomite"]),
        ("Noord- en Zuid-Holland", ["noord", "en", "zuid", "holland"], ["zuidholland"]),
        ("wit-rood-wit", ["wit", "rood", "wit"], ["witroodwit"]),
        ("één–twee—drie", ["een", "twee", "drie"], []),
        ("3,5 of 2026.", ["3", "5", "of", "2026"], []),
        ("😀 … -", [], []),
    ],
)
def test_the_words_of_a_text(text, found, joined):
    assert [word.folded for word in words(text)] == found
    assert [word.folded for word in joined_words(text)] == joined


def test_words_stand_where_they_say():
    text = "😀 Het e\u0301e\u0301n-mans “café’s”."

    assert [(word, text[word.start : word.end]) for word in words(text)] == [
        (Word("het", 2, 5), "Het"),
        (Word("een", 6, 11, is_part=True), "e\u0301e\u0301n"),
        (Word("mans", 12, 16, is_part=True), "mans"),
        (Word("cafeʼs", 18, 24), "café’s"),
    ]
    assert joined_words(text) == [Word("eenmans", 6, 16)]


@given(text=typing.texts)
def test_the_place_of_a_word_cuts_that_word_out(text):
    found = words(text)

    assert [fold(text[word.start : word.end]) for word in found] == [
        word.folded for word in found
    ]
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
    assert all(word.folded for word in found)


@given(text=typing.texts)
def test_folding_again_changes_nothing(text):
    for word in words(text):
        assert fold(word.folded) == word.folded


def test_what_is_beyond_the_limit_is_not_searched():
    text = "a " * (MAX_TEXT // 2) + "beyond"

    assert {word.folded for word in words(text)} == {"a"}
