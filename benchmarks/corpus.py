"""Fill an empty database with interviews of made-up words, as common as real words are.

    DATABASE_URL=postgresql://… python -m benchmarks.corpus [--turns 400000]

Ten thousand interviews of forty turns for 400,000 turns: about 600 characters each, of a
vocabulary of 30,000 words with Zipf's frequencies. The same seed gives the same corpus.
"""

import argparse
import itertools
import random
import sys
from collections.abc import Iterator

import django
from django.db import connection

TURNS_PER_INTERVIEW = 40
VOCABULARY = 30_000
WORDS_PER_TURN = 95
SEED = 1
ONSETS = [
    "b",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "w",
    "z",
    "sch",
    "st",
    "br",
    "gr",
    "tr",
    "vl",
    "kr",
]
VOWELS = ["a", "e", "i", "o", "u", "aa", "ee", "oe", "ie", "ui", "ij"]
CODAS = ["", "n", "r", "s", "t", "l", "k", "ng", "rt"]


def vocabulary() -> list[str]:
    syllables = ["".join(parts) for parts in itertools.product(ONSETS, VOWELS, CODAS)]
    order = random.Random(SEED)
    order.shuffle(syllables)
    words: dict[str, None] = dict.fromkeys(syllables[:200])
    while len(words) < VOCABULARY:
        words["".join(order.choices(syllables, k=order.choice((1, 2, 2, 3))))] = None
    return list(words)


class Prose:
    """Sentences without sense."""

    def __init__(self, seed: int = SEED) -> None:
        self.words = vocabulary()
        self.shares = list(
            itertools.accumulate(1 / rank for rank in range(1, VOCABULARY + 1))
        )
        self.random = random.Random(seed)

    def sentence(self, length: int) -> str:
        words = self.random.choices(self.words, cum_weights=self.shares, k=length)
        return " ".join(words).capitalize() + "."

    def text(self) -> str:
        lengths = [self.random.randint(5, 20) for _ in range(WORDS_PER_TURN // 12)]
        return " ".join(self.sentence(length) for length in lengths)


def fill(turns: int) -> None:
    interviews = turns // TURNS_PER_INTERVIEW
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM interviews_interview)")
        if cursor.fetchone() != (False,):
            sys.exit(
                "This database holds interviews. Give DATABASE_URL an empty one, after "
                "`python manage.py migrate`."
            )
        for table in ("interview", "speaker", "participation", "turn"):
            cursor.execute(f"ALTER TABLE interviews_{table} DISABLE TRIGGER USER")
        cursor.execute(
            """
            INSERT INTO interviews_speaker (slug, name, description)
            SELECT 'speaker-' || n, 'Speaker ' || n, '' FROM generate_series(1, 500) n;
            INSERT INTO interviews_interview (
                slug, title, publication, published_on, language, source_url, source_text,
                metadata_line, note, rights_holder, licence, credit_line, status
            )
            SELECT 'interview-' || n, 'Interview ' || n, 'Publication ' || n %% 20,
                date '2000-01-01' + n, 'nl', '', 'Made up', '', '', '', '', '', 'published'
            FROM generate_series(1, %s) n;
            INSERT INTO interviews_participation (interview_id, speaker_id, role, billed_as)
            SELECT i.id, s.id, role, ''
            FROM interviews_interview i
            JOIN LATERAL (VALUES ('interviewer', 1), ('interviewee', 2)) AS part (role, n)
                ON true
            JOIN interviews_speaker s ON s.slug = 'speaker-' || (i.id * n %% 500 + 1);
            """,
            [interviews],
        )
        cursor.execute(
            "SELECT interview_id, role, speaker_id FROM interviews_participation"
        )
        parts: dict[int, dict[str, int]] = {}
        for interview, role, speaker in cursor.fetchall():
            parts.setdefault(interview, {})[role] = speaker
        columns = "public_id, interview_id, position, kind, speaker_id, text"
        with cursor.copy(
            f"COPY interviews_turn ({columns}, opening_mark, closing_mark) FROM STDIN"
        ) as copy:
            for row in rows(parts):
                copy.write_row(row)
        for table in ("interview", "speaker", "participation", "turn"):
            cursor.execute(f"ALTER TABLE interviews_{table} ENABLE TRIGGER USER")
        print("\nAnalysing ...")
        cursor.execute("ANALYZE")


def rows(parts: dict[int, dict[str, int]]) -> Iterator[tuple[object, ...]]:
    prose = Prose()
    identifiers = itertools.count(58**9)
    for number, (interview, speakers) in enumerate(parts.items(), 1):
        if number % 100 == 0:
            print(f"\r{number:,} of {len(parts):,} interviews", end="", flush=True)
        for position in range(1, TURNS_PER_INTERVIEW + 1):
            kind, role = (
                ("question", "interviewer")
                if position % 2
                else ("answer", "interviewee")
            )
            yield (
                f"tn_{base58(next(identifiers))}",
                interview,
                position,
                kind,
                speakers[role],
                prose.text(),
                "",
                "",
            )


def base58(number: int) -> str:
    from interviews.identifiers import ALPHABET, LENGTH

    digits = ""
    while len(digits) < LENGTH:
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=400_000)
    asked = parser.parse_args()
    django.setup()
    fill(asked.turns)
