"""Fill an empty database with made-up interviews, as many turns as are asked for.

    DATABASE_URL=postgresql://… python manage.py migrate
    DATABASE_URL=postgresql://… python -m benchmarks.corpus --turns 400000

Without DATABASE_URL it is the embedded server's, in a folder that VAR_DIR names. Topics and
entities have Zipf's frequencies, spans are true, and the same seed gives the same corpus.
"""

import argparse
import itertools
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from benchmarks.prose import SEED, Prose
from interviews.identifiers import ALPHABET, LENGTH

TURNS_PER_INTERVIEW = 40
INTERVIEWS_AT_ONCE = 100
SPEAKERS = 500
# Who is quoted by others alone.
ABSENT_SPEAKERS = 100
TOPICS = 300
# The last of them, which are the rarest themselves, have the others for parts.
BROAD_TOPICS = 30
TAGGED = 0.6
PUBLICATIONS = 50
TURNS_PER_ENTITY = 20
FEWEST_ENTITIES = 10
TURNS_PER_QUOTE = 4
DAYS = 9_000
FIRST_DAY = date(2000, 1, 1)
FIRST_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
FAR_AHEAD = datetime(2999, 1, 1, tzinfo=UTC)
KINDS_OF_ENTITY = ["person", "organisation", "place", "event", "work", "award"]

# In the order in which they refer to one another.
COLUMNS = {
    "topic": "id, slug, label, label_en, scope_note, broader_id, wikidata_id, "
    "iptc_media_topic, created_at, updated_at",
    "entity": "id, slug, name, kind, aliases, description, wikidata_id, created_at, "
    "updated_at",
    "speaker": "id, slug, name, description, entity_id, created_at, updated_at",
    "interview": "id, slug, title, publication, published_on, language, source_url, "
    "source_text, metadata_line, note, rights_holder, licence, credit_line, status, "
    "publish_at, created_at, updated_at",
    "participation": "id, interview_id, speaker_id, role, billed_as",
    "turn": "id, public_id, interview_id, position, kind, speaker_id, text, "
    "opening_mark, closing_mark, created_at, updated_at",
    "turn_topics": "turn_id, topic_id",
    "passage": "id, interview_id, position, kind, heading, text, created_at, updated_at",
    "mention": 'entity_id, turn_id, passage_id, start, "end", text',
    "quote": 'id, public_id, turn_id, start, "end", text, speaker_id, kind, is_featured, '
    "note, withdrawn_at, withdrawal_reason, created_at, updated_at",
}
Row = tuple[Any, ...]
Rows = dict[str, list[Row]]


class Zipf:
    """One of so many numbers from 1, the first most often."""

    def __init__(self, size: int) -> None:
        self.numbers = range(1, size + 1)
        self.shares = list(itertools.accumulate(1 / rank for rank in self.numbers))

    def some(self, chance: random.Random, count: int) -> list[int]:
        """So many that differ."""
        found: set[int] = set()
        while len(found) < count:
            found.update(chance.choices(self.numbers, cum_weights=self.shares))
        return sorted(found)


