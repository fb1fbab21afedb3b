"""Pages of what has a history: safe from a second editor, with a way back."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.text import capfirst

from interviews import history
from interviews.admin.conflicts import Conflict, meet
from interviews.admin.forms import filled_in, shown_again
from interviews.admin.history import Entry, differences, entries
from interviews.admin.refusals import GuardedAdmin
from interviews.admin.stored import Page

VERSION = "version"
# Fields that hold words.
TYPED = ("title", "heading", "text", "note", "metadata_line")


class RecordAdmin(GuardedAdmin):
    #: What is locked before the row, in the order in which everybody locks.
    owners: tuple[str, ...] = ()
    history_list_per_page = 50
    change_form_template = "admin/interviews/record_form.html"
    object_history_template = "admin/interviews/record_history.html"

    class Media:
        css = {"all": ["interviews/admin.css"]}

    # Two editors

    def before_change(self, request: Any, key: str) -> None:
        row = self.get_object(request, key)
        if row is None or not self.has_change_permission(request, row):
            return
        self.lock(row)
        row = self.get_object(request, key)
        if row is None:
            return
        page = self.stored_page(request, row)
        request.stored_page = page
        request.conflict, request.POST = meet(page, request.POST)
        if request.conflict:
            self.name_other_editor(request.conflict, page)

    def lock(self, row: Any) -> None:
        """Until the end of the transaction nobody else saves this."""
        locked = [
            (type(owner), owner.pk)
            for name in self.owners
            if (owner := getattr(row, name))
        ]
        for model, key in [*locked, (self.model, row.pk)]:
            rows = model._base_manager.filter(pk=key).select_for_update(no_key=True)
            rows.order_by().values_list("pk").first()

    def stored_page(self, request: Any, row: Any) -> Page:
        form = self.get_form(request, row, change=True)
        formsets = [
            formset(
                instance=row,
                prefix=formset.get_default_prefix(),
                queryset=inline.get_queryset(request),
            )
            for formset, inline in self.get_formsets_with_inlines(request, row)
            if inline.has_change_permission(request, row)
        ]
        return Page(form(instance=row), formsets)

    def _get_obj_does_not_exist_redirect(
        self, request: Any, opts: Any, object_id: str
    ) -> HttpResponse:
        """Somebody else deleted it: what was typed is shown once more, to be copied."""
        typed = [
            (name, value)
            for name, value in request.POST.items()
            if name.rpartition("-")[2] in TYPED and value
        ]
        if not typed:
            back = super()._get_obj_does_not_exist_redirect  # type: ignore[misc]
            return back(request, opts, object_id)
        context = self.admin_site.each_context(request) | {
            "title": f"This {opts.verbose_name} is no longer there",
            "opts": opts,
            "typed": typed,
        }
        template = "admin/interviews/gone.html"
        return TemplateResponse(request, template, context, status=410)

    def name_other_editor(self, conflict: Conflict, page: Page) -> None:
        row: Any = page.form.instance
        found = [self.model.history.filter(id=row.pk).first()]
        found += [
            model.history.filter(**{formset.fk.attname: row.pk}).first()
            for formset in page.formsets
            for model in [formset.form._meta.model]
            if history.has_history(model)
        ]
        records = [
            record
            for record in found
            if record and record.history_date >= conflict.read_at
        ]
        if records:
            record = max(records, key=lambda record: record.history_date)
            conflict.saved_by = Entry(record, []).editor
            conflict.saved_at = record.history_date

    # History

    def get_form(
        self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if getattr(request, "conflict", None):
            return shown_again(form)
        if request.method == "GET" and (record := self.version(request, obj)):
            return filled_in(form, self.values_of(record, obj))
        return form

    def version(self, request: Any, row: Any) -> Any:
        """The record that the address asks to go back to."""
        key = request.GET.get(VERSION, "")
        if row is None or not (key.isascii() and key.isdecimal() and len(key) < 19):
            return None
        return self.model.history.filter(id=row.pk, history_id=key).first()

    def values_of(self, record: Any, row: Any) -> dict[str, Any]:
        return {
            field.name: getattr(record, field.attname)
            for field in history.history_fields(self.model)
        }

    def render_change_form(
        self,
        request: Any,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None and self.has_change_permission(request, obj):
            page = getattr(request, "stored_page", None)
            page = page or self.stored_page(request, obj)
            context |= {
                "read": page.token,
                "conflict": getattr(request, "conflict", None),
            }
            if record := self.version(request, obj):
                now = history.as_it_stands(page.form.instance)
                # What this editor may not change does not go back, either.
                changes = differences(now, record, only=page.form.fields)
                context["version"] = Entry(record, changes)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)
            return
        tracked = {field.name for field in history.history_fields(self.model)}
        # What was left alone is not written, and leaves no line in the history.
        if not tracked & set(form.changed_data):
            return
        history.keep_what_stands([obj])
        if record := self.version(request, obj):
            moment = date_format(record.history_date, "DATETIME_FORMAT")
            reasons = (
                f"Back to the version of {moment}.",
                getattr(obj, "_change_reason", ""),
            )
            obj._change_reason = " ".join(filter(None, reasons))
        super().save_model(request, obj, form, change)

    def save_formset(self, request: Any, form: Any, formset: Any, change: bool) -> None:
        if history.has_history(formset.model):
            history.keep_what_stands(
                row.instance for row in formset.initial_forms if row.has_changed()
            )
        super().save_formset(request, form, formset, change)

    def history_view(
        self, request: Any, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return super().history_view(request, object_id, extra_context)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        records = self.model.history.filter(id=row.pk).order_by("-history_id")
        records = records.select_related("history_user")
        paginator = self.get_paginator(request, records, self.history_list_per_page)
        page = paginator.get_page(request.GET.get(PAGE_VAR, 1))
        shown = list(page)
        before = records.filter(history_id__lt=shown[-1].pk).first() if shown else None
        if page.number == 1 and not history.tells(next(iter(shown), None), row):
            shown.insert(0, history.as_it_stands(row))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {row}",
            "subtitle": None,
            "entries": entries(shown, before),
            "page": page,
            "page_var": PAGE_VAR,
            "object": row,
            "opts": self.opts,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "can_change": self.has_change_permission(request, row),
            "media": self.media,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)
