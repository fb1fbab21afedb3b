"""Two or more rows that are one thing: which of them stays, what that does, and undoing it."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from interviews.admin.refusals import (
    REFUSALS,
    GuardedAdmin,
    every_rule_checked,
    in_words,
)
from interviews.admin.selections import selected, to_page_of
from interviews.merging import Merge, Undo
from interviews.models import MergeRecord

MOST_MERGED = 20


class Rehearsed(Exception):
    """All went well, and none of it is kept."""


class MergeableAdmin(GuardedAdmin):
    merge: type[Merge]
    #: How often a row is used, each with a link.
    used: tuple[str, ...] = ()
    actions: Any = ("merge_into_one",)
    object_history_template = "admin/interviews/merge_history.html"

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *self.used)

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        return [*super().get_fields(request, obj), *(self.used if obj else ())]

    def get_urls(self) -> list[URLPattern]:
        merge = self.admin_site.admin_view(self.merge_view)
        undo = self.admin_site.admin_view(self.undo_view)
        return [
            path("merge/", merge, name=self._page("merge")),
            path("merge/<int:key>/undo/", undo, name=self._page("undo_merge")),
            *super().get_urls(),
        ]

    def _page(self, name: str) -> str:
        return f"interviews_{self.opts.model_name}_{name}"

    def has_merge_permission(self, request: Any) -> bool:
        return self.has_change_permission(request) and self.has_delete_permission(
            request
        )

    @admin.action(description="Merge into one…", permissions=["merge"])
    def merge_into_one(self, request: Any, queryset: QuerySet) -> HttpResponse | None:
        if not 2 <= queryset.count() <= MOST_MERGED:
            messages.error(
                request, f"Select two of them, or a few: at most {MOST_MERGED}."
            )
            return None
        return to_page_of(self._page("merge"), request, queryset)

    def merge_view(self, request: Any) -> HttpResponse:
        if not self.has_merge_permission(request):
            raise PermissionDenied
        rows = self._rows(request)
        if not 2 <= len(rows) <= MOST_MERGED:
            messages.error(request, "Select what to merge.")
            return self._to("changelist")
        if not all(self.has_delete_permission(request, row) for row in rows):
            raise PermissionDenied
        if request.method == "POST":
            return self._merged(request)
        merge = self._merge(request, rows)
        context = self.admin_site.each_context(request) | {
            "title": f"Merge {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "rows": rows,
            "of": request.GET["of"],
            "merge": merge,
            "contradictions": merge.contradictions(),
            "consequences": merge.consequences(),
        }
        return TemplateResponse(request, "admin/interviews/merge.html", context)

    def _rows(self, request: Any, *, locked: bool = False) -> list[Any]:
        rows = self.model._default_manager.filter(pk__in=selected(request))
        return list((rows.select_for_update() if locked else rows).order_by("pk"))

    def _merge(self, request: Any, rows: list[Any]) -> Merge:
        """Into the one that is chosen, or else the one that was there first."""
        asked = request.POST.get("keep") or request.GET.get("keep", "")
        kept = next((row for row in rows if str(row.pk) == asked), rows[0])
        return self.merge(kept, [row for row in rows if row != kept])

    def _merged(self, request: Any) -> HttpResponse:
        try:
            with every_rule_checked():
                rows = self._rows(request, locked=True)
                if request.POST.get("keep") not in {str(row.pk) for row in rows}:
                    raise ValidationError("Choose which of them stays.")
                merge = self._merge(request, rows)
                names = [f"{other} ({other.slug})" for other in merge.others]
                self._log(request, merge, names)
                record = merge.apply(by=request.user)
        except (ValidationError, *REFUSALS) as refusal:
            return _refused(request, refusal)
        done = '{} merged into {}. <a href="{}">Undo…</a>'
        undo = reverse(f"admin:{self._page('undo_merge')}", args=[record.pk])
        said = format_html(done, ", ".join(names), merge.kept, undo)
        messages.success(request, said)
        return self._to("change", merge.kept.pk)

    def _log(self, request: Any, merge: Merge, names: list[str]) -> None:
        said = " · ".join(
            [f"Merged {', '.join(names)} into this.", *merge.consequences()]
        )
        log = LogEntry.objects.log_actions
        log(request.user.pk, [merge.kept], CHANGE, said, single_object=True)
        into = f"Merged into {merge.kept} ({merge.kept.slug})."
        log(request.user.pk, merge.others, DELETION, into)

    def history_view(
        self, request: Any, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        kept = self.get_object(request, unquote(object_id))
        context = {
            "merges": MergeRecord.objects.into(kept) if kept else [],
            "undo_page": f"admin:{self._page('undo_merge')}",
            "can_undo": kept and self.has_undo_permission(request, kept),
        }
        return super().history_view(request, object_id, context | (extra_context or {}))

    def has_undo_permission(self, request: Any, kept: Any) -> bool:
        return self.has_merge_permission(request) and self.has_delete_permission(
            request, kept
        )

    def undo_view(self, request: Any, key: int) -> HttpResponse:
        if not self.has_merge_permission(request):
            raise PermissionDenied
        record = self._record(key)
        gone_since = MergeRecord.objects.standing().removed(
            record.resource, record.object_id
        )
        if later := gone_since.first():
            messages.error(request, f"Undo first what was done later: {later.summary}")
            return self._to("undo_merge", later.pk)
        undo = self._undo(record)
        if not self.has_undo_permission(request, undo.kept):
            raise PermissionDenied
        if request.method == "POST":
            return self._undone(request, undo)
        context = self.admin_site.each_context(request) | {
            "title": "Undo a merge",
            "opts": self.opts,
            "undo": undo,
            "contradictions": undo.contradictions() or self._refusals(record),
        }
        return TemplateResponse(request, "admin/interviews/merge_undo.html", context)

    def _record(self, key: int) -> MergeRecord:
        records = MergeRecord.objects.filter(resource=self.opts.model_name)
        return get_object_or_404(records.select_related("made_by"), pk=key)

    def _undo(self, record: MergeRecord) -> Undo:
        kept = get_object_or_404(self.model, pk=record.object_id)
        return self.merge.undo(record, kept)

    def _refusals(self, record: MergeRecord) -> list[str]:
        """What the database will say of it: it is done, and not kept."""
        try:
            with every_rule_checked():
                self._undo(self._record(record.pk)).apply()
                connection.check_constraints()
                raise Rehearsed
        except Rehearsed:
            return []
        except ValidationError as refusal:
            return refusal.messages
        except REFUSALS as refusal:
            return [in_words(refusal)]

    def _undone(self, request: Any, undo: Undo) -> HttpResponse:
        try:
            with every_rule_checked():
                undo.apply(by=request.user)
                log = LogEntry.objects.log_actions
                by = request.user.pk
                log(by, [undo.kept], CHANGE, undo.why, single_object=True)
                log(by, undo.merged, ADDITION, undo.why)
        except (ValidationError, *REFUSALS) as refusal:
            return _refused(request, refusal)
        messages.success(request, undo.why)
        return self._to("history", undo.kept.pk)

    def _to(self, page: str, *args: Any) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse(f"admin:{self._page(page)}", args=args))


def _refused(request: Any, refusal: Exception) -> HttpResponseRedirect:
    """Back to the page that was sent, with what stops it."""
    if isinstance(refusal, ValidationError):
        for sentence in refusal.messages:
            messages.error(request, sentence)
    else:
        messages.error(request, in_words(refusal))
    return HttpResponseRedirect(request.get_full_path())