class Corpus:
    def __init__(self, turns: int, seed: int = SEED) -> None:
        self.interviews = turns // TURNS_PER_INTERVIEW
        self.prose = Prose(seed)
        self.chance = random.Random(seed)
        self.topics = Zipf(TOPICS)
        self.entities = Zipf(max(FEWEST_ENTITIES, turns // TURNS_PER_ENTITY))
        self.publications = Zipf(PUBLICATIONS)
        self.turn_ids = itertools.count(1)
        self.quote_ids = itertools.count(1)

    def batches(self) -> Iterator[Rows]:
        """All rows by table, of which none refers to a later one."""
        yield {
            "topic": [self.topic(number) for number in self.topics.numbers],
            "entity": [self.entity(number) for number in self.entities.numbers],
            "speaker": [
                self.speaker(number)
                for number in range(1, SPEAKERS + ABSENT_SPEAKERS + 1)
            ],
        }
        numbers = iter(range(1, self.interviews + 1))
        while some := list(itertools.islice(numbers, INTERVIEWS_AT_ONCE)):
            rows: Rows = {name: [] for name in COLUMNS}
            for number in some:
                self.add_interview(rows, number)
            yield rows

    def topic(self, number: int) -> Row:
        narrow = TOPICS - BROAD_TOPICS
        broader = narrow + 1 + number % BROAD_TOPICS if number <= narrow else None
        label = f"{self.prose.words[number]} {number}"
        moments = moments_of(number)
        return (number, f"topic-{number}", label, "", "", broader, "", "", *moments)

    def entity(self, number: int) -> Row:
        name = f"{self.prose.words[number].capitalize()} {number}"
        kind = KINDS_OF_ENTITY[number % len(KINDS_OF_ENTITY)]
        described = self.prose.sentence(12)
        return (
            number,
            f"entity-{number}",
            name,
            kind,
            [name.upper()],
            described,
            f"Q{number}",
            *moments_of(number),
        )

    def speaker(self, number: int) -> Row:
        name = f"{self.prose.words[-number].capitalize()} {number}"
        # Every tenth is also somebody who is mentioned.
        entity = number // 10 if number % 10 == 0 else None
        if entity not in self.entities.numbers:
            entity = None
        described = self.prose.sentence(12)
        moments = moments_of(number)
        return (number, f"speaker-{number}", name, described, entity, *moments)

    def add_interview(self, rows: Rows, number: int) -> None:
        chance = self.chance
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        status = "draft" if chance.random() < 0.02 else "published"
        embargo = FAR_AHEAD if chance.random() < 0.01 else None
        language = chance.choices(["nl", "en", "en-GB", "fy"], [880, 100, 19, 1])[0]
        publication = f"Publication {self.publications.some(chance, 1)[0]}"
        asking, answering = chance.sample(range(1, SPEAKERS + 1), 2)
        rows["participation"] += [
            (2 * number - 1, number, asking, "interviewer", ""),
            (2 * number, number, answering, "interviewee", ""),
        ]
        if number % 10 == 1:
            text = self.prose.text()
            moments = moments_of(number)
            rows["passage"].append(
                (number, number, 1, "introduction", "", text, *moments)
            )
            entity = self.entities.some(chance, 1)[0]
            rows["mention"].append((entity, None, number, *self.word(text)))
        for position in range(1, TURNS_PER_INTERVIEW + 1):
            kind = "question" if position % 2 else "answer"
            speaker = asking if position % 2 else answering
            self.add_turn(rows, number, position, kind, speaker)
        slug, title = f"interview-{number}", self.prose.sentence(6)
        source = "\n\n".join(turn[6] for turn in rows["turn"][-TURNS_PER_INTERVIEW:])
        rows["interview"].append(
            (
                number,
                slug,
                title,
                publication,
                day,
                language,
                f"https://example.org/{slug}" if number % 2 else "",
                source,
                f"{day:%d-%m-%Y}",
                self.prose.sentence(15),
                publication,
                "",
                f"© {publication}, {day}",
                status,
                embargo,
                *moments_of(number),
            )
        )

    def add_turn(
        self, rows: Rows, interview: int, position: int, kind: str, speaker: int
    ) -> None:
        chance = self.chance
        number = next(self.turn_ids)
        text = self.prose.text()
        moments = moments_of(interview, position)
        rows["turn"].append(
            (
                number,
                f"tn_{base58(number)}",
                interview,
                position,
                kind,
                speaker,
                text,
                "",
                "",
                *moments,
            )
        )
        if chance.random() < TAGGED:
            for topic in self.topics.some(chance, chance.randint(1, 3)):
                rows["turn_topics"].append((number, topic))
        for entity in self.entities.some(chance, 2):
            rows["mention"].append((entity, number, None, *self.word(text)))
        if chance.random() * TURNS_PER_QUOTE < 1:
            self.add_quote(rows, number, text, speaker, moments)

    def add_quote(
        self, rows: Rows, turn: int, text: str, speaker: int, moments: Row
    ) -> None:
        chance = self.chance
        number = next(self.quote_ids)
        kind = "excerpt"
        if chance.random() < 0.03:
            kind, speaker = "embedded", chance.randint(1, SPEAKERS + ABSENT_SPEAKERS)
        start = text.rfind(" ", 0, chance.randrange(len(text))) + 1
        end = text.find(" ", min(len(text), start + chance.randint(20, 250)))
        end = len(text) if end < 0 else end
        withdrawal: Row = (
            (moments[1], "Made up.") if chance.random() < 0.05 else (None, "")
        )
        rows["quote"].append(
            (
                number,
                f"qt_{base58(number)}",
                turn,
                start,
                end,
                text[start:end],
                speaker,
                kind,
                chance.random() < 0.02,
                "",
                *withdrawal,
                *moments,
            )
        )

    def word(self, text: str) -> tuple[int, int, str]:
        """Where a word of the text starts and ends, and the word."""
        start = text.rfind(" ", 0, self.chance.randrange(len(text))) + 1
        end = text.find(" ", start)
        end = len(text) if end < 0 else end
        return start, end, text[start:end]


def moments_of(number: int, part: int = 0) -> tuple[datetime, datetime]:
    """When something came, and when it changed: an interview a minute."""
    moment = FIRST_MOMENT + timedelta(minutes=number, milliseconds=part)
    return moment, moment


def base58(number: int) -> str:
    digits = ""
    while len(digits) < LENGTH:
        number, digit = divmod(number, len(ALPHABET))
        digits = ALPHABET[digit] + digits
    return digits


def write(rows: Rows) -> None:
    for name, columns in COLUMNS.items():
        if rows.get(name):
            copy_in(f"interviews_{name}", columns, rows[name])


def copy_in(table: str, columns: str, rows: Sequence[Row]) -> None:
    statement = f"COPY {table} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def number_on() -> None:
    """Rows that come later are numbered after these."""
    with connection.cursor() as cursor:
        for name, columns in COLUMNS.items():
            if columns.startswith("id,"):
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('interviews_{name}', 'id'), "
                    f"max(id)) FROM interviews_{name} HAVING max(id) IS NOT NULL"
                )


def fill(corpus: Corpus) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM interviews_interview)")
        if cursor.fetchone() != (False,):
            sys.exit(
                "This database holds interviews. Give DATABASE_URL an empty one, after "
                "`python manage.py migrate`."
            )
        with transaction.atomic():
            # Triggers would check and log each row, and foreign keys look each up.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for number, rows in enumerate(corpus.batches()):
                write(rows)
                done = min(number * INTERVIEWS_AT_ONCE, corpus.interviews)
                print(f"\r{done:,} of {corpus.interviews:,} interviews", end="")
                sys.stdout.flush()
            number_on()
        print("\nTidying and analysing ...")
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=400_000)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    fill(Corpus(asked.turns, asked.seed))
