"""English: which words are forms of each other."""

from __future__ import annotations

from functools import lru_cache

from interviews.search.dictionary import Dictionary, dictionary
from interviews.search.words import APOSTROPHE

REMEMBERED = 200_000
# What stands shortened behind an apostrophe.
SHORTENED = {"d": (), "ll": ("will",), "m": ("am",), "re": ("are",), "ve": ("have",)}
NEGATED = {"ca": "can", "sha": "shall", "wo": "will"}
# Forms that are known as another word, too, or only.
IRREGULAR = dict(
    pair.split(":")
    for pair in [
        "bent:bend",
        "bit:bite",
        "bore:bear",
        "bound:bind",
        "broke:break",
        "data:datum",
        "drunk:drink",
        "felt:feel",
        "gone:go",
        "ground:grind",
        "halves:half",
        "leaves:leaf",
        "left:leave",
        "lives:life",
        "loaves:loaf",
        "people:person",
        "rose:rise",
        "rung:ring",
        "shelves:shelf",
        "shook:shake",
        "shot:shoot",
        "swore:swear",
        "thieves:thief",
        "thought:think",
        "wives:wife",
        "won:win",
        "wound:wind",
    ]
)
# No forms of verbs, though verbs stand in them.
NOUNS_IN_ING = frozenset(["ceiling", "during", "evening", "morning", "sterling"])


def words() -> Dictionary:
    return dictionary("en")


@lru_cache(REMEMBERED)
def forms(word: str) -> frozenset[str]:
    """What this word shares with the other forms of it."""
    bare, _, ending = word.partition(APOSTROPHE)
    if ending == "s":
        # A genitive or a plural, or `is`, which is in every text.
        return frozenset({word, f"{bare}s"} | _keys(bare))
    if ending == "t" and bare.endswith("n"):
        verb = bare.removesuffix("n")
        return frozenset({word, "not"} | _keys(NEGATED.get(verb, verb)))
    if ending in SHORTENED:
        others = (_keys(other) for other in SHORTENED[ending])
        return frozenset({word} | _keys(bare).union(*others))
    return frozenset(_keys(word))


def _keys(word: str) -> set[str]:
    keys = {word, IRREGULAR.get(word, word)}
    known = words()
    if lemma := known.lemma(word):
        keys.add(lemma)
        if lemma == word and word.endswith("ing") and word not in NOUNS_IN_ING:
            keys |= _verbs(word.removesuffix("ing"))
        return keys
    for ending, singular in (("ies", "y"), ("es", ""), ("s", "")):
        stem = word.removesuffix(ending) + singular
        if word.endswith(ending) and known.lemma(stem) == stem:
            return keys | {stem}
    return keys


def _verbs(stem: str) -> set[str]:
    """What building, writing and beginning come from."""
    if len(stem) < 3:
        return set()
    verbs = {stem, f"{stem}e"}
    if stem[-1] == stem[-2]:
        verbs.add(stem[:-1])
    return {verb for verb in verbs if words().lemma(f"{verb}s") == verb}
