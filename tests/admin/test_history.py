"""What a row was before, who changed it, and the way back; for editors alone."""

import json

import pytest
from django.core.management import call_command
from django.utils.html import escape

from interviews.history import OTHERWISE
from interviews.models import Interview, Mention, Passage, Quote, Turn
from tests.admin.editor import address, errors, everything, said, save, submission
from tests.factories import (
    make_interview,
    make_mention,
    make_passage,
    make_quote,
    make_topic,
    make_turn,
)


@pytest.fixture
def ann(client, django_user_model):
    user = django_user_model.objects.create_superuser(
        "ann", first_name="Ann", last_name="Peters"
    )
    client.force_login(user)
    return client


def history(client, row):
    """Newest first: who, why, and what differs from the one before."""
    page = client.get(address("history", type(row), row.pk))
    return [
        (
            entry.editor,
            entry.record.history_change_reason,
            [(label, str(text)) for label, text in entry.differences],
        )
        for entry in page.context["entries"]
    ]


def go_back(client, row, record):
    """Follow the link of the history, and save what it opens."""
    page = f"{address('change', type(row), row.pk)}?version={record.pk}"
    assert page in client.get(address("history", type(row), row.pk)).text
    opened = client.get(page)
    form = submission(opened.text, f"{row._meta.model_name}_form")
    return client.post(page, form)


@pytest.mark.parametrize(
    ("make", "field", "label"),
    [
        (lambda: make_interview(title="It was cold"), "title", "title"),
        (lambda: make_turn(text="It was cold"), "text", "text"),
        (lambda: make_passage(text="It was cold"), "text", "text"),
        (lambda: make_quote(note="It was cold"), "note", "note"),
    ],
)
def test_history_has_editor_and_differences_and_leads_back(db, ann, make, field, label):
    row = make()
    before = everything()
    save(ann, row, **{field: "It was warm"})

    assert history(ann, row) == [
        ("Ann Peters", None, [(label, "It was <del>cold</del><ins>warm</ins>")]),
        ("", None, []),
    ]

    go_back(ann, row, row.history.last())

    assert without_moments(everything()) == without_moments(before)
    who, why, differences = history(ann, row)[0]
    assert who == "Ann Peters"
    assert why.startswith("Back to the version of ")
    assert differences == [(label, "It was <del>warm</del><ins>cold</ins>")]


def without_moments(rows):
    moments = {"created_at": None, "updated_at": None}
    return [row | {"fields": row["fields"] | moments} for row in rows]


def test_what_was_loaded_is_kept_before_the_first_edit(db, ann):
    call_command("loaddata", "ales-bialiatski", verbosity=0)
    turn = Turn.objects.get(position=1)

    assert history(ann, turn) == [("", OTHERWISE, [])]
    assert not turn.history.exists()

    save(ann, turn, text=turn.text + " Ja.")

    edit, loaded = history(ann, turn)
    ((label, text),) = edit[2]
    assert (edit[:2], label) == (("Ann Peters", None), "text")
    assert text.endswith("<ins> Ja.</ins>")
    assert loaded == ("", OTHERWISE, [])


def test_what_a_program_changed_is_told_apart(db, ann):
    turn = make_turn(text="One")
    Turn.objects.filter(pk=turn.pk).update(text="Two")
    told = [("", OTHERWISE, [("text", "<del>One</del><ins>Two</ins>")])]

    assert history(ann, turn)[:1] == told

    save(ann, turn, text="Three")

    assert history(ann, turn)[1:2] == told


def test_saving_unchanged_leaves_no_history(db, ann):
    rows = [make_quote(), make_mention(), make_passage()]
    rows += [row.turn for row in rows[:1]] + [rows[0].turn.interview]
    before = [row.history.count() for row in rows]

    for row in rows:
        save(ann, row)

    assert [row.history.count() for row in rows] == before


def test_what_moves_along_has_a_history_of_it(db, ann):
    turn = make_turn(text="One. Two.")
    quote = make_quote(turn=turn, text="Two.")

    save(ann, turn, text="Ah. One. Two.")

    assert history(ann, quote)[0] == (
        "Ann Peters",
        "Moved along with the turn.",
        [("end", "<del>9</del><ins>13</ins>"), ("start", "<del>5</del><ins>9</ins>")],
    )
    assert history(ann, turn)[0][:2] == ("Ann Peters", "1 quote moved along.")


def test_a_mention_that_was_lost_is_on_record(db, ann):
    mention = make_mention(turn=make_turn(text="In Minsk."), text="Minsk")
    given_up = {"_given_up": str(mention.pk)}

    save(ann, mention.turn, text="There.", **given_up)

    record = Mention.history.first()
    assert (record.history_type, record.text, record.start) == ("-", "Minsk", 3)
    assert record.history_user.get_full_name() == "Ann Peters"
    assert record.history_change_reason == "Its words are no longer in the text."


