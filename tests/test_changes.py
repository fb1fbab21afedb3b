"""The log of changes, which the database keeps: what each commit writes in it."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from interviews.models import (
    Change,
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
from tests.factories import (
    make_entity,
    make_interview,
    make_mention,
    make_passage,
    make_quote,
    make_speaker,
    make_topic,
    make_turn,
    take_part,
)
from tests.log import commit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

MODELS = {
    "interview": Interview,
    "speaker": Speaker,
    "turn": Turn,
    "quote": Quote,
    "entity": Entity,
    "topic": Topic,
}
SOON = timedelta(hours=1)


def north() -> Interview:
    return Interview.objects.get(slug="north")


def version() -> int:
    return Change.objects.version()[0]


def lines_after(number: int) -> dict[tuple[str, str], list[str]]:
    lines: dict[tuple[str, str], list[str]] = {}
    for change in Change.objects.filter(number__gt=number).in_order():
        lines.setdefault((change.resource, change.name), []).append(change.kind)
    return lines


def public_by_the_log() -> dict[str, set[str]]:
    horizon = Change.objects.horizon()
    public: dict[str, set[str]] = {resource: set() for resource in MODELS}
    for change in Change.objects.latest_of_each(horizon):
        if change.kind in ("created", "updated"):
            public[change.resource].add(change.name)
    return public


def public_by_the_rule() -> dict[str, set[str]]:
    return {
        resource: {
            getattr(row, "slug", None) or row.public_id
            for row in model.objects.published()
        }
        for resource, model in MODELS.items()
    }


EDITS = {
    "nothing": lambda: None,
    "title": lambda: Interview.objects.filter(slug="north").update(title="Other"),
    "slug": lambda: Interview.objects.filter(slug="north").update(slug="nord"),
    "draft": lambda: Interview.objects.filter(slug="north").update(status="draft"),
    "both drafts": lambda: Interview.objects.update(status="draft"),
    "embargo": lambda: Interview.objects.filter(slug="north").update(
        publish_at=timezone.now() + SOON
    ),
    "embargo that has ended": lambda: Interview.objects.update(
        publish_at=timezone.now() - SOON
    ),
    "new draft": lambda: make_turn(interview=make_interview(status="draft")),
    "new interview": lambda: make_quote(),
    "new turn": lambda: make_turn(interview=north()),
    "quote deleted": lambda: Quote.objects.filter(text="Leave Minsk.").delete(),
    "quote withdrawn": lambda: Quote.objects.filter(text="Leave Minsk.").update(
        withdrawn_at=timezone.now(), withdrawal_reason="Misheard."
    ),
    "quote moved": lambda: Quote.objects.filter(text="No.").update(
        speaker=Speaker.objects.get(slug="eve"), kind="embedded"
    ),
    "turn's topics": lambda: Turn.objects.get(text="Is it fair?").topics.set(
        [Topic.objects.get(slug="art")]
    ),
    "no topics": lambda: Turn.topics.through.objects.all().delete(),
    "topic moved": lambda: Topic.objects.filter(slug="prisons").update(
        broader=Topic.objects.get(slug="art")
    ),
    "topic made": lambda: make_topic(),
    "topic on top": lambda: Topic.objects.filter(slug="law").update(
        broader=make_topic(slug="top")
    ),
    "topic deleted": lambda: Topic.objects.filter(slug="courts").delete(),
    "mentions deleted": lambda: Mention.objects.filter(
        entity__slug__in=["minsk", "robert"]
    ).delete(),
    "mention of a new entity": lambda: make_mention(
        turn=Turn.objects.get(text="And then?"), text="then"
    ),
    "mention moved": lambda: Mention.objects.filter(entity__slug="robert").update(
        entity=make_entity(slug="bobby")
    ),
    "entity deleted": lambda: Entity.objects.filter(slug="minsk").delete(),
    "speaker is an entity": lambda: Speaker.objects.filter(slug="dee").update(
        entity=make_entity(slug="dee")
    ),
    "speaker is no entity": lambda: Speaker.objects.update(entity=None),
    "speaker made": lambda: make_speaker(),
    "takes part": lambda: take_part(north(), make_speaker(), "interviewer"),
    "takes no part": lambda: [
        take_part(north(), make_speaker(slug="guest"), "interviewer"),
        Participation.objects.filter(speaker__slug="guest").delete(),
    ],
    "passage moved": lambda: [
        Mention.objects.filter(turn__isnull=False).delete(),
        Passage.objects.filter(text="Vyasna at work.").update(
            interview=make_interview(status="draft"),
            turn=None,
            after_paragraph=None,
        ),
    ],
    "passage made": lambda: make_mention(
        passage=make_passage(interview=north(), text="Grodno."), text="Grodno"
    ),
    "interview deleted": lambda: [
        Quote.objects.all().delete(),
        Passage.objects.all().delete(),
        Interview.objects.filter(slug="north").delete(),
    ],
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("before", ["nothing", "draft", "embargo", "quote withdrawn"])
def test_the_log_says_what_is_public(before, edit):
    EDITS[before]()
    commit()
    EDITS[edit]()
    commit()

    assert public_by_the_log() == public_by_the_rule()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM interviews_touched")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("undo", ["status", "publish_at"])
def test_what_is_undone_is_public_again(undo):
    before = public_by_the_log()
    hidden = {"status": "draft", "publish_at": timezone.now() + SOON}
    Interview.objects.update(**{undo: hidden[undo]})
    commit()
    assert public_by_the_log() == {resource: set() for resource in MODELS}

    Interview.objects.update(status="published", publish_at=None)
    commit()

    assert public_by_the_log() == before == public_by_the_rule()


def lines_of(*edits) -> dict[tuple[str, str], list[str]]:
    """What is written when these are made in one transaction."""
    number = version()
    for edit in edits:
        edit()
    commit()
    return lines_after(number)


def test_a_quote_that_is_made_is_written_with_what_shows_it():
    turn = Turn.objects.get(text="No. Ask Robert.")

    lines = lines_of(
        lambda: make_quote(turn=turn, text="Ask Robert.", public_id="qt_2222222222")
    )

    assert lines == {
        ("interview", "south"): ["updated"],
        ("turn", turn.public_id): ["updated"],
        ("quote", "qt_2222222222"): ["created"],
    }


def test_changes_of_a_transaction_are_one_line():
    speaker = Speaker.objects.filter(slug="eve")

    lines = lines_of(
        lambda: speaker.update(name="Eva"),
        lambda: speaker.update(description="Her friend."),
        connection.check_constraints,
        lambda: speaker.update(name="Eve again"),
        connection.check_constraints,
        lambda: Topic.objects.filter(slug="art").update(scope_note="Arts."),
    )

    assert lines == {("speaker", "eve"): ["updated"], ("topic", "art"): ["updated"]}


def test_what_comes_and_goes_in_a_transaction_is_not_written():
    lines = lines_of(
        lambda: make_turn(interview=make_interview()),
        connection.check_constraints,
        lambda: Interview.objects.exclude(slug__in=["north", "south"]).delete(),
    )

    assert lines == {}


def test_what_is_undone_with_its_savepoint_is_not_written():
    def edit():
        with transaction.atomic():
            make_interview(slug="east")
            connection.check_constraints()
            transaction.set_rollback(True)

    assert lines_of(edit, lambda: make_interview(slug="west")) == {
        ("interview", "west"): ["created"]
    }


def test_what_is_made_and_then_changed_is_made():
    lines = lines_of(
        lambda: make_interview(slug="east"),
        connection.check_constraints,
        lambda: Interview.objects.filter(slug="east").update(title="East"),
    )

    assert lines == {("interview", "east"): ["created"]}


def test_a_draft_writes_nothing():
    lines = lines_of(
        lambda: make_quote(turn=make_turn(interview=make_interview(status="draft"))),
        lambda: Speaker.objects.exclude(slug__in=["ann", "bob", "eve", "dee"]).update(
            name="Other"
        ),
        lambda: make_topic(),
        lambda: make_entity(),
    )

    assert lines == {}


def test_a_new_slug_takes_the_place_of_the_old_one():
    assert lines_of(EDITS["slug"]) == {
        ("interview", "north"): ["removed"],
        ("interview", "nord"): ["created"],
    }


def test_a_withdrawn_quote_is_written_with_its_reason():
    quote = Quote.objects.get(text="Leave Minsk.")
    moment = datetime(2026, 3, 1, tzinfo=UTC)

    def explain(**values):
        return lines_of(lambda: Quote.objects.filter(pk=quote.pk).update(**values))[
            ("quote", quote.public_id)
        ]

    assert explain(withdrawn_at=moment, withdrawal_reason="Heard.") == ["withdrawn"]
    assert explain(withdrawal_reason="Misheard.") == ["withdrawn"]
    assert "quote" not in str(lines_of(lambda: quote.turn.topics.clear()))
    assert explain(withdrawn_at=None, withdrawal_reason="") == ["created"]
    written = Change.objects.filter(quote=quote).in_order()
    assert list(
        written.values_list("kind", "is_debut", "withdrawn_at", "withdrawal_reason")
    ) == [
        ("created", True, None, ""),
        ("withdrawn", False, moment, "Heard."),
        ("withdrawn", False, moment, "Misheard."),
        ("created", False, None, ""),
    ]


def test_an_embargo_is_written_for_the_moment_it_ends():
    def embargo(moment):
        return lambda: Interview.objects.filter(slug="south").update(publish_at=moment)

    def expected():
        later = Change.objects.filter(takes_effect_at__gt=timezone.now())
        return set(later.values_list("resource", "name", "takes_effect_at"))

    first, second = timezone.now() + SOON, timezone.now() + 2 * SOON
    hidden = {
        ("interview", "south"),
        ("speaker", "dee"),  # and not ann, nor robert, who speak in the other
        *(
            ("turn", turn.public_id)
            for turn in Turn.objects.filter(interview__slug="south")
        ),
        ("quote", Quote.objects.get(text="No.").public_id),
    }

    lines = lines_of(embargo(first))
    assert lines == {thing: ["removed", "created"] for thing in hidden}
    assert expected() == {(*thing, first) for thing in hidden}
    lines_of(embargo(second))
    assert expected() == {(*thing, second) for thing in hidden}
    lines_of(embargo(None))
    assert expected() == set()
    assert public_by_the_log() == public_by_the_rule()


def test_an_embargo_ends_without_a_commit():
    def public():
        return Change.objects.filter(
            resource="interview", name="east", takes_effect_at__lte=timezone.now()
        ).exists()

    east = make_interview(slug="east", publish_at=timezone.now() + SOON)
    commit()
    before = public(), Change.objects.version()

    # Nothing sleeps in a test: all moments are put an hour back.
    Interview.objects.filter(pk=east.pk).update(publish_at=timezone.now())
    Change.objects.update(takes_effect_at=F("takes_effect_at") - SOON)

    assert (before[0], public()) == (False, True)
    assert Change.objects.version() != before[1]


def test_the_same_values_write_nothing():
    for model in [*MODELS.values(), Mention, Passage, Participation]:
        for row in model.objects.all():
            row.save()

    assert lines_of() == {}


def test_a_fixture_loaded_twice_is_written_once():
    number = version()
    call_command("loaddata", "ales-bialiatski", verbosity=0)
    commit()
    once = lines_after(number)
    number = version()

    call_command("loaddata", "ales-bialiatski", verbosity=0)
    commit()

    assert once[("interview", "ales-bialiatski")] == ["created"]
    assert lines_after(number) == {}


def test_what_is_gone_keeps_its_last_line():
    quote = Quote.objects.get(text="Leave Minsk.")

    lines = lines_of(quote.delete)

    assert lines[("quote", quote.public_id)] == ["removed"]
    assert (
        Change.objects.filter(name=quote.public_id, quote_id__isnull=True).count() == 0
    )


def test_the_log_is_not_dumped():
    dumped = StringIO()

    call_command("dumpdata", "interviews", stdout=dumped)

    models = {row["model"] for row in json.loads(dumped.getvalue())}
    assert ("interviews.quote" in models, "interviews.change" in models) == (
        True,
        False,
    )
