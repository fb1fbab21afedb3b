"""What a document says of itself: headline, date, language, who its labels name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from interviews.segmentation.blocks import DATE
from interviews.segmentation.document import Document
from interviews.segmentation.rows import Rows
from interviews.segmentation.segments import Kind

MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
IN_DUTCH = {"maa": "mar", "mrt": "mar", "mei": "may", "okt": "oct"}
ENOUGH = 5
LITTLE_WORDS = {
    "nl": {"de", "het", "een", "en", "van", "ik", "niet", "dat", "je", "er"},
    "en": {"the", "a", "and", "of", "i", "not", "that", "you", "to", "it"},
}


@dataclass(frozen=True)
class Hints:
    title: str = ""
    published_on: date | None = None
    language: str = ""
    interviewers: tuple[str, ...] = ()
    interviewees: tuple[str, ...] = ()


def hints(document: Document, made: Rows) -> Hints:
    return Hints(
        title=" ".join(made.headline.split()),
        published_on=_date(document),
        language=_language(document),
        interviewers=_names(made, Kind.QUESTION),
        interviewees=_names(made, Kind.ANSWER),
    )


def _date(document: Document) -> date | None:
    for segment in document.segments:
        if segment.kind is Kind.METADATA and (
            found := re.search(DATE, segment.text, re.I)
        ):
            return _read(found[0])
    return None


def _read(printed: str) -> date | None:
    parts = re.split(r"[-/. ]+", printed)
    if len(parts[0]) == 4:
        year, month, day = parts
    else:
        day, month, year = parts
    if not month.isdecimal():
        short = month[:3].casefold()
        month = str(MONTHS.index(IN_DUTCH.get(short, short)) + 1)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _language(document: Document) -> str:
    """The language whose little words are there, if one has twice those of the other."""
    counts = sorted(
        (
            sum(
                word.key in little
                for one in document.segments
                for word in one.shape.words
            ),
            tag,
        )
        for tag, little in LITTLE_WORDS.items()
    )
    (fewer, _), (more, language) = counts
    return language if more >= ENOUGH and more > 2 * fewer else ""


def _names(made: Rows, kind: Kind) -> tuple[str, ...]:
    """Labels of more than one word are names; letters and roles are not."""
    labels = dict.fromkeys(turn.label for turn in made.turns if turn.kind is kind)
    return tuple(
        label.title() if label.isupper() else label for label in labels if " " in label
    )
