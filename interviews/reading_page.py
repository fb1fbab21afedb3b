"""The text of an interview's reading page, and where in it the words of a turn stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from interviews.document import Block, TurnRun, reading_order
from interviews.models import Interview, Passage, Turn
from interviews.text import PARAGRAPH_BREAK


@dataclass
class ReadingPage:
    """What the page shows, in its order, each block closed by a blank line."""

    text: str = ""
    runs: dict[int, list[tuple[TurnRun, int]]] = field(default_factory=dict)

    def place(self, turn: Turn, start: int, end: int) -> tuple[int, int]:
        """The place in the page of `turn.text[start:end]`."""
        runs = self.runs[turn.pk]
        first, first_place = next(item for item in runs if item[0].end > start)
        last, last_place = next(item for item in reversed(runs) if item[0].start < end)
        return (
            first_place + max(start - first.start, 0),
            last_place + min(end, last.end) - last.start,
        )

    def add(self, *parts: str) -> None:
        self.text += "".join(part + PARAGRAPH_BREAK for part in parts if part)


def with_reading_page(quotes: QuerySet) -> QuerySet:
    """With all of the interview, where only our reading page has the words.

    Where the publisher has them a link goes there, and the turn is enough.
    """
    ours = {"interview__source_url": ""}
    return quotes.prefetch_related(
        Prefetch(
            "turn__interview__turns",
            Turn.objects.to_read().filter(**ours),
            to_attr="turns_to_read",
        ),
        Prefetch(
            "turn__interview__passages",
            Passage.objects.in_reading_order().filter(**ours),
            to_attr="passages_to_read",
        ),
    )


def blocks(interview: Interview) -> list[Block]:
    """All of the interview in reading order, loaded before or now."""
    turns = getattr(interview, "turns_to_read", None)
    passages = getattr(interview, "passages_to_read", None)
    return reading_order(
        interview.turns.to_read() if turns is None else turns,
        interview.passages.in_reading_order() if passages is None else passages,
    )


def reading_page(interview: Interview) -> ReadingPage:
    # Kept with the interview, which the quotes of one answer share.
    if not hasattr(interview, "reading_page"):
        interview.reading_page = _laid_out(interview)  # type: ignore[attr-defined]
    return interview.reading_page  # type: ignore[attr-defined]


def _laid_out(interview: Interview) -> ReadingPage:
    page = ReadingPage()
    page.add(interview.title)
    for block in blocks(interview):
        if isinstance(block, TurnRun):
            if block.start == 0:
                page.add(label(block.turn))
            page.runs.setdefault(block.turn.pk, []).append((block, len(page.text)))
            page.add(block.text)
        else:
            page.add(block.heading, block.text)
    return page


def label(turn: Turn) -> str:
    """The line above a turn: its number makes it the only one of its kind on the page."""
    return f"{turn.position} {turn.speaker.name}"


def anchor(turn: Turn) -> str:
    return f"turn-{turn.position}"
