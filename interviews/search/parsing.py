"""What is typed into a search box, as people type it: nothing is an error.

Words that all must be there, "words next to each other", `or`, and - before what must not
be there. `or` binds looser than standing side by side does, as in PostgreSQL's
websearch_to_tsquery: `a b or c` is a and b, or c.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviews.search.words import WORD, fold, hyphenated

MARKS = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
PIECE = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"?|(?P<bare>[^\s"]+)')


@dataclass(frozen=True)
class Word:
    """One word, or what hyphens join: its parts, and then `joined` is all of it."""

    parts: tuple[str, ...]

    @property
    def joined(self) -> str:
        return "".join(self.parts)


@dataclass(frozen=True)
class Phrase:
    """Words next to each other, as they are written."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Not:
    of: Word | Phrase


@dataclass(frozen=True)
class All:
    of: tuple[Word | Phrase | Not, ...]


@dataclass(frozen=True)
class AnyOf:
    of: tuple[All, ...]


def parse(text: str) -> AnyOf:
    """What was asked; without a word in it, it has no alternatives."""
    alternatives: list[list[Word | Phrase | Not]] = [[]]
    for match in PIECE.finditer(text.translate(MARKS)):
        if match["bare"] and match["bare"].lower() == "or":
            alternatives.append([])
        elif match["bare"]:
            alternatives[-1] += _bare(match["bare"])
        elif words := tuple(_words(match["phrase"])):
            phrase = Phrase(words)
            alternatives[-1].append(Not(phrase) if match["minus"] else phrase)
    return AnyOf(tuple(All(tuple(some)) for some in alternatives if some))


def _bare(piece: str) -> list[Word | Phrase | Not]:
    negated = re.match(r"-+(?=[^\W_])", piece)
    found: list[Word | Phrase | Not] = []
    place = 0
    for match in hyphenated(piece):
        found += [Word((word,)) for word in _words(piece[place : match.start()])]
        found.append(Word(tuple(_words(match[0]))))
        place = match.end()
    found += [Word((word,)) for word in _words(piece[place:])]
    if negated and found:
        return [Not(found[0]), *found[1:]]  # type: ignore[arg-type]
    return found


def _words(text: str) -> list[str]:
    return [folded for match in WORD.finditer(text) if (folded := fold(match[0]))]
