"""A small fixture with a row of every kind, and ways to break it."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

Rows = list[dict[str, Any]]

TOLD = "Minsk was cold. Vyasna helped.\n\nShe said: “Leave.” We left."


def row(model: str, **fields: Any) -> dict[str, Any]:
    return {"model": f"interviews.{model}", "fields": fields}


SMALL: Rows = [
    row("topic", slug="law", label="Law", label_en="Law", scope_note="", broader=None),
    row(
        "topic",
        slug="courts",
        label="Courts",
        broader=["law"],
        wikidata_id="Q41487",
        iptc_media_topic="20000106",
    ),
    row(
        "entity",
        slug="minsk",
        name="Minsk",
        kind="place",
        aliases=["Mensk"],
        description="",
        wikidata_id="Q2280",
    ),
    row("entity", slug="bob", name="Bob", kind="person"),
    row("speaker", slug="ann", name="Ann", description="Reporter."),
    row("speaker", slug="bob", name="Bob", entity=["bob"]),
    row("speaker", slug="eve", name="Eve"),
    row(
        "interview",
        slug="north",
        title="North",
        publication="De Noord",
        published_on="2026-01-16",
        language="nl",
        source_url="https://example.org/north",
        source_text="Source",
        metadata_line="",
        note="",
        rights_holder="De Noord",
        licence="",
        credit_line="",
        status="published",
        publish_at="2026-01-17T06:00:00Z",
    ),
    row(
        "participation",
        interview=["north"],
        speaker=["ann"],
        role="interviewer",
        billed_as="De Noord",
    ),
    row("participation", interview=["north"], speaker=["bob"], role="interviewee"),
    row(
        "turn",
        public_id="tn_1111111111",
        interview=["north"],
        position=1,
        kind="question",
        speaker=["ann"],
        text="What happened?",
        topics=[],
    ),
    row(
        "turn",
        public_id="tn_2222222222",
        interview=["north"],
        position=2,
        kind="answer",
        speaker=["bob"],
        text=TOLD,
        opening_mark="‘",
        closing_mark="’",
        topics=[["law"], ["courts"]],
    ),
    row(
        "quote",
        public_id="qt_1111111111",
        turn=["north", 2],
        start=0,
        end=15,
        text="Minsk was cold.",
        speaker=["bob"],
        kind="excerpt",
        is_featured=True,
        note="",
    ),
    row(
        "quote",
        public_id="qt_2222222222",
        turn=["north", 2],
        start=43,
        end=49,
        text="Leave.",
        speaker=["eve"],
        kind="embedded",
    ),
    row(
        "quote",
        public_id="qt_3333333333",
        turn=["north", 2],
        start=51,
        end=59,
        text="We left.",
        speaker=["bob"],
        withdrawn_at="2026-02-01T00:00:00Z",
        withdrawal_reason="Misheard.",
    ),
    row(
        "passage", interview=["north"], position=1, kind="introduction", text="By Bob."
    ),
    row(
        "passage",
        interview=["north"],
        position=2,
        kind="pull_quote",
        heading="",
        text="‘Minsk is cold’",
        turn=["north", 2],
        after_paragraph=1,
        quote=["qt_1111111111"],
    ),
    row("mention", entity=["minsk"], turn=["north", 2], start=0, end=5, text="Minsk"),
    row("mention", entity=["bob"], passage=["north", 1], start=3, end=6, text="Bob"),
]

ANYTHING: dict[str, Any] = {
    "null": None,
    "empty": "",
    "blank": " \n",
    "word": "nosuch",
    "over-long": "x" * 20_000,
    "control": "a\u0007b",
    "NUL": "a\u0000b",
    "surrogate": "\ud800",
    "CR": "a\r\nb",
    "NFD": "e\u0301",
    "markup": "<script>alert(1)</script>",
    "zero": 0,
    "negative": -1,
    "huge": 2**63,
    "fraction": 1.5,
    "infinite": float("inf"),
    "not a number": float("nan"),
    "true": True,
    "list": [],
    "list of null": [None],
    "list of a word": ["nosuch"],
    "list of lists": [["nosuch"]],
    "object": {"a": 1},
    "year 10000": "9999-12-31T23:59:59-05:00",
    "year 0": "0000-01-01",
    "no such day": "2026-02-30",
}


def near_misses(value: Any) -> dict[str, Any]:
    """What looks right and is not."""
    if isinstance(value, int) and not isinstance(value, bool):
        return {"one more": value + 1, "one less": value - 1}
    if isinstance(value, str) and value:
        words = value.split(" ")
        return {
            "swapped words": " ".join([*words[1:], words[0]]),
            "upper case": value.upper(),
            "space before": f" {value}",
            "space after": f"{value} ",
            "line end": f"{value}\n",
            "cut short": value[:-1],
        }
    return {}


def field_mutations(number: int, field: str) -> Iterator[tuple[str, Rows]]:
    """The small fixture with one field of one row changed, and how."""
    original = SMALL[number]["fields"][field]
    for name, value in (ANYTHING | near_misses(original)).items():
        rows = deepcopy(SMALL)
        rows[number]["fields"][field] = value
        yield name, rows
    rows = deepcopy(SMALL)
    del rows[number]["fields"][field]
    yield "left out", rows
    for other in {"tn_2222222222", "qt_2222222222", "bob", "law", 2} - {str(original)}:
        rows = deepcopy(SMALL)
        rows[number]["fields"][field] = other
        yield f"{other}", rows
        rows = deepcopy(SMALL)
        rows[number]["fields"][field] = [other]
        yield f"refers to {other}", rows


def row_mutations(number: int) -> Iterator[tuple[str, Rows]]:
    row = SMALL[number]
    yield "dropped", SMALL[:number] + SMALL[number + 1 :]
    yield "twice", [*SMALL, row]
    yield "last", [*SMALL[:number], *SMALL[number + 1 :], row]
    yield "of no model", [*SMALL, row | {"model": "interviews.nosuch"}]
    yield "without model", [*SMALL, {"fields": row["fields"]}]
    yield "without fields", [*SMALL, {"model": row["model"]}]
    yield "with another field", [*SMALL, row | {"fields": row["fields"] | {"no": 1}}]
    for moment in ("created_at", "updated_at"):
        fields = row["fields"] | {moment: ANYTHING["year 10000"]}
        yield f"poisoned {moment}", [*SMALL, row | {"fields": fields}]


GOOD = json.dumps(SMALL)
BROKEN_FILES: dict[str, bytes] = {
    "empty": b"",
    "no list": b'{"model": "interviews.topic"}',
    "a word": b'"interviews"',
    "nothing": b"null",
    "a list of words": b'["interviews.topic"]',
    "not UTF-8": b"\xff" + GOOD.encode(),
    "trailing comma": GOOD[:-1].encode() + b",]",
    "two documents": GOOD.encode() * 2,
    **{
        f"cut at {part}/10": GOOD[: len(GOOD) * part // 10].encode()
        for part in range(1, 10)
    },
}


def all_mutations() -> Iterator[tuple[str, Rows]]:
    for number, row in enumerate(SMALL):
        place = f"{number} {row['model'].partition('.')[2]}"
        for field in row["fields"]:
            for name, rows in field_mutations(number, field):
                yield f"{place}.{field}: {name}", rows
        for name, rows in row_mutations(number):
            yield f"{place}: {name}", rows


def with_fields(number: int, **fields: Any) -> bytes:
    rows = deepcopy(SMALL)
    rows[number]["fields"] |= fields
    return json.dumps(rows).encode()


TURN, QUOTE, EMBEDDED, PULL_QUOTE, MENTION = 11, 12, 13, 16, 17
UNTRUE: dict[str, bytes] = {
    "quote one place on": with_fields(QUOTE, start=1, end=16),
    "quote one longer": with_fields(QUOTE, end=16),
    "quote with swapped words": with_fields(QUOTE, text="Minsk cold was."),
    "quote by another speaker": with_fields(QUOTE, speaker=["eve"]),
    "quote in another turn": with_fields(QUOTE, turn=["north", 1]),
    "another's words as an excerpt": with_fields(EMBEDDED, kind="excerpt"),
    "turn edited under its quote": with_fields(TURN, text=TOLD.replace("cold", "warm")),
    "turn edited before its spans": with_fields(TURN, text=f" {TOLD}"),
    "turn by somebody who takes no part": with_fields(TURN, speaker=["eve"]),
    "two turns in one place": with_fields(TURN, position=1),
    "turn about an unknown topic": with_fields(TURN, topics=[["nosuch"]]),
    "pull quote after a missing paragraph": with_fields(PULL_QUOTE, after_paragraph=3),
    "caption that renders a quote": with_fields(PULL_QUOTE, kind="caption"),
    "mention one place on": with_fields(MENTION, start=1, end=6),
    "mention of another word": with_fields(MENTION, text="Minsc"),
    "mention in both places": with_fields(MENTION, passage=["north", 1]),
    "mentions that overlap": json.dumps(
        [
            *SMALL,
            row(
                "mention",
                entity=["minsk"],
                turn=["north", 2],
                start=4,
                end=9,
                text="k was",
            ),
        ]
    ).encode(),
    "topics in a circle": with_fields(0, broader=["courts"]),
    "topic in itself": with_fields(0, broader=["law"]),
    "no such day": with_fields(7, published_on="2026-02-30"),
    "unreadable moment": with_fields(7, updated_at="9999-12-31T23:59:59-05:00"),
    "unknown choice": with_fields(7, status="live"),
    "unknown field": with_fields(7, nosuch=1),
    "over-long": with_fields(7, title="x" * 301),
    "NUL": with_fields(7, title="a\u0000b"),
    "lone surrogate": with_fields(7, title="\ud800"),
    "unknown model": json.dumps([*SMALL, row("nosuch")]).encode(),
}
