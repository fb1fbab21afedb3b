"""Texts that try to be more than text, in one format or another."""

from hypothesis import strategies as st

FRAGMENTS = [
    *[
        "<b>",
        "</b>",
        "<script>alert(1)</script>",
        "&amp;",
        "&",
        '"',
        "'",
        "]]>",
        "<!--",
    ],
    *["{", "}", "\\", "%", "$", "#", "_", "^", "~", "@article{x,", "@comment{", "},\n"],
    *[r"\input{x}", r"\par", "--", "''", "``", "<<", ">>", "?`", ",,", " and ", ", "],
    *["ER  - ", "\nER  - \n", "\nTY  - BOOK\n", "\r\nAU  - ", "\nN1  - ", "title: x"],
    *["\n", "\n\n", "\t", "\x85", "\u2028", "\u2029", "\u202e", "\ufeff", "  "],
    *['<span class="nocase">', "*", "`", ":emphasis:`x`", "{{x}}", "{% x %}"],
    *["é", "e\u0301", "ß", "ё", "Ł", "😀", "👩‍👩‍👧", "مرحبا", "中文", "\U0010ffff"],
]
# What the database takes: no control characters but for tabs and line ends.
characters = st.characters(exclude_categories=["Cc", "Cs"])
texts = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.text(characters, max_size=5)),
    min_size=1,
    max_size=8,
).map("".join)
words = texts.filter(lambda text: text.strip())
