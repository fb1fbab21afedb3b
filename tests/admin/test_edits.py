"""An edit of a text: what moves along, what is lost, what stops it."""

import re

import pytest
from django.contrib.auth.models import Permission

from interviews.models import Interview, Mention, Quote, Turn
from tests.admin.editor import address, errors, everything, said, save, submission
from tests.factories import (
    make_entity,
    make_interview,
    make_mention,
    make_passage,
    make_quote,
    make_turn,
)

TEXT = "Minsk was cold. We left Minsk. Nobody knew."


@pytest.fixture
def turn(db):
    """With a quote, and a mention on either side of it."""
    turn = make_turn(text=TEXT)
    entity = make_entity(name="Minsk")
    make_mention(turn=turn, entity=entity, text="Minsk")
    make_mention(turn=turn, entity=entity, text="Minsk", start=24)
    make_quote(turn=turn, text="We left Minsk.")
    return turn


def spans(model):
    return list(model.objects.order_by("start").values_list("text", "start", "end"))


def preview(client, row, **typed):
    return save(client, row, _preview="See what this edit does", **typed)


def again(client, response, row, **typed):
    form = submission(response.text, f"{row._meta.model_name}_form", **typed)
    return client.post(address("change", type(row), row.pk), form)


def test_quotes_and_mentions_move_along_with_their_words(admin_client, turn):
    response = save(admin_client, turn, text="In winter " + TEXT)

    assert said(response)[0] == "With the text: 1 quote and 2 mentions moved along."
    assert spans(Quote) == [("We left Minsk.", 26, 40)]
    assert spans(Mention) == [("Minsk", 10, 15), ("Minsk", 34, 39)]


def test_a_text_with_very_many_quotes_and_mentions_is_saved_as_any(admin_client, db):
    turn = make_turn(text=" ".join(f"Minsk {number}." for number in range(100, 300)))
    entity = make_entity()
    for number in range(100, 300):
        place = make_quote(turn=turn, text=f"Minsk {number}.").start
        make_mention(turn=turn, entity=entity, text="Minsk", start=place)

    response = save(admin_client, turn, text="In winter: " + turn.text)

    assert (
        said(response)[0] == "With the text: 200 quotes and 200 mentions moved along."
    )
    turn.refresh_from_db()
    for row in (*turn.quotes.all(), *turn.mentions.all()):
        assert turn.text[row.start : row.end] == row.text


def test_line_ends_of_browsers_move_nothing(admin_client, db):
    turn = make_turn(text="One.\n\nTwo.")
    make_quote(turn=turn, text="Two.")

    save(admin_client, turn, text="One.\r\n\r\nTwo.\r\n\r\nThree e\u0301.")

    turn.refresh_from_db()
    assert turn.text == "One.\n\nTwo.\n\nThree é."
    assert spans(Quote) == [("Two.", 6, 10)]


def test_a_preview_saves_nothing_and_shows_what_moves(admin_client, turn):
    before = everything()

    response = preview(admin_client, turn, text="In winter " + TEXT)

    edit = response.context["edit"]
    moved = [(span.row.text, span.anchor.start, span.anchor.end) for span in edit.moved]
    assert moved == [("Minsk", 10, 15), ("We left Minsk.", 26, 40), ("Minsk", 34, 39)]
    assert "Nothing is saved yet." in response.text
    assert errors(response) == []
    assert everything() == before


def test_a_previewed_edit_can_be_saved(admin_client, turn):
    response = preview(admin_client, turn, text="In winter " + TEXT)

    again(admin_client, response, turn)

    assert Turn.objects.get().text == "In winter " + TEXT


def test_a_preview_without_an_edit_says_so(admin_client, turn):
    response = preview(admin_client, turn)

    assert "no quote and no mention moves" in response.text
    assert errors(response) == []


