"""`manage.py find_mentions`: what it lists, asks, writes and refuses."""

import io

import pytest
from django.core.management import CommandError, call_command

from interviews.management.commands.find_mentions import Command
from interviews.models import Mention, Turn
from tests.factories import make_entity, make_interview, make_passage, make_turn

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def find_mentions(*arguments: str, typed: str = "") -> str:
    stdout = io.StringIO()
    call_command("find_mentions", *arguments, stdout=stdout, stdin=Terminal(typed))
    return stdout.getvalue()


def marked() -> list[tuple[str, int]]:
    in_order = Mention.objects.order_by("turn__position", "start")
    return [(mention.entity.slug, mention.start) for mention in in_order]


@pytest.fixture
def north():
    make_entity(slug="minsk", name="Minsk", kind="place")
    make_entity(slug="beld", name="Ardy Beld", aliases=["Beld"], kind="person")
    make_entity(slug="poetin", name="Vladimir", kind="person")
    make_entity(slug="labkovitsj", name="Vladimir", kind="person")
    interview = make_interview(slug="north")
    make_turn(interview=interview, text="Beld was in Minsk.\n\nSo was Vladimir.")
    make_passage(interview=interview, text="Minsk in winter.")
    return interview


BELD = "north, turn 1, 0–4: beld\n    [Beld] was in Minsk.  So was Vladimir.\n"
MINSK = "north, turn 1, 12–17: minsk\n    Beld was in [Minsk].  So was Vladimir.\n"
VLADIMIR = (
    "north, turn 1, 27–35: ambiguous: labkovitsj or poetin\n"
    "    Beld was in Minsk.  So was [Vladimir].\n"
)
CAPTION = "north, passage 1, 0–5: minsk\n    [Minsk] in winter.\n"
HOW_TO_WRITE = (
    "To write them, run this again with --apply, which asks of each, or with --yes.\n"
)
DOUBT = "1 ambiguous name left alone: --entity SLUG says which one is meant.\n"


def test_it_lists_and_writes_nothing(north):
    assert find_mentions() == (
        f"{BELD}{MINSK}{VLADIMIR}{CAPTION}3 proposals.\n{HOW_TO_WRITE}{DOUBT}"
    )
    assert marked() == []


def test_yes_writes_all_that_is_not_ambiguous(north):
    assert find_mentions("--yes") == (
        f"{BELD}{MINSK}{VLADIMIR}{CAPTION}3 mentions written.\n{DOUBT}"
    )
    assert marked() == [("beld", 0), ("minsk", 12), ("minsk", 0)]
    assert find_mentions("--yes") == f"{VLADIMIR}0 mentions written.\n{DOUBT}"


ASKED = "    Mark it? [y/n/a/q] "
MEANT = "    y: yes, n: no, a: yes to this and all that follow, q: stop here\n"


@pytest.mark.parametrize(
    ("typed", "said", "written"),
    [
        (
            "y\nn\nYes\n",
            f"{BELD}{ASKED}{MINSK}{ASKED}{VLADIMIR}{CAPTION}{ASKED}"
            f"2 mentions written.\n{DOUBT}",
            [("beld", 0), ("minsk", 0)],
        ),
        (
            "n\na\n",
            f"{BELD}{ASKED}{MINSK}{ASKED}{VLADIMIR}{CAPTION}"
            f"2 mentions written.\n{DOUBT}",
            [("minsk", 12), ("minsk", 0)],
        ),
        (
            "y\nq\n",
            f"{BELD}{ASKED}{MINSK}{ASKED}1 mention written.\n",
            [("beld", 0)],
        ),
        (
            "?\n\ny\n",  # and then the terminal is closed
            f"{BELD}{ASKED}{MEANT}{ASKED}{MEANT}{ASKED}{MINSK}{ASKED}"
            "1 mention written.\n",
            [("beld", 0)],
        ),
    ],
    ids=["each", "all that follow", "stop", "not understood"],
)
def test_apply_asks_of_each(north, typed, said, written):
    assert find_mentions("--apply", typed=typed) == said
    assert marked() == written


