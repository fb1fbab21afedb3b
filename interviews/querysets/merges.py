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

    def removed(self, resource: str, key: int) -> MergeRecordQuerySet:
        """Those by which this row went into another."""
        # Of rows that were changed alone, notes have no primary key among the columns.
        gone = {"model": resource, "key": key, "before": {"id": key}}
        return self.filter(resource=resource, notes__contains=[gone])

    def standing(self) -> MergeRecordQuerySet:
        return self.filter(undone_at=None)
