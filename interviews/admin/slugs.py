from typing import Any

from django.contrib import admin

from interviews.admin.refusals import GuardedAdmin
from interviews.models import FormerSlug


@admin.register(FormerSlug)
class FormerSlugAdmin(GuardedAdmin):
    """To look at: the database writes and deletes these rows by itself."""

    list_display = ("slug", "resource", "object_id", "created_at")
    list_filter = ("resource",)
    search_fields = ("slug",)
    ordering = ("resource", "slug")

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False
