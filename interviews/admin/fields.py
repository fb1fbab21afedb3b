"""How a column becomes a field, on a page and in a row of another's page."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.db import models

from interviews.admin.forms import RecordForm
from interviews.models.fields import VerbatimFormField
from interviews.text import normalise


class OnePerLineField(SimpleArrayField):
    """A list, one per line: names may have commas in them."""

    widget = forms.Textarea

    def __init__(self, base_field: forms.CharField, **kwargs: Any) -> None:
        verbatim = VerbatimFormField(max_length=base_field.max_length)
        super().__init__(verbatim, **kwargs | {"delimiter": "\n"})

    def to_python(self, value: Any) -> Any:
        lines = normalise(value or "").split("\n")
        return super().to_python([line for line in lines if line.strip()])


# Django would trim what is typed and store the CRLF that browsers send.
VERBATIM_FORM_FIELDS: dict[type[models.Field], dict[str, Any]] = {
    models.CharField: {"form_class": VerbatimFormField},
    models.TextField: {"form_class": VerbatimFormField},
    models.SlugField: {},
    models.URLField: {"assume_scheme": "https"},
    ArrayField: {"form_class": OnePerLineField},
}


def lines(rows: int, columns: int = 80) -> forms.Textarea:
    """A box for printed words: a one-line input would drop the line breaks in them."""
    return forms.Textarea(attrs={"rows": rows, "cols": columns})


class ReadableKeys(AutocompleteMixin):
    """Shows a page again though what was sent, or asked for, is no key: Django's fails."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        keys = [key for key in value if not key or key.isdecimal()]
        return super().optgroups(name, keys, attrs)


class RowSelect(ReadableKeys, AutocompleteSelect):
    #: What is chosen, where the page has loaded it with its rows: Django would ask for each.
    chosen: Any = None

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        if self.chosen is None or list(value) != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attrs)
        blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.chosen)
        option = self.create_option(name, self.chosen.pk, label, True, len(blank))
        return [(None, [*blank, option], 0)]


class RowsSelect(ReadableKeys, AutocompleteSelectMultiple):
    pass


class VerbatimFields(admin.options.BaseModelAdmin):
    form: Any = RecordForm
    formfield_overrides = VERBATIM_FORM_FIELDS

    def formfield_for_foreignkey(
        self, db_field: Any, request: Any, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = RowSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: Any, request: Any, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = RowsSelect(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class ChosenFormSet(forms.BaseInlineFormSet):
    """Rows that were loaded with what they refer to show it without asking again."""

    def add_fields(self, form: Any, index: Any) -> None:
        super().add_fields(form, index)
        for name, field in form.fields.items():
            select = getattr(field.widget, "widget", field.widget)
            if isinstance(select, RowSelect):
                select.chosen = form.instance._state.fields_cache.get(name)


class Rows(VerbatimFields, admin.TabularInline):
    formset = ChosenFormSet
    extra = 0
