"""What the forms of the admin keep and find, and how often its lists ask."""

import unicodedata

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from interviews.models import (
    Entity,
    Interview,
    Mention,
    Participation,
    Passage,
    Quote,
    Speaker,
    Topic,
    Turn,
)
from interviews.models.fields import VerbatimFormField
from tests.admin.editor import EDITED, address, errors, everything, save
from tests.factories import (
    make_entity,
    make_interview,
    make_mention,
    make_passage,
    make_quote,
    make_speaker,
    make_topic,
    make_turn,
)

MAKERS = {
    Entity: (make_mention, 7),
    Interview: (make_interview, 9),
    Mention: (make_mention, 8),
    Participation: (make_turn, 8),
    Passage: (make_passage, 8),
    Quote: (make_quote, 8),
    Speaker: (make_speaker, 7),
    Topic: (lambda: make_topic(broader=make_topic()), 8),
    Turn: (make_turn, 9),
}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("model", EDITED)
def test_list_asks_as_often_for_many_rows_as_for_one(
    admin_client, db, django_assert_num_queries, model, rows
):
    make, queries = MAKERS[model]
    for _ in range(rows):
        make()

    with django_assert_num_queries(queries):
        admin_client.get(address("changelist", model))


def test_saving_unchanged_keeps_what_forms_like_to_tidy(admin_client, db):
    entity = make_entity(name=" Ales ", aliases=["Ales, the elder", " Ales"])
    turn = make_turn(text="\n One\ttwo\n\nthree  \n", opening_mark="« ")
    make_passage(
        interview=turn.interview,
        heading="First\nsecond",
        text="\n\n a ",
        turn=turn,
        after_paragraph=1,
    )
    make_mention(turn=turn, entity=entity, text="two\n\nthree  \n")
    quote = make_quote(turn=turn, text="two\n\nthree  \n", note="\nOne.\n\nTwo. ")
    Quote.objects.filter(pk=quote.pk).update(
        withdrawn_at="2026-02-01T10:20:30.123456Z", withdrawal_reason="Not\nso."
    )
    Interview.objects.update(
        publish_at="2026-01-01T10:20:30.123456Z",
        metadata_line="\n date  ",
        credit_line=" Us ",
    )
    Participation.objects.update(billed_as=" of\nthe paper ")
    before = everything()

    answers = {
        save(admin_client, row).status_code
        for model in EDITED
        for row in model.objects.all()
    }

    assert answers == {302}
    assert everything() == before


def text_fields():
    """Every box for text there is, on pages and in rows of others."""
    request = RequestFactory().get("/")
    request.user = User(is_staff=True, is_superuser=True)
    for model in EDITED:
        page = admin.site._registry[model]
        inlines = page.get_inline_instances(request)
        kinds = [page.get_form(request)]
        kinds += [inline.get_formset(request).form for inline in inlines]
        for form in kinds:
            for name, field in form.base_fields.items():
                if type(field) is forms.CharField or isinstance(
                    field, VerbatimFormField
                ):
                    yield pytest.param(field, id=f"{form._meta.model.__name__}-{name}")


@pytest.mark.parametrize("field", list(text_fields()))
@given(typed=st.text() | st.text(" \t\r\n\u0301e", max_size=20))
def test_text_is_kept_but_for_line_ends_and_nfc(field, typed):
    try:
        kept = field.clean(typed)
    except ValidationError:
        return
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    assert kept == unicodedata.normalize("NFC", lines)


def test_aliases_are_one_per_line(admin_client, db):
    entity = make_entity()

    save(admin_client, entity, aliases="Ales, the elder\r\n\r\nBialiatski\r\n")

    entity.refresh_from_db()
    assert entity.aliases == ["Ales, the elder", "Bialiatski"]


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ({"start": "", "end": ""}, (5, 9)),
        ({"start": "5", "end": ""}, (5, 9)),
        ({"start": "", "end": "9"}, (5, 9)),
    ],
)
def test_places_left_empty_are_found(admin_client, db, typed, span):
    turn = make_turn(text="One. Two. Three.")
    fields = {"turn": turn.pk, "speaker": turn.speaker_id, "kind": "excerpt"}

    admin_client.post(address("add", Quote), fields | {"text": "Two."} | typed)

    quote = Quote.objects.get()
    assert (quote.start, quote.end, quote.text) == (*span, "Two.")


def test_places_are_listed_where_words_stand_more_than_once(admin_client, db):
    turn = make_turn(text="Yes. No. Yes.")
    fields = {"turn": turn.pk, "entity": make_entity().pk, "text": "Yes"}

    response = admin_client.post(address("add", Mention), fields)

    assert errors(response) == [
        "These words stand at 2 places: 0–3, 9–12. Fill in the start and the end."
    ]
