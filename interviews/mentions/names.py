"""Where known names stand in a text: whole words, the longest first, no two on one place.

What counts as the same: apostrophes of any kind, hyphens of any kind, and white space of
any kind and length that does not part paragraphs. A name in small letters alone may open a
sentence with a capital. All else, accents and capitals too, stands as the name has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from interviews.text import normalise

Bearer = TypeVar("Bearer", bound=Hashable)
Span = tuple[int, int]

APOSTROPHES = "'’‘ʼ′´`"
HYPHENS = "-‐‑"
# A soft hyphen and what Unicode joins letters with: a word goes on after them.
JOINERS = "\xad\u200c\u200d\u2060"
OPENING_MARKS = '"“„”«»‹›(['
SENTENCE_ENDS = ".?!…:"
# One of the apostrophes is a letter to Unicode.
TOKEN = re.compile(r"[^\Wʼ]+|\s+|.", re.DOTALL)


@dataclass(frozen=True)
class Found(Generic[Bearer]):
    """A name at its place, and who or what bears it: several where it is ambiguous."""

    start: int
    end: int
    bearers: tuple[Bearer, ...]


class Names(Generic[Bearer]):
    """Every known name, to look for in one text after another."""

    def __init__(self, known: Iterable[tuple[Bearer, Iterable[str]]]) -> None:
        self._as_printed: dict = {}
        self._opening: dict = {}
        for bearer, names in known:
            for name in names:
                self._add(bearer, _on_a_line(name))

    def _add(self, bearer: Bearer, name: str) -> None:
        if not any(map(_is_of_a_word, name)):
            return
        _plant(self._as_printed, name, bearer)
        if name == name.lower():
            _plant(self._opening, _capitalised(name), bearer)

    def find(self, text: str, taken: Collection[Span] = ()) -> list[Found[Bearer]]:
        """In text order, those that overlap none of the spans that are taken.

        A longer name keeps shorter ones off its place though it is taken itself.
        """
        by_span: dict[Span, dict[Bearer, None]] = defaultdict(dict)
        for start, end, bearer in self._everywhere(text):
            by_span[start, end][bearer] = None
        used, free = bytearray(len(text)), bytearray(b"\1") * len(text)
        for start, end in taken:
            free[start:end] = bytes(len(free[start:end]))
        found = []
        for start, end in sorted(by_span, key=_longest_first):
            if any(used[start:end]):
                continue
            used[start:end] = b"\1" * (end - start)
            if all(free[start:end]):
                found.append(Found(start, end, tuple(by_span[start, end])))
        return sorted(found, key=lambda name: name.start)

    def _everywhere(self, text: str) -> Iterator[tuple[int, int, Bearer]]:
        tokens = [(_folded(token[0]), *token.span()) for token in TOKEN.finditer(text)]
        for index, (token, start, _) in enumerate(tokens):
            trees = [self._as_printed] if token in self._as_printed else []
            if token in self._opening and _opens_a_sentence(text, start):
                trees.append(self._opening)
            for tree in trees:
                for end, bearer in _grown(tree, tokens, index):
                    if _is_whole(text, start, end):
                        yield start, end, bearer


def longest_word(name: str) -> str:
    """What any text that holds the name must hold, but for capitals."""
    return max(TOKEN.findall(_on_a_line(name)), key=len, default="")


def _on_a_line(name: str) -> str:
    return " ".join(normalise(name).split())


def _longest_first(span: Span) -> tuple[int, int]:
    start, end = span
    return start - end, start


def _plant(tree: dict, name: str, bearer: Hashable) -> None:
    # Branches are named by tokens, and what bears the name that ends here by None.
    for token in TOKEN.findall(name):
        tree = tree.setdefault(_folded(token), {})
    tree.setdefault(None, []).append(bearer)


def _grown(tree: dict, tokens: list, index: int) -> Iterator[tuple[int, Any]]:
    """The end of each name that begins with this token, and what bears it."""
    while index < len(tokens) and (branch := tree.get(tokens[index][0])):
        end, tree, index = tokens[index][2], branch, index + 1
        for bearer in tree.get(None, ()):
            yield end, bearer


def _folded(token: str) -> str:
    if token in APOSTROPHES:
        return "'"
    if token.isalnum():
        return token
    if token.isspace():
        return "\n\n" if token.count("\n") > 1 else " "
    return "-" if token in HYPHENS else token


def _capitalised(name: str) -> str:
    # In Dutch, ij is one letter.
    letters = 2 if name.startswith("ij") else 1
    return name[:letters].upper() + name[letters:]


def _opens_a_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(OPENING_MARKS + APOSTROPHES + " \xa0\n")
    gap = text[len(before) : start]
    return not before or before[-1] in SENTENCE_ENDS or bool(gap.strip(" \xa0"))


def _is_of_a_word(char: str) -> bool:
    return char not in APOSTROPHES and (
        char.isalnum()
        or char == "_"
        or char in JOINERS
        or unicodedata.category(char).startswith("M")
    )


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether this is neither a part of a word nor a part of a longer name with a hyphen.

    Words in small letters may be tied to a name (zaak-Vyasna, Vyasna-collega), and a
    genitive may follow it (Loekasjenko’s, Belarus’): the name is there all the same.
    """
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if any(map(_is_of_a_word, before + after)):
        return False
    if before and before in APOSTROPHES and _word_before(text, start - 1):
        return False
    if after and after in APOSTROPHES and _word_after(text, end + 1) not in ("", "s"):
        return False
    tied = []
    if before and before in HYPHENS:
        tied.append(_word_before(text, start - 1))
    if after and after in HYPHENS:
        tied.append(_word_after(text, end + 1))
    return all(word[:1].islower() for word in tied if word)


def _word_before(text: str, end: int) -> str:
    start = end
    while start and _is_of_a_word(text[start - 1]):
        start -= 1
    return text[start:end]


def _word_after(text: str, start: int) -> str:
    end = start
    while end < len(text) and _is_of_a_word(text[end]):
        end += 1
    return text[start:end]