def test_a_quote_that_would_be_lost_stops_the_edit_and_is_named(admin_client, turn):
    quote = Quote.objects.get()
    before = everything()

    response = save(admin_client, turn, text=TEXT.replace("We left", "We fled"))

    assert errors(response) == [
        f"Quote {quote.public_id} “We left Minsk.” would no longer be what is said at its "
        "place: “We fled Minsk.” stands there now. Change or withdraw it first."
    ]
    page = address("change", Quote, quote.pk)
    assert f'<a href="{page}" target="_blank">{quote.public_id}</a>' in response.text
    assert "<del>left</del><ins>fled</ins>" in response.text
    assert everything() == before


def test_a_mention_is_deleted_once_that_is_confirmed(admin_client, turn):
    text = TEXT.replace("Minsk was", "It was")
    before = everything()

    response = save(admin_client, turn, text=text)

    assert errors(response) == [
        "Mentions would be deleted. Tick the box above if that is meant."
    ]
    assert everything() == before

    lost = response.context["edit"].lost_keys
    response = again(admin_client, response, turn, _given_up=lost)

    assert (
        said(response)[0]
        == "With the text: 1 quote and 1 mention moved along, 1 mention deleted."
    )
    assert spans(Mention) == [("Minsk", 21, 26)]


def test_what_was_confirmed_covers_no_other_mention(admin_client, turn):
    response = save(admin_client, turn, text=TEXT.replace("Minsk was", "It was"))
    lost = response.context["edit"].lost_keys
    Quote.objects.all().delete()

    response = save(admin_client, turn, text="It was cold.", _given_up=lost)

    assert errors(response) == [
        "Mentions would be deleted. Tick the box above if that is meant."
    ]
    assert spans(Mention) == [("Minsk", 0, 5), ("Minsk", 24, 29)]


def test_a_withdrawn_quote_keeps_its_words_and_stops_nothing(admin_client, db):
    turn = make_turn(text="One. Two.")
    make_quote(
        turn=turn,
        text="Two.",
        withdrawn_at="2026-02-01T00:00Z",
        withdrawal_reason="Not said.",
    )

    save(admin_client, turn, text="Only this.")

    assert Turn.objects.get().text == "Only this."
    assert spans(Quote) == [("Two.", 5, 9)]


def test_a_row_changed_by_hand_is_taken_as_typed(admin_client, turn):
    save(
        admin_client,
        turn,
        text=TEXT.replace("We left", "Then we fled"),
        **{"quotes-0-text": "Then we fled Minsk.", "quotes-0-end": ""},
    )

    assert spans(Quote) == [("Then we fled Minsk.", 16, 35)]
    assert spans(Mention) == [("Minsk", 0, 5), ("Minsk", 29, 34)]


def test_a_row_changed_in_other_fields_moves_all_the_same(admin_client, turn):
    typed = {"quotes-0-kind": "embedded"}

    save(admin_client, turn, text="In winter " + TEXT, **typed)

    assert spans(Quote) == [("We left Minsk.", 26, 40)]
    assert Quote.objects.get().kind == "embedded"


def test_a_lost_quote_can_be_deleted_along_with_its_words(admin_client, turn):
    typed = {"quotes-0-DELETE": "on"}

    save(admin_client, turn, text=TEXT.replace("We left", "We fled"), **typed)

    assert spans(Quote) == []
    assert spans(Mention) == [("Minsk", 0, 5), ("Minsk", 24, 29)]


def test_words_that_might_be_any_of_several_stop_the_edit(admin_client, db):
    turn = make_turn(text="Een Ja Twee")
    make_quote(turn=turn, text="Ja")

    response = save(admin_client, turn, text="Drie Ja, Ja Vier")

    (sentence,) = errors(response)
    assert "it is not known which of these is meant: 5–7, 9–11." in sentence

    typed = {"quotes-0-start": "9", "quotes-0-end": "11"}
    again(admin_client, response, turn, **typed)

    assert spans(Quote) == [("Ja", 9, 11)]


