"""What a row was before: for editors alone, nothing here is public.

Rows that come by `loaddata`, in bulk or by SQL leave no history by themselves. The admin
writes down how they stand before it changes them.
"""

from django.db import models
from simple_history.models import HistoricalRecords

# Kept by the database, on the row itself.
STAMPS = ("created_at", "updated_at")


def kept_history(*left_out: str) -> HistoricalRecords:
    return HistoricalRecords(
        excluded_fields=left_out,
        history_id_field=models.BigAutoField(),
        history_change_reason_field=models.TextField(null=True),
    )
