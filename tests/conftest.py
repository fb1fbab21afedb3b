"""What every test may use: the shipped interview, and a small library of two."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from interviews.choices import PassageKind, QuoteKind, Role, TurnKind
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


@pytest.fixture(scope="session", autouse=True)
def static_root(tmp_path_factory):
    # For the whole session: the live server reads it before any test begins.
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    # A thread of the live server would keep its connection for as long as a browser keeps
    # its own, and the database could not be dropped.
    connection.settings_dict["CONN_MAX_AGE"] = 0


@contextmanager
def kept_until_the_module_ends(blocker) -> Iterator[None]:
    # Around the transaction that pytest-django gives each test, which undoes its changes.
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def shipped(django_db_setup, django_db_blocker):
    with kept_until_the_module_ends(django_db_blocker):
        call_command("loaddata", "ales-bialiatski", verbosity=0)
        commit()
        yield


@pytest.fixture(scope="module")
def library(django_db_setup, django_db_blocker):
    with kept_until_the_module_ends(django_db_blocker):
        make_library()
        commit()
        yield


def make_library() -> None:
    """Two interviews that differ in everything that can be asked for."""
    law = make_topic(slug="law", label="Law")
    courts = make_topic(slug="courts", label="courts", broader=law)
    prisons = make_topic(slug="prisons", label="Prisons", broader=law)
    art = make_topic(slug="art", label="art")

    minsk = make_entity(slug="minsk", name="Minsk", kind="place")
    vyasna = make_entity(slug="vyasna", name="Vyasna", kind="organisation")
    robert = make_entity(slug="robert", name="Robert", kind="person")

    ann = make_speaker(slug="ann", name="Ann")
    bob = make_speaker(slug="bob", name="bob", entity=robert)
    eve = make_speaker(slug="eve", name="Eve")
    dee = make_speaker(slug="dee", name="Dee")

    north = make_interview(
        slug="north",
        title="north",
        publication="De Noord",
        published_on=date(2026, 1, 10),
        language="nl",
    )
    south = make_interview(
        slug="south",
        title="South",
        publication="South Weekly",
        published_on=date(2026, 2, 20),
        language="en-GB",
    )
    take_part(north, ann, Role.INTERVIEWER, billed_as="De Noord")

    make_turn(
        interview=north, speaker=ann, kind=TurnKind.QUESTION, text="What happened?"
    )
    told = make_turn(
        interview=north,
        speaker=bob,
        text="Minsk was cold. Vyasna helped us.\n\nThe judge left.",
        topics=[courts],
    )
    make_turn(
        interview=north,
        speaker=ann,
        kind=TurnKind.QUESTION,
        text="And then?",
        topics=[art],
    )
    retold = make_turn(
        interview=north,
        speaker=bob,
        text="She said: “Leave Minsk.” We left.",
        topics=[prisons, art],
    )
    make_turn(
        interview=south,
        speaker=ann,
        kind=TurnKind.QUESTION,
        text="Is it fair?",
        topics=[law],
    )
    denied = make_turn(interview=south, speaker=dee, text="No. Ask Robert.")

    make_passage(interview=north, kind=PassageKind.INTRODUCTION, text="Before it all.")
    caption = make_passage(
        interview=south,
        turn=denied,
        after_paragraph=1,
        heading="Photograph",
        text="Vyasna at work.",
    )

    make_mention(turn=told, entity=minsk, text="Minsk")
    make_mention(turn=told, entity=vyasna, text="Vyasna")
    make_mention(turn=retold, entity=minsk, text="Minsk")
    make_mention(turn=denied, entity=robert, text="Robert")
    make_mention(passage=caption, entity=vyasna, text="Vyasna")

    cold = make_quote(turn=told, text="Minsk was cold.")
    make_quote(
        turn=retold,
        text="Leave Minsk.",
        kind=QuoteKind.EMBEDDED,
        speaker=eve,
        note="!",
        public_id="qt_1111111111",
    )
    make_quote(turn=denied, text="No.", is_featured=True)
    make_passage(
        interview=north,
        kind=PassageKind.PULL_QUOTE,
        turn=told,
        after_paragraph=1,
        text="‘Minsk is cold’",
        quote=cold,
    )
