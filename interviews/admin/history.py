"""What a row was before, who changed it, and what differs."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from interviews.admin.differences import marked


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


def differences(
    old: Any, new: Any, only: Collection[str] | None = None
) -> list[tuple[str, SafeString]]:
    model = new.instance_type
    delta = new.diff_against(old, foreign_keys_are_objs=True)
    return [
        (
            str(field.verbose_name),
            marked(readable(field, change.old), readable(field, change.new)),
        )
        for change in delta.changes
        if only is None or change.field in only
        for field in [model._meta.get_field(change.field)]
    ]


def readable(field: Any, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(dict(field.flatchoices).get(value, value))
