"""Words that come into texts, whichever way: found at once, and by their forms."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from interviews.models import Interview, NewWord, Turn, Word
from interviews.search import vocabulary
from tests.api.calls import results
from tests.factories import (
    make_interview,
    make_mention,
    make_passage,
    make_quote,
    make_speaker,
    make_turn,
    take_part,
)
from tests.test_concurrency import Overlap

# A form and a compound of what is asked for.
TEXT = "Wij zagen gevangenen. Een gevangenenruil!"
FOUND = [("form", ["gevangenen", "gevangenenruil"])]


def found(q, path="turns/"):
    return [
        (hit["matched"], [hit["text"][start:end] for start, end in hit["highlights"]])
        for hit in results(f"{path}?q={q}&fields=text,matched,highlights")
    ]


def new_turn(interview, **columns):
    speaker = make_speaker()
    take_part(interview, speaker, "interviewee")
    return Turn(
        **{"interview": interview, "speaker": speaker, "kind": "answer"}
        | {"position": interview.turns.count() + 1, "text": TEXT}
        | columns
    )


def written_by_orm(interview, tmp_path):
    new_turn(interview).save()


def written_in_bulk(interview, tmp_path):
    Turn.objects.bulk_create([new_turn(interview)])


def updated(interview, tmp_path):
    turn = make_turn(interview=interview, text="Anders.")
    Turn.objects.filter(pk=turn.pk).update(text=TEXT)


def updated_in_bulk(interview, tmp_path):
    turn = make_turn(interview=interview, text="Anders.")
    turn.text = TEXT
    Turn.objects.bulk_update([turn], ["text"])


def by_sql(interview, tmp_path):
    turn = make_turn(interview=interview, text="Anders.")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE interviews_turn SET text = %s WHERE id = %s", [TEXT, turn.pk]
        )


def loaded(interview, tmp_path):
    turn = make_turn(interview=interview, text="Anders.")
    fixture = tmp_path / "turn.json"
    call_command(
        "dumpdata",
        "interviews.turn",
        "--natural-foreign",
        "--natural-primary",
        output=str(fixture),
        verbosity=0,
    )
    rows = json.loads(fixture.read_text())
    for row in rows:
        row["fields"]["text"] = TEXT
    fixture.write_text(json.dumps(rows))
    call_command("loaddata", str(fixture), verbosity=0)
    assert Turn.objects.get(pk=turn.pk).text == TEXT


def put_into_another_language(interview, tmp_path):
    Interview.objects.filter(pk=interview.pk).update(language="de")
    make_turn(interview=interview, text=TEXT)
    vocabulary.learn()
    Interview.objects.filter(pk=interview.pk).update(language="nl-BE")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "write",
    [
        written_by_orm,
        written_in_bulk,
        updated,
        updated_in_bulk,
        by_sql,
        loaded,
        put_into_another_language,
    ],
)
def test_words_are_found_by_their_forms_before_and_after_they_are_learned(
    write, tmp_path
):
    write(make_interview(language="nl"), tmp_path)

    assert found("gevangene") == FOUND
    assert vocabulary.learn() > 0
    assert not NewWord.objects.exists()
    assert found("gevangene") == FOUND
    assert vocabulary.learn() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("learn", [vocabulary.learn, lambda: None])
def test_words_of_titles_passages_and_quotes_are_found_by_their_forms(learn):
    titled = make_interview(language="nl", title="Gevangenen")
    passage = make_passage(
        interview=make_interview(language="nl"), heading="Gevangenen"
    )
    quoted = make_quote(
        turn=make_turn(text=TEXT, interview=make_interview(language="nl")),
        text="gevangenen",
    )
    learn()

    slugs = {row["slug"] for row in results("interviews/?q=gevangene")}

    assert slugs == {
        titled.slug,
        passage.interview.slug,
        quoted.turn.interview.slug,
    }
    assert found("gevangene", "quotes/") == [("form", ["gevangenen"])]


@pytest.mark.django_db
def test_words_are_noted_once_for_each_language():
    for language in ("nl", "nl-BE", "en-GB"):
        make_turn(
            interview=make_interview(language=language, title="Ja"), text="Ja, ja."
        )

    vocabulary.learn()

    assert list(Word.objects.values_list("language", "word")) == [
        ("en", "ja"),
        ("nl", "ja"),
    ]


@pytest.mark.django_db
def test_what_is_rolled_back_leaves_no_word():
    interview = make_interview(language="nl", title="x")
    before = set(NewWord.objects.values_list("word", flat=True))

    with transaction.atomic():
        make_turn(interview=interview, text=TEXT)
        assert set(NewWord.objects.values_list("word", flat=True)) > before
        transaction.set_rollback(True)

    assert set(NewWord.objects.values_list("word", flat=True)) == before
    assert found("gevangene") == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("level", ["READ COMMITTED", "REPEATABLE READ"])
def test_two_who_write_the_same_new_words_do_not_wait_for_each_other(level):
    turns = [new_turn(make_interview(language="nl")) for _ in range(2)]
    waited = []

    class Watched(Overlap):
        def second_is_waiting(self):
            waited.append(super().second_is_waiting())
            return waited[-1]

    overlap = Watched(level, turns[0].save, turns[1].save)

    assert overlap.failures == []
    assert True not in waited
    assert found("gevangene") == FOUND * 2
    assert vocabulary.learn() > 0
    assert found("gevangene") == FOUND * 2


@pytest.mark.django_db(transaction=True)
def test_two_who_learn_at_once_learn_each_word_once():
    new_turn(make_interview(language="nl", title="x")).save()

    overlap = Overlap("READ COMMITTED", vocabulary.learn, vocabulary.learn)

    assert overlap.failures == []
    words = list(Word.objects.values_list("word", flat=True))
    assert words == sorted(set(words))
    assert "gevangenenruil" in words


# Drift, and what is said of it.


@pytest.fixture
def kept(db):
    turn = make_turn(
        interview=make_interview(language="nl", title="Titel"),
        text="Gevangenen van Minsk.",
    )
    make_quote(turn=turn, text="Gevangenen")
    make_mention(turn=turn, text="Minsk")
    make_passage(interview=turn.interview, heading="Kop", text="Foto.")
    vocabulary.learn()
    return turn


def behind_the_back(*statements):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


def check(capsys, *options):
    """What does not hold, and how it ended."""
    end = None
    try:
        call_command("check_integrity", *options)
    except CommandError as error:
        end = str(error)
    lines = capsys.readouterr().out.splitlines()
    return [line for line in lines if not line.endswith("none.")], end


MEND = "Mend it: python manage.py check_integrity --mend"
CORRECT = "Correct these in the admin, or withdraw the quotes."


def test_nothing_has_drifted(kept, capsys):
    assert check(capsys) == ([], None)


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        (
            "INSERT INTO interviews_newword (language, word) VALUES ('nl', 'minsk')",
            "Looking for words whose forms were not looked at yet ... 1: minsk (nl).",
        ),
        (
            "DELETE FROM interviews_word WHERE word = 'gevangenen'",
            "Looking for words of texts that search does not know ... "
            "1: gevangenen (nl).",
        ),
        (
            "UPDATE interviews_word SET keys = '{x}' WHERE word IN ('foto', 'kop')",
            "Looking for words that search knows by other forms ... "
            "2: foto (nl), kop (nl).",
        ),
        (
            "INSERT INTO interviews_word (language, word, keys) "
            "VALUES ('nl', 'weg', '{weg}')",
            "Looking for words that no text has any more ... 1: weg (nl).",
        ),
    ],
)
def test_what_has_drifted_is_found_and_mended(kept, capsys, statement, line):
    behind_the_back(statement)

    assert check(capsys) == ([line], MEND)
    assert check(capsys, "--mend") == ([line, "  Mended."], None)
    assert check(capsys) == ([], None)


@pytest.mark.parametrize("table", ["turn", "quote", "passage", "interview"])
def test_words_that_an_older_version_made_are_found_and_mended(kept, capsys, table):
    # As after an upgrade that reads words in another way: what is stored stays.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('interviews_words'::regproc)")
        (definition,) = cursor.fetchone()
        cursor.execute(
            "CREATE OR REPLACE FUNCTION interviews_words(text text) RETURNS tsvector "
            "LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT ''::tsvector $$"
        )
        column = "title" if table == "interview" else "text"
        behind_the_back(f"UPDATE interviews_{table} SET {column} = {column}")
        cursor.execute(definition)
        cursor.execute(f"SELECT id FROM interviews_{table}")
        (pk,) = cursor.fetchone()
    line = f"Looking for {table}s whose words are not those of their text ... 1: {pk}."

    lines, end = check(capsys)

    assert (lines[0], end) == (line, MEND)
    assert check(capsys, "--mend")[1] is None
    assert check(capsys) == ([], None)


def test_quotes_and_mentions_made_false_are_named_and_not_mended(kept, capsys):
    behind_the_back("UPDATE interviews_turn SET text = 'Van Oslo, de gevangenen.'")
    quote, mention = kept.quotes.get(), kept.mentions.get()
    false = [
        "Looking for quotes that are not what is said there ... "
        f"1: quote {quote.public_id}.",
        "Looking for mentions that are not what stands there ... "
        f'1: mention "Minsk" at {mention.start}.',
    ]

    lines, end = check(capsys)
    assert (lines[-2:], end) == (false, MEND)

    lines, end = check(capsys, "--mend")
    assert (lines[-2:], end) == (false, CORRECT)
    assert check(capsys) == (false, CORRECT)
    assert found("oslo") == [("exact", ["Oslo"])]


def test_what_was_written_without_triggers_is_found_by_its_words_and_then_its_forms(
    kept, capsys
):
    behind_the_back("UPDATE interviews_passage SET text = 'Burgemeesters.'")

    assert len(results("interviews/?q=burgemeesters")) == 1
    assert results("interviews/?q=burgemeester") == []
    check(capsys, "--mend")
    assert len(results("interviews/?q=burgemeester")) == 1


def test_of_many_only_some_are_named(kept, capsys):
    behind_the_back(
        "INSERT INTO interviews_word (language, word, keys) "
        "SELECT 'nl', 'weg' || n, '{weg}' FROM generate_series(1, 1234) AS n"
    )

    lines, _ = check(capsys)

    assert [line[-15:] for line in lines if "no text has" in line] == [
        "and 1,229 more."
    ]
