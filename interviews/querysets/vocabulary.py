"""What is asked of the words that stand in texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import connections
from django.db.models import QuerySet

# So many words are tried in the place of one that was asked for, the shortest first: long
# compounds are rare ones.
MAX_RELATED = 1_000


class Relative(NamedTuple):
    """A word that stands in texts and has a key in common with one that was asked for."""

    language: str
    asked: str
    word: str
    is_form: bool


class WordQuerySet(QuerySet):
    def languages(self) -> list[str]:
        """All there are words of, found without reading the words."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                """
                WITH RECURSIVE found(language) AS (
                    (SELECT language FROM interviews_word ORDER BY language LIMIT 1)
                    UNION ALL
                    SELECT following.language
                    FROM found
                    CROSS JOIN LATERAL (
                        SELECT language FROM interviews_word
                        WHERE language > found.language
                        ORDER BY language LIMIT 1
                    ) AS following
                )
                SELECT language FROM found
                """
            )
            return [language for (language,) in cursor]

    def relatives(
        self, asked: Iterable[tuple[str, str, list[str]]], part: str
    ) -> Iterator[Relative]:
        """For each language, word and its keys: what has one of them, alone or in a part."""
        columns = list(zip(*asked, strict=True))
        if not columns:
            return
        languages, words, keys = columns
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                """
                SELECT asked.language, asked.word, found.word, found.is_form
                FROM unnest(%s::text[], %s::text[], %s::text[])
                    AS asked (language, word, keys)
                CROSS JOIN LATERAL (
                    SELECT word, keys && string_to_array(asked.keys, ' ') AS is_form
                    FROM interviews_word
                    WHERE language = asked.language AND keys && string_to_array(
                        asked.keys || ' ' || %s || replace(asked.keys, ' ', ' ' || %s), ' '
                    )
                    ORDER BY 2 DESC, length(word), word
                    LIMIT %s
                ) AS found
                """,
                [
                    list(languages),
                    list(words),
                    [" ".join(some) for some in keys],
                    part,
                    part,
                    MAX_RELATED,
                ],
            )
            yield from map(Relative._make, cursor)


class NewWordQuerySet(QuerySet):
    def pairs(self, most: int) -> list[tuple[str, str]]:
        """Language and word of some that were not looked at, each once."""
        some = self.order_by("pk").values_list("language", "word")[:most]
        return list(dict.fromkeys(some))
