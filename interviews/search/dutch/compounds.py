"""Which words a compound is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from interviews.search.dutch.compound_words import (
    AFTER_PREPOSITIONS,
    CLOSING,
    COMBINING,
    LINKS,
    NAMES_END_IN,
    NEVER_PARTS,
    NEVER_PARTS_IN,
    NOUNS,
    SHORT_PARTS,
    SHORT_STEMS,
    WHOLE,
)
from interviews.search.dutch.irregular import APART
from interviews.search.dutch.lexicon import (
    is_adjective,
    is_noun,
    is_stem,
    is_verb,
    words,
)
from interviews.search.words import APOSTROPHE

REMEMBERED = 200_000


@lru_cache(REMEMBERED)
def parts(word: str) -> tuple[str, ...]:
    """What a compound is made of, smaller compounds in it included; empty for others."""
    known = words()
    whole = word.partition(APOSTROPHE)[0]
    if len(whole) < 6:
        return ()
    if (lemma := known.lemma(whole)) is not None:
        if is_verb(lemma) and not is_noun(lemma):
            return ()
        # oppositieleider is oppositieleidster to the list, and grootvader grootmoeder.
        is_other = lemma.endswith(("ster", "mens")) or whole in APART
        whole = whole if is_other else lemma
    for preposition, heads in AFTER_PREPOSITIONS.items():
        head = whole.removeprefix(preposition)
        if head != whole and (head in heads or known.lemma(head) in heads):
            return (head,)
    single = split(whole)
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


@lru_cache(REMEMBERED)
def split(word: str) -> tuple[str, ...]:
    """The likeliest division, without the letters that link."""
    ways = [] if word in WHOLE else sorted(_ways(word))
    if not ways:
        return ()
    _, first, last = ways[0]
    return (*(split(first) or (first,)), *(split(last) or (last,)))


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
    if is_adjective(lemma) and (is_adjective(whole) or not is_noun(word)):
        return len(word) > 5
    if not (is_noun(word) or is_noun(lemma)):
        return False
    if is_adjective(whole) and not is_adjective(word):
        return False
    if word in NEVER_PARTS_IN and re.search(NEVER_PARTS_IN[word], whole):
        return False
    # Stockholm and Letland are no wood and no land: names are often in no dictionary.
    return lemma not in NAMES_END_IN or known.lemma(whole) is not None


def _may_come_first(word: str, link: str) -> bool:
    if word in SHORT_STEMS:
        return not link
    if not _is_part(word):
        return False
    known = words()
    lemma = known.lemma(word)
    if word in COMBINING:
        return not link
    if lemma is None:
        return word in NOUNS or (len(word) > 6 and bool(split(word)))
    if known.is_name(word) and link:
        return False
    if link in ("e", "en", "n"):
        return is_noun(word)
    # As it stands, a plural, the stem of a verb, or hoge in hogeschool; no other forms.
    return (
        lemma == word
        or is_noun(word)
        or is_stem(word, lemma)
        or (word.endswith(("s", "en", "er")) and is_noun(lemma))
        or (word.endswith("e") and lemma == word[:-1])
    )


def _is_part(word: str) -> bool:
    return (len(word) > 3 or word in SHORT_PARTS) and word not in NEVER_PARTS
