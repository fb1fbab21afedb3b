"""BibTeX as a parser reads it: the same fields, the same words, whatever they are."""

import re

import bibtexparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from interviews.citations import bibtex
from interviews.citations.lines import on_one_line
from tests.hostile import words

ITEM = {
    "id": "qt_x5ZXnnnwrJ",
    "type": "interview",
    "title": "Een vraag",
    "author": [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        {"literal": "Verhoorders van GoeBoPik"},
    ],
    "interviewer": [{"family": "Beld", "given": "Ardy"}],
    "container-title": "Nieuwe Revu",
    "issued": {"date-parts": [[2026, 1, 6]]},
    "language": "nl",
    "URL": "https://example.org/i/een_vraag~1?a=1&b=100%25",
    "annote": "“Eerst.\n\nDan.” (Jan van der Berg in Nieuwe Revu, 6 januari 2026)",
}
EXPECTED = {
    "author": "van der Berg, Jan and {Verhoorders van GoeBoPik}",
    "title": "{Een vraag}",
    "journal": "Nieuwe Revu",
    "year": "2026",
    "month": "jan",
    "day": "6",
    "date": "2026-01-06",
    "language": "nl",
    "url": "https://example.org/i/een_vraag~1?a=1&b=100%25",
    "note": "Geïnterviewd door Ardy Beld",
    "annote": r"“Eerst. \par Dan.” (Jan van der Berg in Nieuwe Revu, 6 januari 2026)",
}
# As LaTeX prints them; the reader knows no braces, and takes ^ and ~ for accents.
SIGNS = {"braceleft": "{", "braceright": "}", "asciicircum": "^", "asciitilde": "~"}
KNOWN = get_default_latex_context_db()
KNOWN.add_context_category(
    "signs",
    macros=[MacroTextSpec(f"text{name}", sign) for name, sign in SIGNS.items()],
    prepend=True,
)


def parsed(text: str) -> dict[str, str]:
    """The fields of the one entry that there is, and nothing else."""
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    assert library.blocks == library.entries
    (entry,) = library.entries
    assert (entry.entry_type, entry.key) == ("article", ITEM["id"])
    return {field.key: field.value for field in entry.fields}


def printed(latex: str) -> str:
    """What LaTeX prints for it."""
    reader = LatexNodes2Text(latex_context=KNOWN, strict_latex_spaces=True)
    return reader.latex_to_text(latex)


def test_every_field_is_there():
    assert parsed(bibtex(ITEM)) == EXPECTED


def test_what_is_not_known_is_left_out():
    item = {name: ITEM[name] for name in ITEM if name not in ("author", "interviewer")}

    fields = parsed(bibtex(item))

    assert fields == {
        name: value
        for name, value in EXPECTED.items()
        if name not in ("author", "note")
    }


@settings(deadline=None)
@given(st.builds(dict, **{"title": words, "container-title": words, "annote": words}))
def test_any_words_are_read_back(texts):
    fields = parsed(bibtex(ITEM | texts))

    assert fields.keys() == EXPECTED.keys()
    assert printed(fields["title"]) == on_one_line(texts["title"])
    assert printed(fields["journal"]) == on_one_line(texts["container-title"])
    paragraphs = [printed(part) for part in fields["annote"].split(r" \par ")]
    assert paragraphs == [on_one_line(part) for part in texts["annote"].split("\n\n")]


@settings(deadline=None)
@given(words)
def test_any_name_stays_one_name(name):
    authors = [{"literal": name}, {"literal": "Ann"}]

    field = parsed(bibtex(ITEM | {"author": authors}))["author"]

    first, second = re.fullmatch(r"\{(.*)\} and \{(.*)\}", field).groups()
    assert (printed(first), second) == (on_one_line(name), "Ann")


@pytest.mark.parametrize(
    "url", ["https://example.org/{x}", 'https://e.org/"\\a', "https://e.org/é|^`<>"]
)
def test_an_address_holds_nothing_that_ends_a_field(url):
    field = parsed(bibtex(ITEM | {"URL": url}))["url"]

    assert re.search(r'[{}"\\<>^`|]', field) is None
