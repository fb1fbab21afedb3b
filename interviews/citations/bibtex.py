"""A CSL-JSON item as BibTeX, in UTF-8.

By hand: the libraries that write BibTeX leave the escaping to whoever calls them.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from interviews.attribution import language_of_labels
from interviews.citations.lines import on_one_line
from interviews.text import paragraphs

INTERVIEW_BY = {"nl": "Geïnterviewd door", "en": "Interview by"}
MONTHS = [
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
]
# BibTeX counts braces, escaped ones too: what is escaped must be balanced.
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    **{character: f"\\{character}" for character in "#$%&_"},
}
# TeX would read two as one sign: -- as a dash, '' as a quotation mark.
LIGATURE = re.compile(r"([-`',<>?!])(?=[-`',<>])")
PARAGRAPH = r" \par "


def bibtex(item: dict[str, Any]) -> str:
    year, month, day = item["issued"]["date-parts"][0]
    fields = {
        "author": _names(item.get("author", [])),
        # Braces of its own keep the title's capitals.
        "title": f"{{{escape(item['title'])}}}",
        "journal": escape(item["container-title"]),
        "year": str(year),
        "month": MONTHS[month - 1],
        "day": str(day),
        "date": f"{year:04}-{month:02}-{day:02}",
        "language": escape(item["language"]),
        "url": quote(item["URL"], safe=":/?#[]@!$&'()*+,;=%~"),
        "note": _byline(item),
        "annote": PARAGRAPH.join(map(escape, paragraphs(item["annote"]))),
    }
    lines = [
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in fields.items()
        if value
    ]
    return f"@article{{{item['id']},\n{''.join(lines)}}}\n"


def escape(text: str) -> str:
    """Text that LaTeX prints as it is."""
    escaped = "".join(SPECIAL.get(character, character) for character in text)
    return on_one_line(LIGATURE.sub(r"\1{}", escaped))


def _byline(item: dict[str, Any]) -> str:
    if not item.get("interviewer"):
        return ""
    names = [_spoken(name) for name in item["interviewer"]]
    label = INTERVIEW_BY[language_of_labels(item["language"])]
    return f"{label} {escape(', '.join(names))}"


def _spoken(name: dict[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    parts = (name["given"], name.get("non-dropping-particle"), name["family"])
    return " ".join(part for part in parts if part)


def _names(names: list[dict[str, str]]) -> str:
    return " and ".join(map(_name, names))


def _name(name: dict[str, str]) -> str:
    if "literal" in name:
        return f"{{{escape(name['literal'])}}}"
    family = (name.get("non-dropping-particle", ""), name["family"])
    return f"{escape(' '.join(filter(None, family)))}, {escape(name['given'])}"
