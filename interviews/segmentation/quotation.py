"""Quotation marks that open and close, and apostrophes that look like them."""

from __future__ import annotations

from collections.abc import Iterator

CLOSING = {
    "‘": "’'",
    "'": "'’",
    "‚": "’‘",
    "“": '”"',
    '"': '"”',
    "„": "”“",
    "«": "»",
    "»": "«",
    "‹": "›",
}


def opening(text: str) -> str:
    """The mark with which a text opens; an apostrophe, as in ’s avonds, is none."""
    if not text or text[0] not in CLOSING:
        return ""
    if text[0] == "'" and text[1:3].rstrip(" ") in {"s", "t", "n", "k", "m"}:
        return ""
    return text[0]


def _marks(text: str, mark: str) -> Iterator[tuple[int, bool]]:
    """Where marks of a kind stand after the first character, and whether each opens."""
    for place in range(1, len(text)):
        character = text[place]
        before = text[place - 1]
        after = text[place + 1 : place + 2]
        if (
            character == mark
            and (before.isspace() or before in '([“‘„"')
            and after.strip()
        ):
            yield place, True
        elif (
            character in CLOSING.get(mark, "")
            and not before.isspace()
            and not after.isalnum()
        ):
            yield place, False


def ends_closed(text: str, mark: str, depth: int = 1) -> bool:
    """Whether the last character closes what was open when the text began.

    A text that itself opens with the mark begins inside it. Where more is closed than was
    opened, what is closed too early was an apostrophe, unless something opens after it.
    """
    closed_early = False
    last = len(text) - 1
    for place, opens in _marks(text, mark):
        if opens:
            if closed_early:
                return False
            depth += 1
        elif place == last:
            return depth == 1
        elif depth == 1:
            closed_early = True
        else:
            depth -= 1
    return False


def closes_within(text: str, mark: str) -> bool:
    """Whether what a text opens with is closed before the end, and more is said after it."""
    depth = 1
    for place, opens in _marks(text, mark):
        depth += 1 if opens else -1
        if depth == 0:
            return place < len(text) - 1 and not ends_closed(text, mark)
    return False
