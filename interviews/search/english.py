"""English: which words are forms of each other."""

from __future__ import annotations

from functools import lru_cache

from interviews.search.dictionary import Dictionary, dictionary
from interviews.search.words import APOSTROPHE

REMEMBERED = 200_000
# What stands shortened behind an apostrophe; of some it cannot be known.
SHORTENED = {"d": "", "ll": "will", "m": "am", "re": "are", "ve": "have", "t": "not"}
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
    if ending == "t":
        # dont is a way to write don’t; ill is none of I’ll.
        return frozenset({word, f"{bare}t"})
    if ending in SHORTENED:
        return frozenset({word})
    return frozenset(_keys(word))


def parts(word: str) -> tuple[str, ...]:
    """The words that one with an apostrophe is drawn together from: can’t is can not."""
    bare, _, ending = word.partition(APOSTROPHE)
    if ending not in SHORTENED:
        return ()
    if ending == "t":
        bare = NEGATED.get(bare.removesuffix("n"), bare.removesuffix("n"))
    return tuple(filter(None, (bare, SHORTENED[ending])))


def _keys(word: str) -> set[str]:
    keys = {word, IRREGULAR.get(word, word)}
    known = words()
    if lemma := known.lemma(word):
        keys.add(lemma)
        if word.endswith("ing") and word not in NOUNS_IN_ING:
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
