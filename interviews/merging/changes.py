"""Rows changed, removed and added, with a note of each that is enough to undo it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model

from interviews import history
from interviews.models.history import STAMPS


@dataclass
class Note:
    """What became of a row, by column.

    `before` is empty for a row that was added, `after` for one that was removed. Of one that
    was changed, both have the columns that were.
    """

    model: str
    key: int
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


class Changes:
    """Every write of a merge goes through here."""

    def __init__(self, why: str) -> None:
        self.why = why
        self._notes: dict[tuple[type[Model], int], Note] = {}

    def notes(self) -> list[dict[str, Any]]:
        return [asdict(note) for note in self._notes.values()]

    def change(self, rows: Iterable[Any], **columns: Any) -> None:
        """Set the same columns of rows of one model."""
        changed = list(rows) if columns else []
        for row in changed:
            note = self._note(row)
            for column, value in columns.items():
                note.before.setdefault(column, getattr(row, column))
                note.after[column] = value
                setattr(row, column, value)
        write(changed, list(columns), self.why)

    def remove(self, rows: Iterable[Any]) -> None:
        removed = list(rows)
        for row in removed:
            note = self._note(row)
            note.before = columns_of(row) | note.before
            note.after = {}
        if not removed:
            return
        model = type(removed[0])
        if not history.has_history(model):
            model._base_manager.filter(pk__in=[row.pk for row in removed]).delete()
            return
        history.keep_what_stands(removed)
        for row in removed:
            row._change_reason = self.why
            row.delete()

    def add(self, rows: Iterable[Any]) -> None:
        """Rows of a model that keeps no history."""
        added = list(rows)
        if added:
            type(added[0])._base_manager.bulk_create(added)
        for row in added:
            stated = columns_of(row)
            for stamp in STAMPS:
                stated.pop(stamp, None)
            self._note(row).after = stated

    def _note(self, row: Any) -> Note:
        note = Note(row._meta.model_name, row.pk)
        return self._notes.setdefault((type(row), row.pk), note)


def write(rows: list[Any], columns: list[str], why: str) -> None:
    """Save columns of rows of one model, with history where it is kept."""
    if not rows or not columns:
        return
    model = type(rows[0])
    if history.has_history(model):
        history.change(rows, columns, why)
    else:
        model._base_manager.bulk_update(rows, columns, batch_size=500)


def columns_of(row: Any) -> dict[str, Any]:
    """All that are not generated."""
    return {
        column.attname: getattr(row, column.attname)
        for column in row._meta.concrete_fields
        if not column.generated
    }


def by_model(notes: Iterable[dict[str, Any]]) -> dict[type[Model], list[Note]]:
    """Notes as a record keeps them."""
    found = defaultdict(list)
    for note in notes:
        found[apps.get_model("interviews", note["model"])].append(Note(**note))
    return found
