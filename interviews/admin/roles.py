"""Who may do what: editors prepare and correct, publishers decide what the public sees.

The groups come with the migration of roles. What Django's permissions cannot say, because
it hangs on whether an interview is released, is said here.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Model, Q

from interviews.choices import InterviewStatus
from interviews.models import (
    Entity,
    Interview,
    Participation,
    Passage,
    Quote,
    Speaker,
    Topic,
    Turn,
)

PUBLISH = "interviews.publish_interview"
WITHDRAW = "interviews.withdraw_quote"

# From a row to the interviews that show it. Mentions are tags: whoever may edit may delete
# them.
SHOWN_IN: dict[type[Model], list[str]] = {
    Interview: [""],
    Turn: ["interview__"],
    Passage: ["interview__"],
    Participation: ["interview__"],
    Quote: ["turn__interview__"],
    Topic: ["turns__interview__"],
    Speaker: ["participations__interview__", "quotes__turn__interview__"],
    Entity: [
        "mentions__turn__interview__",
        "mentions__passage__interview__",
        "speaker__participations__interview__",
        "speaker__quotes__turn__interview__",
    ],
}


def is_released(row: Any) -> bool:
    """Whether an interview that shows it is published, be it under embargo."""
    interview = _only_interview(row)
    if interview is not None:
        return interview.status == InterviewStatus.PUBLISHED
    condition = Q(pk__in=[])
    for path in SHOWN_IN.get(type(row), []):
        condition |= Q(**{f"{path}status": InterviewStatus.PUBLISHED})
    keys = {row.pk}
    if isinstance(row, Topic):
        # What is about a part of it is about it.
        keys = Topic.objects.narrower_by_key(keys)[row.pk]
    return type(row)._default_manager.filter(condition, pk__in=keys).exists()


def _only_interview(row: Any) -> Interview | None:
    # Read from what is loaded: a page that deletes asks of every row.
    match row:
        case Interview():
            return row
        case Turn() | Passage() | Participation():
            return row.interview
        case Quote():
            return row.turn.interview
    return None


def may_publish(request: Any) -> bool:
    return request.user.has_perm(PUBLISH)


def may_withdraw(request: Any) -> bool:
    return request.user.has_perm(WITHDRAW)


class RolesAdmin(admin.ModelAdmin):
    #: Fields that ask for a permission of their own.
    fields_by_permission: dict[str, tuple[str, ...]] = {}
    #: Fields that would take a row out of a released interview.
    fixed_once_released: tuple[str, ...] = ()

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        fixed = [*super().get_readonly_fields(request, obj)]
        for permission, fields in self.fields_by_permission.items():
            if not request.user.has_perm(permission):
                fixed += fields
        if self.fixed_once_released and obj and not may_publish(request):
            fixed += self.fixed_once_released if is_released(obj) else ()
        return tuple(fixed)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (
            obj is None or may_publish(request) or not is_released(obj)
        )


class RolesRows(admin.TabularInline):
    """Rows of a released page are taken away by publishers alone."""

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (
            obj is None or may_publish(request) or not is_released(obj)
        )
