"""The shipped document is cut as the archivist cut it by hand."""

import json
from pathlib import Path

from django.conf import settings

from interviews.segmentation import rows, segment

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
SOURCE = (FIXTURES / "ales-bialiatski.txt").read_bytes().decode()
BY_HAND = json.loads((FIXTURES / "ales-bialiatski.json").read_text())


def by_hand(model: str, *names: str) -> list[tuple]:
    return [
        tuple(row["fields"].get(name, "") for name in names)
        for row in BY_HAND
        if row["model"] == f"interviews.{model}"
    ]


def test_turns_are_those_of_the_fixture():
    found = [
        (position, turn.kind, turn.text, turn.opening_mark, turn.closing_mark)
        for position, turn in enumerate(rows(segment(SOURCE)).turns, 1)
    ]

    fields = ("position", "kind", "text", "opening_mark", "closing_mark")
    assert found == by_hand("turn", *fields)


def test_passages_and_their_places_are_those_of_the_fixture():
    found = [
        (
            position,
            passage.kind,
            passage.heading,
            passage.text,
            ["ales-bialiatski", passage.turn] if passage.turn else None,
            passage.after_paragraph,
        )
        for position, passage in enumerate(rows(segment(SOURCE)).passages, 1)
    ]

    fields = ("position", "kind", "heading", "text", "turn", "after_paragraph")
    assert found == by_hand("passage", *fields)


def test_pull_quotes_render_the_quotes_of_the_fixture():
    made = rows(segment(SOURCE))
    quotes = {
        public_id: (turn[1], start, end)
        for public_id, turn, start, end in by_hand(
            "quote", "public_id", "turn", "start", "end"
        )
    }

    found = [
        (rendition.turn, rendition.start, rendition.end)
        for passage in made.passages
        if (rendition := made.rendition(passage))
    ]

    assert found == [quotes[key[0]] for (key,) in by_hand("passage", "quote") if key]


def test_metadata_line_is_that_of_the_fixture():
    assert [(rows(segment(SOURCE)).metadata_line,)] == by_hand(
        "interview", "metadata_line"
    )


def test_nothing_in_it_is_unsure():
    assert segment(SOURCE).unsure() == []
