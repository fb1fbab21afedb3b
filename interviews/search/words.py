"""The words of a text, as search looks them up, and where they stand.

| folded                                          | into                          |
|-------------------------------------------------|-------------------------------|
| capitals, accents, ligatures, full-width letters | small plain letters: é is e  |
| apostrophes of any kind within a word           | `ʼ`, a letter of the word     |
| apostrophes and quotation marks around words    | nothing: ’s avonds, s avonds  |
| hyphens between words                           | nothing: each is a word, marked as a part, and all of them joined are one more |
| soft hyphens, zero-width and direction marks    | nothing                       |
| everything else that is no letter or digit      | a space between words         |

The database does the same in `interviews_words()` (migration 0007), by the same tables, so
that its index needs nobody to keep it; a test compares the two. Offsets are code points of
the text as it was given, half open.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

# What lies beyond is not searched, or a long text would be more than an index takes.
MAX_TEXT = 200_000
MAX_WORD = 60

APOSTROPHE = "ʼ"
APOSTROPHES = "'’‘ʼ′´`＇"
HYPHENS = "-‐‑"
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
# Ranges of characters, rather than a class of letters, which differs from one database
# to another. A few letters are among them that fold into several words.
SEPARATORS = (
    r"\u0001-\u0026\u0028-\u002c\u002e\u002f\u003a-\u0040\u005b-\u005f\u007b-\u00a9"
    r"\u00ab-\u00b1\u00b6-\u00b8\u00bb-\u00bf\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df"
    r"\u037a\u037e\u0384\u0385\u0387\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4"
    r"\u0609-\u060d\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u0e4f\u0e5a\u0e5b"
    r"\u1680\u17d4-\u17da\u180e\u1fbd-\u1fc1\u1fcd-\u1fcf\u1fdd-\u1fdf\u1fed-\u1fef"
    r"\u1ffd\u1ffe\u2000-\u206f\u207a-\u207e\u208a-\u208e\u20a0-\u20cf"
    r"\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\u309b\u309c\u30a0\u30fb"
    r"\ue000-\uf8ff\ufc5e-\ufc63\ufd3e\ufd3f\ufdfa\ufdfb\ufe00-\ufe1f\ufe30-\ufe7f\uff01-\uff0f\uff1a-\uff20"
    r"\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff\U0001f000-\U0001faff"
    r"\U000e0000-\U0010ffff"
)
# Letters that have no accent to take off, after capitals are gone.
PLAIN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        # What it is at the end of a word, which not everything that lowers letters knows.
        "ς": "σ",
    }
)

# A mark alone is no letter.
_MARKS = rf"[{INVISIBLE}\u0300-\u036f]"
# Nothing is given back (`*+`): what is long and near a match is read once, not n times.
_LETTER = rf"(?!{_MARKS})[^{SEPARATORS}{APOSTROPHES}{re.escape(HYPHENS)}]{_MARKS}*+"
_WORD = rf"(?:{_LETTER})++(?:[{APOSTROPHES}]{_MARKS}*+(?:{_LETTER})++)*+"
WORD = re.compile(_WORD)
_RUN = re.compile(rf"{_WORD}(?P<others>(?:[{HYPHENS}]{_MARKS}*+{_WORD})*+)")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_DROPPED = re.compile(_MARKS)


@dataclass(frozen=True)
class Word:
    """A word of a text: as it is looked up, and where it stands."""

    folded: str
    start: int
    end: int
    # Hyphens join it to another: the Nobel of Nobel-comité.
    is_part: bool = False


def fold(word: str) -> str:
    """One word as the index holds it."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub(APOSTROPHE, word))
    return _DROPPED.sub("", plain).lower().translate(PLAIN)[:MAX_WORD]


def hyphenated(text: str) -> Iterator[re.Match[str]]:
    """Words that hyphens join, all of them as one match."""
    return (match for match in _RUN.finditer(text) if match["others"])


def words(text: str) -> list[Word]:
    """The words of a text in order, those that hyphens join each on its own."""
    text = text[:MAX_TEXT]
    joined = deque(match.span() for match in hyphenated(text))
    found = []
    for match in WORD.finditer(text):
        start, end = match.span()
        while joined and joined[0][1] <= start:
            joined.popleft()
        is_part = bool(joined) and joined[0][0] <= start
        found.append(Word(fold(match[0]), start, end, is_part))
    return found


def joined_words(text: str) -> list[Word]:
    """What hyphens join, as one word each: e-mail is found as email, too."""
    return [
        Word(
            "".join(fold(part[0]) for part in WORD.finditer(match[0]))[:MAX_WORD],
            *match.span(),
        )
        for match in hyphenated(text[:MAX_TEXT])
    ]
