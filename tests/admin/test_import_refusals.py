"""A new interview from text: what is not taken, from whom, and what no page sends."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from interviews.models import Interview
from interviews.segmentation.segments import CHOICES
from tests.admin.editor import said, submission
from tests.admin.grouped import sign_in
from tests.admin.importing import (
    FILLED,
    PAGE,
    SHIPPED,
    SMALL,
    errors,
    leading_document,
    pasted,
    sent,
    uploaded,
)

pytestmark = pytest.mark.django_db


# What cannot be taken


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "It is empty."),
        (b"\xef\xbb\xbf\n", "It is empty."),
        (b"Hoe?\n\x91Goed\x92", "It is not UTF-8: line 2 has the byte 0x91"),
        (b"Ho\0e?", "Line 1 has a NUL character"),
        (b"a" * 400_001, "It has 400,001 characters, and 400,000 are taken at once."),
        (
            b"a" * 1_600_001,
            "It has 1,600,001 bytes, and an interview at most 1,600,000.",
        ),
    ],
    ids=["empty", "blank", "not UTF-8", "NUL", "too long", "too big"],
)
def test_file_that_cannot_be_taken_is_refused_with_the_reason(
    admin_client, content, reason
):
    assert reason in errors(uploaded(admin_client, content))[0]


@pytest.mark.parametrize(
    "form",
    [{"pasted": "a" * 2_700_000}, {f"kind-{number}": "" for number in range(20_100)}],
    ids=["bytes", "fields"],
)
def test_form_that_is_too_big_to_be_read_is_refused_with_the_reason(admin_client, form):
    response = admin_client.post(PAGE, form)

    assert response.url == PAGE
    assert said(response) == [
        "That was too much: a text has at most 400,000 characters."
    ]


def test_text_and_file_together_are_refused(admin_client):
    page = uploaded(admin_client, b"Hoe?", pasted="Hoe?")

    assert errors(page) == ["Paste a text or choose a file, not both."]


def test_nothing_pasted_is_said(admin_client):
    assert errors(pasted(admin_client, " ")) == ["It is empty."]


def test_document_of_too_many_paragraphs_is_led_to_the_terminal(admin_client):
    response = pasted(admin_client, "Hoe?\n\n" * 5_001)

    assert response.url == PAGE
    assert "manage.py import_interview" in said(response)[0]


# Who may


def test_page_is_for_those_who_may_add_interviews(client, django_user_model):
    editor = django_user_model.objects.create_user(
        "viewer", password="p", is_staff=True
    )
    editor.user_permissions.set(Permission.objects.filter(codename="view_interview"))
    client.force_login(editor)

    answers = [client.get(PAGE), pasted(client), client.post(PAGE, {"document": '"a"'})]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    listed = client.get(reverse("admin:interviews_interview_changelist"))
    assert "New interview from text" not in listed.text


def test_an_editor_makes_drafts_whatever_is_sent(client):
    editor = sign_in(client, "editor")

    answer = sent(editor, pasted(editor), **FILLED, status="published", save="Save")

    assert answer.status_code == 302
    assert Interview.objects.get().status == "draft"


def test_forms_without_their_token_are_refused(admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)

    assert pasted(client).status_code == 403
    assert client.post(PAGE, {"document": '"a"', "save": ""}).status_code == 403

    form = submission(client.get(PAGE).text, "source_form", pasted=SMALL)
    page = client.post(PAGE, form)
    assert page.status_code == 200
    assert sent(client, page, **FILLED, save="Save").status_code == 302


def test_pages_have_no_script_or_style_of_their_own(admin_client):
    pages = admin_client.get(PAGE).text + pasted(admin_client).text

    assert "<style" not in pages
    assert " style=" not in pages
    assert " onclick=" not in pages
    assert pages.count("<script") == pages.count("<script src=")


@pytest.mark.parametrize("turns", [2, 40])
def test_saving_asks_as_often_for_many_turns_as_for_few(
    admin_client, django_assert_max_num_queries, turns
):
    page = pasted(admin_client, "V: Hoe?\n\nA: Zo.\n\n" * turns)
    typed = submission(page.text, "review_form", **FILLED, save="Save")

    with django_assert_max_num_queries(110):
        assert admin_client.post(PAGE, typed).status_code == 302


def test_looking_asks_the_database_for_next_to_nothing(
    admin_client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        uploaded(admin_client, SHIPPED)


# What no page sends


@pytest.mark.parametrize(
    "document",
    [
        "",
        "{",
        "[]",
        "1",
        "null",
        '"\\ud800"',
        '""',
        '"\\u0000"',
        "[" * 50_000,
        '"a',
        "NaN",
    ],
)
def test_document_that_is_none_is_refused(admin_client, document):
    response = admin_client.post(PAGE, {"document": document, "save": ""})

    assert response.url == PAGE
    assert said(response)[0].startswith(
        "The document that the page sent cannot be read."
    )


texts = st.text(max_size=12)
choices = st.one_of(texts, st.sampled_from(CHOICES))
forms_of_anybody = st.dictionaries(
    st.one_of(
        texts,
        st.sampled_from(
            ["correct", "save", "title", "slug", "published_on", "accept_unsure"]
        ),
        st.integers(-1, 8).map("kind-{}".format),
        st.builds(
            "people-{}-{}".format,
            st.integers(0, 9),
            st.sampled_from(["name", "role", "billed_as"]),
        ),
    ),
    choices,
    max_size=8,
)


class TamperedForms(TestCase):
    @hypothesis_settings(max_examples=60, deadline=None)
    @given(forms_of_anybody, st.sampled_from([SMALL, "\ufeff a\r\n", "# a\n\n> b"]))
    def test_no_form_makes_an_error_or_loses_a_character(self, form, source):
        user = get_user_model().objects.create_superuser("editor")
        self.client.force_login(user)

        response = self.client.post(PAGE, form | {"document": json.dumps(source)})

        assert response.status_code in (200, 302)
        if response.status_code == 200:
            assert leading_document(response) == source
        else:
            assert Interview.objects.get().source_text == source
