"""Two editors on one page: the second is told, sees both versions, and loses nothing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import Client

from interviews.models import Interview, Mention, Quote, Turn
from tests.admin.editor import address, errors, everything, said, save, submission
from tests.factories import (
    make_entity,
    make_interview,
    make_passage,
    make_quote,
    make_topic,
    make_turn,
)
from tests.locks import wait_until_waiting


@pytest.fixture
def editors(django_user_model):
    """Ann and Bob, each in a browser of their own."""
    clients = []
    for name in ("Ann", "Bob"):
        user = django_user_model.objects.create_superuser(
            name.lower(), first_name=name, last_name="Peters"
        )
        clients.append(Client())
        clients[-1].force_login(user)
    return clients


def opened(client, row):
    page = client.get(address("change", type(row), row.pk))
    return submission(page.text, f"{row._meta.model_name}_form")


def sent(client, row, form, **typed):
    return client.post(address("change", type(row), row.pk), form | typed)


def again(client, response, row, **typed):
    form = submission(response.text, f"{row._meta.model_name}_form")
    return sent(client, row, form, **typed)


def told(response):
    conflict = response.context["conflict"]
    return conflict and [
        (found.label, found.theirs, found.mine)
        for found in [*conflict.differences, *conflict.rows_taken_over]
    ]


CASES = [
    (lambda: make_interview(title="One"), "title"),
    (lambda: make_turn(text="One"), "text"),
    (lambda: make_passage(text="One"), "text"),
    (lambda: make_quote(note="One"), "note"),
]


@pytest.mark.parametrize(("make", "field"), CASES)
def test_the_second_editor_is_told_who_saved_and_sees_both(db, editors, make, field):
    ann, bob = editors
    row = make()
    form = opened(bob, row)
    save(ann, row, **{field: "One of Ann"})
    before = everything()

    response = sent(bob, row, form, **{field: "One of Bob"})

    assert told(response) == [
        (field.capitalize(), "One of <del>Ann</del>", "One of <ins>Bob</ins>")
    ]
    assert "Ann Peters saved this while you were editing" in response.text
    assert errors(response) == []
    assert said(response) == []
    assert everything() == before

    again(bob, response, row)

    row.refresh_from_db()
    assert getattr(row, field) == "One of Bob"


def test_the_second_editor_can_take_what_is_stored(db, editors):
    ann, bob = editors
    turn = make_turn(text="One")
    form = opened(bob, turn)
    save(ann, turn, text="One of Ann")

    response = sent(bob, turn, form, text="One of Bob")

    page = address("change", Turn, turn.pk)
    assert f'<a href="{page}">leave yours and open what is stored</a>' in response.text
    assert opened(bob, turn)["text"] == ["One of Ann"]


def test_what_the_second_left_alone_is_taken_over(db, editors):
    ann, bob = editors
    interview = make_interview(title="One", note="", status="draft")
    form = opened(bob, interview)
    moment = {"publish_at_0": "2026-03-01", "publish_at_1": "12:00:00"}
    save(ann, interview, title="Two", status="published", **moment)

    response = sent(bob, interview, form, note="Of Bob")

    assert told(response) == [
        ("Title", "<del>One</del><ins>Two</ins>", None),
        ("Status", "<del>Draft</del><ins>Published</ins>", None),
        ("Publish at", "<ins>01/03/2026 12:00:00</ins>", None),
    ]

    again(bob, response, interview)

    assert Interview.objects.values_list("title", "status", "note").get() == (
        "Two",
        "published",
        "Of Bob",
    )


def test_related_rows_are_told_by_their_names(db, editors):
    ann, bob = editors
    law, art = make_topic(label="Law"), make_topic(label="Art")
    turn = make_turn(topics=[law])
    form = opened(bob, turn)
    save(ann, turn, topics=[str(art.pk)])

    response = sent(bob, turn, form, topics=[str(law.pk), str(art.pk)])

    assert told(response) == [("Topics", "Art", "Art<ins>, Law</ins>")]


def test_both_making_the_same_change_is_no_conflict(db, editors):
    ann, bob = editors
    turn = make_turn(text="One")
    form = opened(bob, turn)
    save(ann, turn, text="Two")

    assert sent(bob, turn, form, text="Two").status_code == 302


def test_an_edit_of_a_turn_is_no_conflict_for_its_interview(db, editors):
    ann, bob = editors
    turn = make_turn()
    form = opened(bob, turn.interview)
    save(ann, turn, text="Two")

    assert sent(bob, turn.interview, form, note="Of Bob").status_code == 302


# Rows in the page of another


def test_rows_that_others_moved_are_taken_over(db, editors):
    ann, bob = editors
    turn = make_turn(text="One. Two.")
    make_quote(turn=turn, text="Two.")
    form = opened(bob, turn)
    save(ann, turn, text="Ah. One. Two.")

    response = sent(bob, turn, form, text="One. Two. Three.")
    again(bob, response, turn)

    assert Turn.objects.get().text == "One. Two. Three."
    assert Quote.objects.values_list("start", "end").get() == (5, 9)


def test_a_row_that_another_added_stays(db, editors):
    bob = editors[1]
    turn = make_turn(text="One. Two. Three.")
    entity = make_entity()
    form = opened(bob, turn)
    make_quote(turn=turn, text="Two.")
    added = {
        "mentions-TOTAL_FORMS": "1",
        "mentions-0-text": "Three",
        "mentions-0-entity": str(entity.pk),
    }

    response = sent(bob, turn, form, **added)

    assert told(response) == [
        ("Quote", f"<ins>Two. · 5 · 9 · Excerpt · {turn.speaker}</ins>", None)
    ]

    again(bob, response, turn)

    assert [quote.text for quote in Quote.objects.all()] == ["Two."]
    assert [mention.text for mention in Mention.objects.all()] == ["Three"]


def test_a_row_that_another_deleted_goes_unless_it_was_typed_in(db, editors):
    ann, bob = editors
    turn = make_turn(text="One. Two. Three.")
    for words in ("One.", "Two."):
        make_quote(turn=turn, text=words)
    form = opened(bob, turn)
    save(ann, turn, **{"quotes-0-DELETE": "on", "quotes-1-DELETE": "on"})

    response = sent(bob, turn, form, **{"quotes-1-text": "Two", "quotes-1-end": "8"})
    again(bob, response, turn)

    assert [quote.text for quote in Quote.objects.all()] == ["Two"]


def test_a_row_that_both_changed_keeps_what_the_second_typed(db, editors):
    ann, bob = editors
    turn = make_turn(text="One. Two. Three.")
    make_quote(turn=turn, text="Two.")
    form = opened(bob, turn)
    save(ann, Quote.objects.get(), text="Two", end="8")
    typed = {"quotes-0-text": "Two. Three.", "quotes-0-end": "16"}

    response = sent(bob, turn, form, **typed)

    ((label, theirs, mine),) = told(response)
    assert (label, "8" in theirs, "16" in mine) == ("Quote", True, True)

    again(bob, response, turn)

    assert Quote.objects.values_list("text", "start", "end").get() == (
        "Two. Three.",
        5,
        16,
    )


def test_in_a_row_too_what_the_second_left_alone_is_taken_over(db, editors):
    ann, bob = editors
    turn = make_turn(text="One. Two.")
    make_quote(turn=turn, text="Two.")
    form = opened(bob, turn)
    save(ann, turn, text="Ah. One. Two.")

    response = sent(bob, turn, form, **{"quotes-0-kind": "embedded"})
    again(bob, response, turn)

    assert Quote.objects.values_list("kind", "start", "end").get() == (
        "embedded",
        9,
        13,
    )


def test_words_and_their_place_are_taken_over_together(db, editors):
    ann, bob = editors
    quote = make_quote(turn=make_turn(text="One. Two."), text="Two.")
    form = opened(bob, quote)
    save(ann, quote.turn, text="Ah. One. Two.")

    response = sent(bob, quote, form, text="Two", end="8")

    theirs = "Two<del>.</del> · <del>9</del> · <del>13</del>"
    mine = "Two · <ins>5</ins> · <ins>8</ins>"
    assert told(response) == [("Text", theirs, mine)]


# Who


def test_what_no_editor_saved_has_no_name(db, editors):
    bob = editors[1]
    turn = make_turn(text="One")
    form = opened(bob, turn)
    Turn.objects.filter(pk=turn.pk).update(text="Two")

    response = sent(bob, turn, form, text="Three")

    assert "This was saved by somebody else while you were editing" in response.text


@pytest.mark.parametrize(
    "read",
    [
        None,
        "",
        "{}",
        "[]",
        "\0",
        "[" * 100_000,
        '{"fields": 1}',
        '{"fields": {"text": []}, "rows": {}, "at": "2026-01-01T00:00Z"}',
        '{"fields": {}, "rows": {}, "at": "2026-01-01T00:00"}',
        '{"fields": {}, "rows": {}, "at": "0001-01-01T00:00+23:59"}',
        '{"fields": {}, "rows": {"quotes": 1}, "at": "2026-01-01T00:00Z"}',
        '{"fields": {}, "rows": {"quotes": {"1": []}}, "at": "2026-01-01T00:00Z"}',
        '{"fields": {}, "rows": {"quotes": {"1": {"a": {}}}}, "at": "2026-01-01T00:00Z"}',
    ],
    ids=range(13),
)
def test_a_page_that_does_not_say_what_it_was_made_of_is_compared(db, editors, read):
    bob = editors[1]
    turn = make_turn(text="One")
    form = opened(bob, turn) | {"_read": read or ""}

    assert sent(bob, turn, form).status_code == 302

    response = sent(bob, turn, form, text="Two")

    assert told(response) == [("Text", "<del>One</del>", "<ins>Two</ins>")]
    assert again(bob, response, turn).status_code == 302


def test_what_was_typed_for_a_row_that_is_gone_is_shown_again(db, editors):
    bob = editors[1]
    quote = make_quote()
    form = opened(bob, quote)
    quote.delete()

    response = sent(bob, quote, form, note="Long & <careful>.")

    assert response.status_code == 410
    assert "Long &amp; &lt;careful&gt;." in response.text
    assert Quote.objects.count() == 0
    assert bob.get(address("change", Quote, 999_999)).status_code == 302


# At the same moment


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("make", "field"), CASES)
def test_of_two_who_save_at_once_one_is_told(editors, make, field):
    row = make()
    forms = [opened(client, row) for client in editors]
    owner = row.turn if isinstance(row, Quote) else row

    def save_in_thread(client, form, words):
        try:
            return sent(client, row, form, **{field: words})
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        with transaction.atomic():
            type(owner).objects.select_for_update().get(pk=owner.pk)
            running = [
                threads.submit(save_in_thread, client, form, words)
                for client, form, words in zip(
                    editors, forms, ["One of Ann", "One of Bob"], strict=True
                )
            ]
            wait_until_waiting(2)
        responses = [future.result() for future in running]

    assert sorted(response.status_code for response in responses) == [200, 302]
    (second,) = [each for each in responses if each.status_code == 200]
    row.refresh_from_db()
    stored = getattr(row, field)
    typed = {"One of Ann", "One of Bob"} - {stored}
    assert second.context["adminform"].form.data[field] == typed.pop()
    assert told(second)[0][1] == f"One of <del>{stored.split()[-1]}</del>"


@pytest.mark.django_db(transaction=True)
def test_a_turn_and_its_quote_are_saved_at_once_without_a_deadlock(editors):
    turn = make_turn(text="One. Two.")
    quote = make_quote(turn=turn, text="Two.")
    ann, bob = editors
    forms = opened(ann, turn), opened(bob, quote)

    def save_in_thread(client, row, form, typed):
        try:
            return sent(client, row, form, **typed).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        with transaction.atomic():
            Turn.objects.select_for_update().get(pk=turn.pk)
            running = [
                threads.submit(
                    save_in_thread, ann, turn, forms[0], {"text": "Ah. One. Two."}
                ),
                threads.submit(save_in_thread, bob, quote, forms[1], {"note": "Bob"}),
            ]
            wait_until_waiting(2)
        answers = [future.result() for future in running]

    quote.refresh_from_db()
    assert 302 in answers
    assert quote.turn.text[quote.start : quote.end] == quote.text
