"""A new interview from text: paste or upload, look, correct, save as a draft."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from interviews.models import Interview, Participation, Passage, Speaker, Turn
from tests.admin.editor import everything, said
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
from tests.factories import make_interview, make_speaker

pytestmark = pytest.mark.django_db


def read(response):
    return [
        (one.segment.kind.value, one.segment.text, bool(one.segment.reading.doubt))
        for one in response.context["segments"]
    ]


def kinds(response):
    return [kind for kind, _, _ in read(response)]


# Seeing


def test_list_leads_to_the_page(admin_client):
    listed = admin_client.get(reverse("admin:interviews_interview_changelist")).text

    assert f'<a href="{PAGE}" class="addlink">New interview from text</a>' in listed
    assert admin_client.get(PAGE).status_code == 200


def test_pasted_text_is_shown_as_it_is_cut(admin_client):
    assert read(pasted(admin_client)) == [
        ("question", "Waarom?", False),
        ("answer", "‘Het vuur.", False),
        ("continuation", "Ik houd ervan.", False),
        ("continuation", "Daarom.’", False),
        ("question", "Altijd?", False),
        ("answer", "‘Nee.’", False),
    ]


def test_what_a_browser_does_to_line_ends_is_undone(admin_client):
    assert leading_document(pasted(admin_client, "Hoe?\r\n\r\nZo.")) == "Hoe?\n\nZo."


@pytest.mark.parametrize(
    "source",
    [
        SHIPPED.decode(),
        "\ufeffHoe?\r\n\r\nZo. \r\r\n\t‘é’ e\u0301 \u2028 👩‍🚀 </textarea><script>\n\n\n",
        "\nHoe?\x0c\n\n\x0bZo.",
    ],
)
def test_document_travels_through_the_form_character_for_character(
    admin_client, source
):
    response = uploaded(admin_client, source.encode())

    for _ in range(2):
        assert leading_document(response) == source
        response = sent(admin_client, response)


def test_what_the_document_tells_is_filled_in(admin_client):
    page = uploaded(admin_client, SHIPPED)

    form = page.context["adminform"].form
    assert {
        name: form[name].value() for name in ("title", "published_on", "language")
    } == {
        "title": "",
        "published_on": date(2026, 1, 16),
        "language": "nl",
    }


# Correcting


def test_choice_is_kept_and_what_follows_is_read_anew(admin_client):
    page = pasted(
        admin_client,
        "Hoe?\n\nGoed, dank u.\n\nVertel eens over de kat.\n\nIk heb er geen.\n",
    )
    assert read(page)[2:] == [
        ("question", "Vertel eens over de kat.", True),
        ("answer", "Ik heb er geen.", False),
    ]

    page = sent(admin_client, page, **{"kind-3": "continuation"})

    assert read(page)[2:] == [
        ("continuation", "Vertel eens over de kat.", False),
        ("continuation", "Ik heb er geen.", False),
    ]
    assert kinds(sent(admin_client, page)) == kinds(page)


def test_choice_can_be_taken_back(admin_client):
    page = pasted(admin_client)
    before = kinds(page)

    page = sent(admin_client, page, **{"kind-3": "caption"})
    assert kinds(page) != before

    assert kinds(sent(admin_client, page, **{"kind-3": ""})) == before


def test_a_click_settles_a_doubt(admin_client):
    page = pasted(admin_client, "Hoe?\n\n‘Goed.’\n\n‘En u?’\n")
    assert read(page)[2] == ("continuation", "‘En u?’", True)
    assert 'name="correct" value="3:answer"' in page.text

    page = sent(admin_client, page, correct="3:answer")

    assert read(page)[2] == ("answer", "‘En u?’", False)


def test_what_was_typed_stays_and_is_not_complained_about(admin_client):
    page = sent(
        admin_client, pasted(admin_client), title="De ", **{"people-0-name": "Els"}
    )

    assert errors(page) == []
    assert page.context["adminform"].form["title"].value() == "De "
    assert page.context["people"][0]["name"].value() == "Els"


def test_two_who_may_have_asked_are_told_apart_by_label_or_asked_for(admin_client):
    text = "Els Prins: Hoe?\n\nJan Bos: Zo.\n\nBo Tak: En u?\n\nJan Bos: Ik ook.\n"
    roles = ("interviewer", "interviewee", "interviewer")
    people = {f"people-{row}-role": role for row, role in enumerate(roles)}
    people |= {
        f"people-{row}-name": name
        for row, name in enumerate(("Els Prins", "Jan Bos", "Bo Tak"))
    }

    page = sent(admin_client, pasted(admin_client, text), **people)
    assert kinds(page) == ["question", "answer", "question", "answer"]
    assert page.context["unattributed"] == []

    page = sent(admin_client, pasted(admin_client), **people)
    assert [name for _, name in page.context["unattributed"]] == ["Els Prins"] * 2


def test_a_label_of_somebody_who_is_not_named_is_asked_for(admin_client):
    text = (
        "V: Hoe?\n\nJan: Zo.\n\nV: En u?\n\nKees: Ik ook.\n\nV: En nu?\n\nKees: Ja.\n"
    )
    people = {
        "people-0-role": "interviewer",
        "people-0-name": "Els Prins",
        "people-1-role": "interviewee",
        "people-1-name": "Jan de Vries",
    }

    page = sent(admin_client, pasted(admin_client, text), **people)
    refused = sent(admin_client, page, **FILLED | people, save="Save")

    assert [(turn.label, name) for turn, name in page.context["unattributed"]] == [
        ("Kees", "Jan de Vries"),
        ("Kees", "Jan de Vries"),
    ]
    assert refused.status_code == 200
    assert not Interview.objects.exists()


# Saving


def test_saved_document_is_a_draft_with_all_its_parts(admin_client):
    make_speaker(name="Jan Bos", slug="smid-bos")

    response = sent(
        admin_client,
        pasted(admin_client),
        **FILLED,
        **{"kind-3": "caption"},
        save="Save",
    )

    interview = Interview.objects.get()
    assert response.url == reverse(
        "admin:interviews_interview_change", args=[interview.pk]
    )
    assert said(response) == ["Saved as a draft. Turns: 4, passages: 1."]
    assert (interview.slug, interview.status, interview.source_text) == (
        "de-smid",
        "draft",
        SMALL,
    )
    assert list(
        Turn.objects.values_list(
            "kind", "speaker__slug", "opening_mark", "text", "closing_mark"
        )
    ) == [
        ("question", "els-prins", "", "Waarom?", ""),
        ("answer", "smid-bos", "‘", "Het vuur.\n\nDaarom.", "’"),
        ("question", "els-prins", "", "Altijd?", ""),
        ("answer", "smid-bos", "‘", "Nee.", "’"),
    ]
    assert list(
        Passage.objects.values_list("kind", "text", "turn__position", "after_paragraph")
    ) == [("caption", "Ik houd ervan.", 2, 1)]
    assert set(
        Participation.objects.values_list("speaker__name", "role", "billed_as")
    ) == {
        ("Els Prins", "interviewer", "verslaggever"),
        ("Jan Bos", "interviewee", ""),
    }
    for row in [
        interview,
        *Turn.objects.all(),
        *Passage.objects.all(),
        *Speaker.objects.all(),
    ]:
        row.full_clean()
    for row in (interview, *Turn.objects.all(), *Passage.objects.all()):
        record = row.history.get()
        assert (record.history_user.username, record.history_change_reason) == (
            "admin",
            "Made from a document.",
        )


def test_saved_draft_opens_and_nobody_else_sees_it(admin_client):
    response = sent(admin_client, pasted(admin_client), **FILLED, save="Save")

    assert admin_client.get(response.url).status_code == 200
    assert Client().get("/api/v1/turns/").json()["count"] == 0
    assert Client().get("/i/de-smid").status_code == 404


def test_unsure_places_are_saved_only_when_accepted(admin_client):
    page = pasted(admin_client, "Hoe?\n\n‘Goed.’\n\n‘En u?’\n")

    refused = sent(admin_client, page, **FILLED, save="Save")
    assert errors(refused) == [
        "Some places are unsure. Settle them below, or tick that they are right."
    ]
    assert not Interview.objects.exists()

    assert (
        sent(admin_client, refused, save="Save", accept_unsure="on").status_code == 302
    )


def test_all_that_is_missing_is_said_at_once(admin_client):
    page = sent(admin_client, pasted(admin_client), save="Save", language="")

    assert set(errors(page)) == {
        "This field is required.",
        "Name at least one interviewer: there are 2 questions.",
        "Name at least one interviewee: there are 2 answers.",
    }
    assert set(page.context["adminform"].form.errors) == {
        "title",
        "publication",
        "published_on",
        "language",
        "__all__",
    }


def test_slug_that_exists_is_refused_with_the_nearest_free(admin_client):
    make_interview(slug="de-smid")

    page = sent(
        admin_client, pasted(admin_client), **FILLED, slug="de-smid", save="Save"
    )

    assert errors(page) == [
        "There is an interview with this slug. The nearest that is free: de-smid-2"
    ]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (
            {"published_on": "1066-10-14"},
            "The day of publication lies between 1450 and 2999.",
        ),
        ({"language": "Dutch!"}, "Use a BCP 47 tag such as nl or en-GB."),
        (
            {"title": "\x01"},
            "There is a control character in one of: title, publication",
        ),
        (
            {"people-2-name": "Jan Bos", "people-2-role": "interviewee"},
            "Jan Bos is named twice as interviewee.",
        ),
        ({"people-1-name": "\x01"}, "There is a control character in one of: name"),
        (
            {"people-1-billed_as": "\x01"},
            "There is a control character in one of: billed_as",
        ),
    ],
)
def test_what_the_rules_refuse_is_said_and_nothing_is_written(
    admin_client, typed, reason
):
    before = everything()

    page = sent(admin_client, pasted(admin_client), **FILLED | typed, save="Save")

    assert reason in " ".join(errors(page))
    assert everything() == before
