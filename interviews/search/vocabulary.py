"""Which words of the texts are forms of a word, and which are compounds with it.

A text is found by its words as they stand, which the database indexes by itself. That
`gevangene` finds `gevangenen` and `gevangenenruil` is decided when it is asked: by the
words that stand in texts at all, each of which was looked at once. Words that came in
since are looked at on the way, so that nothing is missed while nobody has noted them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection, transaction

from interviews.models import NewWord, Word
from interviews.search.languages import PART, forms, keys

# More new words than these are found as they are written, until they are learned.
MAX_NEW = 20_000
LOCK = 0x574F5244  # Any number that nothing else in the database locks.


@dataclass
class Related:
    """Words of the texts that a search for one word looks for, too."""

    forms: set[str] = field(default_factory=set)
    compounds: set[str] = field(default_factory=set)


def languages() -> list[str]:
    """The languages of all texts there are."""
    found = set(Word.objects.languages())
    return sorted(found | {language for language, _ in NewWord.objects.pairs(MAX_NEW)})


def related(
    asked: Mapping[str, Iterable[str]],
) -> dict[str, dict[str, Related]]:
    """For each language, for each word that is asked for in it."""
    found = {
        language: {word: Related() for word in words}
        for language, words in asked.items()
    }
    shared = {
        language: {word: forms(word, language) for word in words}
        for language, words in found.items()
    }
    questions = [
        (language, word, sorted(keys_))
        for language, words in shared.items()
        for word, keys_ in words.items()
    ]
    for row in Word.objects.relatives(questions, PART):
        _add(found[row.language][row.asked], row.word, row.is_form)
    for language, new in NewWord.objects.pairs(MAX_NEW):
        new_keys = frozenset(keys(new, language))
        for word, of_word in shared.get(language, {}).items():
            if not of_word.isdisjoint(new_keys):
                _add(found[language][word], new, True)
            elif not new_keys.isdisjoint(PART + key for key in of_word):
                _add(found[language][word], new, False)
    return found


def _add(found: Related, word: str, is_form: bool) -> None:
    (found.forms if is_form else found.compounds).add(word)


def learn(batch: int = 5_000) -> int:
    """Look at the words that came into texts, and note what they are found by."""
    learned = 0
    while True:
        with transaction.atomic():
            with connection.cursor() as cursor:
                # One at a time: two would wait for each other's words.
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            rows = list(NewWord.objects.order_by("pk")[:batch])
            pairs = {(row.language, row.word) for row in rows}
            note(pairs)
            NewWord.objects.filter(pk__in=[row.pk for row in rows]).delete()
        learned += len(pairs)
        if len(rows) < batch:
            return learned


def note(pairs: Iterable[tuple[str, str]]) -> None:
    """Write down what these words, each of a language, are found by."""
    Word.objects.bulk_create(
        [
            Word(language=language, word=word, keys=keys(word, language))
            for language, word in sorted(pairs)
        ],
        update_conflicts=True,
        unique_fields=["language", "word"],
        update_fields=["keys"],
    )