def test_mentions_in_a_passage_move_along(admin_client, db):
    passage = make_passage(text="In Minsk.")
    make_mention(passage=passage, text="Minsk")

    save(admin_client, passage, text="That day in Minsk.")

    assert spans(Mention) == [("Minsk", 12, 17)]


def test_a_paragraph_after_which_something_is_printed_stays(admin_client, db):
    turn = make_turn(text="One.\n\nTwo.")
    passage = make_passage(interview=turn.interview, turn=turn, after_paragraph=2)
    before = everything()

    response = save(admin_client, turn, text="One. Two.")

    assert errors(response) == [
        f"{passage} is printed after paragraph 2, and the text would have 1."
    ]
    assert everything() == before


def test_quotes_move_along_for_an_editor_who_may_edit_turns_alone(
    client, turn, django_user_model
):
    editor = django_user_model.objects.create_user("ann", is_staff=True)
    editor.user_permissions.set(
        Permission.objects.filter(codename__in=["change_turn", "view_turn"])
    )
    client.force_login(editor)

    save(client, turn, text="In winter " + TEXT)

    assert spans(Quote) == [("We left Minsk.", 26, 40)]
    assert spans(Mention) == [("Minsk", 10, 15), ("Minsk", 34, 39)]


def test_nothing_moves_when_the_page_is_refused_for_another_reason(admin_client, turn):
    make_turn(interview=turn.interview)
    before = everything()

    save(admin_client, turn, text="In winter " + TEXT, position="2")

    assert everything() == before


def test_an_interview_has_no_text_to_preview(admin_client, db):
    interview = make_interview()

    page = admin_client.get(address("change", Interview, interview.pk))

    assert "_preview" not in page.text


def test_the_page_runs_nothing_inline(admin_client, turn):
    response = preview(admin_client, turn, text="It is <b>warm</b>.")

    assert (
        re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", response.text)
        == []
    )
    assert "<b>" not in response.text


# Rows that were filled in before the text was edited


def new_row(words, text, at):
    return {
        "quotes-TOTAL_FORMS": "1",
        "quotes-0-text": words,
        "quotes-0-start": str(at),
        "quotes-0-end": str(at + len(words)),
        "quotes-0-kind": "excerpt",
        "text": text,
    }


@pytest.fixture
def bare(db):
    return make_turn(text="Minsk was cold. We left. We left Minsk.")


def add(client, turn, words, text, at):
    row = new_row(words, text, at)
    return save(client, turn, **row, **{"quotes-0-speaker": str(turn.speaker_id)})


def test_a_new_row_follows_its_words_through_the_edit(admin_client, bare):
    add(admin_client, bare, "We left", f"Ja. {bare.text}", at=25)

    assert spans(Quote) == [("We left", 29, 36)]


def test_a_new_row_may_be_meant_for_the_edited_text(admin_client, bare):
    add(admin_client, bare, "Ja. Minsk", f"Ja. {bare.text}", at=0)

    assert spans(Quote) == [("Ja. Minsk", 0, 9)]


def test_a_new_row_whose_words_are_edited_away_is_refused(admin_client, bare):
    text = bare.text.replace("was cold", "was warm")

    response = add(admin_client, bare, "cold", text, at=10)

    assert errors(response) == [
        "From 10 to 14 stands “warm”. These words are nowhere in the text."
    ]
    assert (Turn.objects.get().text, spans(Quote)) == (bare.text, [])


def test_excerpts_follow_the_speaker_that_their_turn_is_given(admin_client, turn):
    quote = turn.quotes.get()
    other = make_turn(interview=turn.interview).speaker
    embedded = make_quote(turn=turn, text="Nobody knew.", kind="embedded")
    embedded_by = embedded.speaker

    response = save(admin_client, turn, speaker=str(other.pk))

    assert said(response)[0] == f"1 quote is by {other}, too."
    quote.refresh_from_db()
    embedded.refresh_from_db()
    assert (quote.speaker, embedded.speaker) == (other, embedded_by)
    assert quote.history.first().history_change_reason == f"Its turn is by {other}."
