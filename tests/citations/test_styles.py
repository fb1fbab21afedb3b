"""Entries by the rules of APA, MLA and Chicago, in plain text."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.citations.styles import LOCALES, STYLES, entry
from tests.hostile import words

ITEM = {
    "id": "qt_x5ZXnnnwrJ",
    "type": "interview",
    "title": "Een vraag",
    "author": [{"family": "Bialiatski", "given": "Ales"}],
    "interviewer": [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}
    ],
    "container-title": "Nieuwe Revu",
    "issued": {"date-parts": [[2026, 1, 6]]},
    "language": "nl",
    "URL": "https://example.org/i/x",
    "annote": "“Ja.”",
}
ENTRIES = {
    ("apa", "nl"): "Bialiatski, A. (2026, 6 januari). Een vraag (J. van der Berg, "
    "interviewer). Nieuwe Revu. https://example.org/i/x",
    ("apa", "en"): "Bialiatski, A. (2026, January 6). Een vraag (J. van der Berg, "
    "interviewer). Nieuwe Revu. https://example.org/i/x",
    ("mla", "nl"): "Bialiatski, Ales. “Een vraag”. Geïnterviewd door Jan van der Berg. "
    "Nieuwe Revu, 6 januari 2026, https://example.org/i/x.",
    ("mla", "en"): "Bialiatski, Ales. “Een vraag.” Interview by Jan van der Berg. "
    "Nieuwe Revu, 6 Jan. 2026, https://example.org/i/x.",
    ("chicago", "nl"): "Bialiatski, Ales. “Een vraag”. Geïnterviewd door Jan van der "
    "Berg. Nieuwe Revu, 6 januari 2026. https://example.org/i/x.",
    ("chicago", "en"): "Bialiatski, Ales. “Een vraag.” Interview by Jan van der Berg. "
    "Nieuwe Revu, January 6, 2026. https://example.org/i/x.",
}


@pytest.mark.parametrize(("style", "language"), ENTRIES)
def test_each_style_has_its_rules_in_each_language(style, language):
    assert entry(style, language, ITEM) == ENTRIES[style, language]


@settings(deadline=None)
@given(
    st.builds(dict, **{"title": words, "container-title": words}),
    words,
    st.sampled_from(list(STYLES)),
    st.sampled_from(list(LOCALES)),
)
def test_any_words_are_printed_as_they_are(texts, name, style, language):
    item = ITEM | texts | {"author": [{"literal": name}], "language": "en"}

    line = entry(style, language, item)

    for text in (texts["title"], texts["container-title"], name):
        assert " ".join(text.split()).strip(".,;:!?") in line


@pytest.mark.parametrize("style", STYLES)
def test_a_title_keeps_its_capitals(style):
    title = "A judge said: “no more”"

    assert title in entry(style, "en", ITEM | {"language": "en", "title": title})


def test_entries_made_at_the_same_time_do_not_mix():
    items = [
        ITEM | {"title": f"Vraag {number}", "author": [{"literal": f"Naam {number}"}]}
        for number in range(20)
    ]
    asked = [(style, language, item) for item in items for style, language in ENTRIES]
    expected = [
        ENTRIES[style, language]
        .replace("Een vraag", item["title"])
        .replace("Bialiatski, Ales", item["author"][0]["literal"])
        .replace("Bialiatski, A.", item["author"][0]["literal"] + ".")
        for style, language, item in asked
    ]

    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda question: entry(*question), asked))

    assert made == expected
