"""The pages on which two rows that are one thing become one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interviews.models import Entity, Mention, MergeRecord, Speaker, Topic, Turn
from tests.admin.editor import address, everything, said, submission
from tests.admin.grouped import sign_in
from tests.factories import (
    make_entity,
    make_mention,
    make_quote,
    make_speaker,
    make_topic,
    make_turn,
)
from tests.locks import wait_until_waiting

pytestmark = pytest.mark.django_db

MAKERS = {Entity: make_entity, Speaker: make_speaker, Topic: make_topic}


def page(*rows, **more):
    name = f"admin:interviews_{rows[0]._meta.model_name}_merge"
    keys = ",".join(str(row.pk) for row in rows)
    return reverse(name, query={"of": keys, **more})


def send(client, where):
    return client.post(where, submission(client.get(where).text, "merge_form"))


def undo_page(record):
    return reverse(f"admin:interviews_{record.resource}_undo_merge", args=[record.pk])


def merged(client, *rows, **more):
    send(client, page(*rows, **more))
    return undo_page(MergeRecord.objects.latest("pk"))


@pytest.fixture
def publisher(client):
    return sign_in(client, "publisher")


@pytest.mark.parametrize("model", MAKERS)
def test_rows_selected_in_a_list_become_the_one_that_is_chosen(publisher, model):
    first, second = MAKERS[model](slug="first"), MAKERS[model](slug="second")
    action = {
        "action": "merge_into_one",
        "_selected_action": [first.pk, second.pk],
    }

    listing = publisher.post(address("changelist", model), action)
    proposed = publisher.get(listing.url)
    response = send(publisher, page(first, second, keep=second.pk))

    assert proposed.context["merge"].kept == first
    assert response.url == address("change", model, second.pk)
    assert said(response) == [
        f"{first} (first) merged into {second}. "
        f'<a href="{undo_page(MergeRecord.objects.get())}">Undo…</a>'
    ]
    assert list(model.objects.all()) == [second]
    assert set(LogEntry.objects.values_list("object_id", "action_flag")) == {
        (str(first.pk), DELETION),
        (str(second.pk), CHANGE),
    }


def test_former_address_leads_to_the_one_that_is_kept(publisher, client):
    kept, other = make_entity(slug="kept"), make_entity(slug="other")
    make_mention(turn=make_turn(), entity=other)

    send(publisher, page(kept, other))

    answer = client.get("/api/v1/entities/other/")
    assert (answer.status_code, answer.url) == (
        301,
        "http://testserver/api/v1/entities/kept/",
    )
    turns = client.get("/api/v1/turns/?entity=other").json()
    assert turns["count"] == 1


def told(row):
    """What the newest record of a row says."""
    record = row.history.order_by("-history_id")[0]
    user = record.history_user.get_username()
    return user, record.history_type, record.history_change_reason


def test_mentions_that_move_or_are_dropped_have_a_history_of_it(publisher):
    kept = make_entity(slug="kept", name="Kept")
    other = make_entity(slug="other", name="Other")
    turn = make_turn(text="New York, Minsk.")
    make_mention(turn=turn, entity=kept, text="New York")
    dropped = make_mention(turn=turn, entity=other, text="York")
    moved = make_mention(turn=turn, entity=other, text="Minsk")

    send(publisher, page(kept, other))

    why = "Other (other) merged into Kept (kept)."
    assert told(moved) == ("publisher", "~", why)
    assert told(dropped) == ("publisher", "-", why)
    assert moved.history.first().entity_id == kept.pk
    earlier = (
        f"{address('change', Mention, moved.pk)}?version={moved.history.last().pk}"
    )
    for where in (address("history", Mention, moved.pk), earlier):
        assert publisher.get(where).status_code == 200


def test_turns_and_quotes_of_a_merged_speaker_have_a_history_of_it(publisher):
    kept = make_speaker(slug="kept", name="Kept")
    other = make_speaker(slug="other", name="Other")
    quote = make_quote(turn=make_turn(speaker=other))

    send(publisher, page(kept, other))

    for row in (quote, quote.turn):
        assert told(row) == ("publisher", "~", "Other (other) merged into Kept (kept).")
        assert row.history.first().speaker_id == kept.pk


def test_contradictions_are_said_and_there_is_no_button(publisher):
    rows = [make_entity(name=name, wikidata_id=name) for name in ("Q1", "Q2")]
    before = everything()

    shown = publisher.get(page(*rows)).text
    response = publisher.post(page(*rows), {"keep": rows[0].pk})

    assert 'id="contradictions"' in shown
    assert "merge_form" not in shown
    assert said(response)[0].endswith("(Q1: Q1, Q2: Q2). One of them is another.")
    assert everything() == before


@pytest.mark.parametrize("keep", ["", "abc", "\0", "999999999"])
def test_nothing_is_merged_without_a_choice(publisher, keep):
    rows = make_entity(), make_entity()
    before = everything()

    response = publisher.post(page(*rows), {"keep": keep})

    assert said(response) == ["Choose which of them stays."]
    assert everything() == before


@pytest.mark.parametrize("count", [1, 21])
def test_so_many_are_not_merged(publisher, count):
    rows = [make_entity() for _ in range(count)]
    action = {
        "action": "merge_into_one",
        "_selected_action": [row.pk for row in rows],
    }

    response = publisher.post(address("changelist", Entity), action)

    assert said(response) == ["Select two of them, or a few: at most 20."]
    assert publisher.get(page(*rows)).url == address("changelist", Entity)


@pytest.mark.parametrize("keys", ["", "abc", "%00", "1,", "999999999999999999"])
def test_an_address_of_no_rows_leads_to_the_list(publisher, keys):
    where = f"{reverse('admin:interviews_entity_merge')}?of={keys}"

    assert publisher.get(where).url == address("changelist", Entity)


def test_editor_merges_what_is_in_drafts_alone(client):
    editor = sign_in(client, "editor")
    kept, other, public = make_entity(), make_entity(), make_entity()
    make_mention(turn=make_turn(), entity=public)

    assert editor.get(page(kept, public)).status_code == 403
    assert editor.post(page(kept, public), {"keep": kept.pk}).status_code == 403
    assert send(editor, page(kept, other)).status_code == 302
    assert set(Entity.objects.all()) == {kept, public}


def test_a_topic_is_public_that_a_public_one_is_part_of(client):
    editor = sign_in(client, "editor")
    kept, whole = make_topic(), make_topic()
    make_turn(topics=[make_topic(broader=make_topic(broader=whole))])

    assert editor.get(page(kept, whole)).status_code == 403


def test_a_post_without_its_token_is_refused(publisher):
    publisher.handler.enforce_csrf_checks = True
    rows = make_entity(), make_entity()

    assert publisher.post(page(*rows), {"keep": rows[0].pk}).status_code == 403


@pytest.mark.parametrize("model", MAKERS)
def test_a_merge_is_undone_from_the_history_of_the_one_that_was_kept(publisher, model):
    kept, other = MAKERS[model](slug="kept"), MAKERS[model](slug="other")
    where = merged(publisher, kept, other)
    history = address("history", model, kept.pk)

    offered = publisher.get(history).text
    shown = publisher.get(where)
    response = publisher.post(where, submission(shown.text, "undo_form"))

    why = f"Undone: {other} (other) merged into {kept} (kept)."
    assert f'href="{where}"' in offered
    assert f"{other} (other) comes back." in shown.text
    assert (response.url, said(response)) == (history, [why])
    assert set(model.objects.all()) == {kept, other}
    assert set(
        LogEntry.objects.filter(change_message=why).values_list(
            "object_id", "action_flag"
        )
    ) == {(str(kept.pk), CHANGE), (str(other.pk), ADDITION)}
    record = MergeRecord.objects.get()
    assert {record.made_by.username, record.undone_by.username} == {"publisher"}
    again = publisher.get(history).text
    assert f'href="{where}"' not in again
    assert "Undone." in again


def test_addresses_are_answered_again(publisher, client):
    kept, other = make_entity(slug="kept"), make_entity(slug="other", wikidata_id="Q1")
    make_mention(turn=make_turn(), entity=other)
    before = client.get("/api/v1/entities/other/").json()

    where = merged(publisher, kept, other)
    assert client.get("/api/v1/entities/other/").status_code == 301
    publisher.post(where)

    answer = client.get("/api/v1/entities/other/")
    assert answer.status_code == 200
    assert answer.json() | {"updated_at": None} == before | {"updated_at": None}
    assert client.get("/api/v1/turns/?entity=other").json()["count"] == 1


def test_what_stops_an_undoing_is_said_and_there_is_no_button(publisher):
    kept, other = make_entity(), make_entity(slug="other")
    where = merged(publisher, kept, other)
    make_entity(slug="other", name="Other")
    before = everything()

    shown = publisher.get(where).text
    response = publisher.post(where)

    assert "undo_form" not in shown
    assert 'id="contradictions"' in shown
    assert said(response) == ["Other has the slug other now. Change that first."]
    assert everything() == before


def test_what_the_database_refuses_is_said_before_and_after(publisher):
    kept, whole = make_topic(), make_topic(slug="whole")
    other = make_topic(broader=whole)
    part = make_topic(broader=other)
    where = merged(publisher, kept, other)
    Topic.objects.filter(pk=part.pk).update(broader=kept)
    Topic.objects.filter(pk=whole.pk).update(broader=part)
    before = everything()

    shown = publisher.get(where).text
    response = publisher.post(where)

    assert "would be part of itself" in shown
    assert "undo_form" not in shown
    assert "would be part of itself" in said(response)[-1]
    assert everything() == before


def test_a_row_that_was_merged_on_leads_to_what_is_undone_first(publisher):
    third, second, first = (make_entity(slug=slug) for slug in "cba")
    earlier = merged(publisher, second, first)
    later = merged(publisher, third, second)

    response = publisher.get(earlier)

    assert response.url == later
    assert said(response)[-1] == (
        "Undo first what was done later: Name of b (b) merged into Name of c (c)."
    )
    publisher.post(later)
    publisher.post(earlier)
    assert set(Entity.objects.all()) == {first, second, third}


def test_staff_who_may_not_merge_are_told_of_none(publisher, client, django_user_model):
    first, second, third = (make_entity() for _ in range(3))
    earlier = merged(publisher, first, second)
    merged(publisher, third, first, keep=third.pk)

    client.force_login(django_user_model.objects.create_user("x", is_staff=True))

    assert client.get(earlier).status_code == 403


def test_editor_undoes_what_is_in_drafts_alone(client):
    editor = sign_in(client, "editor")
    kept, other = make_entity(), make_entity()
    where = merged(editor, kept, other)
    make_mention(turn=make_turn(), entity=kept)

    assert editor.get(where).status_code == 403
    assert editor.post(where).status_code == 403
    history = editor.get(address("history", Entity, kept.pk)).text
    assert "Undo…" not in history.partition('id="merges"')[2]
    Mention.objects.all().delete()
    assert editor.post(where).status_code == 302
    assert set(Entity.objects.all()) == {kept, other}


def test_a_merge_of_what_is_gone_or_of_other_things_is_not_found(publisher):
    kept = make_entity()
    where = merged(publisher, kept, make_entity())

    assert publisher.get(where.replace("entity", "topic")).status_code == 404
    assert publisher.get(address("history", Entity, 999_999)).status_code == 302
    kept.delete()
    assert publisher.get(where).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_whoever_is_stopped_because_two_wait_for_each_other_is_told(publisher):
    kept, other = make_entity(), make_entity()
    turn = make_mention(turn=make_turn(), entity=other).turn
    where = page(kept, other)

    def merging():
        try:
            return send(publisher, where)
        finally:
            connection.close()

    response = None
    while response is None:
        with ThreadPoolExecutor(1) as thread:
            try:
                with transaction.atomic():
                    Turn.objects.select_for_update().get(pk=turn.pk)
                    running = thread.submit(merging)
                    wait_until_waiting(1)
                    Entity.objects.select_for_update().get(pk=kept.pk)
                response = running.result()
            except OperationalError:
                # The database has stopped this one, and the other has merged.
                running.result()
                publisher.post(undo_page(MergeRecord.objects.latest("pk")))

    assert said(response) == [
        "Somebody else changed the same thing at the same moment. Nothing of yours was "
        "saved: try again."
    ]
    assert set(Entity.objects.all()) == {kept, other}


@pytest.mark.parametrize("count", [1, 40])
def test_merging_costs_as_many_queries_for_one_mention_as_for_many(publisher, count):
    kept, other = make_entity(), make_entity()
    turn = make_turn(text="Minsk. " * 40)
    for number in range(count):
        make_mention(turn=turn, entity=other, text="Minsk", start=7 * number)
    where = page(kept, other)
    publisher.get(where)

    with CaptureQueriesContext(connection) as shown:
        sent = submission(publisher.get(where).text, "merge_form")
    with CaptureQueriesContext(connection) as merged:
        publisher.post(where, sent)

    assert Mention.objects.filter(entity=kept).count() == count
    assert (len(shown), len(merged)) == (8, 33)


def test_pages_say_how_often_a_row_is_used(publisher):
    entity = make_mention(turn=make_turn()).entity
    topic = make_turn(topics=[make_topic()]).topics.get()

    for row, label in ((entity, "entity"), (topic, "topics")):
        for page in (
            address("change", type(row), row.pk),
            address("changelist", type(row)),
        ):
            text = publisher.get(page).text
            assert f'?{label}__id__exact={row.pk}">1</a>' in text
