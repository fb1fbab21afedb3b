"""Which turns a claim may come from, found by the words they share.

Every turn has its words in a generated column, and an index of them. A claim is looked up
in small sets of its words that must stand together in a turn: all words of a short window,
for words that were kept, and pairs of its rarest words, for words that were changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from interviews.models import Turn
from interviews.querysets import InterviewQuerySet
from interviews.verification.claims import Claim

WINDOW = 6
STRIDE = 3
# Of so many words of a claim in a row, this many are taken for rare.
STRETCH = 40
RARE = 12
MAX_LOOKUPS = 240
MAX_TURNS_OF_A_LOOKUP = 30
MAX_TURNS = 40
FEW_TURNS = 3
# The longest word that the index keeps whole; see interviews_wording() in the migrations.
MAX_WORD = 40

# How common the commonest words are, as counted for the query planner.
COMMONNESS = """
    SELECT word, share
    FROM pg_stats, unnest(
        most_common_elems::text::text[],
        most_common_elem_freqs[:cardinality(most_common_elems::text::text[])]
    ) AS common (word, share)
    WHERE schemaname = current_schema() AND tablename = 'turn_by_word' AND word = ANY (%s)
"""
# Each set of words is looked up in the index before anything else is asked of a turn:
# a limit alone would tempt the planner to read the table instead.
LOOKUP = """
    SELECT turn_id
    FROM unnest(%s::text[]) AS lookup (words)
    CROSS JOIN LATERAL (
        WITH hit AS MATERIALIZED (
            SELECT id, interview_id FROM interviews_turn
            WHERE string_to_array(wording, ' ') @> string_to_array(lookup.words, ' ')
        )
        SELECT id FROM hit WHERE {is_visible} LIMIT {limit}
    ) AS found (turn_id)
    GROUP BY turn_id
    ORDER BY sum(cardinality(string_to_array(lookup.words, ' ')) ^ 2) DESC, turn_id
    LIMIT {turns}
"""


def turns_with(claim: Claim, interviews: InterviewQuerySet) -> QuerySet[Turn]:
    """Turns of these interviews that share the most words with the claim, in no order."""
    words = [word.key[:MAX_WORD] for word in claim.words]
    rarity = _rarity(words, interviews.db)
    sentences = [words[start:end] for start, end in claim.sentences()]
    lookups = [*_thinned(_windows(sentences)), *_thinned(_rare_pairs(words, rarity))]
    found = _look_up(lookups, interviews)
    if len(found) < FEW_TURNS:
        rarest = sorted(set(words), key=rarity.__getitem__)[:FEW_TURNS]
        found += _look_up([[word] for word in rarest], interviews)
    return Turn.objects.using(interviews.db).filter(pk__in=found)


def _rarity(words: Sequence[str], database: str) -> dict[str, tuple[float, int]]:
    """Rarest first: the share of turns that have the word, then by length."""
    with connections[database].cursor() as cursor:
        cursor.execute(COMMONNESS, [list(set(words))])
        shares = dict(cursor.fetchall())
    return {word: (shares.get(word, 0.0), -len(word)) for word in words}


def _windows(sentences: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    return [
        sentence[start : start + WINDOW]
        for sentence in sentences
        for start in range(0, max(len(sentence) - WINDOW, 0) + STRIDE, STRIDE)
    ]


def _rare_pairs(
    words: Sequence[str], rarity: dict[str, tuple[float, int]]
) -> list[Sequence[str]]:
    pairs: list[Sequence[str]] = []
    for start in range(0, len(words), STRETCH):
        stretch = range(start, min(start + STRETCH, len(words)))
        rare = sorted(sorted(stretch, key=lambda n: rarity[words[n]])[:RARE])
        for distance in (1, 2):
            pairs += [
                [words[one], words[other]]
                for one, other in zip(rare, rare[distance:], strict=False)
            ]
    return pairs


def _thinned(lookups: list[Sequence[str]]) -> list[Sequence[str]]:
    """Of a long text, lookups from all over it."""
    step = -(-len(lookups) // (MAX_LOOKUPS // 2)) or 1
    return lookups[::step]


def _look_up(
    lookups: Sequence[Sequence[str]], interviews: InterviewQuerySet
) -> list[int]:
    visible = interviews.filter(pk=RawSQL("hit.interview_id", ()))
    is_visible, parameters = visible.order_by().values("pk").query.sql_with_params()
    turns = MAX_TURNS + len(lookups)
    sql = LOOKUP.format(
        is_visible=f"EXISTS ({is_visible})",
        limit=MAX_TURNS_OF_A_LOOKUP,
        turns=turns,
    )
    with connections[interviews.db].cursor() as cursor:
        cursor.execute(sql, [[" ".join(words) for words in lookups], *parameters])
        return [turn_id for (turn_id,) in cursor]
