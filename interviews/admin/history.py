"""What a row was before, who changed it, and the way back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Model
from django.utils import timezone
from django.utils.safestring import SafeString

from interviews.admin.differences import marked

OTHERWISE = "Loaded, or written by a program."


def has_history(model: type[Model]) -> bool:
    return hasattr(model, "history")


def history_fields(model: Any) -> list[Field]:
    return model.history.model.tracked_fields


def keep_what_stands(rows: Iterable[Model]) -> None:
    """Before rows are changed: write down how they stand, where no history tells it.

    Fixtures, programs and SQL leave no history, and the first edit would be the only trace.
    """
    by_model = defaultdict(set)
    for row in rows:
        by_model[type(row)].add(row.pk)
    for model, keys in by_model.items():
        history: Any = model.history  # type: ignore[attr-defined]
        latest = {
            record.id: record
            for record in history.filter(id__in=keys)
            .order_by("id", "-history_id")
            .distinct("id")
        }
        stored = model._base_manager.filter(pk__in=keys)
        history.bulk_create(
            as_it_stands(row, is_first=row.pk not in latest)
            for row in stored
            if not tells(latest.get(row.pk), row)
        )


def as_it_stands(row: Any, is_first: bool = False) -> Any:
    """A record that nobody has written yet."""
    return type(row).history.model(
        history_date=getattr(row, "updated_at", None) or timezone.now(),
        history_type="+" if is_first else "~",
        history_change_reason=OTHERWISE,
        **values(row),
    )


def values(row: Any) -> dict[str, Any]:
    """By column, of a row or of a record of it."""
    model = getattr(row, "instance_type", type(row))
    return {
        field.attname: getattr(row, field.attname) for field in history_fields(model)
    }


def tells(record: Any, row: Any) -> bool:
    return record is not None and values(record) == values(row)


@dataclass(frozen=True)
class Entry:
    """A line of a row's history."""

    record: Any
    differences: list[tuple[str, SafeString]]

    @property
    def editor(self) -> str:
        user = self.record.history_user
        return user.get_full_name() or user.get_username() if user else ""


def entries(records: list[Any], before: Any) -> list[Entry]:
    """Newest first, each compared with the one before it."""
    older = [*records[1:], before]
    return [
        Entry(record, differences(previous, record) if previous else [])
        for record, previous in zip(records, older, strict=True)
    ]


def differences(old: Any, new: Any) -> list[tuple[str, SafeString]]:
    model = new.instance_type
    delta = new.diff_against(old, foreign_keys_are_objs=True)
    return [
        (
            str(field.verbose_name),
            marked(readable(field, change.old), readable(field, change.new)),
        )
        for change in delta.changes
        for field in [model._meta.get_field(change.field)]
    ]


def readable(field: Any, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(dict(field.flatchoices).get(value, value))
