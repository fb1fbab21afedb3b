"""What the words of a language have in common, as keys that an index of words can hold.

Two words are forms of each other if they share a key. A compound has the keys of its
parts, too, with `+` before them. Words of a language that we know nothing of have
themselves alone for a key, and are found as they are written.
"""

from __future__ import annotations

from collections.abc import Callable

from interviews.search import english
from interviews.search.dictionary import dictionary, has_dictionary
from interviews.search.dutch import compounds
from interviews.search.dutch import forms as dutch
from interviews.search.lists import listed
from interviews.search.words import APOSTROPHE

PART = "+"
# Small words that lose their vowel in front of another: l’usine, un’altra.
ELIDED = {
    "ca": listed("d l m n s t"),
    "fr": listed("c d j jusqu l lorsqu m n puisqu qu quoiqu s t"),
    "it": listed("all bell c coll d dall dell l m n nell quell quest s sull t un v"),
}
OF_LANGUAGE: dict[str, Callable[[str], frozenset[str]]] = {
    "nl": dutch.forms,
    "en": english.forms,
}


def primary(language: str) -> str:
    """The language of a BCP 47 tag (RFC 5646, 2.2.1), without region and script."""
    return language.partition("-")[0].lower()


def forms(word: str, language: str) -> frozenset[str]:
    """What this word shares with its other forms."""
    if of_language := OF_LANGUAGE.get(language):
        return of_language(word)
    elided, _, rest = word.partition(APOSTROPHE)
    if elided in ELIDED.get(language, ()) and rest:
        return forms(rest, language) | {word}
    if not has_dictionary(language):
        return frozenset({word})
    return frozenset({word, dictionary(language).lemma(word) or word})


def written_with(word: str, language: str) -> frozenset[str]:
    """The same word with what an apostrophe joins to it, which changes nothing in it."""
    if language == "en":
        return english.written_with(word)
    joined = (f"{elided}{APOSTROPHE}{word}" for elided in ELIDED.get(language, ()))
    return frozenset(joined)


def keys(word: str, language: str) -> list[str]:
    """All that this word is found by."""
    of_parts: set[str] = set()
    if language == "nl":
        of_parts.update(*(dutch.forms_of_part(part) for part in compounds.parts(word)))
    elif language == "en":
        of_parts.update(english.parts(word))
    return sorted(forms(word, language) | {PART + key for key in of_parts})


def load() -> None:
    """Read the lists of words that are needed first, which takes a second or two."""
    for language in OF_LANGUAGE:
        dictionary(language)
