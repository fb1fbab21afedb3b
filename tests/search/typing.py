"""Texts and questions of all sorts, for what must hold of any."""

from hypothesis import strategies as st

from tests.hostile import texts as hostile

LETTERS = [
    *"abczABCZé0139ñßæŒøłĐıİſªº²",
    *"жёЙ" + "αΣςΐ" + "中한" + "أب" + "ไท",
    *["e\u0301", "ﬁ", "Ｗ", "½", "№", "ǆ", "\u0130"],
]
JOINERS = [*"'’‘ʼ′´`＇-‐‑", "''", "--", "-'", "’s"]
WITHIN = [
    "\u00ad",
    "\u200b",
    "\u200d",
    "\u202e",
    "\ufeff",
    "\u0301",
    "\u0308",
    "\u036f",
]
BETWEEN = [
    *" .,;:!?()/\\&_=+*|<>@#%",
    "\n\n",
    "\t",
    "“",
    "”",
    "…",
    "–",
    "—",
    "\u00a0",
    "😀",
]

# Short, and of few kinds: so that what is rare stands side by side often.
texts = st.one_of(
    st.lists(st.sampled_from([*LETTERS, *JOINERS, *WITHIN, *BETWEEN]), max_size=25).map(
        "".join
    ),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=25),
    hostile,
)

# Sentences of few words, some of which are forms and compounds of each other.
WORDS = [
    *["gevangene", "gevangenen", "Gevangenis", "gevangenenruil", "ruil", "e-mail"],
    *["email", "mail", "haalde", "op", "ophalen", "te", "halen", "opgehaald", "niet"],
    *["Nobel-comité", "Nobel", "comités", "foto’s", "fotos", "foto", "'s", "avonds"],
    *["de", "en", "Anna's", "Anna", "😀", "re-integratie", "reïntegratie"],
]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)
OPERATORS = ["or", "OR", "-", '"', '-"', "--", "- ", "“"]
questions = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(WORDS).map(lambda word: f"-{word}"),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(
            lambda words: f'"{" ".join(words)}"'
        ),
        st.just("or"),
    ),
    max_size=6,
).map(" ".join) | st.lists(st.sampled_from([*WORDS, *OPERATORS, " "]), max_size=8).map(
    "".join
)
