"""What makes no difference between two texts, and what does."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.verification.wording import APOSTROPHES, words

TEXT = "Eén ding: ’s avonds zei hij “camera’s” – 1.000 niet-gevangenen… (lacht)"


def keys(text):
    return [word.key for word in words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    {
        "quotation marks": ("‘Ja’ en “nee”", "\"Ja\" en 'nee'"),
        "apostrophes": ("camera’s en m'n", "camera's en m’n"),
        "dashes": ("nee – echt — niet", "nee - echt - niet"),
        "a hyphen": ("niet-gevangenen", "niet gevangenen"),
        "ellipsis": ("wacht… even", "wacht... even"),
        "spaces": ("tien\u00a0jaar\u2009cel\tlang", "tien jaar cel lang"),
        "line breaks": ("tien jaar\n\ncel", "tien jaar cel"),
        "capitals": ("DE EU", "de eu"),
        "punctuation": ("Ja, nee; misschien!", "ja nee misschien."),
        "decomposed letters": (unicodedata.normalize("NFD", "Oekraïne"), "Oekraïne"),
        "ligatures": ("eﬀect", "effect"),
        "soft hyphens": ("gevange\u00adnis", "gevangenis"),
        "zero width": ("gevange\u200bnis\ufeff", "gevangenis"),
        "thousands": ("1.000 mensen", "1000 mensen"),
        "emoji": ("ja 😀 nee", "ja nee"),
    }.values(),
    ids=lambda value: None,
)
def test_typography_makes_no_difference(one, other):
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("één", "een"),
        ("gevangen", "gevangenen"),
        ("3,5", "35"),
        ("1.00", "100"),
        ("niet gevangenen", "nietgevangenen"),
        ("Oekraïne", "Oekraine"),
    ],
)
def test_other_letters_are_other_words(one, other):
    assert keys(one) != keys(other)


def test_words_say_where_they_stand_and_how():
    assert [
        (TEXT[word.start : word.end], word.opens_sentence, word.is_aside)
        for word in words(TEXT)
    ] == [
        ("Eén", True, False),
        ("ding", False, False),
        ("s", True, False),
        ("avonds", False, False),
        ("zei", False, False),
        ("hij", False, False),
        ("camera’s", True, False),
        ("1.000", True, False),
        ("niet", False, False),
        ("gevangenen", False, False),
        ("lacht", True, True),
    ]


@given(st.text())
def test_words_follow_each_other_and_hold_no_space(text):
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert not any(character.isspace() for character in text[word.start : word.end])
        assert word.key
        end = word.end


@given(st.text(), st.sampled_from([" ", "\n", "\u00a0", " – ", "… ", "”, “"]))
def test_what_stands_between_words_makes_no_difference(text, between):
    apart = between.join(text[word.start : word.end] for word in words(text))

    assert keys(apart) == keys(text)


@given(st.text(), st.sampled_from(APOSTROPHES))
def test_every_apostrophe_is_the_same(text, apostrophe):
    changed = "".join(apostrophe if c in APOSTROPHES else c for c in text)

    assert keys(changed) == keys(text)
