"""Two transactions at once, on two connections: no order of steps lets a lie through."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from interviews.changelog import Horizon
from interviews.mentions.proposals import Choice, apply, known_names
from interviews.merging import EntityMerge
from interviews.models import Change, Mention, MergeRecord, Passage, Quote, Topic, Turn
from interviews.text import paragraphs
from tests.factories import (
    make_entity,
    make_mention,
    make_passage,
    make_quote,
    make_topic,
    make_turn,
)

pytestmark = pytest.mark.django_db(transaction=True)

Step = Callable[[], Any]
both_levels = pytest.mark.parametrize("level", ["READ COMMITTED", "REPEATABLE READ"])
both_orders = pytest.mark.parametrize(
    "swapped", [False, True], ids=["as is", "swapped"]
)


class Overlap:
    """Both begin and read; the first writes; the second writes, waiting where it must;
    then the first commits. Whoever fails is told in `failures`."""

    def __init__(self, level: str, first: Step, second: Step) -> None:
        self.level = level
        self.begun, self.first_has_written = threading.Event(), threading.Event()
        self.failures: list[DatabaseError] = []
        with ThreadPoolExecutor(1) as other_thread:
            self.running = other_thread.submit(self.run, self.write_second, second)
            self.begun.wait()
            self.run(self.write_first, first)

    def run(self, write: Callable[[Step], None], step: Step) -> None:
        try:
            with transaction.atomic():
                write(step)
        except DatabaseError as failure:
            self.failures.append(failure)
        finally:
            self.begun.set()
            self.first_has_written.set()
            connection.close()

    def begin(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute(f"SET TRANSACTION ISOLATION LEVEL {self.level}")
            # The first question of a transaction takes its view of the data.
            cursor.execute(
                "SELECT pg_backend_pid() FROM (SELECT FROM pg_class LIMIT 1) AS once"
            )
            return cursor.fetchone()[0]

    def write_first(self, step: Step) -> None:
        self.begin()
        step()
        self.first_has_written.set()
        while not (self.running.done() or self.second_is_waiting()):
            time.sleep(0.005)

    def write_second(self, step: Step) -> None:
        self.second_backend = self.begin()
        self.begun.set()
        self.first_has_written.wait()
        step()

    def second_is_waiting(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_blocking_pids(%s)", [self.second_backend])
            return cursor.fetchone()[0] != []


@both_levels
@both_orders
@pytest.mark.parametrize("attempt", ["quote", "mention"])
def test_no_span_slips_in_while_its_turn_is_edited(level, swapped, attempt):
    turn, entity = make_turn(text="It was cold. We left."), make_entity()
    steps = [
        lambda: Turn.objects.filter(pk=turn.pk).update(text="It was warm. We left."),
        {
            "quote": lambda: make_quote(turn=turn, text="It was cold."),
            "mention": lambda: make_mention(turn=turn, entity=entity, text="cold"),
        }[attempt],
    ]

    overlap = Overlap(level, *(reversed(steps) if swapped else steps))

    spans = [
        *Quote.objects.select_related("turn"),
        *Mention.objects.select_related("turn"),
    ]
    assert [span for span in spans if span.text not in span.turn.text] == []
    assert len(overlap.failures) == 1


@both_levels
@both_orders
def test_no_passage_loses_its_paragraph_while_its_turn_is_edited(level, swapped):
    turn = make_turn(text="One.\n\nTwo.")
    steps = [
        lambda: Turn.objects.filter(pk=turn.pk).update(text="One."),
        lambda: make_passage(interview=turn.interview, turn=turn, after_paragraph=2),
    ]

    overlap = Overlap(level, *(reversed(steps) if swapped else steps))

    passages = Passage.objects.select_related("turn")
    assert [
        passage
        for passage in passages
        if passage.after_paragraph > len(paragraphs(passage.turn.text))
    ] == []
    assert len(overlap.failures) == 1


@both_levels
def test_two_transactions_close_no_circle_of_topics(level):
    ends = [make_topic(slug="first"), make_topic(slug="last")]
    middle = [make_topic(broader=end) for end in ends]

    overlap = Overlap(
        level,
        lambda: Topic.objects.filter(pk=ends[0].pk).update(broader=middle[1]),
        lambda: Topic.objects.filter(pk=ends[1].pk).update(broader=middle[0]),
    )

    moved = Topic.objects.filter(pk__in=[end.pk for end in ends], broader=None)
    assert moved.count() == len(overlap.failures) == 1


@both_levels
def test_quotes_of_two_turns_are_made_at_once(level):
    first, second = make_turn(text="It was cold."), make_turn(text="It was warm.")

    overlap = Overlap(
        level,
        lambda: make_quote(turn=first, text="It was cold."),
        lambda: make_quote(turn=second, text="It was warm."),
    )

    assert overlap.failures == []
    assert set(Quote.objects.values_list("text", flat=True)) == {
        "It was cold.",
        "It was warm.",
    }


@both_levels
def test_a_name_is_marked_once_though_two_confirm_it_at_once(level):
    turn, entity = make_turn(text="Minsk was cold."), make_entity(name="Minsk")
    choice = Choice("turn", turn.pk, 0, 5, entity.pk)

    def confirm() -> None:
        apply(known_names(), [choice])

    overlap = Overlap(level, confirm, confirm)

    assert [mention.text for mention in turn.mentions.all()] == ["Minsk"]
    # Whoever cannot see what the other wrote fails, rather than write it again.
    assert len(overlap.failures) == (level == "REPEATABLE READ")


@both_levels
def test_a_merge_is_undone_once_though_two_undo_it_at_once(level):
    kept, other = make_entity(), make_entity()
    mention = make_mention(turn=make_turn(), entity=other, text="One")
    record = EntityMerge(kept, [other]).apply()
    refused = []

    def undo() -> None:
        try:
            EntityMerge.undo(MergeRecord.objects.get(pk=record.pk), kept).apply()
        except ValidationError as refusal:
            refused.extend(refusal.messages)

    overlap = Overlap(level, undo, undo)

    assert Mention.objects.get().entity == mention.entity == other
    assert refused == ["This was undone already."] * (level == "READ COMMITTED")
    assert len(overlap.failures) == (level == "REPEATABLE READ")


def test_a_name_is_confirmed_in_the_text_that_an_edit_at_the_same_time_leaves():
    turn, entity = make_turn(text="Minsk was cold."), make_entity(name="Minsk")
    choice = Choice("turn", turn.pk, 0, 5, entity.pk)

    overlap = Overlap(
        "READ COMMITTED",
        lambda: Turn.objects.filter(pk=turn.pk).update(text="Oslo was cold."),
        lambda: apply(known_names(), [choice]),
    )

    assert overlap.failures == []
    assert not turn.mentions.exists()


class Poller:
    """Who asks again and again for what is new, as `/changes/` answers."""

    def __init__(self) -> None:
        self.horizon = Change.objects.horizon()

    def poll(self) -> list[str]:
        def ask() -> tuple[Horizon, list[str]]:
            reached = Change.objects.horizon()
            new = Change.objects.seen_from(reached).beyond(self.horizon)
            names = list(new.filter(resource="topic").values_list("name", flat=True))
            connection.close()
            return reached, names

        # On a connection of its own, which sees only what is committed.
        with ThreadPoolExecutor(1) as other_thread:
            self.horizon, names = other_thread.submit(ask).result()
        return names


@both_levels
def test_who_polls_while_two_commit_misses_nothing(level):
    for slug in ("first", "last"):
        make_turn(topics=[make_topic(slug=slug)])
    poller, polled = Poller(), []

    def edit(slug: str) -> None:
        Topic.objects.filter(slug=slug).update(scope_note="Changed.")

    def edit_and_commit() -> None:
        edit("first")
        # Its line is written, with its moment, and nobody can see it yet.
        connection.check_constraints()
        polled.append(poller.poll())

    overlap = Overlap(level, edit_and_commit, lambda: edit("last"))
    polled += [poller.poll(), poller.poll()]

    assert overlap.failures == []
    assert [sorted(names) for names in polled] == [[], ["first", "last"], []]
    numbers = Change.objects.filter(kind="updated", resource="topic").in_order()
    assert list(numbers.values_list("name", flat=True)) == ["first", "last"]
