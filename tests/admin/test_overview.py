"""An interview at a glance, and who sees it."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews.models import Interview, Quote, Turn
from tests.admin.editor import address, everything, said
from tests.admin.grouped import sign_in
from tests.factories import (
    make_interview,
    make_mention,
    make_passage,
    make_quote,
    make_speaker,
    make_topic,
    make_turn,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client):
    return sign_in(client, "publisher")


@pytest.fixture
def interview():
    return make_interview(slug="north", title="North", status="draft")


def own_page(interview):
    return address("change", Interview, interview.pk)


def visibility(interview):
    return reverse("admin:interviews_interview_visibility", args=[interview.pk])


def preview(interview):
    return reverse("admin:interviews_interview_preview", args=[interview.pk])


# The overview


def test_turns_are_shown_in_order_with_what_is_missing(publisher, interview):
    ann, bob = make_speaker(), make_speaker()
    law = make_topic(label="Law")
    make_turn(interview=interview, speaker=bob, text=" An answer first.\n")
    make_turn(
        interview=interview, speaker=ann, kind="question", text="So.", topics=[law]
    )
    answer = make_turn(interview=interview, speaker=bob, topics=[law])
    make_quote(turn=answer)
    make_mention(turn=answer)
    make_quote(
        turn=make_turn(interview=interview, speaker=bob, topics=[law]),
        withdrawn_at="2026-01-01T00:00Z",
        withdrawal_reason="So.",
    )
    make_turn(interview=interview, speaker=ann)

    page = publisher.get(own_page(interview))

    assert [
        (
            line.turn.position,
            line.turn.quote_count,
            line.turn.mention_count,
            line.problems,
            line.hints,
        )
        for line in page.context["lines"]
    ] == [
        (
            1,
            0,
            0,
            ["no question before it", "no topic", "white space at an end"],
            ["no excerpt"],
        ),
        (2, 0, 0, [], ["no question mark"]),
        (3, 1, 1, [], []),
        (4, 1, 0, ["no question before it"], ["no excerpt"]),
        (5, 0, 0, ["no topic"], ["no excerpt"]),
    ]
    assert "5 turns, 5 problems" in page.text


def test_passages_without_a_place_or_a_quote_are_shown(publisher, interview):
    make_passage(interview=interview, kind="introduction")
    turn = make_turn(interview=interview)
    make_passage(interview=interview, turn=turn, after_paragraph=1)
    lost = make_passage(interview=interview, text="Lost. ")
    pull = make_passage(
        interview=interview, kind="pull_quote", turn=turn, after_paragraph=1
    )

    page = publisher.get(own_page(interview))

    assert page.context["passages_to_look_at"] == [
        (pull, "no quote that it renders"),
        (lost, "no place: it is printed before the first turn"),
        (lost, "white space at an end"),
    ]


def test_an_interview_without_turns_offers_to_add_the_first(publisher, interview):
    assert "Add the first turn" in publisher.get(own_page(interview)).text


def make_long(turns, quotes):
    """An interview of so many turns, each with quotes, topics and mentions."""
    first = make_turn(topics=[make_topic()], text="One. Two. Three.")
    interview = first.interview
    more = Turn.objects.bulk_create(
        Turn(
            interview=interview,
            speaker=first.speaker,
            position=position,
            kind="answer",
            text=first.text,
        )
        for position in range(2, turns + 1)
    )
    for words in ["One", "Two", "Three"][:quotes]:
        make_mention(turn=first, text=words)
    for turn in more[:20]:
        turn.topics.set(first.topics.all())
        make_mention(turn=turn)
    spans = [(0, 4), (5, 9), (10, 16), (0, 9), (5, 16)]
    Quote.objects.bulk_create(
        Quote(
            turn=turn,
            start=start,
            end=end,
            text=turn.text[start:end],
            speaker_id=turn.speaker_id,
        )
        for turn in [first, *more]
        for start, end in spans[:quotes]
    )
    make_passage(interview=interview)
    return interview


@pytest.mark.parametrize(("turns", "quotes"), [(1, 1), (400, 5)])
def test_pages_cost_as_many_queries_for_a_long_interview_as_for_a_short_one(
    admin_client, turns, quotes
):
    interview = make_long(turns, quotes)
    quote = Quote.objects.first()
    key = f"?interview={interview.slug}"
    withdraw = reverse("admin:interviews_quote_withdraw")
    keys = ",".join(str(pk) for pk in Quote.objects.values_list("pk", flat=True)[:500])
    pages = [
        own_page(interview),
        address("changelist", Turn) + key,
        address("changelist", Quote) + key,
        address("change", Turn, quote.turn_id),
        address("change", Quote, quote.pk),
        f"{withdraw}?of={keys}",
        preview(interview),
    ]
    for page in pages:  # Django remembers types of content.
        admin_client.get(page)

    costs = []
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            assert admin_client.get(page).status_code == 200
        costs.append(len(asked))

    assert costs == [10, 9, 8, 17, 5, 3, 5]


# What the API will say


def preview_of_api(interview):
    return reverse("admin:interviews_interview_preview_of_api", args=[interview.pk])


def test_what_the_api_will_say_is_what_it_says_once_published(publisher, interview):
    make_quote(turn=make_turn(interview=interview))
    turns = reverse("interviews-document", args=["north"])

    page = publisher.get(own_page(interview)).text
    shown = publisher.get(preview_of_api(interview))
    hidden = publisher.get(turns)
    publisher.post(visibility(interview), {"change": "publish"})

    assert f'href="{preview_of_api(interview)}"' in page
    assert hidden.status_code == 404
    assert "no-store" in shown["Cache-Control"]
    assert without_moments(shown.json()) == without_moments(publisher.get(turns).json())


def without_moments(found):
    if isinstance(found, dict):
        return {
            key: without_moments(value)
            for key, value in found.items()
            if key != "updated_at"
        }
    return [without_moments(one) for one in found] if isinstance(found, list) else found


def test_only_who_may_see_an_interview_sees_what_the_api_will_say(client, interview):
    assert client.get(preview_of_api(interview)).status_code == 302
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    assert client.get(preview_of_api(interview)).status_code == 403


# Who sees it


def test_publisher_publishes_and_unpublishes(publisher, interview):
    before = publisher.get(own_page(interview)).text

    published = publisher.post(visibility(interview), {"change": "publish"})
    after = publisher.get(own_page(interview)).text

    assert (said(published), published.url) == (["Public."], own_page(interview))
    assert set(Interview.objects.published()) == {interview}
    assert ('href="/i/north"' in before, 'href="/i/north"' in after) == (False, True)
    assert f'href="{reverse("interviews-detail", args=["north"])}"' in after

    unpublished = publisher.post(visibility(interview), {"change": "unpublish"})
    assert said(unpublished) == ["Draft."]
    assert not Interview.objects.published().exists()
    assert [
        entry.get_change_message() for entry in LogEntry.objects.order_by("pk")
    ] == [
        "Public.",
        "Draft.",
    ]


def test_who_sees_it_has_a_history(publisher, interview):
    Interview.history.all().delete()

    publisher.post(visibility(interview), {"change": "publish"})

    assert [
        (record.status, record.history_user)
        for record in interview.history.order_by("-history_id")
    ] == [("published", User.objects.get()), ("draft", None)]


def test_publisher_sets_and_lifts_an_embargo(publisher, interview):
    Interview.objects.update(status="published")
    embargo = {"change": "embargo", "publish_at": "2999-01-02T10:30"}

    hidden = publisher.post(visibility(interview), embargo)

    assert said(hidden) == ["Under embargo until 2 January 2999, 10:30 UTC."]
    assert not Interview.objects.published().exists()
    shown = publisher.get(own_page(interview)).text
    assert 'value="2999-01-02T10:30"' in shown

    publisher.post(visibility(interview), {"change": "embargo", "publish_at": ""})
    assert set(Interview.objects.published()) == {interview}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "What was sent could not be read."),
        ({"change": "delete"}, "What was sent could not be read."),
        ({"change": "embargo", "publish_at": "\0"}, "What was sent could not be read."),
        (
            {"change": "embargo", "publish_at": "9999-01-01T00:00"},
            "The embargo ends between 1900 and 2999.",
        ),
    ],
)
def test_what_cannot_be_read_changes_nothing(publisher, interview, sent, sentence):
    before = everything()

    response = publisher.post(visibility(interview), sent)

    assert said(response) == [sentence]
    assert everything() == before


@pytest.mark.parametrize("change", ["publish", "unpublish", "embargo"])
def test_editor_changes_not_who_sees_it(client, interview, change):
    editor = sign_in(client, "editor")
    before = everything()

    answer = editor.post(visibility(interview), {"change": change})

    assert answer.status_code == 403
    assert everything() == before
    assert "status_form" not in editor.get(own_page(interview)).text


def test_who_sees_it_is_changed_by_a_form_alone(publisher, interview):
    assert publisher.get(visibility(interview)).status_code == 405
    publisher.handler.enforce_csrf_checks = True
    answer = publisher.post(visibility(interview), {"change": "publish"})
    assert answer.status_code == 403


# Preview


def test_a_draft_is_read_as_the_public_will_read_it_by_editors_alone(
    client, interview, django_user_model
):
    make_turn(interview=interview, text="Nobody knows yet.")
    editor = sign_in(client, "editor")

    shown = editor.get(preview(interview))

    assert "Nobody knows yet." in shown.text
    assert "no-store" in shown["Cache-Control"]
    assert "public" not in shown["Cache-Control"]
    assert shown["X-Robots-Tag"] == "noindex"
    assert f'href="{preview(interview)}"' in editor.get(own_page(interview)).text

    stranger = django_user_model.objects.create_user("stranger", is_staff=True)
    client.force_login(stranger)
    assert client.get(preview(interview)).status_code == 403
    client.logout()
    assert client.get(preview(interview)).status_code == 302


def test_pages_have_no_script_and_no_style_of_their_own(publisher, interview):
    make_turn(interview=interview)
    text = publisher.get(own_page(interview)).text
    ours = text[text.index('class="desk overview"') : text.index("</section>")]

    assert not re.search("style=|onclick|<script", ours)
