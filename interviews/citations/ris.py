"""A CSL-JSON item as RIS, in UTF-8."""

from __future__ import annotations

from typing import Any

from interviews.citations.lines import on_one_line
from interviews.text import paragraphs


def ris(item: dict[str, Any]) -> str:
    year, month, day = item["issued"]["date-parts"][0]
    fields = [
        # There is no type for a published interview; this is an article in a periodical.
        ("TY", "MGZN"),
        ("ID", item["id"]),
        *(("AU", _name(name)) for name in item.get("author", [])),
        *(("A2", _name(name)) for name in item.get("interviewer", [])),
        ("TI", item["title"]),
        ("T2", item["container-title"]),
        ("PY", f"{year:04}"),
        ("DA", f"{year:04}/{month:02}/{day:02}"),
        ("LA", item["language"]),
        ("UR", item["URL"]),
        # A field is one line, and this one may be repeated.
        *(("N1", paragraph) for paragraph in paragraphs(item["annote"])),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {on_one_line(value)}\r\n" for tag, value in fields)


def _name(name: dict[str, str]) -> str:
    if "literal" in name:
        return name["literal"]
    family = (name.get("non-dropping-particle", ""), name["family"])
    return f"{' '.join(filter(None, family))}, {name['given']}"
