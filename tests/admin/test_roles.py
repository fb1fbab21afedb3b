"""Editors prepare and correct; publishers decide what the public sees."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management.sql import emit_post_migrate_signal
from django.utils.dateparse import parse_datetime

from interviews.models import Entity, Interview, Mention, Passage, Quote, Topic, Turn
from tests.admin.editor import EDITED, address, everything, save, submission
from tests.admin.grouped import make_groups, sign_in
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

pytestmark = pytest.mark.django_db

PUBLIC = (
    {"status": "published", "publish_at": "2026-01-01T00:00Z"},
    {"status": "draft", "publish_at": "2030-01-01T00:00Z"},
)
STANDING = (
    {"withdrawn_at": None, "withdrawal_reason": ""},
    {"withdrawn_at": "2026-01-01T00:00Z", "withdrawal_reason": "Wrong."},
)
FOR_PUBLISHERS = {"publish_interview", "withdraw_quote"}


def permissions(group):
    granted = Group.objects.get(name=group).permissions.values_list(
        "codename", flat=True
    )
    return set(granted)


@pytest.fixture
def editor(client):
    return sign_in(client, "editor")


@pytest.fixture
def publisher(client):
    return sign_in(client, "publisher")


def delete(client, row):
    page = address("delete", type(row), row.pk)
    return client.post(page, {"post": "yes"}).status_code


def delete_selected(client, row):
    action = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
    return client.post(address("changelist", type(row)), action).status_code


def test_groups_are_made_also_where_there_are_no_permissions_yet():
    Group.objects.all().delete()
    Permission.objects.filter(content_type__app_label="interviews").delete()

    make_groups()
    make_groups()

    edited = {
        f"{verb}_{model._meta.model_name}"
        for verb in ("view", "add", "change", "delete")
        for model in EDITED
    } | {"view_formerslug"}
    assert permissions("editor") == edited
    assert permissions("publisher") == edited | FOR_PUBLISHERS


def test_content_types_come_back_after_groups_were_made():
    make_groups()
    ContentType.objects.filter(app_label="interviews").delete()
    ContentType.objects.clear_cache()

    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    assert Permission.objects.filter(codename="publish_interview").exists()


def test_a_group_keeps_what_it_was_given_besides():
    make_groups()
    other = Permission.objects.get(codename="add_user")
    Group.objects.get(name="editor").permissions.add(other)

    make_groups()

    assert "add_user" in permissions("editor")


@pytest.mark.parametrize("model", EDITED)
def test_both_open_every_page(client, model):
    quote = make_quote()
    make_mention(turn=quote.turn)
    make_topic()
    make_passage(interview=quote.turn.interview)
    pages = [
        address("changelist", model),
        address("add", model),
        *(address("change", model, row.pk) for row in model.objects.all()[:1]),
    ]

    for group in ("editor", "publisher"):
        sign_in(client, group)
        assert {client.get(page).status_code for page in pages} == {200}


# Publishing


@pytest.mark.parametrize("status", ["draft", "published"])
def test_editor_changes_no_status_and_no_embargo(editor, status):
    interview = make_interview(status=status, publish_at="2026-01-01T00:00Z")
    other = "published" if status == "draft" else "draft"
    typed = {"status": other, "publish_at_0": "2030-01-01", "publish_at_1": "12:00"}
    before = everything()

    save(editor, interview, **typed)

    assert everything() == before


def test_what_an_editor_adds_is_a_draft(editor):
    typed = {
        "title": "North",
        "slug": "north",
        "publication": "De Noord",
        "published_on": "2026-01-01",
        "language": "nl",
        "source_text": "So.",
        "status": "published",
        "participations-TOTAL_FORMS": 0,
        "participations-INITIAL_FORMS": 0,
    }

    assert editor.post(address("add", Interview), typed).status_code == 302
    assert Interview.objects.get().status == "draft"


def test_publisher_publishes_in_the_form(publisher):
    interview = make_interview(status="draft")

    save(publisher, interview, status="published")

    assert set(Interview.objects.published()) == {interview}


def test_editor_corrects_texts_and_tags_of_a_published_interview(editor):
    turn, topic = make_turn(), make_topic()
    mention = make_mention(turn=turn)

    save(editor, turn, text=turn.text + " Six.", topics=[str(topic.pk)])
    save(editor, turn.interview, note="A note.")
    deleted = delete(editor, mention)

    turn.refresh_from_db()
    assert (turn.text[-4:], list(turn.topics.all())) == ("Six.", [topic])
    assert Interview.objects.get().note == "A note."
    assert (deleted, Mention.objects.count()) == (302, 0)


# Withdrawing


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_editor_neither_withdraws_nor_restores_in_the_form(editor, is_withdrawn):
    withdrawal = {"withdrawn_at": "2026-01-01T00:00Z", "withdrawal_reason": "Wrong."}
    quote = make_quote(**withdrawal if is_withdrawn else {})
    typed = {"withdrawn_at_0": "", "withdrawn_at_1": "", "withdrawal_reason": ""}
    if not is_withdrawn:
        typed = {
            "withdrawn_at_0": "2026-02-01",
            "withdrawn_at_1": "12:00",
            "withdrawal_reason": "So.",
        }
    before = everything()

    save(editor, quote, **typed)

    assert everything() == before


# Going back to an old version


def versions_before_and_after(row, **changed):
    """A row with an earlier version that the public would see otherwise."""
    earlier = row.history.first()
    for field, value in changed.items():
        setattr(row, field, value)
    row.save()
    return earlier


def go_back(client, row, record, **typed):
    page = f"{address('change', type(row), row.pk)}?version={record.pk}"
    opened = client.get(page)
    form = submission(opened.text, f"{row._meta.model_name}_form", **typed)
    client.post(page, form)
    return [label for label, _ in opened.context["version"].differences]


@pytest.mark.parametrize(("earlier", "later"), [PUBLIC, PUBLIC[::-1]])
def test_editor_publishes_nothing_by_going_back(editor, earlier, later):
    interview = make_interview(title="Before", **earlier)
    version = versions_before_and_after(interview, title="After", **later)
    typed = {"status": earlier["status"], "publish_at_0": "", "publish_at_1": ""}

    shown = go_back(editor, interview, version, **typed)

    stored = Interview.objects.values("status", "publish_at").get()
    assert (shown, Interview.objects.get().title) == (["title"], "Before")
    assert (stored["status"], str(stored["publish_at"])) == (
        later["status"],
        str(parse_datetime(later["publish_at"])),
    )


@pytest.mark.parametrize(("earlier", "later"), [STANDING, STANDING[::-1]])
def test_editor_withdraws_and_restores_nothing_by_going_back(editor, earlier, later):
    quote = make_quote(note="Before", **earlier)
    version = versions_before_and_after(quote, note="After", **later)
    before = Quote.objects.values(*later).get()
    typed = {"withdrawn_at_0": "2026-01-01", "withdrawn_at_1": "12:00"}

    shown = go_back(editor, quote, version, **typed)

    assert (shown, Quote.objects.get().note) == (["note"], "Before")
    assert Quote.objects.values(*later).get() == before


def test_publisher_goes_back_in_everything(publisher):
    interview = make_interview(**PUBLIC[0])
    version = versions_before_and_after(interview, **PUBLIC[1])

    shown = go_back(publisher, interview, version)

    assert sorted(shown) == ["publish at", "status"]
    assert Interview.objects.get().status == PUBLIC[0]["status"]


# Deleting


def published_rows():
    turn = make_turn()
    make_mention(turn=turn, entity=make_entity(slug="named"))
    tagged = make_turn(topics=[make_topic(slug="used")])
    passage = make_passage(interview=turn.interview)
    quote = make_quote(turn=tagged)
    participation = make_turn().interview.participations.get()
    entity = make_entity(slug="in-a-passage")
    make_mention(passage=passage, entity=entity)
    spoken = make_entity(slug="spoken")
    make_turn(speaker=make_speaker(entity=spoken))
    return [
        make_interview(),
        make_turn(),
        passage,
        quote,
        participation,
        *Entity.objects.all(),
        *Topic.objects.all(),
    ]


def drafted_rows():
    interview = make_interview(status="draft")
    turn = make_turn(interview=interview, topics=[make_topic(slug="used")])
    make_mention(turn=turn, entity=make_entity(slug="named"))
    return [
        make_interview(status="draft"),
        make_turn(interview=interview),
        make_passage(interview=interview),
        make_quote(turn=turn),
        *Entity.objects.all(),
        *Topic.objects.all(),
    ]


@pytest.mark.parametrize("way", [delete, delete_selected])
def test_editor_deletes_nothing_that_is_published(editor, way):
    rows = published_rows()
    Interview.objects.filter(pk=rows[0].pk).update(publish_at="2999-01-01T00:00Z")
    before = everything()

    assert {way(editor, row) for row in rows} == {403}
    assert everything() == before


@pytest.mark.parametrize("way", [delete, delete_selected])
def test_editor_deletes_drafts(editor, way):
    assert {way(editor, row) for row in drafted_rows()} == {302}
    assert [model.objects.count() for model in (Passage, Quote, Entity, Topic)] == [
        0
    ] * 4


def test_publisher_deletes_what_is_published(publisher):
    quote = make_quote()
    passage = make_passage()

    assert [delete(publisher, row) for row in (quote, passage)] == [302, 302]


def test_editor_deletes_no_row_of_a_published_page(editor):
    quote = make_quote()
    turn = quote.turn
    before = everything()

    save(editor, turn, **{"quotes-0-DELETE": "on"})
    save(editor, turn.interview, **{"participations-0-DELETE": "on"})

    assert everything() == before


def test_editor_takes_nothing_out_of_a_published_interview(editor):
    passage, quote = make_passage(), make_quote()
    elsewhere = make_turn(
        interview=make_interview(status="draft"),
        speaker=quote.speaker,
        text=quote.turn.text,
    )
    before = everything()

    save(editor, passage, interview=str(elsewhere.interview_id))
    save(editor, quote, turn=str(elsewhere.pk))

    assert everything() == before


def test_who_may_only_look_changes_nothing(client, django_user_model):
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    turn = make_turn()

    page = address("change", Turn, turn.pk)

    assert client.get(page).status_code == 200
    assert client.post(page, {"text": "So."}).status_code == 403
