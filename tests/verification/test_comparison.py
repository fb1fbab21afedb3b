"""A claim beside one record: the verdict, and each difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.verification.comparison import compare
from interviews.verification.wording import words

RECORD = (
    "Om zes uur moesten we opstaan. We stonden in rijen op de binnenplaats (zucht) en "
    "werden geteld. Ik werkte niet in de hal, Jansen wel, waar we planken zaagden.\n\n"
    "Na het werk liepen we terug... Dat was alles."
)


def told(claim, record=RECORD):
    found = compare(claim, record)
    return (
        found.verdict.value,
        [
            (
                difference.kind.value,
                difference.claim and difference.claim.text,
                difference.record and difference.record.text,
                difference.changes and difference.changes.value,
            )
            for difference in found.differences
        ],
    )


@pytest.mark.parametrize(
    "claim",
    [
        "Om zes uur moesten we opstaan.",
        "‘om zes uur moesten we opstaan’",
        "opstaan. We stonden in rijen",
        "op de binnenplaats en werden geteld",
        "op de binnenplaats (zucht) en werden geteld",
        "planken zaagden. Na het werk",
        "we terug… Dat was alles",
        "“Om zes uur”, zegt hij, “moesten we opstaan.”",
        "'Om zes uur', zegt hij, 'moesten we opstaan.'",
        "geteld",
        "op de binnen-plaats en werden geteld",
        "op de binnen plaats en werden geteld",
    ],
)
def test_words_that_are_there_are_verbatim(claim):
    assert told(claim) == ("verbatim", [])


@pytest.mark.parametrize(
    ("claim", "omitted"),
    {
        "Om zes uur … opstaan.": ["moesten we"],
        "Om zes uur (…) opstaan.": ["moesten we"],
        "Om zes uur [...] opstaan.": ["moesten we"],
        "… moesten we opstaan": [],
        "[O]m zes uur moesten we opstaan": [],
        "We [de gevangenen, red.] stonden in rijen": [],
        "[De mannen] stonden in rijen op de binnenplaats": [],
        "Om zes uur moesten [de mannen] opstaan": ["we"],
    }.items(),
)
def test_what_the_editor_marked_is_condensed(claim, omitted):
    verdict, differences = told(claim)

    assert verdict == "condensed"
    assert [record for _, _, record, _ in differences if record] == omitted


@pytest.mark.parametrize(
    ("claim", "differences"),
    {
        "Om zeven uur moesten we opstaan.": [("replaced", "zeven", "zes", "number")],
        "Om 6 uur moesten we opstaan.": [("replaced", "6", "zes", None)],
        "Om zes uur moesten we niet opstaan.": [("added", "niet", None, "negation")],
        "Ik werkte in de hal, Jansen wel": [("omitted", None, "niet", "negation")],
        "Ik werkte niet in de hal, Pietersen wel": [
            ("replaced", "Pietersen", "Jansen", "name")
        ],
        "Om zes uur wilden we opstaan.": [("replaced", "wilden", "moesten", None)],
        "Om zes uur moesten opstaan.": [("omitted", None, "we", None)],
        "We stonden in rijen. Dat was alles?": [
            (
                "omitted",
                None,
                "op de binnenplaats (zucht) en werden geteld. Ik werkte niet in de hal, "
                "Jansen wel, waar we planken zaagden.\n\nNa het werk liepen we terug",
                "negation",
            ),
            ("replaced", "?", ".", None),
        ],
    }.items(),
)
def test_silent_changes_are_named_word_by_word(claim, differences):
    assert told(claim) == ("altered", differences)


def test_a_short_cut_that_turns_the_meaning_round_is_marked_and_named():
    found = compare("Ik werkte (…) in de hal", RECORD)

    assert found.verdict == "condensed"
    assert found.changes_meaning


def test_a_negation_that_the_editor_inserted_is_named():
    found = compare("Om zes uur moesten we [niet] opstaan", RECORD)

    assert found.verdict == "condensed"
    assert found.changes_meaning


def test_no_word_in_common_is_no_comparison():
    assert compare("Heel iets anders", RECORD) is None


def test_one_is_one_in_digits_and_in_words():
    assert told("Maar 1 brief kwam aan", "Maar één brief kwam aan") == (
        "altered",
        [("replaced", "1", "één", None)],
    )


def test_offsets_are_code_points_of_each_text():
    found = compare(
        "😀 Om zeven uur moesten we opstaan", "😀😀 Om zes uur moesten we opstaan"
    )

    (difference,) = found.differences
    assert (difference.claim.start, difference.claim.end) == (5, 10)
    assert (difference.record.start, difference.record.end) == (6, 9)


@given(st.data())
def test_any_row_of_words_of_a_record_is_verbatim(data):
    found = words(RECORD)
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first, len(found) - 1))
    claim = RECORD[found[first].start : found[last].end].replace("...", " ")

    assert told(claim) == ("verbatim", [])


@given(
    st.text(alphabet=st.sampled_from("om zes uur.…()[]‘’“”niet Jn6?\n"), max_size=80)
)
def test_any_claim_has_an_answer_whose_spans_cut_out_its_words(claim):
    found = compare(claim, RECORD)
    if found is None:
        return
    assert 0 <= found.similarity <= 1
    spans = [(claim, found.claim_span), (RECORD, found.record_span)]
    for difference in found.differences:
        spans += [(claim, difference.claim), (RECORD, difference.record)]
    for text, span in spans:
        assert span is None or text[span.start : span.end] == span.text != ""
