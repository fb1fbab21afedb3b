"""What the database refuses is said in the form, and nothing is half written."""

import pytest
from django.contrib.auth.models import Group

from interviews.choices import Role, TurnKind
from interviews.models import Interview, Mention, Participation, Quote, Topic, Turn
from tests.admin.editor import address, errors, everything, said, save, submission
from tests.factories import (
    make_entity,
    make_interview,
    make_mention,
    make_passage,
    make_quote,
    make_topic,
    make_turn,
)

WITHOUT_ITS_SPEAKER = (
    "A turn would be left with a speaker who does not take part in its interview in the "
    "fitting role: an interviewer asks, an interviewee answers."
)


def quote_with_wrong_offsets():
    quote = make_quote(turn=make_turn(text="One. Two. Three."), text="Two.")
    typed = {"start": "0", "end": "4"}
    return quote, typed, ["From 0 to 4 stands “One.”. These words stand from 5 to 9."]


def quote_withdrawn_without_reason():
    typed = {"withdrawn_at_0": "2026-02-01", "withdrawn_at_1": "12:00"}
    return make_quote(), typed, ["Withdraw a quote with both a moment and a reason."]


def quote_moved_away_from_its_pull_quote():
    quote = make_quote(turn=make_turn(text="Two."), text="Two.")
    make_passage(interview=quote.turn.interview, kind="pull_quote", quote=quote)
    elsewhere = make_turn(text="Two.", speaker=quote.speaker)
    sentence = (
        f"The database refused this: quote {quote.public_id} is rendered by a pull quote "
        "of another interview."
    )
    return quote, {"turn": str(elsewhere.pk)}, [sentence]


def turn_that_would_lose_a_quote():
    turn = make_turn(text="One. Two.")
    quote = make_quote(turn=turn, text="Two.")
    sentences = [
        f"Quote {quote.public_id} “Two.” would no longer be what is said at its place: "
        "nothing stands there now. Change or withdraw it first.",
    ]
    return turn, {"text": "One."}, sentences


def turn_at_the_place_of_another():
    turn = make_turn()
    make_turn(interview=turn.interview)
    sentence = "Another turn of the interview has this position."
    return turn, {"position": "2"}, [sentence]


def turn_with_control_characters():
    return (
        make_turn(),
        {"text": "One \x07"},
        ["There is a control character in one of: text."],
    )


def turn_of_somebody_who_takes_no_part():
    turn, stranger = make_turn(), make_turn().speaker
    sentence = (
        f"{stranger} does not take part in this interview as interviewee. "
        "Add the participation first."
    )
    return turn, {"speaker": str(stranger.pk)}, [sentence]


def participation_of_a_speaker_in_another_role():
    participation = make_turn().interview.participations.get()
    return participation, {"role": Role.INTERVIEWER}, [WITHOUT_ITS_SPEAKER]


def participation_deleted_from_its_interview():
    interview = make_turn().interview
    return interview, {"participations-0-DELETE": "on"}, [WITHOUT_ITS_SPEAKER]


def passage_after_a_missing_paragraph():
    turn = make_turn(text="One.\n\nTwo.")
    passage = make_passage(interview=turn.interview, turn=turn, after_paragraph=2)
    return passage, {"after_paragraph": "3"}, ["The turn has 2 paragraphs."]


def topic_made_part_of_its_own_part():
    whole = make_topic(label="Law")
    part = make_topic(label="Courts", broader=whole)
    sentence = "Courts is Law itself or one of its narrower topics."
    return whole, {"broader": str(part.pk)}, [sentence]


def mention_that_overlaps_another():
    turn = make_turn(text="Minsk Minsk")
    entity = make_entity()
    make_mention(turn=turn, entity=entity, text="Minsk M", start=0)
    mention = make_mention(turn=turn, entity=entity, text="insk", start=7)
    typed = {"text": "Minsk", "start": "6", "end": "11"}
    return mention, typed, ["This overlaps another mention of the same entity."]


def mention_that_ends_before_it_starts():
    # PostgreSQL cannot even compare such a span with others.
    typed = {"start": "3", "end": "0"}
    return make_mention(), typed, ["A span ends after it starts."]


REFUSED = [
    mention_that_ends_before_it_starts,
    mention_that_overlaps_another,
    participation_deleted_from_its_interview,
    participation_of_a_speaker_in_another_role,
    passage_after_a_missing_paragraph,
    quote_moved_away_from_its_pull_quote,
    quote_with_wrong_offsets,
    quote_withdrawn_without_reason,
    topic_made_part_of_its_own_part,
    turn_at_the_place_of_another,
    turn_of_somebody_who_takes_no_part,
    turn_that_would_lose_a_quote,
    turn_with_control_characters,
]


@pytest.mark.parametrize("case", REFUSED)
def test_refusal_is_said_in_the_form(admin_client, db, case):
    row, typed, sentences = case()
    before = everything()

    response = save(admin_client, row, **typed)

    assert errors(response) == sentences
    assert said(response) == []
    assert everything() == before
    form = submission(response.text, f"{row._meta.model_name}_form")
    assert {name: form[name] for name in typed} == {
        name: [value] for name, value in typed.items()
    }


