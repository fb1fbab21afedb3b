"""No character is lost, whatever comes in and whatever an editor makes of it."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from interviews.segmentation import rows, segment
from interviews.segmentation.document import PieceKind
from interviews.segmentation.segments import TURNS, Kind
from interviews.segmentation.shapes import Look
from interviews.text import PARAGRAPH_BREAK, normalise, paragraphs
from tests.segmentation.samples import SAMPLES

FRAGMENTS = [
    *"‘’“”\"'«»:?.!>#*_-[]()1 \t",
    *[
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\ufeff",
        "\u2028",
        "\u00a0",
        "\u200b",
        "\x0b",
        "\x0c",
    ],
    *[
        "**",
        "***",
        "---",
        "> ",
        "# ",
        "1. ",
        "2) ",
        "![a](b)",
        "V: ",
        "A: ",
        "Jan Bos: ",
    ],
    *["e\u0301", "\u0301", "é", "👩\u200d🚀", "’s avonds", "Foto: Minsk"],
    *[
        "Hoe gaat het?",
        "Goed.",
        "Ik weet het niet",
        "Een kamp in Minsk.",
        "date 2026-01-16 ",
    ],
]
documents = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join),
    st.sampled_from([sample.source for sample in SAMPLES]),
)
corrections = st.dictionaries(
    st.integers(min_value=-1, max_value=20), st.sampled_from(list(Kind)), max_size=8
)


@given(documents, corrections)
def test_pieces_joined_give_the_source_back(source, corrected):
    document = segment(source, corrected)

    pieces = list(document.pieces())

    assert "".join(source[piece.start : piece.end] for piece in pieces) == source
    assert all(one.end == other.start for one, other in pairwise(pieces))


@given(documents, corrections)
def test_what_is_left_out_of_the_rows_is_blank_or_markup(source, corrected):
    document = segment(source, corrected)

    left_out = {
        kind: "".join(
            source[piece.start : piece.end]
            for piece in document.pieces()
            if piece.kind is kind
        )
        for kind in (PieceKind.SPACE, PieceKind.MARKUP)
    }

    assert left_out[PieceKind.SPACE].replace("\ufeff", "").strip() == ""
    marked = [
        one.shape for one in document.segments if one.shape.look is not Look.IMAGE
    ]
    if len(marked) == len(document.segments) and not any(one.label for one in marked):
        assert [c for c in left_out[PieceKind.MARKUP] if c.isalpha()] == []


@given(documents, corrections)
def test_all_words_are_in_the_rows_in_the_order_of_the_source(source, corrected):
    document = segment(source, corrected)
    made = rows(document)

    printed = [
        words
        for turn in made.turns
        for words in [f"{turn.opening_mark}{turn.text}{turn.closing_mark}"]
    ]
    in_turns = [
        one for one in document.segments if one.kind in (*TURNS, Kind.CONTINUATION)
    ]
    in_passages = [
        one
        for one in document.segments
        if one.kind
        in (
            Kind.INTRODUCTION,
            Kind.SIDEBAR,
            Kind.CAPTION,
            Kind.PULL_QUOTE,
            Kind.HEADING,
        )
    ]
    passages = [
        text for one in made.passages for text in (one.heading, one.text) if text
    ]
    assert PARAGRAPH_BREAK.join(printed) == PARAGRAPH_BREAK.join(
        one.text for one in in_turns
    )
    assert PARAGRAPH_BREAK.join(passages) == PARAGRAPH_BREAK.join(
        one.text for one in in_passages
    )
    metadata = [one.text for one in document.segments if one.kind is Kind.METADATA]
    assert [text for text in metadata if text not in made.metadata_line] == []


@given(documents, corrections)
# The only turn with a label is taken away, and what goes on begins.
@example("V: 0\n\n?", {1: Kind.METADATA})
def test_rows_could_be_stored(source, corrected):
    made = rows(segment(source, corrected))

    texts = [one.text for one in (*made.turns, *made.passages)]
    assert [text for text in texts if not text.strip() or text != normalise(text)] == []
    assert [
        passage
        for passage in made.passages
        if passage.turn
        and not 0
        < passage.after_paragraph
        <= len(paragraphs(made.turns[passage.turn - 1].text))
    ] == []
    assert all(
        max(len(turn.opening_mark), len(turn.closing_mark)) <= 4 for turn in made.turns
    )


@given(documents, corrections)
def test_a_document_is_cut_the_same_way_again(source, corrected):
    assert segment(source, corrected) == segment(source, corrected)


@given(documents)
def test_what_is_corrected_is_what_was_said(source):
    before = segment(source)
    corrected = {one.number: Kind.SIDEBAR for one in before.segments if one.text}

    document = segment(source, corrected)

    assert {one.kind for one in document.segments if one.text} <= {Kind.SIDEBAR}


@pytest.mark.parametrize(
    "hostile",
    [
        *(mark * 20_000 for mark in ("# ", "**", "‘", "> ", "a: ")),
        "![" * 20_000,
        "Wat?\n\n" * 5_000,
        "‘Ja.\n\n" * 5_000,
        "_a" * 20_000,
        "Jan:\n" * 5_000,
    ],
    ids=lambda text: text[:4],
)
def test_hostile_documents_are_read_whole(hostile):
    document = segment(hostile)

    assert (
        "".join(hostile[piece.start : piece.end] for piece in document.pieces())
        == hostile
    )
