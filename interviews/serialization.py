"""JSON fixtures, whatever the order of their rows.

Django resolves a natural key that comes before its row only where the relation may be
empty. Here a row waits for what it refers to.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.serializers import json, sort_dependencies
from django.core.serializers.base import DeserializationError
from simple_history.models import HistoricalChanges

from interviews.models import Change, NewWord, Word


class Serializer(json.Serializer):
    def serialize(self, queryset: Iterable[Any], **options: Any) -> Any:
        # A database writes its own log, also of the loading of a dump, and knows its own
        # words; and history names rows and editors of this database.
        own = (Change, HistoricalChanges, NewWord, Word)
        rows = (row for row in queryset if not isinstance(row, own))
        return super().serialize(rows, **options)


class Deserializer(json.Deserializer):
    def __init__(self, stream_or_string: Any, **options: Any) -> None:
        super().__init__(stream_or_string, **options)
        if not isinstance(self.stream, list):
            raise DeserializationError("A fixture is a list of rows.")
        models = sort_dependencies([(apps.get_app_config("interviews"), None)])
        ranks = {model._meta.label_lower: rank for rank, model in enumerate(models)}

        def rank(row: Any) -> int:
            # What is no row is refused when its turn comes.
            model = row.get("model") if isinstance(row, dict) else None
            return ranks.get(str(model).lower(), -1)

        self.stream: Any = sorted(self.stream, key=rank)
