"""A turn that is added between two others makes room for itself."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from interviews.history import OTHERWISE
from interviews.models import Interview, Turn
from tests.admin.editor import address, errors, everything, submission
from tests.admin.grouped import sign_in
from tests.factories import make_interview, make_speaker, make_turn, take_part

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client):
    return sign_in(client, "publisher")


@pytest.fixture
def interview():
    return make_interview(slug="north", title="North", status="draft")


def own_page(interview):
    return address("change", Interview, interview.pk)


def room(interview, position):
    return reverse(
        "admin:interviews_turn_add",
        query={"interview": interview.pk, "position": position, "make_room": ""},
    )


@pytest.fixture
def three(interview):
    speaker = make_speaker()
    take_part(interview, speaker, "interviewer")
    return [
        make_turn(interview=interview, speaker=speaker, kind="question", text=text)
        for text in ("One?", "Two?", "Three?")
    ]


def in_order(interview):
    turns = interview.turns.in_reading_order()
    return list(turns.values_list("position", "text"))


def test_a_turn_is_added_between_two_others(publisher, interview, three):
    where = room(interview, 2)
    assert (
        f'href="{where.replace("&", "&amp;")}"'
        in publisher.get(own_page(interview)).text
    )
    sent = submission(
        publisher.get(where).text,
        "turn_form",
        kind="question",
        speaker=str(three[0].speaker_id),
        text="And?",
    )

    response = publisher.post(where, sent)

    assert response.status_code == 302
    assert in_order(interview) == [(1, "One?"), (2, "And?"), (3, "Two?"), (4, "Three?")]


def test_turns_that_made_room_have_a_history_of_it(publisher, interview, three):
    where = room(interview, 2)
    typed = {"kind": "question", "speaker": str(three[0].speaker_id), "text": "And?"}
    Turn.history.all().delete()

    publisher.post(where, submission(publisher.get(where).text, "turn_form", **typed))

    assert [
        (record.position, record.history_user, record.history_change_reason)
        for record in three[2].history.order_by("-history_id")
    ] == [
        (4, User.objects.get(), "A turn was added before it."),
        (3, None, OTHERWISE),
    ]
    assert not three[0].history.exists()


def test_nothing_moves_when_the_turn_is_refused(publisher, interview, three):
    where = room(interview, 2)
    sent = submission(publisher.get(where).text, "turn_form", kind="question", text="")

    response = publisher.post(where, sent)

    assert errors(response) == ["This field is required."] * 2
    assert in_order(interview) == [(1, "One?"), (2, "Two?"), (3, "Three?")]


def test_without_asking_for_room_none_is_made(publisher, interview, three):
    where = room(interview, 2).replace("make_room", "other")
    sent = submission(
        publisher.get(where).text,
        "turn_form",
        kind="question",
        speaker=str(three[0].speaker_id),
        text="And?",
    )

    response = publisher.post(where, sent)

    assert errors(response) == ["Another turn of the interview has this position."]


@pytest.mark.parametrize("position", ["abc", "-1", "\0", "9" * 30, "٣"])
@pytest.mark.parametrize("name", ["position", "interview"])
def test_room_that_cannot_be_read_is_no_server_error(
    publisher, interview, three, name, position
):
    where = room(interview, 2)
    sent = submission(publisher.get(where).text, "turn_form", **{name: position})
    before = everything()

    assert publisher.post(where, sent).status_code == 200
    assert everything() == before


def test_room_beyond_the_last_number_is_refused(publisher, interview, three):
    Turn.objects.filter(pk=three[2].pk).update(position=2**31 - 1)
    before = everything()
    where = room(interview, 2)
    sent = submission(
        publisher.get(where).text,
        "turn_form",
        kind="question",
        speaker=str(three[0].speaker_id),
        text="And?",
    )

    response = publisher.post(where, sent)

    assert "The database refused this: integer out of range." in errors(response)
    assert everything() == before
