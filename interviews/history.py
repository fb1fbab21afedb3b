"""How rows stood: written down before what leaves no history by itself changes them.

What is saved row by row has its history from the model. What is changed in bulk has it
from `change`, with the editor whose request it is.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Field, Model
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

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


def change(rows: Iterable[Any], fields: list[str], why: str | None = None) -> None:
    """Save these fields of rows of one model, with the history of it."""
    changed = list(rows)
    if not changed:
        return
    keep_what_stands(changed)
    bulk_update_with_history(
        changed, type(changed[0]), fields, batch_size=500, default_change_reason=why
    )


def note(row: Any, why: str, by: Any) -> None:
    """What was done to a row beside its own columns, in its history."""
    keep_what_stands([row])
    record = as_it_stands(row)
    record.history_date, record.history_user = timezone.now(), by
    record.history_change_reason = why
    record.save()


def create(
    model: type[Model], rows: Iterable[Any], why: str | None = None
) -> list[Any]:
    """Add rows of one model, with history where it is kept."""
    added = list(rows)
    if not has_history(model):
        return model._base_manager.bulk_create(added)
    return bulk_create_with_history(
        added, model, batch_size=500, default_change_reason=why
    )
