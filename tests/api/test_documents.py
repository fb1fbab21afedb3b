"""The interview as it was printed, and as it was received."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.api.calls import get

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

SOURCE = (Path(settings.BASE_DIR) / "fixtures/ales-bialiatski.txt").read_bytes()
INTERVIEW = "interviews/ales-bialiatski"


def test_the_source_is_given_byte_for_byte():
    response = get(f"{INTERVIEW}/source/")

    assert response.content == SOURCE
    assert response["Content-Type"] == "text/plain; charset=utf-8"


def test_the_blocks_of_the_document_make_up_the_source():
    document = get(f"{INTERVIEW}/document/").json()

    printed = [document["metadata_line"]]
    for block in document["blocks"]:
        if block["type"] == "turn":
            parts = [block["opening_mark"] + block["text"] + block["closing_mark"]]
        else:
            parts = [block["heading"], block["text"]]
        printed += [f"{part}\n\n" for part in parts if part]

    assert "".join(printed).encode() == SOURCE


def test_each_block_cuts_out_its_mentions_and_quotes():
    blocks = get(f"{INTERVIEW}/document/").json()["blocks"]
    turns = {
        row["id"]: row["text"]
        for row in get("turns/?page_size=200&fields=id,text").json()["results"]
    }

    for block in blocks:
        whole = turns[block["turn"]["id"]] if block["type"] == "turn" else block["text"]
        for mention in block["mentions"]:
            assert whole[mention["start"] : mention["end"]] == mention["text"]
        if block["type"] == "turn":
            assert whole[block["start"] : block["end"]] == block["text"]


def test_a_turn_is_parted_where_something_is_printed_in_it():
    blocks = get(f"{INTERVIEW}/document/").json()["blocks"]

    fourth = [
        (block["type"], block["kind"], block.get("start"))
        for block in blocks
        if (block["turn"] or {}).get("position") == 4
    ]

    assert fourth == [
        ("turn", "answer", 0),
        ("passage", "caption", None),
        ("turn", "answer", 441),
    ]


def test_passages_before_the_first_turn_come_first():
    blocks = get(f"{INTERVIEW}/document/").json()["blocks"]

    assert [(block["kind"], block["turn"]) for block in blocks[:2]] == [
        ("introduction", None),
        ("sidebar", None),
    ]
