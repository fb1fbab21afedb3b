"""The draft that the command makes of the shipped document is the interview of the fixture."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from interviews.models import Interview, Speaker

SHIPPED = Path(settings.BASE_DIR) / "fixtures/ales-bialiatski.txt"

pytestmark = pytest.mark.django_db


def test_saved_draft_has_the_turns_and_passages_of_the_fixture(shipped):
    by_hand = Interview.objects.get()

    call_command(
        "import_interview",
        *[str(SHIPPED), "--title", "Opnieuw", "--publication", "Nieuwe Revu", "--save"],
        *["--interviewer", "Ardy Beld", "--billed-as", "Nieuwe Revu-verslaggever"],
        *["--interviewee", "Ales Bialiatski"],
        *["--billed-as", "oprichter en voorzitter van Vyasna"],
    )

    draft = Interview.objects.get(slug="opnieuw")
    same = ("published_on", "language", "source_text", "metadata_line")
    assert draft.status == "draft"
    assert [getattr(draft, name) for name in same] == [
        getattr(by_hand, name) for name in same
    ]
    assert contents(draft) == contents(by_hand)
    assert Speaker.objects.filter(interviews=draft).count() == 2
    connection.check_constraints()
    for row in [
        draft,
        *draft.participations.all(),
        *draft.turns.all(),
        *draft.passages.all(),
    ]:
        row.full_clean()


def contents(interview):
    turns = interview.turns.in_reading_order()
    passages = interview.passages.in_reading_order()
    people = interview.participations.order_by("role")
    return (
        list(
            turns.values_list(
                "position",
                "kind",
                "speaker__slug",
                "text",
                "opening_mark",
                "closing_mark",
            )
        ),
        list(
            passages.values_list(
                *["position", "kind", "heading", "text", "turn__position"],
                *["after_paragraph", "quote__text", "quote__start", "quote__speaker"],
            )
        ),
        list(people.values_list("speaker__slug", "role", "billed_as")),
    )
