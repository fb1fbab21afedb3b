"""What the list of Dutch words tells of one of them: noun, verb or adjective.

The list has no such labels: a word is known by the forms that it has.
"""

from __future__ import annotations

import re
from functools import cache

from interviews.search.dictionary import Dictionary, dictionary
from interviews.search.dutch.compound_words import NOUNS
from interviews.search.words import APOSTROPHE


def words() -> Dictionary:
    return dictionary("nl")


@cache
def is_verb(word: str) -> bool:
    """Known by its third person, its past or its participle."""
    if not word.endswith("n") or len(word) < 4:
        return False
    known = words()
    stem = word.removesuffix("n").removesuffix("e")
    stems = {stem, lengthened(stem)}
    if stem[-2:-1] == stem[-1]:
        stems.add(stem[:-1])  # zetten
    stems |= {
        f"{long[:-1]}{end}"
        for long in tuple(stems)
        for last, end in (("v", "f"), ("z", "s"))
        if long.endswith(last)
    }
    finite = {
        form
        for stem in stems
        for form in (
            f"{stem.removesuffix('t')}t",
            f"{stem}de",
            f"{stem}te",
            f"ge{stem}d",
            f"ge{stem}t",
        )
    }
    return any(known.lemma(form) == word for form in {*finite, f"ge{word}"})


@cache
def is_noun(word: str) -> bool:
    """Known by its diminutive or plural, or by its ending."""
    known = words()
    lemma = known.lemma(word)
    if lemma is None or word in NOUNS:
        return word in NOUNS
    diminutives = [f"{word}{ending}" for ending in ("je", "tje", "pje", "etje")]
    diminutives.append(f"{word}{word[-1]}etje")
    if word.endswith("ing"):
        diminutives.append(f"{word[:-1]}kje")
    if any(known.lemma(form) in (word, lemma) for form in diminutives):
        return True
    plurals = [f"{word}s", f"{word}{APOSTROPHE}s"]
    if word.endswith("e"):
        plurals.append(f"{word}n")
    elif not word.endswith("en"):
        plurals += [f"{word}en", f"{word}{word[-1]}en"]
    if any(known.lemma(form) in (word, lemma) for form in plurals):
        return not is_verb(word)
    return bool(re.search(r"(?:[aeiou].*ing|heid|tie|teit|schap|isme)$", word))


@cache
def is_adjective(word: str) -> bool:
    """Known by its comparative or superlative."""
    known = words()
    shorter = shortened(word)
    forms_ = (f"{word}er", f"{word}ere", f"{word}st", f"{word}ste", f"{shorter}er")
    return (
        len(word) > 2
        and known.lemma(word) == word
        and any(known.lemma(form) == word for form in forms_)
    )


def is_stem(word: str, verb: str) -> bool:
    if word.endswith("t"):
        return verb in (f"{word}en", f"{word}ten")
    return words().lemma(f"{word}t") == verb


def shortened(stem: str) -> str:
    return re.sub(r"([aeou])\1([^aeiou])$", r"\1\2", stem)


def lengthened(stem: str) -> str:
    return re.sub(r"(?<![aeiou])([aeou])([^aeiou])$", r"\1\1\2", stem)
