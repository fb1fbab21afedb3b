"""Links that select words on a page: URL text fragments (WICG, scroll to text fragment).

A page is given as one text whose blocks, such as paragraphs, are parted by line ends. A
term never crosses a block; what does is a range from its first words to its last. Browsers
select the first match, so a link is kept only if the first match is the right one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

# A browser must be told both ends of longer words, not all of them.
LONGEST_TERM = 300
WORDS_AT_AN_END = 5
WORDS_OF_CONTEXT = (3, 6, 12, 24)
WORD = re.compile(r"\S+")
SPACES = re.compile(r"[ \t\f]+")
DELIMITER = ":~:"


@dataclass(frozen=True)
class Directive:
    """Words to select: from `start` to `end`, where there is one, between their context."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        parts = [
            f"{_encoded(self.prefix)}-" if self.prefix else "",
            _encoded(self.start),
            _encoded(self.end),
            f"-{_encoded(self.suffix)}" if self.suffix else "",
        ]
        text = ",".join(part for part in parts if part)
        # What makes links of addresses in a text leaves a full stop at their end out.
        return f"{DELIMITER}text={text.removesuffix('.')}{'%2E' * text.endswith('.')}"


def _encoded(term: str) -> str:
    # A hyphen would mark the term as context; `quote` leaves it alone.
    return quote(term, safe="").replace("-", "%2D")


def link(address: str, directive: Directive | None, anchor: str = "") -> str:
    """The address with the anchor to fall back on, and the words to select."""
    bare, _, fragment = address.partition("#")
    anchor = anchor or fragment.partition(DELIMITER)[0]
    directives = str(directive) if directive else ""
    return f"{bare}#{anchor}{directives}" if anchor or directives else bare


def selecting(page: str, start: int, end: int) -> Directive | None:
    """What selects `page[start:end]` and no other place, with words around it.

    Context stays inside the block of the words, where the page is surest to be as we
    know it, unless that leaves a doubt. None where nothing tells the place from another.
    """
    start, end = _trimmed(page, start, end)
    if not folded(page[start:end]).strip():
        return None
    as_compared = folded_page(page)
    place = as_compared.place(page, start), as_compared.place(page, end)
    for directive in _candidates(page, start, end):
        if first_match(as_compared.text, directive) == place:
            return directive
    return None


def _trimmed(page: str, start: int, end: int) -> tuple[int, int]:
    words = page[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _candidates(page: str, start: int, end: int) -> Iterator[Directive]:
    before, after = _rest_of_block(page, start, end)
    # Then the neighbouring blocks too, for words that fill their own.
    around = [
        (before, after),
        (before or _last_block(page[:start]), after or _first_block(page[end:])),
    ]
    for prefix, suffix in around:
        for count in WORDS_OF_CONTEXT:
            first, last = _terms(page[start:end], WORDS_AT_AN_END + count)
            yield Directive(
                first,
                last,
                prefix=_last_words(prefix, count),
                suffix=_first_words(suffix, count),
            )


def _terms(words: str, count: int) -> tuple[str, str]:
    """The words as one term, or their first and their last."""
    if "\n" in words:
        first, last = _first_block(words), _last_block(words)
        return _first_words(first, count), _last_words(last, count)
    several = len(WORD.findall(words))
    if len(words) < LONGEST_TERM or several < 2:
        return _collapsed(words), ""
    count = min(count, several // 2)
    return _first_words(words, count), _last_words(words, count)


def _rest_of_block(page: str, start: int, end: int) -> tuple[str, str]:
    stop = page.find("\n", end)
    return (
        page[page.rfind("\n", 0, start) + 1 : start],
        page[end : stop if stop >= 0 else len(page)],
    )


def _first_block(text: str) -> str:
    return text.lstrip().partition("\n")[0]


def _last_block(text: str) -> str:
    return text.rstrip().rpartition("\n")[2]


def _first_words(text: str, count: int) -> str:
    words = list(WORD.finditer(text))[:count]
    return _collapsed(text[: words[-1].end()]) if words else ""


def _last_words(text: str, count: int) -> str:
    words = list(WORD.finditer(text))[-count:]
    return _collapsed(text[words[0].start() :]) if words else ""


def _collapsed(text: str) -> str:
    return SPACES.sub(" ", text).strip()


# Finding, as a browser does it: whatever the case and the accents, the first match.


class _Folding(dict[int, str]):
    # `str.translate` looks each character up, and asks once for what is missing.
    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code).casefold())
        self[code] = "".join(c for c in plain if not unicodedata.combining(c))
        return self[code]


FOLDING = _Folding()


def folded(text: str) -> str:
    """A part of one block, as it is compared."""
    return SPACES.sub(" ", text.translate(FOLDING))


@dataclass(frozen=True)
class FoldedPage:
    """The blocks of a page as they are compared, one on a line."""

    text: str
    starts: list[int]
    folded_starts: list[int]

    def place(self, page: str, position: int) -> int:
        block = bisect_right(self.starts, position) - 1
        before = folded(page[self.starts[block] : position])
        return self.folded_starts[block] + len(before.lstrip())


# A list of quotes asks for the page of one interview again and again.
@lru_cache(maxsize=32)
def folded_page(page: str) -> FoldedPage:
    lines: list[str] = []
    starts, folded_starts = [], []
    position = folded_position = 0
    for block in page.split("\n"):
        if block.strip():
            line = folded(block).strip()
            starts.append(position)
            folded_starts.append(folded_position)
            lines.append(line)
            folded_position += len(line) + 1
        position += len(block) + 1
    return FoldedPage("\n".join(lines), starts, folded_starts)


def first_match(page: str, directive: Directive) -> tuple[int, int] | None:
    """Where a browser that has this folded page would start and end the selection.

    Word boundaries are left out of account: what matches less often is no less sure.
    """
    prefix, start, end, suffix = (
        folded(term)
        for term in (directive.prefix, directive.start, directive.end, directive.suffix)
    )
    for begin in _places(page, start):
        # White space between a term and its context does not count.
        if not page.endswith(prefix, 0, _before_space(page, begin)):
            continue
        for stop in _ends(page, begin + len(start), end):
            if page.startswith(suffix, _after_space(page, stop)):
                return begin, stop
    return None


def _places(page: str, term: str) -> Iterator[int]:
    place = page.find(term)
    while place >= 0:
        yield place
        place = page.find(term, place + 1)


def _ends(page: str, position: int, end: str) -> Iterator[int]:
    if not end:
        yield position
        return
    place = page.find(end, position)
    while place >= 0:
        yield place + len(end)
        place = page.find(end, place + 1)


def _before_space(page: str, position: int) -> int:
    while position and page[position - 1].isspace():
        position -= 1
    return position


def _after_space(page: str, position: int) -> int:
    while position < len(page) and page[position].isspace():
        position += 1
    return position
