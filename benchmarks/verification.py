"""What it costs to verify a claim, as against a ranked full-text search of the same turns.

    DATABASE_URL=postgresql://… python -m benchmarks.verification [--rounds 40]

Needs a database that `python -m benchmarks.corpus` filled. Each round runs every kind of
question once, in turns, and what is printed are ratios of medians within one run.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable

from django.db import connection

from benchmarks.prose import Prose
from interviews.models import Turn
from interviews.verification.evidence import verify

UNIT = "search, one word or another"
SEARCH = """
    WITH question AS (SELECT websearch_to_tsquery('simple', %s) AS query)
    SELECT turn_id, ts_rank_cd(vector, query) AS rank
    FROM benchmark_search, question WHERE vector @@ query
    ORDER BY rank DESC, turn_id LIMIT 20
"""


def prepare() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('benchmark_search')")
        if cursor.fetchone() != (None,):
            return
        print("Indexing for the search that verification is compared with ...")
        cursor.execute(
            """
            CREATE UNLOGGED TABLE benchmark_search AS
                SELECT id AS turn_id, to_tsvector('simple', text) AS vector
                FROM interviews_turn;
            CREATE INDEX ON benchmark_search USING gin (vector);
            ANALYZE benchmark_search;
            """
        )


def search(words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SEARCH, [words])
        cursor.fetchall()


def questions(chance: random.Random) -> dict[str, Callable[[], object]]:
    prose = Prose(chance.random())  # type: ignore[arg-type]
    last = Turn.objects.order_by("-pk").values_list("pk", flat=True)[0]
    turn, other = (
        Turn.objects.filter(pk__lte=chance.randint(1, last)).order_by("-pk")[0]
        for _ in range(2)
    )
    words = turn.text.split()
    start = chance.randrange(len(words) - 20)
    said = words[start : start + 20]
    altered = [word if n % 6 else prose.words[n] for n, word in enumerate(said)]
    rare = sorted(chance.sample(words, 12), key=len)[-3:]
    common = " ".join(prose.words[:3])
    return {
        "search, three words": lambda: search(" ".join(rare)),
        UNIT: lambda: search(" or ".join(rare)),
        "search, three of the commonest words": lambda: search(common),
        "verify, said": lambda: verify(" ".join(said)),
        "verify, said, three words": lambda: verify(" ".join(said[:3])),
        "verify, altered": lambda: verify(" ".join(altered)),
        "verify, stitched": lambda: verify(
            " ".join([*said[:10], *other.text.split()[:10]])
        ),
        "verify, made up": lambda: verify(prose.sentence(20)),
        "verify, the commonest words": lambda: verify(" ".join(prose.words[:8])),
        "verify, 600 words": lambda: verify(prose.text() * 6),
        "verify, 50 kB": lambda: verify((prose.text() + " ") * 80),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    asked = parser.parse_args()
    prepare()
    chance = random.Random(2)
    seconds: dict[str, list[float]] = {}
    for number in range(asked.rounds + 2):
        for name, ask in questions(chance).items():
            began = time.perf_counter()
            ask()
            if number >= 2:  # the first rounds warm up
                seconds.setdefault(name, []).append(time.perf_counter() - began)
        print(f"\rround {number + 1} of {asked.rounds + 2}", end="", flush=True)
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    print(f"\n\nmedian, as a multiple of: {UNIT}")
    for name, median in medians.items():
        slowest = max(seconds[name])
        print(
            f"{median / medians[UNIT]:8.2f}  {name}"
            f"  ({median * 1000:.0f} ms, at most {slowest * 1000:.0f} ms here)"
        )


if __name__ == "__main__":
    main()
