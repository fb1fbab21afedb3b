"""Two versions of a text, with the words that differ marked and nothing run as markup."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.admin.differences import marked, side_by_side


@pytest.mark.parametrize(
    ("old", "new", "html"),
    [
        ("It was cold.", "It was warm.", "It was <del>cold</del><ins>warm</ins>."),
        ("We left.", "We left. All.", "We left.<ins> All.</ins>"),
        ("We left. All.", "We left.", "We left.<del> All.</del>"),
        ("a b c", "a x y", "a <del>b c</del><ins>x y</ins>"),
        ("<b>", "<i>", "&lt;<del>b</del><ins>i</ins>&gt;"),
        ("", "<script>", "<ins>&lt;script&gt;</ins>"),
        ("Same.", "Same.", "Same."),
    ],
)
def test_words_that_differ_are_marked(old, new, html):
    assert marked(old, new) == html


def test_both_texts_are_shown_with_what_the_other_lacks():
    assert side_by_side("It was cold.", "It is cold.") == (
        "It <del>was</del> cold.",
        "It <ins>is</ins> cold.",
    )


def test_what_is_the_same_is_cut_between_words():
    same = "word " * 100

    html = marked(f"one {same}two", f"1 {same}2")

    words = "word " * 15
    assert html == (
        f"<del>one</del><ins>1</ins> {words.strip()}"
        ' <span class="left-out">[…]</span> '
        f"{words}<del>two</del><ins>2</ins>"
    )


texts = st.text("ab .<&\n", max_size=40)


@given(texts, texts)
def test_either_text_can_be_read_from_the_marks(old, new):
    html = marked(old, new)

    def without(tag):
        return unescape(
            re.sub(f"<{tag}>.*?</{tag}>|</?(ins|del)>", "", html, flags=re.S)
        )

    assert (without("ins"), without("del")) == (old, new)
