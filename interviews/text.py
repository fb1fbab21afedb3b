"""Text and places in it.

Offsets are Unicode code points, 0-based and half open: ``text[start:end]``, the unit
of the W3C Web Annotation Data Model (4.2.5). Text is normalised once, on the way in,
so that an offset once taken stays true.
"""

import unicodedata

PARAGRAPH_BREAK = "\n\n"
CONTEXT_LENGTH = 32


def normalise(text: str) -> str:
    """Unicode NFC and LF newlines; nothing is trimmed or folded."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def paragraphs(text: str) -> list[str]:
    return text.split(PARAGRAPH_BREAK)


def prefix(text: str, start: int) -> str:
    """Up to 32 code points before a span."""
    return text[max(0, start - CONTEXT_LENGTH) : start]


def suffix(text: str, end: int) -> str:
    """Up to 32 code points after a span."""
    return text[end : end + CONTEXT_LENGTH]


def opening_words(text: str, length: int = 60) -> str:
    """The beginning of a text on one line, cut between words, for lists and labels."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0] + "…"
