"""A merge taken back: rows that were removed return, and what moved goes back to them.

What editors changed since stays as they left it, and is said. What would contradict it, such
as an address that is in use again, stops the undoing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from interviews import history
from interviews.merging.changes import Note, by_model, write
from interviews.models import FormerSlug, MergeRecord, Turn

# A row and what some of its columns will be.
Step = tuple[Any, dict[str, Any]]

NAMES = {Turn.topics.through: ("topic tag", "topic tags")}


class Undo:
    """What undoing would do, and doing it. What stops it is a ValidationError."""

    def __init__(self, record: MergeRecord, kept: Any) -> None:
        self.record, self.kept = record, kept
        self.model: Any = type(kept)
        self.notes = by_model(record.notes)

    def has_room(self, row: Any) -> bool:
        """Whether a row that was removed fits what stands now."""
        return True

    def is_used(self, row: Any) -> bool:
        """Whether a row that the merge added is needed by what came since."""
        return False

    def goes_along(self) -> list[Step]:
        """Rows that came since and that follow what goes back."""
        return []

    def contradictions(self) -> list[str]:
        if self.record.undone_at:
            return ["This was undone already."]
        later = MergeRecord.objects.into(self.kept).standing()
        found = [
            f"Undo first what was done later: {record.summary}"
            for record in later.filter(pk__gt=self.record.pk)
        ]
        for field in self.model._meta.concrete_fields:
            if field.unique and not field.primary_key:
                found += self._in_use(field)
        return found

    def _in_use(self, field: Any) -> Iterator[str]:
        values = {getattr(row, field.attname) for row in self.merged} - {None}
        for row in self.model._base_manager.filter(**{f"{field.attname}__in": values}):
            if row != self.kept or field.attname not in self._of_kept:
                yield (
                    f"{row} has the {field.verbose_name} {getattr(row, field.name)} now. "
                    "Change that first."
                )

    def consequences(self) -> list[str]:
        """In sentences, for whoever decides."""
        said = [f"{row} ({row.slug}) comes back." for row in self.merged]
        for row in self.merged:
            for field in self._gone(self.model, row):
                said.append(f"What {row} had as {field.verbose_name} is gone.")
        for model in self.notes:
            if model is not FormerSlug:
                said += self._of_model(model)
        said += [f"“{row}”, made since, goes along." for row, _ in self.goes_along()]
        said += self._about_kept()
        addresses = ", ".join(row.slug for row in self.merged)
        return [*said, f"Requests for {addresses} are no longer sent on."]

    def _about_kept(self) -> Iterator[str]:
        fields = [
            field
            for field in self.model._meta.concrete_fields
            if field.attname in self._note_of_kept.after
        ]
        back, changed = [], []
        for field in fields:
            is_back = field.attname in self._of_kept
            (back if is_back else changed).append(str(field.verbose_name))
        if back:
            yield f"{self.kept} is again as it was: {', '.join(back)}."
        if changed:
            yield f"{self.kept} was changed since, and stays so: {', '.join(changed)}."

    def _of_model(self, model: Any) -> Iterator[str]:
        changed, back = len(self._changed(model)), len(self.going_back[model])
        if model is self.model:
            # What becomes of the one that is kept is said by itself.
            changed -= bool(self._note_of_kept.after)
            back -= bool(self._of_kept)
        yield from _counted(model, back, "goes back", "go back")
        yield from _counted(
            model,
            changed - back,
            "was changed or deleted since, and stays so",
            "were changed or deleted since, and stay so",
        )
        if model is not self.model:
            returning = self._returning(model)
            yield from _counted(model, len(returning), "comes back", "come back")
            yield from _counted(
                model,
                len(self.removed[model]) - len(returning),
                "does not come back: what it belongs to has changed",
                "do not come back: what they belong to has changed",
            )
            for row in self.removed[model]:
                if row not in returning and hasattr(row, "text"):
                    yield f"Mark it again, if it is still there: “{row.text}”."

    def apply(self, by: Any = None) -> None:
        """`by`: the user who undoes it."""
        with transaction.atomic():
            self._lock()
            if found := self.contradictions():
                raise ValidationError(found)
            returning = {model: self._returning(model) for model in self.removed}
            steps = [step for steps in self.going_back.values() for step in steps]
            steps += self.goes_along()
            self._remove_added()
            self._take(steps)
            self._return(returning)
            self.record.undone_at, self.record.undone_by = timezone.now(), by
            self.record.save(update_fields=["undone_at", "undone_by"])

    @property
    def why(self) -> str:
        """For the history of what goes back."""
        return f"Undone: {self.record.summary}"

    def _lock(self) -> None:
        """Before anything is read: nobody else changes these rows until the end."""
        self.record.refresh_from_db(
            from_queryset=MergeRecord.objects.select_for_update()
        )
        for model, notes in self.notes.items():
            rows = model._base_manager.filter(pk__in=[note.key for note in notes])
            list(rows.order_by("pk").select_for_update().values_list("pk"))

    def _remove_added(self) -> None:
        for model, notes in self.notes.items():
            added = {note.key: note for note in notes if not note.before}
            rows = model._base_manager.in_bulk(added)
            unchanged = [
                key
                for key, row in rows.items()
                if all(
                    _is(row, column, value)
                    for column, value in added[key].after.items()
                )
                and not self.is_used(row)
            ]
            model._base_manager.filter(pk__in=unchanged).delete()

    def _take(self, steps: list[Step]) -> None:
        alike = defaultdict(list)
        for row, values in steps:
            for column, value in values.items():
                setattr(row, column, value)
            alike[type(row), tuple(values)].append(row)
        for (_, columns), rows in alike.items():
            write(rows, list(columns), self.why)

    def _return(self, returning: dict[Any, list[Any]]) -> None:
        for row in self.merged:
            for field in self._gone(self.model, row):
                setattr(row, field.attname, None)
        self.model._base_manager.bulk_create(self.merged)
        for model, rows in returning.items():
            if model is not self.model:
                history.create(model, rows, self.why)

    @cached_property
    def removed(self) -> dict[Any, list[Any]]:
        """Rows that the merge removed, as they were."""
        found = defaultdict(list)
        for model, notes in self.notes.items():
            for note in notes:
                if not note.after:
                    found[model].append(_row(model, note.before))
        return found

    @property
    def merged(self) -> list[Any]:
        return self.removed[self.model]

    def _changed(self, model: Any) -> list[Note]:
        notes = self.notes.get(model, [])
        return [note for note in notes if note.before and note.after]

    @cached_property
    def going_back(self) -> dict[Any, list[Step]]:
        """Rows that the merge changed, with the columns that nobody changed since."""
        found = defaultdict(list)
        for model in self.notes:
            notes = self._changed(model)
            rows = model._base_manager.in_bulk([note.key for note in notes])
            for note in notes:
                row = rows.get(note.key)
                if row and (columns := _unchanged(row, note)):
                    found[model].append((row, columns))
        return found

    @property
    def _of_kept(self) -> dict[str, Any]:
        return dict(self.going_back[self.model]).get(self.kept, {})

    @property
    def _note_of_kept(self) -> Note:
        notes = (n for n in self._changed(self.model) if n.key == self.kept.pk)
        return next(notes, Note("", self.kept.pk))

    def _returning(self, model: Any) -> list[Any]:
        return [
            row
            for row in self.removed[model]
            if not self._gone(model, row) and self.has_room(row)
        ]

    def _gone(self, model: Any, row: Any) -> list[Any]:
        """Relations of a removed row to what is no longer there."""
        return [
            field
            for field in model._meta.concrete_fields
            if field.is_relation
            and getattr(row, field.attname) not in self._there[model, field.attname]
        ]

    @cached_property
    def _there(self) -> dict[tuple[Any, str], Collection[Any]]:
        """By model and column: which of the values that removed rows had can be had now."""
        found: dict[tuple[Any, str], Collection[Any]] = {}
        for model, rows in self.removed.items():
            for field in model._meta.concrete_fields:
                if field.is_relation:
                    keys = {getattr(row, field.attname) for row in rows}
                    target = field.related_model
                    there = target._base_manager.filter(pk__in=keys - {None})
                    found[model, field.attname] = {
                        None,
                        *there.values_list("pk", flat=True),
                        *(row.pk for row in self.removed.get(target, [])),
                    }
        return found


def _row(model: Any, columns: dict[str, Any]) -> Any:
    return model(
        **{name: _value(model, name, value) for name, value in columns.items()}
    )


def _value(model: Any, column: str, kept: Any) -> Any:
    """A value as a record keeps it, in JSON, as the model has it."""
    return model._meta.get_field(column).to_python(kept)


def _is(row: Any, column: str, kept: Any) -> bool:
    return getattr(row, column) == _value(type(row), column, kept)


def _unchanged(row: Any, note: Note) -> dict[str, Any]:
    """What columns were, if nobody changed them since. Of a list, what was not in it goes."""
    found = {}
    for column, value in note.after.items():
        if isinstance(value, list):
            new = set(value) - set(note.before[column])
            found[column] = [item for item in getattr(row, column) if item not in new]
        elif _is(row, column, value):
            found[column] = _value(type(row), column, note.before[column])
    return found


def _counted(model: Any, count: int, one: str, many: str) -> list[str]:
    if not count:
        return []
    meta = model._meta
    names = NAMES.get(model, (str(meta.verbose_name), str(meta.verbose_name_plural)))
    return [f"{count} {names[count != 1]} {one if count == 1 else many}."]
