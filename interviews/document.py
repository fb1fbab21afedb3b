"""An interview in reading order: its turns, with the passages where they were printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interviews.models import Passage, Turn
from interviews.text import PARAGRAPH_BREAK, paragraphs


@dataclass(frozen=True)
class TurnRun:
    """The paragraphs of a turn that are printed in one go: `turn.text[start:end]`."""

    turn: Turn
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.turn.text[self.start : self.end]

    @property
    def opening_mark(self) -> str:
        return self.turn.opening_mark if self.start == 0 else ""

    @property
    def closing_mark(self) -> str:
        return self.turn.closing_mark if self.end == len(self.turn.text) else ""


Block = TurnRun | Passage


def reading_order(turns: Iterable[Turn], passages: Iterable[Passage]) -> list[Block]:
    """Turns by position, each cut where a passage was printed between its paragraphs.

    Passages must come in the order of `PassageQuerySet.in_reading_order`.
    """
    waiting: dict[int | None, list[Passage]] = {}
    for passage in passages:
        waiting.setdefault(passage.turn_id, []).append(passage)
    blocks: list[Block] = list(waiting.get(None, []))
    for turn in turns:
        blocks += _with_passages(turn, waiting.get(turn.pk, []))
    return blocks


def _with_passages(turn: Turn, passages: list[Passage]) -> Iterator[Block]:
    start = 0
    ends = list(_paragraph_ends(turn.text))
    for passage in passages:
        if passage.after_paragraph:
            end = ends[passage.after_paragraph - 1]
            if end > start:
                yield TurnRun(turn, start, end)
                start = end + len(PARAGRAPH_BREAK)
        yield passage
    if start < len(turn.text):
        yield TurnRun(turn, start, len(turn.text))


def _paragraph_ends(text: str) -> Iterator[int]:
    end = -len(PARAGRAPH_BREAK)
    for paragraph in paragraphs(text):
        end += len(PARAGRAPH_BREAK) + len(paragraph)
        yield end


def as_printed(metadata_line: str, blocks: Iterable[Block]) -> str:
    """The document as its publisher prints it, each paragraph closed by a blank line."""
    printed: list[str] = []
    for block in blocks:
        if isinstance(block, TurnRun):
            printed.append(f"{block.opening_mark}{block.text}{block.closing_mark}")
        else:
            printed += [part for part in (block.heading, block.text) if part]
    return metadata_line + "".join(part + PARAGRAPH_BREAK for part in printed)