def test_an_entity_that_is_asked_for_is_the_one_that_is_meant(north):
    assert find_mentions("--entity", "poetin", "beld", "--yes") == (
        f"{BELD}{VLADIMIR.replace('ambiguous: labkovitsj or poetin', 'poetin')}"
        "2 mentions written.\n"
    )
    assert marked() == [("beld", 0), ("poetin", 27)]


def test_two_entities_that_are_asked_for_stay_ambiguous(north):
    assert find_mentions("--entity", "poetin", "--entity", "labkovitsj", "--yes") == (
        f"{VLADIMIR}0 mentions written.\n{DOUBT}"
    )


def test_a_kind_narrows_and_does_not_decide(north):
    make_entity(slug="town", name="Vladimir", kind="place")
    doubt = VLADIMIR.replace("poetin", "poetin or town")

    assert find_mentions("--kind", "place", "--yes") == (
        f"{MINSK}{doubt}{CAPTION}2 mentions written.\n{DOUBT}"
    )


def test_a_longer_name_of_another_keeps_a_name_away(north):
    make_entity(slug="minsk-hotel", name="Hotel Minsk")
    Turn.objects.update(text="Hotel Minsk.")

    assert find_mentions("--entity", "minsk") == f"{CAPTION}1 proposal.\n{HOW_TO_WRITE}"


def test_only_the_interviews_that_are_named_are_read(north):
    make_turn(interview=make_interview(slug="south"), text="Minsk.")
    north.slug = "former-north"
    north.save()
    north.slug = "north"
    north.save()

    assert find_mentions("--interview", "south", "--entity", "minsk") == (
        f"south, turn 1, 0–5: minsk\n    [Minsk].\n1 proposal.\n{HOW_TO_WRITE}"
    )
    assert find_mentions("--interview", "former-north") == find_mentions(
        "--interview", "north"
    )


def test_nothing_to_propose_is_said(north):
    assert find_mentions("--interview", make_interview().slug) == "0 proposals.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["--interview", "norht"],
            "There is no interview 'norht'. Did you mean --interview north?",
        ),
        (
            ["--entity", "minsk", "mnsk"],
            "There is no entity 'mnsk'. Did you mean --entity minsk?",
        ),
        (["--entity", "x"], "There is no entity 'x'."),
        (
            ["--kind", "plaice"],
            "There is no kind 'plaice'. Did you mean --kind place?",
        ),
    ],
)
def test_what_is_not_understood_is_refused(north, arguments, sentence):
    with pytest.raises(CommandError) as refusal:
        find_mentions(*arguments)

    assert str(refusal.value) == sentence


def test_apply_asks_at_a_terminal_alone(north):
    with pytest.raises(CommandError) as refusal:
        call_command("find_mentions", "--apply", stdin=io.StringIO("y\n"))

    assert str(refusal.value) == (
        "--apply asks at a terminal, and this is none. Without questions: --yes"
    )


def test_long_work_says_how_far_it_is(north):
    stderr = io.StringIO()
    command = Command(stdout=io.StringIO(), stderr=stderr)
    command.texts_between_reports = 2

    call_command(command, stdin=Terminal())

    assert stderr.getvalue() == "Read 2 of 2 texts ...\n"


def test_what_changes_while_it_asks_is_left_alone(north):
    class Editor(Terminal):
        def readline(self, *args):
            Turn.objects.update(text="Gone.")
            return super().readline(*args)

    stdout = io.StringIO()
    call_command("find_mentions", "--apply", stdout=stdout, stdin=Editor("a\n"))

    assert stdout.getvalue().splitlines()[-3:] == [
        "1 mention written.",
        "2 proposals left alone, because the text changed meanwhile: run this again.",
        DOUBT.strip(),
    ]