def test_document_as_received_is_kept(admin_client, db):
    interview = make_interview()
    before = everything()

    save(admin_client, interview, source_text="Another document.")

    assert everything() == before


def test_turn_stays_in_its_interview(admin_client, db):
    turn, elsewhere = make_turn(), make_interview()
    before = everything()

    save(admin_client, turn, interview=str(elsewhere.pk))

    assert everything() == before


def test_publishing_is_a_choice_in_the_form(admin_client, db):
    interview = make_interview(status="draft")

    save(admin_client, interview, status="published")

    assert set(Interview.objects.published()) == {interview}


def test_mention_and_quote_are_added_with_their_turn(admin_client, db):
    turn = make_turn()
    entity = make_entity()
    turn.delete()
    typed = {
        "interview": turn.interview_id,
        "position": 1,
        "kind": TurnKind.ANSWER,
        "speaker": turn.speaker_id,
        "text": "Minsk was cold.",
        "quotes-TOTAL_FORMS": 1,
        "quotes-INITIAL_FORMS": 0,
        "quotes-0-text": "was cold",
        "quotes-0-kind": "excerpt",
        "quotes-0-speaker": turn.speaker_id,
        "mentions-TOTAL_FORMS": 1,
        "mentions-INITIAL_FORMS": 0,
        "mentions-0-text": "Minsk",
        "mentions-0-entity": entity.pk,
    }

    admin_client.post(address("add", Turn), typed)

    assert [
        list(model.objects.values_list("text", "start", "end"))
        for model in (Quote, Mention)
    ] == [[("was cold", 6, 14)], [("Minsk", 0, 5)]]


# Deleting


def test_participation_of_a_speaker_with_turns_is_not_deleted(admin_client, db):
    participation = make_turn().interview.participations.get()
    before = everything()

    page = admin_client.post(
        address("delete", Participation, participation.pk), {"post": "yes"}, follow=True
    )

    assert page.redirect_chain == [
        (address("change", Participation, participation.pk), 302)
    ]
    assert [str(message) for message in page.context["messages"]] == [
        WITHOUT_ITS_SPEAKER
    ]
    assert everything() == before


def test_selected_participations_of_speakers_with_turns_are_not_deleted(
    admin_client, db
):
    participation = make_turn().interview.participations.get()
    before = everything()
    action = {
        "action": "delete_selected",
        "_selected_action": participation.pk,
        "post": "yes",
    }

    page = admin_client.post(address("changelist", Participation), action, follow=True)

    assert [str(message) for message in page.context["messages"]] == [
        WITHOUT_ITS_SPEAKER
    ]
    assert everything() == before


def test_topic_with_parts_is_not_deleted(admin_client, db):
    part = make_topic(broader=make_topic())
    before = everything()

    page = admin_client.post(address("delete", Topic, part.broader_id), {"post": "yes"})

    assert len(page.context["protected"]) == 1
    assert everything() == before


# Positions in a list


def list_form(client):
    page = client.get(address("changelist", Turn) + "?o=2")
    return submission(page.text, "changelist-form") | {"_save": "Save", "action": ""}


def test_turns_change_places(admin_client, db):
    first = make_turn()
    second = make_turn(interview=first.interview)
    typed = {"form-0-position": "2", "form-1-position": "1"}

    admin_client.post(address("changelist", Turn), list_form(admin_client) | typed)

    assert list(Turn.objects.in_reading_order()) == [second, first]


def test_places_that_somebody_else_changed_since_stay(admin_client, db):
    first = make_turn()
    second = make_turn(interview=first.interview)
    form = list_form(admin_client)
    Turn.objects.filter(pk=first.pk).update(position=30)

    admin_client.post(address("changelist", Turn), form | {"form-1-position": "5"})

    assert list(Turn.objects.order_by("pk").values_list("position", flat=True)) == [
        30,
        5,
    ]
    assert second.pk > first.pk


def test_two_turns_at_one_place_are_refused_in_the_list(admin_client, db):
    make_turn(interview=make_turn().interview)
    before = everything()
    typed = {"form-0-position": "2"}

    page = admin_client.post(
        address("changelist", Turn), list_form(admin_client) | typed
    )

    changelist = page.context["cl"]
    assert changelist.formset.non_form_errors() == [
        "Another turn of the interview has this position."
    ]
    assert changelist.formset.data["form-0-position"] == "2"
    assert said(page) == []
    assert everything() == before


@pytest.mark.parametrize(
    "address",
    [
        "/admin/auth/group/{group}/change/?_to_field=",
        "/admin/interviews/topic/{topic}/change/?_to_field=",
        "/admin/autocomplete/?app_label=auth&model_name=user&field_name=groups&term=%00",
    ],
)
def test_address_that_cannot_be_read_is_refused(admin_client, db, address):
    keys = {"group": Group.objects.create(name="any").pk, "topic": make_topic().pk}

    assert admin_client.get(address.format(**keys)).status_code == 400


def test_name_longer_than_any_is_refused(client, db):
    typed = {"username": "z" * 300, "password": "x"}

    assert client.post("/admin/login/", typed).status_code == 400
