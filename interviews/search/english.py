"""English: which words are forms of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from interviews.search.dictionary import Dictionary, dictionary
from interviews.search.lists import by_form, listed
from interviews.search.words import APOSTROPHE

REMEMBERED = 200_000
# What stands shortened behind an apostrophe; of some it cannot be known.
SHORTENED = {"d": "", "ll": "will", "m": "am", "re": "are", "ve": "have", "t": "not"}
NEGATED = {"ca": "can", "sha": "shall", "wo": "will"}
# Forms that are known as another word, too, or only.
IRREGULAR = by_form(
    """
    axis: axes; bad: worse; basis: bases; bear: bore; bend: bent; big: bigger; bind: bound;
    bite: bit; break: broke; calf: calves; datum: data; dim: dimmer; drink: drunk; feel:
    felt; fit: fitter; go: gone; grim: grimmer; grind: ground; half: halves; hot: hotter;
    leaf: leaves; leave: left; lens: lenses; life: lives; loaf: loaves; mad: madder; mean:
    means; person: people; program: programmed programming; red: redder; ring: rung; rise:
    rose; shake: shook; sheaf: sheaves; shelf: shelves; shoot: shot; sky: skies; smell:
    smelt; swear: swore; thief: thieves; think: thought; true: truer truest; wet: wetter;
    wife: wives; win: won; wind: wound
    """
)
# Of these, what the list has is wrong.
MISTAKEN = frozenset(["dont", "skies", "worse"])
# No forms of verbs, though verbs stand in them.
NOUNS_IN_ING = frozenset(["ceiling", "during", "evening", "morning", "sterling"])
# Whose ’s is `is`, and no genitive.
PRONOUNS = listed("he here how it let she that there what when where who")
# One syllable that doubles its last letter: hopping is of hop, hoping of hope alone.
DOUBLING = re.compile(r"[^aeiou]*[aeiou][bdgklmnprtvz]")
# British and American, where both are words.
SPELLINGS = [
    (r"(?<=...)is(e|er|able|ation)$", r"iz\1"),
    (r"ys(e|er)$", r"yz\1"),
    (r"(?<=..)our(able|ed|ful|hood|ite|less)?$", r"or\1"),
    (r"([bt])re$", r"\1er"),
    (r"ence$", "ense"),
    (r"ogue$", "og"),
    (r"^programme$", "program"),
    (r"^grey$", "gray"),
]


def words() -> Dictionary:
    return dictionary("en")


@lru_cache(REMEMBERED)
def forms(word: str) -> frozenset[str]:
    """What this word shares with the other forms of it."""
    bare, _, ending = word.partition(APOSTROPHE)
    if ending == "s" and bare in PRONOUNS:
        return frozenset({word, f"{bare}s"})
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
    if ending == "s" and bare in PRONOUNS:
        return (bare,)
    if ending not in SHORTENED:
        return ()
    if ending == "t":
        bare = NEGATED.get(bare.removesuffix("n"), bare.removesuffix("n"))
    return tuple(filter(None, (bare, SHORTENED[ending])))


def written_with(word: str) -> frozenset[str]:
    """The word as it stands, with an ending that an apostrophe sets off."""
    return frozenset() if APOSTROPHE in word else frozenset({f"{word}{APOSTROPHE}s"})


def _keys(word: str) -> set[str]:
    keys = {word, IRREGULAR.get(word, word)} | _lemmas(word)
    return keys.union(*map(_spellings, keys))


def _lemmas(word: str) -> set[str]:
    known = words()
    lemma = known.lemma(word)
    if word in MISTAKEN:
        return set()
    if lemma is None:
        for ending, singular in (("ies", "y"), ("es", ""), ("s", "")):
            stem = word.removesuffix(ending) + singular
            if word.endswith(ending) and known.lemma(stem) == stem:
                return {stem}
        return set()
    if word.endswith("ing") and word not in NOUNS_IN_ING:
        return {lemma} | _verbs(word.removesuffix("ing"))
    if word == f"{lemma}ed":
        return {lemma} | _verbs(lemma)  # cancelled, of `cancell` to the list
    return {lemma}


def _verbs(stem: str) -> set[str]:
    """What building, writing, beginning and panicking come from."""
    if len(stem) < 3:
        return set()
    verbs = {f"{stem}e"}
    if not DOUBLING.fullmatch(stem):
        verbs.add(stem)
    if stem[-1] == stem[-2] or (stem.endswith("ick") and len(stem) > 5):
        verbs.add(stem[:-1])
    return {verb for verb in verbs if words().lemma(f"{verb}s") == verb}


def _spellings(word: str) -> Iterator[str]:
    for british, american in SPELLINGS:
        other = re.sub(british, american, word)
        if other != word and words().lemma(other) == other:
            yield other
