"""A client that a generator makes from the description, used against a running server."""

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.core.management import call_command


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("client") / "verbatim_client"
    programs = Path(sys.executable).parent
    # It knows no Atom, and would warn.
    config = folder.parent / "config.yaml"
    config.write_text("content_type_overrides: {application/atom+xml: text/plain}\n")
    subprocess.run(
        [
            programs / "openapi-python-client",
            "generate",
            f"--path={settings.BASE_DIR / 'openapi.yaml'}",
            f"--output-path={folder}",
            f"--config={config}",
            "--meta=none",
            "--fail-on-warning",
        ],
        check=True,
        capture_output=True,
        # It puts what it wrote in form with a program that it looks for on the PATH.
        env=os.environ | {"PATH": f"{programs}:{os.environ['PATH']}"},
    )
    return str(folder)


@pytest.fixture
def load(generated, monkeypatch):
    monkeypatch.syspath_prepend(str(Path(generated).parent))

    def load(name: str) -> ModuleType:
        return importlib.import_module(f"verbatim_client.{name}")

    return load


@pytest.fixture
def api(load, transactional_db, live_server):
    # Committed: the server reads by another connection.
    call_command("loaddata", "ales-bialiatski", verbosity=0)
    with load("client").Client(
        base_url=live_server.url, raise_on_unexpected_status=True
    ) as client:
        yield client


def test_generated_client_filters_turns(load, api):
    list_turns = load("api.turns.list_turns").sync
    answer = load("models.list_turns_kind_item").ListTurnsKindItem.ANSWER
    interview = load("models.list_turns_expand_item").ListTurnsExpandItem.INTERVIEW

    page = list_turns(
        client=api, topic=["verkiezingen"], kind=[answer], expand=[interview]
    )

    assert [(turn.position, turn.interview.publication) for turn in page.results] == [
        (6, "Nieuwe Revu")
    ]


def test_generated_client_reads_a_quote_of_the_foreman(load, api):
    list_quotes = load("api.quotes.list_quotes").sync
    get_quote = load("api.quotes.get_quote").sync

    (found,) = list_quotes(client=api, speaker=["voorman-werkkamp"]).results
    quote = get_quote(client=api, id=found.id)

    assert (quote.teller.name, quote.text[:5], quote.question.position) == (
        "Ales Bialiatski",
        "Ales,",
        11,
    )


def test_generated_client_reads_the_document_in_order(load, api):
    document = load("api.interviews.get_interview_document").sync(
        client=api, slug="ales-bialiatski"
    )

    assert [block.type_ for block in document.blocks[:4]] == [
        "passage",
        "passage",
        "turn",
        "turn",
    ]


def test_generated_client_is_told_what_it_misspelt(load, api):
    problem = load("api.turns.list_turns").sync(client=api, topic=["sanctie"])

    assert [error.did_you_mean for error in problem.errors] == ["sancties"]


def test_generated_client_follows_pages_to_the_end(load, api):
    list_topics = load("api.topics.list_topics").sync
    slugs, cursor = [], None
    while True:
        page = list_topics(
            client=api, page_size=7, **({"cursor": cursor} if cursor else {})
        )
        slugs += [topic.slug for topic in page.results]
        if page.next_ is None:
            break
        cursor = (
            page.next_.partition("cursor=")[2].partition("&")[0].replace("%3A", ":")
        )

    assert (len(slugs), len(set(slugs))) == (18, 18)


def test_generated_client_draws_a_quote(load, api):
    draw = load("api.quotes.get_quote_random").sync

    drawn = draw(client=api, speaker=["stalin"], seed="spring", count=5)

    assert (drawn.count, drawn.seed, drawn.next_) == (1, "spring", None)
    assert [quote.speaker.name for quote in drawn.results] == ["Stalin"]


def test_generated_client_keeps_a_copy(load, api):
    list_changes = load("api.changes.list_changes").sync

    first = list_changes(client=api, page_size=200)
    again = list_changes(client=api, page_size=200, since=first.since)

    assert (len(first.results), first.next_) == (140, None)
    assert (again.results, again.next_) == ([], None)
