"""What a random quote costs, beside ORDER BY random(), in one run.

Fills an empty, migrated scratch database, as its superuser:

    createdb scratch
    DATABASE_URL=postgresql:///scratch python manage.py migrate
    DATABASE_URL=postgresql:///scratch python benchmarks/random_quote.py 1000000
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from interviews.models import Quote  # noqa: E402

ROUNDS = 15
TURNS_IN_INTERVIEW = 40
TOPICS = 100
# Without triggers, which would check and log each row.
FILL = """
SET LOCAL session_replication_role = replica;
INSERT INTO interviews_speaker (id, slug, name, description)
    SELECT n, 'speaker-' || n, 'Speaker ' || n, '' FROM generate_series(1, 500) n;
INSERT INTO interviews_topic
    (id, slug, label, label_en, scope_note, wikidata_id, iptc_media_topic)
    SELECT n, 'topic-' || n, 'Topic ' || n, '', '', '', ''
    FROM generate_series(1, {topics}) n;
INSERT INTO interviews_interview
    (id, slug, title, publication, published_on, language, source_url, source_text,
     metadata_line, note, rights_holder, licence, credit_line, status)
    SELECT n, 'interview-' || n, 'Interview ' || n, 'Weekly', date '2000-01-01' + n % 9000,
        'nl', '', 'Source', '', '', '', '', '', 'published'
    FROM generate_series(1, {quotes} / 2 / {turns} + 1) n;
INSERT INTO interviews_participation (interview_id, speaker_id, role, billed_as)
    SELECT id, id % 500 + 1, 'interviewee', '' FROM interviews_interview;
INSERT INTO interviews_turn
    (id, public_id, interview_id, position, kind, speaker_id, text, opening_mark,
     closing_mark)
    SELECT n, 'tn_' || lpad(translate(n::text, '0', 'z'), 10, 'y'), n / {turns} + 1,
        n % {turns} + 1, 'answer', (n / {turns} + 1) % 500 + 1,
        repeat('Zo was het toen. ', 30), '', ''
    FROM generate_series(0, {quotes} / 2) n;
INSERT INTO interviews_turn_topics (turn_id, topic_id)
    SELECT id, id * 7919 % {topics} + 1 FROM interviews_turn;
INSERT INTO interviews_quote
    (id, public_id, turn_id, start, "end", text, speaker_id, kind, is_featured, note,
     withdrawal_reason)
    SELECT n, 'qt_' || lpad(translate(n::text, '0', 'z'), 10, 'y'), turn.id, 0, 16,
        'Zo was het toen.', turn.speaker_id, 'excerpt', false, '', ''
    FROM generate_series(1, {quotes}) n JOIN interviews_turn turn ON turn.id = n / 2;
INSERT INTO interviews_change
    (number, resource, object_id, quote_id, name, kind, is_debut, takes_effect_at,
     committed_at, withdrawal_reason)
    SELECT id / 100, 'quote', id, id, public_id, 'created', true, moment, moment, ''
    FROM (
        SELECT id, public_id, timestamptz '2026-01-01' + id / 100 * interval '1 minute'
        FROM interviews_quote ORDER BY id
    ) AS quote (id, public_id, moment);
"""


def fill(quotes: int) -> None:
    if Quote.objects.exists():
        print("The database has quotes already; they are used as they are.")
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            FILL.format(quotes=quotes, turns=TURNS_IN_INTERVIEW, topics=TOPICS)
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def get(address: str) -> Callable[[int], None]:
    client = Client(headers={"host": "localhost"})

    def ask(number: int) -> None:
        response = client.get(address.format(number=number, day=number % 28 + 1))
        assert response.status_code == 200, response.content

    return ask


def by_sorting(number: int) -> None:
    list(Quote.objects.published().order_by("?")[:1])


WAYS = {
    "ORDER BY random()": by_sorting,
    "list, 200": get("/api/v1/quotes/?page_size=200"),
    "random": get("/api/v1/quotes/random/?seed={number}"),
    "random, 200": get("/api/v1/quotes/random/?seed={number}&count=200"),
    "random, one topic": get("/api/v1/quotes/random/?seed={number}&topic=topic-7"),
    "random, one interview": get(
        "/api/v1/quotes/random/?seed={number}&interview=interview-7"
    ),
    "daily": get("/api/v1/quotes/daily/?date=2026-03-{day:02}"),
    "daily, before all": get("/api/v1/quotes/daily/?date=1950-03-{day:02}"),
    "feed, newest 20": get("/feeds/quotes.json?page_size=20&kind=excerpt"),
    "changes, newest": get("/api/v1/changes/?since=2036-01-01"),
    "changes, from the start": get("/api/v1/changes/"),
}


def main() -> None:
    fill(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
    times: dict[str, list[float]] = {name: [] for name in WAYS}
    for number in range(ROUNDS):
        for name, ask in WAYS.items():
            start = time.perf_counter()
            ask(number)
            times[name].append(time.perf_counter() - start)
    slowest = statistics.median(times["ORDER BY random()"])
    print(f"{Quote.objects.count():,} quotes; medians of {ROUNDS} interleaved rounds")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:24} {median * 1000:9.1f} ms   1/{slowest / median:.0f}")


main()
