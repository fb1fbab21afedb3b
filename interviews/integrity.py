"""What should hold and could have drifted: what is derived, and rules that were gone around.

The database keeps its rules while its triggers are on. They can be turned off, a dump can
be restored without them, and a new version may look at words in another way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection

from interviews.models import NewWord, Word
from interviews.search import vocabulary
from interviews.search.languages import keys

BATCH = 5_000
WORDS_OF_TEXTS = """
    SELECT DISTINCT interviews_primary_language(i.language), lexeme
    FROM interviews_interview i
    CROSS JOIN LATERAL (
        SELECT words FROM interviews_turn WHERE interview_id = i.id
        UNION ALL SELECT words FROM interviews_passage WHERE interview_id = i.id
        UNION ALL SELECT i.words
    ) AS part
    CROSS JOIN unnest(part.words)
"""
INDEXED = {
    "turn": "text",
    "quote": "text",
    "passage": "heading || E'\\n\\n' || text",
    "interview": "title",
}
FALSE_QUOTES = """
    SELECT 'quote ' || q.public_id FROM interviews_quote q
    JOIN interviews_turn t ON t.id = q.turn_id
    WHERE q.withdrawn_at IS NULL
    AND q.text IS DISTINCT FROM substr(t.text, q.start + 1, q."end" - q.start)
"""
FALSE_MENTIONS = """
    SELECT 'mention "' || m.text || '" at ' || m.start FROM interviews_mention m
    LEFT JOIN interviews_turn t ON t.id = m.turn_id
    LEFT JOIN interviews_passage p ON p.id = m.passage_id
    WHERE m.text IS DISTINCT FROM
        substr(coalesce(t.text, p.text), m.start + 1, m."end" - m.start)
"""


@dataclass(frozen=True)
class Check:
    """Something that should not be found, and how it is mended where it can be."""

    what: str
    find: Callable[[], list[str]]
    mend: Callable[[], object] | None = None


def checks() -> list[Check]:
    indexes = [
        Check(
            f"{table}s whose words are not those of their text",
            lambda table=table: _rows(_stale_words(table)),  # type: ignore[misc]
            lambda table=table: _generate_words(table),  # type: ignore[misc]
        )
        for table in INDEXED
    ]
    return [
        *indexes,
        Check("words whose forms were not looked at yet", _new, vocabulary.learn),
        Check("words of texts that search does not know", _unknown, _note_unknown),
        Check("words that search knows by other forms", _changed, _note_changed),
        Check("words that no text has any more", _unused, _forget_unused),
        Check("quotes that are not what is said there", lambda: _rows(FALSE_QUOTES)),
        Check("mentions that are not what stands there", lambda: _rows(FALSE_MENTIONS)),
    ]


def _rows(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [str(name) for (name,) in cursor]


def _pairs(sql: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [(language, word) for language, word in cursor]


def _stale_words(table: str) -> str:
    return f"""
        SELECT id FROM interviews_{table}
        WHERE words IS DISTINCT FROM interviews_words({INDEXED[table]})
    """  # noqa: S608 - the tables are ours


def _generate_words(table: str) -> None:
    column = "title" if table == "interview" else "text"
    with connection.cursor() as cursor:
        # Whatever is written, the database generates them again.
        cursor.execute(
            f"UPDATE interviews_{table} SET {column} = {column} "  # noqa: S608
            f"WHERE id IN ({_stale_words(table)})"
        )


def _new() -> list[str]:
    words = NewWord.objects.values_list("language", "word").distinct().order_by()
    return _named(words)


def _named(pairs: object) -> list[str]:
    return [f"{word} ({language})" for language, word in pairs]  # type: ignore[attr-defined]


UNKNOWN = f"""
    {WORDS_OF_TEXTS}
    EXCEPT SELECT language, word FROM interviews_word
    EXCEPT SELECT language, word FROM interviews_newword
"""  # noqa: S608
UNUSED = f"SELECT language, word FROM interviews_word EXCEPT {WORDS_OF_TEXTS}"  # noqa: S608


def _unknown() -> list[str]:
    return _named(_pairs(UNKNOWN))


def _note_unknown() -> None:
    pairs = _pairs(UNKNOWN)
    for start in range(0, len(pairs), BATCH):
        vocabulary.note(pairs[start : start + BATCH])


def _with_other_keys() -> Iterator[tuple[str, str]]:
    for word in Word.objects.order_by("pk").iterator(BATCH):
        if sorted(word.keys) != keys(word.word, word.language):
            yield word.language, word.word


def _changed() -> list[str]:
    return _named(_with_other_keys())


def _note_changed() -> None:
    pairs = list(_with_other_keys())
    for start in range(0, len(pairs), BATCH):
        vocabulary.note(pairs[start : start + BATCH])


def _unused() -> list[str]:
    return _named(_pairs(UNUSED))


def _forget_unused() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM interviews_word WHERE (language, word) IN ({UNUSED})"  # noqa: S608
        )
