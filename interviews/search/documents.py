"""Whole interviews that meet a question: its title, turns and passages count together.

Not all words need stand in one text, so that each term is looked up by itself, all of them
at once, and what an interview has of them is put together here. A question of very many
words is looked up whole: some text must have them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from interviews.search.matching import All, AnyOf, Level, Node, Not, Term

# More words than these are looked for in one text, as of a passage that was pasted.
MAX_TERMS = 10
# Of a term that is in more texts than these, it is only asked which interviews have it.
MANY = 20_000
TEXTS = """(
    SELECT interview_id, words FROM interviews_turn
    UNION ALL SELECT interview_id, words FROM interviews_passage
    UNION ALL SELECT id, words FROM interviews_interview
)"""
# One interview's, read by what they belong to: an index of words would give all there are.
ITS_TEXTS = """(
    SELECT words FROM interviews_turn WHERE interview_id = interview.id
    UNION ALL SELECT words FROM interviews_passage WHERE interview_id = interview.id
    UNION ALL SELECT interview.words
    OFFSET 0
)"""
FIND = f"""
    SELECT asked.number, found.interview_id, found.level, found.texts
    FROM unnest(%s::text[], %s::tsquery[], %s::tsquery[], %s::tsquery[])
        WITH ORDINALITY AS asked (language, exact, form, compound, number)
    CROSS JOIN LATERAL (
        WITH text AS MATERIALIZED (
            SELECT interview_id,
                CASE WHEN words @@ exact THEN 0 WHEN words @@ form THEN 1 ELSE 2 END AS level
            FROM {TEXTS} AS text WHERE words @@ compound LIMIT {MANY + 1}
        )
        SELECT interview_id, min(level), count(*) FROM text
        WHERE (SELECT count(*) FROM text) <= {MANY} GROUP BY interview_id
        UNION ALL
        SELECT id, near.level, 1 FROM interviews_interview interview
        CROSS JOIN LATERAL (
            SELECT CASE
                WHEN EXISTS (SELECT FROM {ITS_TEXTS} AS text WHERE words @@ exact) THEN 0
                WHEN EXISTS (SELECT FROM {ITS_TEXTS} AS text WHERE words @@ form) THEN 1
                WHEN EXISTS (SELECT FROM {ITS_TEXTS} AS text WHERE words @@ compound) THEN 2
            END AS level
        ) AS near
        WHERE (SELECT count(*) FROM text) > {MANY} AND near.level IS NOT NULL
        AND interviews_primary_language(language) = asked.language
    ) AS found (interview_id, level, texts)
    JOIN interviews_interview interview ON interview.id = found.interview_id
    WHERE interviews_primary_language(interview.language) = asked.language
"""  # noqa: S608 - nothing of it was typed
EVERY = """
    SELECT id FROM interviews_interview
    WHERE interviews_primary_language(language) = %s
"""


class Hit(NamedTuple):
    """How near an interview comes, and in how many of its texts the words are."""

    level: Level
    texts: int


@dataclass(frozen=True)
class Whole:
    """A node that one text must meet by itself, taken for a term."""

    of: Node

    def tsquery(self, level: Level) -> str:
        return self.of.tsquery(level)

    def terms(self) -> list[Whole]:
        return [self]


# What each term finds, by the primary key of interviews.
Found = Mapping[Term | Whole, Mapping[int, Hit]]


def find(nodes: Mapping[str, Node]) -> dict[int, Hit]:
    """Interviews, public or not, in each language by its own node."""
    looked_up = {language: _of_few_terms(node) for language, node in nodes.items()}
    found = _by_term(looked_up)
    return {
        interview: hit
        for language, node in looked_up.items()
        for interview in _candidates(language, node, found[language])
        if (hit := _hit(node, interview, found[language])) is not None
    }


def _of_few_terms(node: Node) -> Node | Whole:
    few = len(set(_every_term(node))) <= MAX_TERMS
    return node if few else Whole(node)


def _by_term(
    nodes: Mapping[str, Node | Whole],
) -> dict[str, dict[Term | Whole, dict[int, Hit]]]:
    terms = [
        (language, term)
        for language, node in nodes.items()
        for term in dict.fromkeys(_every_term(node))
    ]
    found: dict[str, dict[Term | Whole, dict[int, Hit]]] = {
        language: defaultdict(dict) for language in nodes
    }
    queries = [[term.tsquery(level) for _, term in terms] for level in Level]
    with connection.cursor() as cursor:
        cursor.execute(FIND, [[language for language, _ in terms], *queries])
        for number, interview, level, texts in cursor:
            language, term = terms[number - 1]
            found[language][term][interview] = Hit(Level(level), texts)
    return found


def _every_term(node: Node | Whole) -> Iterator[Term | Whole]:
    match node:
        case Term() | Whole():
            yield node
        case Not(of):
            yield of
        case All(of) | AnyOf(of):
            for part in of:
                yield from _every_term(part)


def _candidates(language: str, node: Node | Whole, found: Found) -> Iterable[int]:
    if _is_met_by_nothing(node):
        with connection.cursor() as cursor:
            cursor.execute(EVERY, [language])
            return [interview for (interview,) in cursor]
    return {interview for term in node.terms() for interview in found[term]}


def _is_met_by_nothing(node: Node | Whole) -> bool:
    """Whether an interview without any of the words would do: only -these."""
    match node:
        case Not():
            return True
        case All(of):
            return all(_is_met_by_nothing(part) for part in of)
        case AnyOf(of):
            return any(_is_met_by_nothing(part) for part in of)
        case _:
            return False


def _hit(node: Node | Whole, interview: int, found: Found) -> Hit | None:
    match node:
        case Term() | Whole():
            return found[node].get(interview)
        case Not(of):
            unwanted = found[of].get(interview)
            is_there = unwanted and unwanted.level <= Level.FORM
            return None if is_there else Hit(Level.EXACT, 0)
        case All(of):
            hits = [_hit(part, interview, found) for part in of]
            met = [hit for hit in hits if hit is not None]
            return _together(met, max) if len(met) == len(hits) else None
        case AnyOf(of):
            hits = [_hit(part, interview, found) for part in of]
            met = [hit for hit in hits if hit is not None]
            return _together(met, min) if met else None
    raise TypeError(node)


def _together(hits: list[Hit], of_levels: Callable[[Iterable[Level]], Level]) -> Hit:
    return Hit(of_levels(hit.level for hit in hits), sum(hit.texts for hit in hits))
