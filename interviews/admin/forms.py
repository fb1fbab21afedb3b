"""Forms that keep every character, and that find where words stand."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class RecordForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        super().clean()
        # The widgets show whole seconds: a moment that was left alone keeps its fraction.
        for name, field in self.fields.items():
            if isinstance(field, forms.SplitDateTimeField) and (
                name not in self.changed_data
            ):
                self.cleaned_data[name] = getattr(self.instance, name)
        return self.cleaned_data


class PositionForm(RecordForm):
    """A row of a change list in which positions are edited together.

    Rows may change places, so the database compares their positions once all are saved.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A row that was left alone is not validated again.
        self.empty_permitted = True


class SpanForm(RecordForm):
    """Words at a place: start and end may stay empty where the words occur once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"start", "end"} & self.fields.keys():
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        place = cleaned.get("turn") or cleaned.get("passage")
        words = cleaned.get("text")
        if place and words and not {"start", "end"} & self.errors.keys():
            cleaned["start"], cleaned["end"] = self._span(words, place)
        return cleaned

    def _span(self, words: str, place: Any) -> tuple[int | None, int | None]:
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start is None:
            start = (
                self._only_place(words, place.text) if end is None else end - len(words)
            )
        if end is None and start is not None:
            end = start + len(words)
        return start, end

    def _only_place(self, words: str, text: str) -> int | None:
        places = [
            found.start() for found in re.finditer(f"(?={re.escape(words)})", text)
        ]
        if len(places) == 1:
            return places[0]
        if not places:
            self.add_error("text", "These words are nowhere in the text.")
        else:
            spans = ", ".join(f"{start}–{start + len(words)}" for start in places)
            self.add_error(
                "start",
                f"These words stand at {len(places)} places: {spans}. "
                "Fill in the start and the end.",
            )
        return None


def shown_again(form: type[forms.ModelForm]) -> type[forms.ModelForm]:
    """The same form, which is not saved this time, though nothing may be wrong with it."""

    class ShownForm(form):  # type: ignore[valid-type, misc]
        def is_valid(self) -> bool:
            super().is_valid()
            return False

    return ShownForm


def filled_in(
    form: type[forms.ModelForm], values: dict[str, Any]
) -> type[forms.ModelForm]:
    """The same form, in which other values than the stored ones can be saved."""

    class FilledForm(form):  # type: ignore[valid-type, misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs | {"initial": values})

    return FilledForm


def refused(form: type[forms.ModelForm], reason: str) -> type[forms.ModelForm]:
    """The same form, which shows what was typed and why it was not saved."""

    class RefusedForm(form):  # type: ignore[valid-type, misc]
        def clean(self) -> None:
            super().clean()
            raise ValidationError(reason)

    return RefusedForm


def refused_rows(
    formset: type[forms.BaseModelFormSet], reason: str
) -> type[forms.BaseModelFormSet]:
    """The same for the rows of a change list."""

    class RefusedFormSet(formset):  # type: ignore[valid-type, misc]
        def clean(self) -> None:
            raise ValidationError(reason)

    return RefusedFormSet
