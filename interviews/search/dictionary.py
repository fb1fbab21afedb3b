"""The forms of a language's words, from the lists that simplemma brings along.

Words come folded, as `words.fold` leaves them; lemmas are given folded, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from simplemma.strategies.dictionaries.dictionary_factory import (
    SUPPORTED_LANGUAGES,
    DefaultDictionaryFactory,
)

from interviews.search.words import APOSTROPHE, fold

# Where a capital tells a noun, and not a name.
CAPITALISE_NOUNS = frozenset({"de", "lb"})


class Dictionary:
    """Lemmas by form. A word that is only known with a capital is a name."""

    def __init__(
        self, lemmas: Mapping[str, str], *, capitalises_nouns: bool = False
    ) -> None:
        self._lemmas = lemmas
        self._capitalises_nouns = capitalises_nouns
        # A few in a hundred are not written as they are folded, such as café.
        self._unfolded = {
            folded: form
            for form in lemmas
            if not form.isascii() and (folded := fold(form)) not in lemmas
        }

    def lemma(self, word: str) -> str | None:
        form = self._form(word)
        if form is None:
            return None
        lemma = self._lemmas[form]
        folded = fold(lemma.replace("_", ""))
        # Belarussisch is no form of Belarus, nor Franse of Fransman.
        is_of_name = lemma[0].isupper() and not self._capitalises_nouns
        return None if is_of_name and folded != word else folded

    def is_name(self, word: str) -> bool:
        form = self._form(word)
        return form is not None and form[0].isupper()

    def _form(self, word: str) -> str | None:
        written = word.replace(APOSTROPHE, "'")
        for form in (written, self._unfolded.get(word), written.capitalize()):
            if form and form in self._lemmas:
                return form
        return None


def has_dictionary(language: str) -> bool:
    return language in SUPPORTED_LANGUAGES


@cache
def dictionary(language: str) -> Dictionary:
    """By primary subtag, such as nl; read when it is asked for first, in a second or so."""
    return Dictionary(
        DefaultDictionaryFactory().get_dictionary(language),
        capitalises_nouns=language in CAPITALISE_NOUNS,
    )
