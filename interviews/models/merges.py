from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import CheckConstraint, Q

from interviews.models.fields import CreatedAtField
from interviews.querysets import MergeRecordQuerySet


class ExactEncoder(DjangoJSONEncoder):
    def default(self, value: Any) -> Any:
        # Django's own cuts moments to milliseconds.
        return (
            value.isoformat() if isinstance(value, datetime) else super().default(value)
        )


class MergeRecord(models.Model):
    """What a merge did, row by row, so that it can be undone. For editors alone."""

    resource = models.CharField(
        max_length=20, help_text="What was merged: speaker, topic or entity."
    )
    object_id = models.BigIntegerField(help_text="The row that was kept.")
    summary = models.TextField(help_text="What was merged into what, in a sentence.")
    notes = models.JSONField(
        encoder=ExactEncoder,
        help_text="Each row that was changed, removed or added, before and after.",
    )
    created_at = CreatedAtField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who merged, if it was done in the admin.",
    )
    undone_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was undone, if it was."
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who undid it.",
    )

    objects = MergeRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(name="merge_into", fields=["resource", "object_id"])]
        constraints = [
            CheckConstraint(
                name="merge_is_undone_by_whom_and_when",
                condition=Q(undone_at__isnull=False) | Q(undone_by__isnull=True),
                violation_error_message="A merge that somebody undid was undone at a moment.",
            )
        ]

    def __str__(self) -> str:
        return self.summary
