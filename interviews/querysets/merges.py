"""What is asked of the merges that were made."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet


class MergeRecordQuerySet(QuerySet):
    def into(self, row: Any) -> MergeRecordQuerySet:
        """The newest first."""
        resource = row._meta.model_name
        records = self.filter(resource=resource, object_id=row.pk)
        return records.select_related("made_by", "undone_by").order_by("-pk")

    def standing(self) -> MergeRecordQuerySet:
        return self.filter(undone_at=None)
