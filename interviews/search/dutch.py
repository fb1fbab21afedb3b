"""Dutch: which words are forms of each other, and which words a compound is made of.

simplemma knows some 370,000 forms, but gives each one lemma: `lopen` is `loop` to it, and
`gevangenen` a form of `vangen`. So a word has several keys, its own form among them, and
two words are forms of each other when they share one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from interviews.search.compounds import (
    CLOSING,
    COMBINING,
    LINKS,
    NAMES_END_IN,
    NEVER_PARTS,
    NEVER_PARTS_IN,
    NOUNS,
    SHORT_PARTS,
    WHOLE,
)
from interviews.search.dictionary import Dictionary, dictionary
from interviews.search.dutch_forms import APART, NO_DIMINUTIVES, PLURALS, VERBS
from interviews.search.words import APOSTROPHE

REMEMBERED = 200_000
PARTICLES = [
    "aan",
    "achter",
    "af",
    "bekend",
    "bij",
    "binnen",
    "boven",
    "buiten",
    "deel",
    "dicht",
    "door",
    "gevangen",
    "goed",
    "heen",
    "in",
    "kwijt",
    "langs",
    "los",
    "mee",
    "na",
    "neer",
    "om",
    "onder",
    "op",
    "open",
    "over",
    "plaats",
    "rond",
    "samen",
    "stop",
    "tegen",
    "terug",
    "toe",
    "uit",
    "vast",
    "vol",
    "voor",
    "voorbij",
    "vrij",
    "weg",
]


def words() -> Dictionary:
    return dictionary("nl")


@lru_cache(REMEMBERED)
def forms(word: str) -> frozenset[str]:
    """What this word shares with the other forms of it."""
    keys = {word, PLURALS.get(word, word), VERBS.get(word, word)}
    if len(word) < 3 or word in APART:
        return frozenset(keys)
    bare, _, ending = word.partition(APOSTROPHE)
    if ending == "s":
        # A plural, a genitive, or both: foto’s, Anna’s.
        keys |= {bare, f"{bare}s"}
        word = bare
    lemma = words().lemma(word)
    if lemma is None:
        keys |= _keys_of_unknown(word)
    elif person := _participle_as_noun(word, lemma):
        # gevangenen: who was caught, and no form of vangen.
        keys |= {person}
    elif not word.endswith("ers") or f"{lemma}ers" != word:  # iets wilders
        keys |= {lemma}
    if lemma is None or lemma == word:
        keys |= set(_likely_lemmas(word))
    keys |= set(filter(_is_noun, _without_diminutive(word.removesuffix("s"))))
    return frozenset(keys)


def _participle_as_noun(word: str, lemma: str) -> str | None:
    if word.endswith(("ene", "enen")) and lemma != word and _is_verb(lemma):
        return word.removesuffix("n")
    return None


def _keys_of_unknown(word: str) -> set[str]:
    if split := _split(word):
        # The last part bends: staatszenders, a form of staatszender.
        last = split[-1]
        lemma = words().lemma(last) or last
        return {word[: len(word) - len(last)] + lemma}
    keys = set()
    if re.search(r"[^aeiou]en$", word):
        keys.add(word[:-1])  # gedetineerden, a form of gedetineerde
    if re.search(r"[^aeiou]e$", word):
        # Oekraïense, gefingeerde; and Chinese with its long vowel.
        keys |= {word[:-1], _lengthened(word[:-1])}
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
        for base in {stem, _lengthened(stem), stem[:-1]}:
            if _is_adjective(base) and not _is_verb(word):
                yield base
    if word.endswith("en") and _is_verb(word) and known.lemma(word[:-1]) == word[:-1]:
        yield word[:-1]  # getuigen, who see and to see
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
        if (lemma := words().lemma(word)) and lemma != word and _is_verb(lemma):
            yield lemma
        if word.endswith("en") and _is_verb(word[2:]) and not _is_verb(word):
            yield word[2:]
        if word.endswith(("d", "t")) and not _is_noun(word):
            yield from _infinitives(word[2:-1])
            yield from _infinitives(word[2:])
    match = re.fullmatch(r"(.{3,}?)(?:[dt]en?|t)", word)
    if match and not _is_noun(word):
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
        _shortened(stem),
        _shortened(voiced),
    }:
        verb = f"{base}en"
        if _is_verb(verb) and (_is_stem(stem, verb) or words().lemma(verb) != verb):
            yield verb


def _shortened(stem: str) -> str:
    return re.sub(r"([aeou])\1([^aeiou])$", r"\1\2", stem)


def _lengthened(stem: str) -> str:
    return re.sub(r"(?<![aeiou])([aeou])([^aeiou])$", r"\1\1\2", stem)


@cache
def _is_adjective(word: str) -> bool:
    """Known by its comparative or superlative."""
    known = words()
    shorter = _shortened(word)
    forms_ = (f"{word}er", f"{word}ere", f"{word}st", f"{word}ste", f"{shorter}er")
    return (
        len(word) > 2
        and known.lemma(word) == word
        and any(known.lemma(form) == word for form in forms_)
    )


def separable(word: str) -> tuple[str, str] | None:
    """Particle and verb of ophalen, opgehaald: what may stand apart in a text."""
    for key in sorted(forms(word)):
        if not _is_verb(key):
            continue
        for particle in PARTICLES:
            verb = key.removeprefix(particle)
            if verb != key and len(verb) > 3 and _is_verb(verb):
                return particle, verb
    return None


def joined(verb: str, particle: str) -> str | None:
    """The separable verb that haalde and op are: ophalen."""
    if particle not in PARTICLES:
        return None
    for key in sorted(forms(verb)):
        if _is_verb(key) and words().lemma(particle + key) is not None:
            return particle + key
    return None


@cache
def _is_verb(word: str) -> bool:
    # Known by what others are forms of it: it has a third person or a participle.
    if not word.endswith("n") or len(word) < 4:
        return False
    known = words()
    stem = word[:-2] if word.endswith("en") else word[:-1]
    stems = {stem, stem[:-1] if stem[-2:-1] == stem[-1:] else stem}
    if len(stem) > 1 and stem[-2] in "aeou" and stem[-1] not in "aeiou":
        stems.add(stem[:-1] + stem[-2] + stem[-1] if len(stem) > 1 else stem)
        stems.add(f"{stem[:-1]}{stem[-2]}{stem[-1]}")
    stems |= {
        f"{stem[:-1]}{end}"
        for stem in tuple(stems)
        for last, end in (("v", "f"), ("z", "s"))
        if stem.endswith(last)
    }
    return (
        any(
            known.lemma(form) == word
            for stem in stems
            for form in (
                f"{stem.removesuffix('t')}t",
                f"ge{stem}t",
                f"ge{stem}d",
                f"{stem}de",
                f"{stem}te",
            )
        )
        or known.lemma(f"ge{word}") == word
    )


# Compounds


@lru_cache(REMEMBERED)
def parts(word: str) -> tuple[str, ...]:
    """What a compound is made of, smaller compounds in it included; empty for others."""
    known = words()
    whole = word.partition(APOSTROPHE)[0]
    if len(whole) < 6:
        return ()
    if (lemma := known.lemma(whole)) is not None:
        if _is_verb(lemma) and not _is_noun(lemma):
            return ()
        # oppositieleider is oppositieleidster to the list
        whole = whole if lemma.endswith("ster") else lemma
    single = () if whole in WHOLE else _split(whole)
    if single and known.is_name(whole) and single[-1] in NAMES_END_IN:
        return ()
    places = []
    for part in single:
        start = whole.index(part, places[-1][1] if places else 0)
        places.append((start, start + len(part)))
    return tuple(
        whole[start:end]
        for number, (start, _) in enumerate(places)
        for _, end in places[number:]
        if end - start < len(whole)
    )


def forms_of_part(part: str) -> frozenset[str]:
    """As `forms`, for what stands in a compound: staats is of staat, dieven of dief."""
    keys = forms(part) | forms(COMBINING.get(part, part))
    for ending in ("s", "en", "n"):
        bare = part.removesuffix(ending)
        if bare != part and words().lemma(bare) == bare and len(bare) > 2:
            keys |= forms(bare)
    return keys


@lru_cache(REMEMBERED)
def _split(word: str) -> tuple[str, ...]:
    """The likeliest division, without the letters that link."""
    ways = sorted(_ways(word))
    if not ways:
        return ()
    _, first, last = ways[0]
    return (*(_split(first) or (first,)), *(_split(last) or (last,)))


def _ways(word: str) -> Iterator[tuple[tuple[int, ...], str, str]]:
    known = words()
    for place in range(3, len(word) - 2):
        head, before = word[place:], word[:place]
        if not _is_head(head, word):
            continue
        for link in LINKS:
            first = before.removesuffix(link)
            if link and first == before:
                continue
            if not _may_come_first(first, link):
                continue
            cost = (
                # Known words before words that must be divided in turn.
                known.lemma(first) is None,
                # rechts+zaak rather than recht+s+zaak costs; so do other links.
                2 if link in ("e", "en", "n") else len(link),
                known.lemma(first) != first,
                -len(head),
            )
            yield cost, first, head


def _is_head(word: str, whole: str) -> bool:
    if not _is_part(word):
        return False
    known = words()
    lemma = known.lemma(word)
    if lemma is None or (word.endswith(CLOSING) and lemma not in NOUNS):
        return False
    if _is_adjective(lemma) and (_is_adjective(whole) or not _is_noun(word)):
        return len(word) > 5
    if not (_is_noun(word) or _is_noun(lemma)):
        return False
    if _is_adjective(whole) and not _is_adjective(word):
        return False
    if word in NEVER_PARTS_IN and re.search(NEVER_PARTS_IN[word], whole):
        return False
    # Stockholm and Letland are no wood and no land: names are often in no dictionary.
    return lemma not in NAMES_END_IN or known.lemma(whole) is not None


def _may_come_first(word: str, link: str) -> bool:
    if not _is_part(word):
        return False
    known = words()
    lemma = known.lemma(word)
    if word in COMBINING:
        return not link
    if lemma is None:
        return len(word) > 6 and bool(_split(word))
    if known.is_name(word) and link:
        return False
    if link in ("e", "en", "n"):
        return _is_noun(word)
    # As it stands, a plural, the stem of a verb, or hoge in hogeschool; no other forms.
    return (
        lemma == word
        or _is_noun(word)
        or _is_stem(word, lemma)
        or (word.endswith(("s", "en", "er")) and _is_noun(lemma))
        or (word.endswith("e") and lemma == word[:-1])
    )


def _is_stem(word: str, verb: str) -> bool:
    if word.endswith("t"):
        return verb in (f"{word}en", f"{word}ten")
    return words().lemma(f"{word}t") == verb


def _is_part(word: str) -> bool:
    return (len(word) > 3 or word in SHORT_PARTS) and word not in NEVER_PARTS


@cache
def _is_noun(word: str) -> bool:
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
        return not _is_verb(word)
    return bool(re.search(r"(?:[aeiou].*ing|heid|tie|teit|schap|isme)$", word))
