"""What a change page is made of: what a browser would send back of it, untouched."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.forms.models import BaseInlineFormSet, ModelChoiceField, model_to_dict

from interviews.text import normalise

# The primary key of every model.
KEY = "id"
# Words and where they stand make sense only together.
TOGETHER = ("text", "start", "end")

# By the name of the input, without its form's prefix.
Sent = dict[str, list[str]]
# By the name of a field, or of the first of those that belong together.
Row = dict[str, Sent]


class Page:
    """The forms of a change page as they are stored, before anything is typed."""

    def __init__(
        self, form: forms.ModelForm, formsets: Iterable[BaseInlineFormSet]
    ) -> None:
        self.read_at = datetime.now(UTC)
        self.form, self.formsets = form, list(formsets)
        self.fields = row_of(form, list(form.fields))
        self.rows = {
            formset.prefix: {
                str(row.instance.pk): row_of(row, row_fields(formset, row))
                for row in formset.initial_forms
            }
            for formset in self.formsets
        }

    @property
    def token(self) -> str:
        """What the page carries, to be compared when it comes back."""
        rows = {
            prefix: {key: digests(row) for key, row in rows.items()}
            for prefix, rows in self.rows.items()
        }
        read_at = self.read_at.isoformat()
        return json.dumps({"fields": digests(self.fields), "rows": rows, "at": read_at})


def row_fields(formset: BaseInlineFormSet, form: forms.BaseForm) -> list[str]:
    return [name for name in form.fields if name not in {KEY, formset.fk.name}]


def row_of(form: Any, names: Iterable[str]) -> Row:
    row: Row = {}
    for name in names:
        unit = TOGETHER[0] if name in TOGETHER else name
        row.setdefault(unit, {}).update(sent(form, name))
    return row


def sent(form: forms.ModelForm, name: str) -> Sent:
    """What a browser sends for a field that is left as it is stored."""
    formfield: Any = form.fields[name]
    stored = model_to_dict(form.instance, [name]).get(name)
    value = formfield.prepare_value(stored)
    # The admin wraps what chooses among related rows.
    widget: Any = getattr(formfield.widget, "widget", formfield.widget)
    if hasattr(widget, "widgets_names"):
        parts = zip(
            widget.widgets_names, widget.widgets, widget.decompress(value), strict=True
        )
        return {name + suffix: _inputs(part, each) for suffix, part, each in parts}
    return {name: _inputs(widget, value)}


def _inputs(widget: forms.Widget, value: Any) -> list[str]:
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.check_test(value) else []
    shown = widget.format_value(value)
    if shown is None:
        return [""]
    return shown if isinstance(shown, list) else [str(shown)]


def digest(unit: Sent) -> str:
    known = sorted(
        (name, sorted(normalise(value) for value in values if value))
        for name, values in unit.items()
    )
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()[:16]


def digests(row: Row) -> dict[str, str]:
    return {name: digest(unit) for name, unit in row.items()}


def readable(form: Any, unit: Sent) -> str:
    """As an editor reads it: names, where browsers send keys."""
    texts = []
    for name, formfield in form.fields.items():
        values = [
            value
            for key in unit
            # The parts of a moment are numbered.
            if key == name or key.rstrip("01") == f"{name}_"
            for value in unit[key]
            if value
        ]
        if values:
            texts.append(_readable(formfield, values))
    return " · ".join(texts)


def _readable(formfield: Any, values: list[str]) -> str:
    if isinstance(formfield, ModelChoiceField):
        keys = [value for value in values if value.isdecimal()]
        rows: Any = formfield.queryset
        return ", ".join(map(str, rows.filter(pk__in=keys)))
    if isinstance(formfield, forms.ChoiceField):
        choices: Any = formfield.choices
        labels = {str(value): label for value, label in choices}
        return ", ".join(str(labels.get(value, value)) for value in values)
    if isinstance(formfield, forms.BooleanField):
        return "yes"
    return " ".join(map(normalise, values))
