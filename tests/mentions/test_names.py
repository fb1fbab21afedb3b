"""Known names in a text: which words are one, and what only looks like one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.mentions.names import (
    APOSTROPHES,
    HYPHENS,
    JOINERS,
    Found,
    Names,
    longest_word,
)

KNOWN = {
    "ales": ["Ales Bialiatski", "Bialiatski", "Ales"],
    "beld": ["Ardy Beld", "Beld"],
    "belarus": ["Belarus", "Wit-Rusland"],
    "case": ["Zaak-Vyasna", "zaak-Vyasna"],
    "eu": ["Europese Unie", "EU"],
    "obrien": ["O'Brien"],
    "paus": ["de paus"],
    "poetin": ["Vladimir Poetin", "Poetin", "Vladimir"],
    "rusland": ["Rusland"],
    "trump": ["Trump"],
    "unie": ["Sovjet-Unie"],
    "vladimir": ["Vladimir Labkovitsj", "Vladimir"],
    "vyasna": ["Vyasna"],
    "west": ["IJsland", "ijzeren gordijn"],
}
NAMES = Names(KNOWN.items())


def marked(text: str) -> str:
    """The text with every name between brackets, and whose it is."""
    for found in reversed(NAMES.find(text)):
        words = text[found.start : found.end]
        bearers = "/".join(found.bearers)
        text = f"{text[: found.start]}[{words}={bearers}]{text[found.end :]}"
    return text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ardy Beld sprak.", "[Ardy Beld=beld] sprak."),
        ("hij beld op", "hij beld op"),
        ("BELD", "BELD"),
        ("Belding en Anabeld en Beld2", "Belding en Anabeld en Beld2"),
        ("de Belarussische staat", "de Belarussische staat"),
        ("Bélarus", "Bélarus"),
        ("Belarus\u0323", "Belarus\u0323"),
        ("Bel\xadarus en Belarus\xadsisch", "Bel\xadarus en Belarus\xadsisch"),
        ("Beld’s, Beld's en Beld’", "[Beld=beld]’s, [Beld=beld]'s en [Beld=beld]’"),
        ("‘Beld’ en 'Beld'", "‘[Beld=beld]’ en '[Beld=beld]'"),
        ("EU’er", "EU’er"),
        ("d’EU", "d’EU"),
        ("O’Brien, OʼBrien", "[O’Brien=obrien], [OʼBrien=obrien]"),
        ("Vyasna-collega’s", "[Vyasna=vyasna]-collega’s"),
        ("de zaak-Vyasna", "de [zaak-Vyasna=case]"),
        ("pro-EU-land", "pro-[EU=eu]-land"),
        ("EU- en VN-landen", "[EU=eu]- en VN-landen"),
        ("Noord-Rusland", "Noord-Rusland"),
        ("Vyasna-Noord, Vyasna-2", "Vyasna-Noord, Vyasna-2"),
        ("Wit-Rusland", "[Wit-Rusland=belarus]"),
        ("Sovjet‑Unie", "[Sovjet‑Unie=unie]"),
        ("Ardy\nBeld, Ardy\xa0 Beld", "[Ardy\nBeld=beld], [Ardy\xa0 Beld=beld]"),
        ("Ardy\n\nBeld", "Ardy\n\n[Beld=beld]"),
        ("Ales Bialiatski, Ales", "[Ales Bialiatski=ales], [Ales=ales]"),
        ("Vladimir Poetin", "[Vladimir Poetin=poetin]"),
        ("Vladimir kwam", "[Vladimir=poetin/vladimir] kwam"),
        ("en de paus", "en [de paus=paus]"),
        ("De paus", "[De paus=paus]"),
        ("Nee. De paus!", "Nee. [De paus=paus]!"),
        ("Hij zei: ‘De paus’", "Hij zei: ‘[De paus=paus]’"),
        ("Kop\nDe paus", "Kop\n[De paus=paus]"),
        ("en De paus", "en De paus"),
        ("de Paus", "de Paus"),
        ("IJzeren gordijn", "[IJzeren gordijn=west]"),
    ],
)
def test_a_name_is_found_where_it_is_one(text, expected):
    assert marked(text) == expected


def test_the_longest_of_names_that_overlap_is_taken():
    names = Names({"a": ["Ales Beld"], "b": ["Beld van Minsk"]}.items())

    assert names.find("Ales Beld van Minsk") == [Found(5, 19, ("b",))]


def test_a_longer_name_that_is_marked_already_keeps_shorter_ones_away():
    text = "Vladimir Poetin en Beld"

    assert NAMES.find(text, [(9, 15)]) == [Found(19, 23, ("beld",))]


def test_offsets_are_code_points():
    assert NAMES.find("👩‍👩‍👧 \U0010ffff Beld") == [Found(8, 12, ("beld",))]


def test_a_name_without_letters_or_digits_is_none():
    names = Names({"nobody": ["", "  ", "?!", "’"]}.items())

    assert names.find("?! ’ ") == []


@pytest.mark.parametrize(
    ("name", "word"),
    [("de paus", "paus"), ("A   B", "A"), ("Wit-Rusland", "Rusland"), (" ", "")],
)
def test_a_text_that_holds_a_name_holds_its_longest_word(name, word):
    assert longest_word(name) == word


PIECES = [
    *["Ales", "ales", "Beld", "beld", "Minsk", "de paus", "De paus", "O'Brien", "EU"],
    *["Ales Beld", "Beld Minsk", "Wit-Rusland", "Rusland", "é", "e\u0301", "ij", "IJ"],
    *["'", "’", "ʼ", "-", "‑", " ", "\xa0", "\n", "\n\n", ".", "s", "_", "2", "\xad"],
    *["\u200d", "\u0323", "ß", "İ", "👩‍👩‍👧", "مرحبا", "中文", "“", "‘", ": "],
]
pieces = st.one_of(st.sampled_from(PIECES), st.text(max_size=3))
texts = st.lists(pieces, max_size=14).map("".join)
some_names = st.lists(st.lists(pieces, max_size=4).map("".join), max_size=8)


def folded(words: str) -> str:
    words = unicodedata.normalize("NFC", words)
    for same, marks in (("'", APOSTROPHES), ("-", HYPHENS)):
        words = "".join(same if char in marks else char for char in words)
    return " ".join(words.split())


def is_of_a_word(char: str) -> bool:
    if char in APOSTROPHES:
        return False
    is_mark = unicodedata.category(char)[0] == "M"
    return char.isalnum() or is_mark or char in f"_{JOINERS}"


@given(texts, some_names, st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9))))
def test_whatever_is_found_is_a_known_name_and_whole_and_free(text, names, lengths):
    text = unicodedata.normalize("NFC", text)
    known = Names(enumerate([name] for name in names))
    taken = [(start, start + length) for start, length in lengths]

    found = known.find(text, taken)

    for name in found:
        words = folded(text[name.start : name.end])
        around = (
            text[max(0, name.start - 1) : name.start] + text[name.end : name.end + 1]
        )
        assert not any(map(is_of_a_word, around))
        for bearer in name.bearers:
            exact = folded(names[bearer])
            assert words == exact or words in opened(exact)
    spans = sorted([*taken, *((name.start, name.end) for name in found)])
    chosen = {(name.start, name.end) for name in found}
    assert [
        (one, other)
        for index, one in enumerate(spans)
        for other in spans[index + 1 :]
        if other[0] < one[1] and {one, other} & chosen
    ] == []
    assert known.find(text, [*taken, *chosen]) == []


def opened(name: str) -> set[str]:
    """A name in small letters, as it opens a sentence."""
    if name != name.lower():
        return set()
    letters = 2 if name.startswith("ij") else 1
    return {name[:letters].upper() + name[letters:]}
