"""RIS as a parser reads it: one record, one line to a field, whatever the words are."""

import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.citations import ris
from interviews.citations.lines import on_one_line
from tests.citations.test_bibtex import ITEM
from tests.hostile import words

EXPECTED = {
    "type_of_reference": "MGZN",
    "id": "qt_x5ZXnnnwrJ",
    "authors": ["van der Berg, Jan", "Verhoorders van GoeBoPik"],
    "secondary_authors": ["Beld, Ardy"],
    "title": "Een vraag",
    "secondary_title": "Nieuwe Revu",
    "year": "2026",
    "date": "2026/01/06",
    "language": "nl",
    "urls": ["https://example.org/i/een_vraag~1?a=1&b=100%25"],
    "notes": ["“Eerst.", "Dan.” (Jan van der Berg in Nieuwe Revu, 6 januari 2026)"],
}


def parsed(text: str) -> dict[str, str | list[str]]:
    (record,) = rispy.loads(text)
    return record


def test_every_field_is_there():
    assert parsed(ris(ITEM)) == EXPECTED


@settings(deadline=None)
@given(
    st.builds(dict, **{"title": words, "container-title": words, "annote": words}),
    words,
)
def test_any_words_are_read_back(texts, name):
    record = parsed(ris(ITEM | texts | {"author": [{"literal": name}]}))

    # A reader drops the spaces around a value.
    def line(text):
        return on_one_line(text).strip()

    assert record == EXPECTED | {
        "title": line(texts["title"]),
        "secondary_title": line(texts["container-title"]),
        "authors": [line(name)],
        "notes": [line(part) for part in texts["annote"].split("\n\n")],
    }
