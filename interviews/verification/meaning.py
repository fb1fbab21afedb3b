"""Whether a difference touches what carries the meaning: a negation, a number or a name.

Dutch and English; in another language names and digits alone are seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from text_to_num import text2num

from interviews.verification.wording import Word

NEGATIONS = frozenset(
    [
        "niet",
        "geen",
        "nooit",
        "niemand",
        "niets",
        "niks",
        "nergens",
        "nee",
        "neen",
        "noch",
        "zonder",
        "nimmer",
        "evenmin",
        "geenszins",
        "nauwelijks",
        "amper",
        "not",
        "no",
        "never",
        "none",
        "nobody",
        "nothing",
        "nowhere",
        "neither",
        "nor",
        "without",
        "cannot",
        "hardly",
        "dont",
        "doesnt",
        "didnt",
        "isnt",
        "arent",
        "wasnt",
        "werent",
        "wont",
        "wouldnt",
        "cant",
        "couldnt",
        "shouldnt",
        "hasnt",
        "havent",
        "hadnt",
        "mustnt",
        "neednt",
        "aint",
    ]
)
NEGATING_PREFIXES = ("on", "un", "in", "im", "dis", "niet", "non")
QUANTITIES = frozenset(
    [
        "tweeën",
        "half",
        "halve",
        "helft",
        "kwart",
        "derde",
        "anderhalf",
        "anderhalve",
        "dubbel",
        "dubbele",
        "tientallen",
        "honderden",
        "duizenden",
        "tienduizenden",
        "honderdduizenden",
        "miljoenen",
        "miljarden",
        "dozijnen",
        "eerste",
        "tweede",
        "vierde",
        "vijfde",
        "zesde",
        "zevende",
        "achtste",
        "negende",
        "tiende",
        "half",
        "quarter",
        "double",
        "dozens",
        "hundreds",
        "thousands",
        "millions",
        "billions",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    ]
)
ONE, ARTICLE, AND_A_HALF = "1", "een", "enhalf"
LANGUAGES = ("nl", "en")
# Of zestiende, sixteenth, twaalfjarige.
SUFFIX = re.compile(r"(?:de|ste|th|jarigen?)$")
# Two spellings of a name that we do not know, as against two names: how alike they are,
# or how they begin, as Sovjetgrap and Sovjetanekdote do.
SPELLING = 75
STEM = 6


@dataclass(frozen=True)
class Names:
    """The words that known names are made of, folded, and whose names they are.

    `whole` has the names of one word: Rusland is not Wit-Rusland.
    """

    whole: Mapping[str, frozenset[int]]
    parts: Mapping[str, frozenset[int]]

    def __contains__(self, key: str) -> bool:
        return key in self.parts

    def may_be_same(self, one: str, other: str) -> bool | None:
        """Whether two words can name one thing; None where one of them is not known."""
        if one in self.whole and other in self.whole:
            return bool(self.whole[one] & self.whole[other])
        if one in self.parts and other in self.parts:
            return bool(self.parts[one] & self.parts[other])
        return None

    def belong_together(self, one: str, other: str) -> bool:
        """Whether some name has both words, as Vladimir Poetin has."""
        nobody: frozenset[int] = frozenset()
        return bool(self.parts.get(one, nobody) & self.parts.get(other, nobody))


NO_NAMES = Names({}, {})


def negations(words: Iterable[Word]) -> int:
    return sum(word.key in NEGATIONS for word in words)


def numbers(words: Iterable[Word]) -> Counter[str]:
    values = (number(word.key) for word in words)
    return Counter(value for value in values if value is not None)


def is_counted_otherwise(claim: Sequence[Word], record: Sequence[Word]) -> bool:
    """Whether one side has a number that the other has not; een may stand for één."""
    ours, theirs = numbers(claim), numbers(record)
    for counts, others in ((ours, record), (theirs, claim)):
        if any(word.key == ARTICLE for word in others):
            del counts[ONE]
    return ours != theirs


def number(key: str) -> str | None:
    """What a word counts, the same for 51 and eenenvijftig, or None."""
    if key[0].isdigit():
        return key
    if key.endswith(AND_A_HALF):
        whole = number(key.removesuffix(AND_A_HALF))
        return whole and f"{whole},5"
    if key in ("één", "one"):
        return ONE
    if key in QUANTITIES:
        return key
    if key in ("een", "a", "an"):
        return None
    for cardinal in {key, SUFFIX.sub("", key) or key}:
        for language in LANGUAGES:
            try:
                return str(text2num(cardinal, language))
            except ValueError:
                continue
    return None


def is_negated(claim: Sequence[Word], record: Sequence[Word]) -> bool:
    """Whether one side denies what the other says, by word or by prefix."""
    if negations(claim) != negations(record):
        return True
    return any(
        _is_opposite(one.key, other.key) or _is_opposite(other.key, one.key)
        for one in claim
        for other in record
    )


def _is_opposite(positive: str, negative: str) -> bool:
    return len(positive) > 3 and any(
        negative == prefix + positive for prefix in NEGATING_PREFIXES
    )


def is_name(word: Word, known: Names) -> bool:
    return word.key in known or (word.is_capitalised and not word.opens_sentence)


def is_same_name(one: Word, other: Word, known: Names) -> bool:
    if one.key == other.key:
        return True
    same = known.may_be_same(one.key, other.key)
    if same is not None:
        return same
    return one.key[0] == other.key[0] and (
        fuzz.ratio(one.key, other.key) >= SPELLING
        or (one.key[:STEM] == other.key[:STEM] and len(one.key) >= STEM)
    )


def lacks_a_name(words: Iterable[Word], others: Sequence[Word], known: Names) -> bool:
    """Whether some name among the words has no match among the others."""
    return any(
        is_name(word, known)
        and not any(is_same_name(word, other, known) for other in others)
        for word in words
    )


def lacks_all_of_a_name(
    words: Iterable[Word], others: Sequence[Word], known: Names
) -> bool:
    """As above, but a name may be said more fully there, or less, as long as it is said."""
    left = [
        word
        for word in words
        if not any(known.belong_together(word.key, other.key) for other in others)
    ]
    return lacks_a_name(left, others, known)
