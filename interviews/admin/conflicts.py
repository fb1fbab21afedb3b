"""Two editors on one page: the second is told, and loses nothing.

A page carries a digest of every field and row that it was made of. When it comes back,
what was stored in the meantime is seen by comparing. What the editor left alone is taken
over from what is stored; where both wrote, the second sees both.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.forms.models import BaseInlineFormSet
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from interviews.admin.differences import marked, side_by_side
from interviews.admin.stored import (
    KEY,
    Page,
    Row,
    digest,
    digests,
    readable,
    row_fields,
    row_of,
)

READ = "_read"


@dataclass(frozen=True)
class Difference:
    """What somebody else stored, beside what the page was made of or what was typed."""

    label: str
    theirs: SafeString
    #: None where the editor had left it alone.
    mine: SafeString | None = None


@dataclass
class Conflict:
    differences: list[Difference]
    #: Of quotes and the like, which change in numbers when a text does.
    rows_taken_over: list[Difference]
    read_at: datetime
    saved_by: str = ""
    saved_at: datetime | None = None

    @property
    def both_changed(self) -> bool:
        return any(found.mine is not None for found in self.differences)


def meet(page: Page, data: QueryDict) -> tuple[Conflict | None, QueryDict]:
    """What changed since the page was read, and what was sent with that taken over."""
    read = _read(data)
    merged = data.copy()
    found, rows = list(_fields(page, read["fields"], data, merged)), []
    for formset in page.formsets:
        base = read["rows"].get(formset.prefix, {})
        rows += Rows(page, formset, base, data).merge_into(merged)
    if not found and not rows:
        return None, merged
    found += [row for row in rows if row.mine is not None]
    taken_over = [row for row in rows if row.mine is None]
    return Conflict(found, taken_over, read["at"]), merged


@dataclass(frozen=True)
class Meeting:
    """A row as it was read, as it is stored now and as it was sent."""

    base: dict[str, str]
    theirs: Row
    mine: Row

    @property
    def changed_since(self) -> list[str]:
        return [
            name
            for name, stored in self.theirs.items()
            if digest(stored) not in {self.base.get(name), digest(self.mine[name])}
        ]

    @property
    def left_alone(self) -> list[str]:
        return [
            name
            for name in self.changed_since
            if digest(self.mine[name]) == self.base.get(name)
        ]

    @property
    def changed_by_both(self) -> list[str]:
        return [name for name in self.changed_since if name not in self.left_alone]

    @property
    def merged(self) -> Row:
        return self.mine | {name: self.theirs[name] for name in self.left_alone}


def _fields(
    page: Page, base: dict[str, str], data: QueryDict, merged: QueryDict
) -> Iterator[Difference]:
    form = page.form
    mine = {
        name: {key: data.getlist(form.add_prefix(key)) for key in unit}
        for name, unit in page.fields.items()
    }
    meeting = Meeting(base, page.fields, mine)
    for name in meeting.changed_since:
        label = capfirst(str(form.fields[name].label or name))
        theirs = readable(form, page.fields[name])
        typed = readable(form, mine[name])
        if name in meeting.left_alone:
            for key, values in page.fields[name].items():
                _put(merged, form.add_prefix(key), values)
            yield Difference(label, marked(typed, theirs))
        else:
            yield Difference(label, *side_by_side(theirs, typed))


class Rows:
    """The rows of an inline, as they are stored and as they were sent."""

    def __init__(
        self,
        page: Page,
        formset: BaseInlineFormSet,
        base: dict[str, dict[str, str]],
        data: QueryDict,
    ) -> None:
        self.formset, self.base = formset, base
        self.blank = formset.empty_form
        self.empty = row_of(self.blank, row_fields(formset, self.blank))
        self.stored = page.rows[formset.prefix]
        self.sent = list(self._sent(data))

    def _sent(self, data: QueryDict) -> Iterator[tuple[str, Row]]:
        prefix = self.formset.prefix
        try:
            total = int(data.get(f"{prefix}-TOTAL_FORMS", ""))
        except ValueError:
            total = 0
        for number in range(min(total, self.formset.absolute_max)):
            row = {
                name: {key: data.getlist(f"{prefix}-{number}-{key}") for key in unit}
                for name, unit in self.empty.items()
            }
            yield data.get(f"{prefix}-{number}-{KEY}", ""), row

    def merge_into(self, merged: QueryDict) -> list[Difference]:
        found: list[Difference] = []
        rows = [
            (key, self._met(key, theirs, found)) for key, theirs in self.stored.items()
        ]
        added = [row for key, row in self.sent if not key]
        added += self._kept_of_deleted(found)
        if [key for key, _ in rows] != [key for key, _ in self.sent if key] or found:
            self._write(merged, rows, added)
        return found

    def _met(self, key: str, theirs: Row, found: list[Difference]) -> Row:
        base, mine = self.base.get(key, {}), dict(self.sent).get(key)
        if mine is None:
            if digests(theirs) != base:
                found.append(self._difference(marked("", self._readable(theirs))))
            return theirs
        meeting = Meeting(base, theirs, mine)
        texts = self._readable(theirs), self._readable(meeting.merged)
        if meeting.changed_by_both:
            found.append(self._difference(*side_by_side(*texts)))
        elif meeting.left_alone:
            found.append(self._difference(marked(self._readable(mine), texts[1])))
        return meeting.merged

    def _kept_of_deleted(self, found: list[Difference]) -> Iterator[Row]:
        """What was typed in a row that somebody else deleted becomes a new row."""
        for key, mine in self.sent:
            if not key or key in self.stored or any(mine.get("DELETE", {}).values()):
                continue
            text = self._readable(mine)
            if digests(mine) == self.base.get(key):
                found.append(self._difference(marked(text, "")))
            else:
                found.append(self._difference(*side_by_side("", text)))
                yield mine

    def _readable(self, row: Row) -> str:
        texts = [readable(self.blank, row[name]) for name in row if name != "DELETE"]
        return " · ".join(filter(None, texts))

    def _difference(self, *texts: SafeString) -> Difference:
        return Difference(
            capfirst(str(self.formset.form._meta.model._meta.verbose_name)), *texts
        )

    def _write(
        self, merged: QueryDict, rows: list[tuple[str, Row]], added: list[Row]
    ) -> None:
        prefix = self.formset.prefix
        for number in range(len(self.sent)):
            for name in [KEY, *(key for unit in self.empty.values() for key in unit)]:
                merged.pop(f"{prefix}-{number}-{name}", None)
        for number, (key, row) in enumerate([*rows, *(("", row) for row in added)]):
            for unit in row.values():
                for name, values in unit.items():
                    _put(merged, f"{prefix}-{number}-{name}", values)
            merged[f"{prefix}-{number}-{KEY}"] = key
            merged[f"{prefix}-{number}-{self.formset.fk.name}"] = str(
                self.formset.instance.pk
            )
        merged[f"{prefix}-INITIAL_FORMS"] = str(len(rows))
        merged[f"{prefix}-TOTAL_FORMS"] = str(len(rows) + len(added))


def _put(data: QueryDict, name: str, values: list[str]) -> None:
    # An unticked box is no input at all.
    if values:
        data.setlist(name, values)
    else:
        data.pop(name, None)


def _read(data: QueryDict) -> dict[str, Any]:
    """What the page was made of; nothing, where it does not say so."""
    try:
        read = json.loads(data.get(READ, ""))
        return {
            "fields": _digests(read["fields"]),
            "rows": {
                prefix: {key: _digests(row) for key, row in rows.items()}
                for prefix, rows in read["rows"].items()
            },
            "at": _moment(read["at"]),
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {"fields": {}, "rows": {}, "at": datetime.max.replace(tzinfo=UTC)}


def _digests(read: Any) -> dict[str, str]:
    if not all(isinstance(digest, str) for digest in read.values()):
        raise TypeError
    return dict(read)


def _moment(read: str) -> datetime:
    moment = datetime.fromisoformat(read)
    if moment.tzinfo is None or not 2000 <= moment.year < 9000:
        raise ValueError
    return moment