# Back


def test_going_back_moves_quotes_along(db, ann):
    turn = make_turn(text="One. Two.")
    make_quote(turn=turn, text="Two.")
    save(ann, turn, text="Ah. One. Two.")

    response = go_back(ann, turn, turn.history.last())

    assert said(response)[0] == "With the text: 1 quote moved along."
    assert Turn.objects.get().text == "One. Two."
    assert Quote.objects.values_list("start", "end").get() == (5, 9)


def test_going_back_is_stopped_by_a_quote_that_would_be_lost(db, ann):
    turn = make_turn(text="One.")
    save(ann, turn, text="One. Two.")
    turn.refresh_from_db()
    make_quote(turn=turn, text="Two.")
    before = everything()

    response = go_back(ann, turn, turn.history.last())

    (sentence,) = errors(response)
    assert "would no longer be what is said" in sentence
    assert everything() == before


def test_an_earlier_quote_is_found_where_its_words_stand_now(db, ann):
    turn = make_turn(text="One. Two.")
    quote = make_quote(turn=turn, text="Two.")
    earlier = quote.history.first()
    save(ann, turn, text="Ah. One. Two.")
    save(ann, quote, text="Two", end="12")

    go_back(ann, quote, earlier)

    assert Quote.objects.values_list("text", "start", "end").get() == ("Two.", 9, 13)


def test_a_version_is_shown_before_it_is_saved(db, ann):
    turn = make_turn(text="One")
    save(ann, turn, text="Two")
    before = everything()

    page = ann.get(
        f"{address('change', Turn, turn.pk)}?version={turn.history.last().pk}"
    )

    assert "<del>Two</del><ins>One</ins>" in page.text
    assert submission(page.text, "turn_form")["text"] == ["One"]
    assert everything() == before


@pytest.mark.parametrize("version", ["", "0", "-1", "abc", "%00", "9" * 30, "²"])
def test_a_version_that_is_none_opens_the_page_as_it_is(db, ann, version):
    turn = make_turn(text="One")

    page = ann.get(f"{address('change', Turn, turn.pk)}?version={version}")

    assert submission(page.text, "turn_form")["text"] == ["One"]


def test_a_version_of_another_row_is_none(db, ann):
    turn, other = make_turn(text="One"), make_turn(text="Other")

    page = ann.get(
        f"{address('change', Turn, turn.pk)}?version={other.history.get().pk}"
    )

    assert submission(page.text, "turn_form")["text"] == ["One"]


# The page


def test_nothing_in_a_history_is_run_as_markup(db, ann):
    turn = make_turn(text="One")
    save(ann, turn, text="<script>alert()</script>")

    page = ann.get(address("history", Turn, turn.pk)).text

    assert "<script>alert" not in page
    assert escape("<script>") in page


def test_history_goes_on_over_pages(db, ann):
    turn = make_turn(text="0")
    for number in range(1, 60):
        turn.text = str(number)
        turn.save()

    page = ann.get(address("history", Turn, turn.pk) + "?p=1")

    entries = page.context["entries"]
    assert [entry.record.text for entry in entries] == [
        str(number) for number in range(59, 9, -1)
    ]
    assert str(entries[-1].differences[0][1]) == "<del>9</del><ins>10</ins>"


def test_history_of_no_row_leads_back(db, ann):
    assert ann.get(address("history", Turn, 10**20)).status_code == 302


def test_whoever_may_not_see_a_row_sees_no_history_of_it(db, client, django_user_model):
    client.force_login(django_user_model.objects.create_user("eve", is_staff=True))
    turn = make_turn()

    assert client.get(address("history", Turn, turn.pk)).status_code == 403


# Nobody else


def test_history_is_in_no_dump(db, ann, capsys):
    save(ann, make_turn(text="One"), text="Two")

    call_command("dumpdata", "interviews")

    models = {row["model"] for row in json.loads(capsys.readouterr().out)}
    assert {model for model in models if "historical" in model} == set()


def test_history_leaves_out_what_the_database_keeps():
    columns = {
        model: {field.name for field in model.history.model._meta.fields}
        for model in (Interview, Turn, Passage, Quote, Mention)
    }

    kept = {"created_at", "updated_at", "role", "source_text", "wording"}
    assert {name for names in columns.values() for name in names & kept} == set()


def test_topics_that_are_added_and_taken_away_are_told(admin_client, db):
    law, art, camp = (make_topic(label=label) for label in ("law", "art", "camp"))
    turn = make_turn(topics=[law, camp])

    save(admin_client, turn, topics=[str(camp.pk), str(art.pk)])

    record = turn.history.first()
    assert record.history_user.username == "admin"
    assert record.history_change_reason == "Topics: art added, law taken away."
    page = admin_client.get(address("history", Turn, turn.pk)).text
    assert "Topics: art added, law taken away." in page
    assert set(turn.topics.all()) == {camp, art}
