"""What change lists share: counts, links from one list to another, a filter that scales."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from interviews.models import Interview


def count_of(model: type[Model], path: str, **narrowed: Any) -> Coalesce:
    """How many rows refer to this one. A subquery each: joins would multiply one another."""
    related = model._default_manager.filter(**{path: OuterRef("pk")}, **narrowed)
    counted = related.order_by().values(path).annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


def list_link(model: type[Model], label: Any, **filters: Any) -> SafeString:
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    return format_html('<a href="{}">{}</a>', reverse(page, query=filters), label)


class InterviewFilter(admin.SimpleListFilter):
    """By interview: the newest, and the one that the address names.

    Django's own filter would list every interview there is.
    """

    title = "interview"
    parameter_name = "interview"
    paths: tuple[str, ...] = ("interview",)
    newest = 15

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        choices = Interview.objects.values_list("slug", "title")
        found = list(choices[: self.newest])
        if self.value() and self.value() not in dict(found):
            found += choices.filter(slug=self.value())
        return found

    def queryset(self, request: Any, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            return queryset
        condition = Q()
        for path in self.paths:
            condition |= Q(**{f"{path}__slug": self.value()})
        return queryset.filter(condition)


class TurnInterviewFilter(InterviewFilter):
    paths = ("turn__interview",)


class PlaceInterviewFilter(InterviewFilter):
    paths = ("turn__interview", "passage__interview")
