"""What counts as the same words: all that is folded before two texts are compared.

| folded                                               | into                      |
|------------------------------------------------------|---------------------------|
| composed and decomposed letters, ligatures, full width | one form (Unicode NFKC) |
| capitals and small letters                           | small letters             |
| `’ ‘ ' ʼ ′ ´` inside a word                          | nothing: camera's, cameras |
| soft hyphens, zero-width and direction marks         | nothing                   |
| `- ‐ ‑ – — ―` and all other marks between words      | a space                   |
| spaces of every width, tabs, line and paragraph breaks | a space                 |
| quotation marks, brackets, commas, full stops, `…`   | a space                   |
| points that group thousands: 1.000                   | nothing: 1000             |

Accents are not folded: één is not een. Offsets are code points of the text as it was
given, half open.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

APOSTROPHES = "'’‘ʼ′´`＇"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
COMBINING = "\u0300-\u036f"

LETTER = rf"(?:[^\W_{APOSTROPHES}]|[{COMBINING}])"
WORD = re.compile(
    rf"{LETTER}+"
    rf"(?:(?:[{APOSTROPHES}{INVISIBLE}]+(?={LETTER})|(?<=\d)[.,:](?=\d)){LETTER}+)*"
)
DROPPED = re.compile(rf"[{APOSTROPHES}{INVISIBLE}]")
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
# Between two words: whether the second of them opens a sentence.
SENTENCE_BREAK = re.compile(r"[.!?…:“”‘\"\n]")
SENTENCE_END = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s|$)|\n\n")
ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True)
class Word:
    """A word and where it stands; two words are the same when their keys are."""

    key: str
    start: int
    end: int
    is_capitalised: bool
    opens_sentence: bool
    # In brackets: a stage direction such as (lacht), or an editor's addition.
    is_aside: bool

    @property
    def weight(self) -> float:
        """How much it tells: long words are rare, in every language."""
        return 0.3 + 0.1 * min(len(self.key), 7)


def key(word: str) -> str:
    folded = unicodedata.normalize("NFKC", DROPPED.sub("", word)).casefold()
    return folded.replace(".", "") if THOUSANDS.fullmatch(folded) else folded


def words(text: str) -> list[Word]:
    asides = [match.span() for match in ASIDE.finditer(text)]
    found = []
    before = 0
    for match in WORD.finditer(text):
        start, end = match.span()
        while asides and asides[0][1] <= start:
            asides.pop(0)
        found.append(
            Word(
                key=key(match[0]),
                start=start,
                end=end,
                is_capitalised=match[0][0].isupper(),
                opens_sentence=not found
                or bool(SENTENCE_BREAK.search(text, before, start)),
                is_aside=bool(asides) and asides[0][0] < start,
            )
        )
        before = end
    return found


def sentences_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole sentences that hold a span, without the space around them."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    first = max((place for place in ends if place <= start), default=0)
    last = min((place for place in ends if place >= end), default=len(text))
    whole = text[first:last]
    first += len(whole) - len(whole.lstrip())
    return first, first + len(whole.strip())
