"""Labels before what is said: V: and A:, Question:, a name with a colon.

Many sentences begin with a word and a colon. A label returns, or is one that only
interviews have.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LABEL = re.compile(
    r"[*_]{0,2}(?P<name>[^\W\d_](?:[\w.'’&/-]|[ ](?=\S)){0,39})[*_]{0,2}[ ]?:[*_]{0,2}(?=\s|\Z)"
    r"|[*_]{0,2}(?P<letter>[VQA])\.[*_]{0,2}(?=\s)"
)
ASKING = {"v", "vr", "vraag", "q", "question", "interviewer", "int", "redactie"}
ANSWERING = {"a", "antw", "antwoord", "answer", "interviewee", "geïnterviewde"}
# Words that stand before a colon in any article.
NO_SPEAKER = re.compile(
    r"(?:let op|nb|n\.b\.|ps|p\.s\.|noot|opmerking|tip|kortom|conclusie|voorbeeld|bijvoorbeeld|"
    r"foto(?:'s|’s|grafie)?|beeld|tekst|interview|door|bron|lees (?:ook|meer)|citaat|namelijk|"
    r"note|photos?|picture|text|by|source|read (?:also|more)|example|warning|remember)",
    re.IGNORECASE,
)
PARTICLES = {"de", "van", "der", "den", "ten", "ter", "het", "von", "of", "la", "le"}
CLOSERS = "\"'’”»)*_ "
FEW = 3


@dataclass(frozen=True)
class Label:
    """`asks` is None where nothing tells whether it asks or answers."""

    name: str
    asks: bool | None


def key(name: str) -> str:
    """The same label again: Vraag 1 and VRAAG 2."""
    return re.sub(r"\s*\d+$", "", name.strip().casefold())


def candidate(line: str) -> str:
    """The name before the colon with which a line begins, or nothing."""
    name = named(LABEL.match(line))
    return name if name[:1].isupper() and name.count(" ") <= 3 else ""


def named(match: re.Match[str] | None) -> str:
    return (match["name"] or match["letter"]).strip() if match else ""


def recognised(
    lines: Iterable[str], names: Mapping[str, bool] | None = None
) -> dict[str, Label]:
    """The labels of a document, by key. `names` are known speakers: whether each asks."""
    said = defaultdict(list)
    for line in lines:
        if name := candidate(line):
            said[key(name)].append(
                (name, line.rstrip(CLOSERS + "\r\n\t").endswith("?"))
            )
    names = names or {}
    asked = {
        label: sum(asks for _, asks in turns) / len(turns)
        for label, turns in said.items()
    }
    found = [
        label
        for label, turns in said.items()
        if not NO_SPEAKER.fullmatch(label)
        and (len(turns) > 1 or _known(label, names) is not None)
        if _known(label, names) is not None or _is_like_a_name(turns[0][0])
    ]
    roles = {label: _known(label, names) for label in found}
    counts = Counter({label: len(said[label]) for label in found})
    for label in found:
        if roles[label] is None:
            roles[label] = _role(label, counts, asked)
    unknown = [label for label in found if _known(label, names) is None]
    if len(unknown) == len(found) > 1 and True not in roles.values():
        roles = dict.fromkeys(found)  # All of them would answer, and nobody asks.
    if len(found) == 1 and not (roles[found[0]] or counts[found[0]] > 1 > len(unknown)):
        return {}  # One word before a colon, again and again, is a manner of speaking.
    return {label: Label(said[label][0][0], roles[label]) for label in found}


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isalpha()).casefold()


def names_somebody(label: str) -> bool:
    """Whether it is more than a role, such as `V` or `Antwoord`."""
    return bool(label) and key(label) not in ASKING | ANSWERING


def belongs_to(label: str, name: str) -> bool:
    """Whether a label is somebody's name, a part of it, or the initials."""
    label, name = key(label), name.strip().casefold()
    words = name.split()
    return bool(label) and (
        label in {name, initials(name), initials(name).replace("", ".")[1:]}
        or label in words
        or name.endswith(f" {label}")
    )


def _known(label: str, names: Mapping[str, bool]) -> bool | None:
    roles = {asks for name, asks in names.items() if belongs_to(label, name)}
    if len(roles) == 1:
        return roles.pop()
    return True if label in ASKING else False if label in ANSWERING else None


def _is_like_a_name(name: str) -> bool:
    return all(word[0].isupper() or word in PARTICLES for word in name.split())


def _role(label: str, counts: Counter[str], asked: Mapping[str, float]) -> bool | None:
    others = [asked[other] for other in counts if other != label]
    if len(others) == 1 and abs(asked[label] - others[0]) >= 0.5:
        return asked[label] > others[0]
    if counts[label] < FEW and asked[label] < 1:
        return None
    return True if asked[label] >= 0.6 else False if asked[label] <= 0.35 else None
