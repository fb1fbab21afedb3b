"""Two or more rows that are one thing: which of them stays, and what that will do."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from interviews.admin.refusals import (
    REFUSALS,
    GuardedAdmin,
    every_rule_checked,
    in_words,
)
from interviews.admin.selections import selected, to_page_of
from interviews.merging import Merge

MOST_MERGED = 20


class MergeableAdmin(GuardedAdmin):
    merge: type[Merge]
    #: How often a row is used, each with a link.
    used: tuple[str, ...] = ()
    actions: Any = ("merge_into_one",)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return (*super().get_readonly_fields(request, obj), *self.used)

    def get_fields(self, request: Any, obj: Any = None) -> Any:
        return [*super().get_fields(request, obj), *(self.used if obj else ())]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.merge_view)
        return [path("merge/", view, name=self._merge_page), *super().get_urls()]

    @property
    def _merge_page(self) -> str:
        return f"interviews_{self.opts.model_name}_merge"

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
        return to_page_of(self._merge_page, request, queryset)

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
                merge.apply()
        except ValidationError as refusal:
            for sentence in refusal.messages:
                messages.error(request, sentence)
            return HttpResponseRedirect(request.get_full_path())
        except REFUSALS as refusal:
            messages.error(request, in_words(refusal))
            return HttpResponseRedirect(request.get_full_path())
        messages.success(request, f"{', '.join(names)} merged into {merge.kept}.")
        return self._to("change", merge.kept.pk)

    def _log(self, request: Any, merge: Merge, names: list[str]) -> None:
        said = f"Merged {', '.join(names)} into this. {' '.join(merge.consequences())}"
        log = LogEntry.objects.log_actions
        log(request.user.pk, [merge.kept], CHANGE, said, single_object=True)
        into = f"Merged into {merge.kept} ({merge.kept.slug})."
        log(request.user.pk, merge.others, DELETION, into)

    def _to(self, page: str, *args: Any) -> HttpResponseRedirect:
        name = f"admin:interviews_{self.opts.model_name}_{page}"
        return HttpResponseRedirect(reverse(name, args=args))
