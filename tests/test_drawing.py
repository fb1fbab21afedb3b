"""Drawing is fair: no row is more likely than another."""

from collections import Counter
from datetime import date, timedelta

from interviews import drawing
from interviews.models import Quote

KEYS = list(range(1, 21))
DRAWS = 2_000
# Chi square, 19 degrees of freedom, one in a thousand. The seeds are fixed: no chance here.
UNEVEN = 43.8


def drawn(seed: str) -> int:
    order = drawing.order(seed, max(KEYS))
    ((_, key),) = drawing.draw(Quote.objects.none(), KEYS, order, 0, 1)
    return key


def unevenness(seeds: list[str]) -> float:
    counts = Counter(drawn(seed) for seed in seeds)
    expected = len(seeds) / len(KEYS)
    return sum((counts[key] - expected) ** 2 / expected for key in KEYS)


def test_days_are_fair():
    days = [date(2020, 1, 1) + timedelta(number) for number in range(DRAWS)]

    assert unevenness([f"daily {day}" for day in days]) < UNEVEN


def test_seeds_are_fair():
    assert unevenness([str(number) for number in range(DRAWS)]) < UNEVEN
