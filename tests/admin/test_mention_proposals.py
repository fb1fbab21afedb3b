"""The page that lists mentions of known names that are missing, and adds what is ticked."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews.admin.mention_proposals import MOST_READ, MOST_SELECTED, MOST_SHOWN
from interviews.models import Entity, Interview, Mention, Passage, Turn
from tests.admin.editor import address, said, submission
from tests.factories import (
    make_entity,
    make_interview,
    make_mention,
    make_passage,
    make_turn,
)

pytestmark = pytest.mark.django_db


def page(**selection) -> str:
    keys = {
        name: ",".join(str(row.pk) for row in rows) for name, rows in selection.items()
    }
    return reverse("admin:interviews_mention_find", query=keys)


def rows(response) -> list[tuple]:
    """What the page lists: words in context, place, and who or what may be meant."""
    return [
        (
            "{}[{}]{}".format(*row["context"]),
            row["place"],
            *(entity.slug for _, entity in row["choices"]),
        )
        for row in response.context["rows"]
    ]


def send(client, where: str, **typed):
    opened = client.get(where)
    return client.post(where, submission(opened.text, "find_mentions_form", **typed))


def marked() -> list[tuple[str, str, int]]:
    in_order = Mention.objects.order_by("turn__position", "start")
    return [(mention.entity.slug, mention.text, mention.start) for mention in in_order]


def choice(place, words: str, entity) -> str:
    start = place.text.index(words)
    kind = place._meta.model_name
    return f"{kind}-{place.pk}-{start}-{start + len(words)}-{entity.pk}"


@pytest.fixture
def minsk():
    # What is looked for of an entity is a name of it, never a blank one.
    return make_entity(slug="minsk", name="Minsk", aliases=[" "], kind="place")


@pytest.fixture
def vladimirs():
    return [
        make_entity(slug=slug, name="Vladimir") for slug in ("labkovitsj", "poetin")
    ]


@pytest.fixture
def north(minsk, vladimirs):
    interview = make_interview(slug="north", title="North")
    make_turn(interview=interview, text="Vladimir was in <b>Minsk.")
    make_passage(interview=interview, text="Minsk in winter.")
    make_turn(text="In Minsk too.")
    return interview


TURN = [
    ("[Vladimir] was in <b>Minsk.", "turn 1", "labkovitsj", "poetin"),
    ("Vladimir was in <b>[Minsk].", "turn 1", "minsk"),
]
PASSAGE = [("[Minsk] in winter.", "passage 1", "minsk")]
ELSEWHERE = [("In [Minsk] too.", "turn 1", "minsk")]


@pytest.mark.parametrize(
    ("model", "listed"),
    [
        (Turn, TURN),
        (Passage, PASSAGE),
        (Interview, TURN + PASSAGE),
        (Entity, [*TURN[1:], *PASSAGE, *ELSEWHERE]),
    ],
)
def test_an_action_leads_to_what_is_missing(admin_client, north, model, listed):
    chosen = model.objects.earliest("pk")
    action = {"action": "find_mentions", "_selected_action": chosen.pk}

    response = admin_client.post(address("changelist", model), action, follow=True)

    assert rows(response) == listed
    assert marked() == []


def test_words_are_shown_as_text_between_those_around_them(admin_client, north):
    text = admin_client.get(page(interview=[north])).text
    content = text[text.index('id="content-start"') :]

    assert "Vladimir was in &lt;b&gt;<strong>Minsk</strong>." in text
    assert not re.search("<b>|style=|onclick|<script", content)


def test_what_is_ticked_is_added_and_what_is_ambiguous_left(admin_client, north):
    response = send(admin_client, page(interview=[north]))

    assert said(response) == ["2 mentions were added."]
    assert marked() == [("minsk", "Minsk", 19), ("minsk", "Minsk", 0)]
    assert rows(admin_client.get(response.url)) == TURN[:1]
    assert {
        (entry.user.username, entry.get_change_message())
        for entry in LogEntry.objects.all()
    } == {("admin", "Added.")}
    assert {
        (record.history_user.username, record.history_type)
        for record in Mention.history.filter(history_change_reason="Found by its name.")
    } == {("admin", "+")}


def test_what_is_unticked_is_not_added(admin_client, north, minsk, vladimirs):
    turn = north.turns.get()
    ticked = ["", choice(turn, "Vladimir", vladimirs[1])]

    response = send(admin_client, page(interview=[north]), choice=ticked)

    assert said(response) == ["1 mention was added."]
    assert marked() == [("poetin", "Vladimir", 0)]


def test_nothing_ticked_adds_nothing(admin_client, north):
    response = send(admin_client, page(interview=[north]), choice=None)

    assert said(response) == ["0 mentions were added."]
    assert marked() == []


def test_where_nothing_is_missing_the_page_says_so(admin_client, north, minsk):
    passage = north.passages.get()
    make_mention(passage=passage, entity=minsk, text="Minsk")

    response = admin_client.get(page(passage=[passage]))

    assert "Every known name that stands there is marked." in response.text


def test_a_text_that_changed_since_is_left_alone(admin_client, north, minsk):
    where = page(interview=[north])
    sent = submission(admin_client.get(where).text, "find_mentions_form")
    Turn.objects.filter(interview=north).update(text="Vladimir was in Oslo.")

    response = admin_client.post(where, sent)

    assert said(response) == [
        "1 mention was added.",
        "1 left alone: what stands there now is no longer as it was.",
    ]
    assert marked() == [("minsk", "Minsk", 0)]


def test_what_no_name_supports_is_not_added(admin_client, north, minsk, vladimirs):
    turn = north.turns.get()
    ticked = [
        choice(turn, "Minsk", vladimirs[0]),
        choice(turn, "was", minsk),
        choice(turn, "Mins", minsk),
        "turn-999999999999999999-0-5-999999999999999999",
    ]

    response = send(admin_client, page(turn=[turn]), choice=ticked)

    assert said(response) == [
        "4 left alone: what stands there now is no longer as it was."
    ]
    assert marked() == []


@pytest.mark.parametrize("value", ["\0", "minsk", "turn-1-0-5", "entity-1-0-5-1", "٣"])
def test_a_choice_that_cannot_be_read_adds_nothing(admin_client, north, minsk, value):
    turn = north.turns.get()

    response = send(
        admin_client, page(turn=[turn]), choice=[choice(turn, "Minsk", minsk), value]
    )

    assert said(response) == ["What is ticked could not be read. Nothing was added."]
    assert marked() == []


@pytest.mark.parametrize("query", ["", "?turn=", "?turn=abc", "?turn=%00", "?turn=1,"])
def test_an_address_without_a_selection_leads_to_the_turns(admin_client, query):
    response = admin_client.get(f"{page()}{query}")

    assert response.url == address("changelist", Turn)


def test_an_address_of_no_row_lists_nothing(admin_client, north):
    response = admin_client.get(f"{page()}?turn={'9' * 18}&entity={'9' * 18}")

    assert rows(response) == []


NEEDED = ["view_turn", "view_passage", "view_entity", "add_mention"]


@pytest.mark.parametrize("missing", [None, *NEEDED])
def test_only_who_may_add_mentions_and_see_texts_may(
    client, django_user_model, north, missing
):
    editor = django_user_model.objects.create_user("editor", is_staff=True)
    granted = [*{*NEEDED, "view_interview"} - {missing}]
    editor.user_permissions.set(Permission.objects.filter(codename__in=granted))
    client.force_login(editor)
    where = page(turn=[north.turns.get()])
    list_page = client.get(address("changelist", Interview))

    status = 403 if missing else 200
    assert client.get(where).status_code == status
    assert client.post(where, {"choice": ""}).status_code == (403 if missing else 302)
    assert ("find_mentions" in list_page.text) == (missing is None)


def test_a_post_without_its_token_is_refused(admin_user, client, north):
    client.handler.enforce_csrf_checks = True
    client.force_login(admin_user)

    assert client.post(page(turn=[north.turns.get()])).status_code == 403


def test_a_selection_too_long_for_an_address_is_refused(admin_client, minsk):
    interview, turn = make_interview(), make_turn()
    Passage.objects.bulk_create(
        Passage(interview=interview, position=number, kind="caption", text="Minsk")
        for number in range(1, MOST_SELECTED + 2)
    )
    action = {
        "action": "find_mentions",
        "select_across": "1",
        "_selected_action": turn.pk,
    }

    response = admin_client.post(address("changelist", Passage), action)

    assert said(response) == [
        "Select at most 500, or use the terminal: python manage.py find_mentions"
    ]


def test_a_page_shows_so_many_and_the_others_follow(admin_client, minsk):
    interview = make_turn(text="Minsk. " * (MOST_SHOWN + 1)).interview
    where = page(interview=[interview])

    first = admin_client.get(where)
    send(admin_client, where)
    second = admin_client.get(where)

    assert (len(rows(first)), len(rows(second))) == (MOST_SHOWN, 1)
    assert "These are the first 200" in first.text
    assert "These are the first 200" not in second.text


def test_a_page_reads_so_many_texts_and_says_so(admin_client, minsk):
    interview = make_interview()
    Passage.objects.bulk_create(
        Passage(interview=interview, position=number, kind="caption", text="Oslo")
        for number in range(1, MOST_READ + 1)
    )
    where = page(interview=[interview])
    all_of_them = admin_client.get(where).text
    make_passage(interview=interview, text="Minsk")

    too_many = admin_client.get(where)

    assert "were read" not in all_of_them
    assert "Only the first 2000 texts were read." in too_many.text
    assert rows(too_many) == []


@pytest.mark.parametrize("count", [1, 400])
def test_the_page_costs_as_many_queries_for_one_turn_as_for_many(
    admin_client, minsk, count
):
    first = make_turn(text="Nothing.")
    Turn.objects.bulk_create(
        Turn(
            interview=first.interview,
            speaker=first.speaker,
            position=position,
            kind="answer",
            text="In Minsk." if position % 2 else "Nothing.",
        )
        for position in range(3, 3 + count)
    )
    where = page(turn=first.interview.turns.all())
    with CaptureQueriesContext(connection) as shown:
        sent = submission(admin_client.get(where).text, "find_mentions_form")
    with CaptureQueriesContext(connection) as added:
        admin_client.post(where, sent)

    assert Mention.objects.count() == (count + 1) // 2
    assert (len(shown), len(added)) == (6, 14)
