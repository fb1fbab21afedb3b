"""Rows in the order that a seed decides, a few at a time, however many there are.

`ORDER BY random()` reads and sorts every row. Here places are tried in turn, and those
that no matching row has are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest

from django.db.models import QuerySet

from interviews.permutation import Permutation

# So few rows are all read and put in order, where trying places would seldom find one.
FEW = 10_000
MAX_TRIED = 50_000
MAX_TRIED_AT_ONCE = 2_000
# So that up to a million rows have one domain, and adding some reshuffles nothing.
MIN_BITS = 20


def order(seed: str, greatest_key: int) -> Permutation:
    return Permutation(seed, max(MIN_BITS, greatest_key.bit_length()))


def some_keys(rows: QuerySet) -> list[int]:
    """All primary keys, or one more than FEW."""
    return list(_keys(rows)[: FEW + 1])


def draw(
    rows: QuerySet, keys: list[int], by: Permutation, place: int, size: int
) -> list[tuple[int, int]]:
    """The first rows at a place or after it, as places and primary keys.

    `keys` are those that `some_keys` gave: whether they are few changes nothing in the answer.
    """
    if len(keys) <= FEW:
        return _in_order(keys, by, place, size)
    found: list[tuple[int, int]] = []
    end = min(place + MAX_TRIED, by.size)
    tried, at_once = place, max(8, size)
    while tried < end and len(found) < size:
        at_once = min(2 * at_once, MAX_TRIED_AT_ONCE, end - tried)
        numbers = {by.number_at(at): at for at in range(tried, tried + at_once)}
        hits = _keys(rows.filter(pk__in=list(numbers)))
        found += sorted((numbers[key], key) for key in hits)
        tried += at_once
    if len(found) < size and tried < by.size:
        # Keys lie so far apart that reading them all takes less than finding them.
        return _in_order(_keys(rows), by, place, size)
    return found[:size]


def _in_order(
    keys: Iterable[int], by: Permutation, place: int, size: int
) -> list[tuple[int, int]]:
    # A row that came after the order was made may have a key that is not in it.
    places = ((by.place_of(key), key) for key in keys if key < by.size)
    return nsmallest(size, (found for found in places if found[0] >= place))


def _keys(rows: QuerySet) -> QuerySet:
    return rows.order_by().prefetch_related(None).values_list("pk", flat=True)
