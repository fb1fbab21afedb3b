"""Which Dutch words are forms of each other.

simplemma knows some 370,000 forms, but gives each one lemma: `lopen` is `loop` to it, and
`gevangenen` a form of `vangen`. So a word has several keys, its own form among them, and
two words are forms of each other when they share one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from interviews.search.dutch.compound_words import COMBINING
from interviews.search.dutch.compounds import split
from interviews.search.dutch.irregular import (
    ADJECTIVES,
    APART,
    NO_DIMINUTIVES,
    PLURALS,
    VERBS,
)
from interviews.search.dutch.lexicon import (
    is_adjective,
    is_noun,
    is_stem,
    is_verb,
    lengthened,
    shortened,
    words,
)
from interviews.search.lists import listed
from interviews.search.words import APOSTROPHE

REMEMBERED = 200_000
SUPERLATIVE = ("st", "ste", "sten")
FEMALE = ("a", "er", "es", "in", "ster")
PARTICLES = sorted(
    listed(
        """
        aan achter af bekend bij binnen boven buiten deel dicht door gevangen goed heen in
        kwijt langs los mee na neer om onder op open over plaats rond samen stop tegen terug
        toe uit vast vol voor voorbij vrij weg
        """
    )
)


@lru_cache(REMEMBERED)
def forms(word: str) -> frozenset[str]:
    """What this word shares with the other forms of it."""
    keys = {word, *(of.get(word, word) for of in (PLURALS, VERBS, ADJECTIVES))}
    if len(word) < 3 or word in APART:
        return frozenset(keys)
    bare, _, ending = word.partition(APOSTROPHE)
    if ending == "s":
        # A plural, a genitive, or both: foto’s, Anna’s.
        keys |= {bare, f"{bare}s"}
        word = bare
    lemma = words().lemma(word)
    if lemma and _is_other_sex(word, lemma):
        lemma = word
    if lemma is None:
        keys |= _keys_of_unknown(word)
    elif person := _participle_as_noun(word, lemma):
        # gevangenen: who was caught, and no form of vangen.
        keys |= {person}
    elif not word.endswith("ers") or f"{lemma}ers" != word:  # iets wilders
        keys |= {lemma}
    if lemma is None or lemma == word:
        keys |= set(_likely_lemmas(word))
    if lemma == word[:-1] and word.endswith("en"):
        keys |= {lemma[:-1]} & {words().lemma(lemma)}  # zieken, as zieke is of ziek
        keys |= set(filter(is_adjective, _likely_lemmas(lemma)))
    if (lowest := word.removeprefix("aller")) != word and lowest.endswith(SUPERLATIVE):
        keys |= forms(lowest)
    keys |= set(filter(is_noun, _without_diminutive(word.removesuffix("s"))))
    return frozenset(keys)


def _is_other_sex(word: str, lemma: str) -> bool:
    """God and godin are forms of each other to the list; of danseres, danser is the lemma."""
    shorter, longer = sorted((word, lemma), key=len)
    return (
        longer.startswith(shorter)
        and longer[len(shorter) :] in FEMALE
        and words().lemma(shorter) == longer
    )


def _participle_as_noun(word: str, lemma: str) -> str | None:
    if word.endswith(("ene", "enen")) and lemma != word and is_verb(lemma):
        return word.removesuffix("n")
    return None


def _keys_of_unknown(word: str) -> set[str]:
    if parts := split(word):
        # The last part bends: staatszenders, a form of staatszender.
        last = parts[-1]
        lemma = words().lemma(last) or last
        return {word[: len(word) - len(last)] + lemma}
    keys = set()
    if re.search(r"[^aeiou]en$", word):
        keys.add(word[:-1])  # gedetineerden, a form of gedetineerde
    if re.search(r"[^aeiou]e$", word):
        # Oekraïense, gefingeerde; and Chinese with its long vowel.
        keys |= {word[:-1], lengthened(word[:-1])}
    if len(word) > 5 and re.search(r"[^s]s$", word):
        bare = word[:-1]
        # Genitives of names, and of what is known as it stands.
        if words().lemma(bare) in (None, bare):
            keys.add(bare)
    return keys


def _likely_lemmas(word: str) -> Iterator[str]:
    """What a word is a form of by its ending, where the list has it only as a word."""
    known = words()
    if (stem := re.sub(r"s?te?$|ere?$|e$", "", word)) != word:
        for base in {stem, lengthened(stem), stem[:-1]}:
            if is_adjective(base) and not is_verb(word):
                yield base
    if word.endswith("en") and is_verb(word) and known.lemma(word[:-1]) == word[:-1]:
        yield word[:-1]  # getuigen, who see and to see
    if word.endswith("end") and is_verb(word[:-1]):
        yield word[:-1]  # lopend
    for particle in ("", *PARTICLES):
        rest = word.removeprefix(particle)
        if rest != word or not particle:
            for verb in _verbs_of(rest):
                whole = particle + verb
                if not particle or known.lemma(whole) is not None:
                    yield whole


def _without_diminutive(word: str) -> Iterator[str]:
    if not word.endswith("je") or word in NO_DIMINUTIVES:
        return
    stem = word.removesuffix("je")
    yield stem
    for ending in ("t", "p"):
        yield stem.removesuffix(ending)
    if stem.endswith("et"):
        yield stem[:-2]
        if stem[-4:-3] == stem[-3:-2]:
            yield stem[:-3]  # balletje
    if stem.endswith("nk"):
        yield f"{stem[:-1]}g"  # woninkje


def _verbs_of(word: str) -> Iterator[str]:
    """What a participle, a past tense or a stem is a form of: trainen of getraind."""
    if word in VERBS:
        yield VERBS[word]
    if word.startswith("ge") and len(word) > 5:
        if (lemma := words().lemma(word)) and lemma != word and is_verb(lemma):
            yield lemma
        if word.endswith("en") and is_verb(word[2:]) and not is_verb(word):
            yield word[2:]
        if word.endswith(("d", "t")) and not is_noun(word):
            yield from _infinitives(word[2:-1])
            yield from _infinitives(word[2:])
    match = re.fullmatch(r"(.{3,}?)(?:[dt]en?|t)", word)
    if match and not is_noun(word):
        yield from _infinitives(match[1])
    if len(word) > 3 and not word.endswith("en"):
        yield from _infinitives(word)


def _infinitives(stem: str) -> Iterator[str]:
    if len(stem) < 3:
        return
    voiced = stem[:-1] + {"f": "v", "s": "z"}.get(stem[-1], stem[-1])
    for base in {
        stem,
        voiced,
        f"{stem}{stem[-1]}",
        shortened(stem),
        shortened(voiced),
    }:
        verb = f"{base}en"
        if is_verb(verb) and (is_stem(stem, verb) or words().lemma(verb) != verb):
            yield verb


def forms_of_part(part: str) -> frozenset[str]:
    """As `forms`, for what stands in a compound: staats is of staat, dieven of dief."""
    keys = forms(part) | forms(COMBINING.get(part, part))
    for ending in ("s", "en", "n"):
        bare = part.removesuffix(ending)
        if bare != part and words().lemma(bare) == bare and len(bare) > 2:
            keys |= forms(bare)
    if any(is_noun(key) and not is_verb(key) for key in keys):
        # Staatsmacht has to do with staat, not with staan.
        keys = frozenset(key for key in keys if key == part or not is_verb(key))
    return keys


def separable(word: str) -> tuple[str, str] | None:
    """Particle and verb of ophalen, opgehaald: what may stand apart in a text."""
    for key in sorted(forms(word)):
        if not is_verb(key):
            continue
        for particle in PARTICLES:
            verb = key.removeprefix(particle)
            if verb != key and len(verb) > 3 and is_verb(verb):
                return particle, verb
    return None


def joined(verb: str, particle: str) -> str | None:
    """The separable verb that haalde and op are: ophalen."""
    if particle not in PARTICLES:
        return None
    for key in sorted(forms(verb)):
        if is_verb(key) and words().lemma(particle + key) is not None:
            return particle + key
    return None
