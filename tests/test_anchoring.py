"""Where spans stand after an edit: with exactly their words, or reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.anchoring import Anchor, Fate, reanchor

# Few words, so that they repeat; and what is hard to cut: emoji of several code points,
# combining marks, letters that run from right to left.
WORDS = [
    "Ja",
    "ja",
    "J",
    "Nee",
    ".",
    ",",
    " ",
    "\n\n",
    "👩‍👧",
    "🇧🇾",
    "e\u0301",
    "שלום",
    "و",
]
texts = st.lists(st.sampled_from(WORDS), max_size=30).map("".join) | st.text(
    max_size=40
)


@st.composite
def edits(draw):
    """A text, spans of it, and the text after some cuts, insertions and moves."""
    old = draw(texts.filter(bool))
    new = old
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(new)))
        end = draw(st.integers(start, len(new)))
        cut, new = new[start:end], new[:start] + draw(texts) + new[end:]
        if draw(st.booleans()):
            place = draw(st.integers(0, len(new)))
            new = new[:place] + cut + new[place:]
    place = st.integers(0, len(old))
    span = st.tuples(place, place).map(sorted).filter(lambda span: span[0] < span[1])
    return old, new, draw(st.lists(span.map(tuple), max_size=8, unique=True))


@given(edits())
def test_a_span_keeps_its_words_or_is_reported(edit):
    old, new, spans = edit

    for (start, end), anchor in zip(spans, reanchor(old, new, spans), strict=True):
        words = old[start:end]
        if anchor.holds:
            assert new[anchor.start : anchor.end] == words
            assert (anchor.fate == Fate.KEPT) == (anchor.start == start)
        else:
            assert (anchor.start, anchor.end) == (start, end)
            assert {new[place : place + len(words)] for place in anchor.places} <= {
                words
            }


@given(edits())
def test_two_spans_never_come_to_stand_at_one_place(edit):
    old, new, spans = edit

    held = [anchor for anchor in reanchor(old, new, spans) if anchor.holds]

    assert len({(anchor.start, anchor.end) for anchor in held}) == len(held)


@given(texts.filter(bool), st.data())
def test_words_that_are_nowhere_are_lost(text, data):
    end = data.draw(st.integers(1, len(text)))
    without = text.replace(text[:end], "")

    (anchor,) = reanchor(text, without, [(0, end)])

    assert anchor.holds == (text[:end] in without and anchor.fate == Fate.MOVED)
    if text[:end] not in without:
        assert anchor.fate == Fate.LOST


@given(texts, texts.filter(bool), texts, texts)
def test_an_edit_elsewhere_loses_nothing(before, words, middle, after):
    """Numbers make each place unlike any other, however often the words occur."""
    paragraphs = [f"[{number}] {words} {middle}" for number in range(20)]
    old = "\n\n".join([before, *paragraphs])
    new = "\n\n".join([after, *paragraphs])
    spans = [
        (place := old.index(f"[{number}] ") + len(f"[{number}] "), place + len(words))
        for number in range(20)
    ]

    anchors = reanchor(old, new, spans)

    shift = len(new) - len(old)
    assert [(anchor.start, anchor.end) for anchor in anchors] == [
        (start + shift, end + shift) for start, end in spans
    ]


def spans_of(text, words):
    place = text.find(words)
    while place >= 0:
        yield place, place + len(words)
        place = text.find(words, place + 1)


@pytest.mark.parametrize(
    ("old", "new", "words", "places"),
    [
        pytest.param("Een. Twee.", "Een. Twee.", "Twee", [5], id="nothing changed"),
        pytest.param("Een. Twee.", "O. Twee.", "Twee", [3], id="shorter before"),
        pytest.param("Een. Twee.", "Een. Twee. Drie.", "Een", [0], id="longer after"),
        pytest.param("Een 👩‍👧 ja", "Een 🇧🇾👩‍👧 ja", "ja", [10], id="emoji before"),
        pytest.param("Minsk's kou", "Uit Minsk", "Minsk", [4], id="apostrophe after"),
        pytest.param(
            "Zij zei: Nee. Hij zei: Ja, toch.\n\nDaarna niets.",
            "Daarna niets.\n\nZij zei: Nee. Hij zei: Ja, toch.",
            "Ja, toch.",
            [38],
            id="paragraphs changed places",
        ),
        pytest.param(
            "Begin. Ja hoor, zei hij. Midden.\n\nSlot. Ja hoor, zei zij. Einde.",
            "Begin. Midden.\n\nSlot. Ja hoor, zei zij. Ja hoor, zei hij. Einde.",
            "Ja hoor",
            [40, 22],
            id="a sentence was cut and pasted past its twin",
        ),
        pytest.param(
            "Toen zei hij Ja, en toen zei zij Ja, en klaar.",
            "Toen zei zij Ja, en klaar.",
            "Ja",
            [None, 13],
            id="one of two sentences is gone",
        ),
        pytest.param(
            "Ja! Ja! Ja! Ja!",
            "Ja? Ja? Ja? Ja?",
            "Ja",
            [0, 4, 8, 12],
            id="all near edits",
        ),
    ],
)
def test_every_place_of_the_words_is_found_again(old, new, words, places):
    anchors = reanchor(old, new, spans_of(old, words))

    assert [anchor.start if anchor.holds else None for anchor in anchors] == places


@pytest.mark.parametrize(
    ("old", "new", "anchor"),
    [
        ("Een. Ja. Twee.", "Een. Nee. Twee.", Anchor(Fate.LOST, 5, 7, stands="Nee")),
        ("Een. Ja. Twee.", "", Anchor(Fate.LOST, 5, 7)),
        ("Een. Ja", "Een. Jan", Anchor(Fate.LOST, 5, 7, stands="Jan")),
        (
            "Ja. Een",
            "HoeraJa. Een",
            Anchor(Fate.LOST, 0, 2, stands="HoeraJa"),
        ),
        ("x Ja y", "Jan", Anchor(Fate.LOST, 2, 4, stands="Jan")),
        (
            "Een Ja Twee",
            "Drie Ja, Ja Vier",
            Anchor(Fate.AMBIGUOUS, 4, 6, places=(5, 9)),
        ),
        ("Ja Ja", "Ja", Anchor(Fate.AMBIGUOUS, 0, 2, places=(0,))),
    ],
)
def test_what_is_reported_says_what_stands_there(old, new, anchor):
    start = old.index("Ja")

    assert reanchor(old, new, [(start, start + 2)]) == [anchor]


def test_only_words_are_anchored():
    with pytest.raises(ValueError, match="no words at 1–1"):
        reanchor("Ja", "Ja", [(1, 1)])
