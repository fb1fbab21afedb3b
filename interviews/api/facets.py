"""`facets`: beside a list, how many of its rows have each value of a filter.

Each facet leaves out the filter of its own name, so that a value's count is that of the
list after this value is chosen instead.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet
from django_filters.rest_framework import FilterSet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.reverse import reverse

from interviews.api import pagination
from interviews.api.parameters import split_list, unknown_value
from interviews.api.problems import InvalidParameters
from interviews.counting import Counted, Facet

MAX_VALUES = 50
# Those whose values have an address.
PLACES = {
    "topic": "topics-detail",
    "entity": "entities-detail",
    "speaker": "speakers-detail",
    "interview": "interviews-detail",
}


class FacetValueSerializer(serializers.Serializer):
    """A value of a facet, and how many rows have it."""

    value = serializers.CharField(help_text="What the filter of the same name takes.")
    name = serializers.CharField(help_text="The value as people read it.")
    count = serializers.IntegerField(
        min_value=1,
        help_text="How many rows there are with this value and all other filters.",
    )
    url = serializers.URLField(
        allow_null=True,
        help_text="Where this is in the API; null where the value is a word or a number.",
    )


class FacetSerializer(serializers.Serializer):
    """The values of one filter that rows have, those of most rows first."""

    values = FacetValueSerializer(
        many=True, help_text=f"The first {MAX_VALUES} values that any row has."
    )
    has_more = serializers.BooleanField(help_text="Whether there are more values.")
    count_is_lower_bound = serializers.BooleanField(
        required=False,
        help_text=f"Present and true when more than {pagination.MAX_COUNT:,} rows match: "
        "only the first of them, in the list's own order, are counted.",
    )


def read(request: Request, known: Collection[str]) -> list[str]:
    """The facets that a request asks for, or a refusal that names each bad one."""
    if not (value := request.query_params.get("facets")):
        return []
    names = split_list("facets", value)
    offences = [
        unknown_value("facets", name, known, f"a facet here ({', '.join(known)})")
        for name in names
        if name not in known
    ]
    if offences:
        raise InvalidParameters(*offences)
    return names


def count(
    facets: Mapping[str, Facet],
    request: Request,
    filterset: FilterSet,
    order: tuple[pagination.Column, ...],
) -> dict[str, Any]:
    """What an answer shows of each facet, by its name."""
    roles = filterset.form.cleaned_data.get("mentioned_by") or ()
    rows: dict[str | None, list[int]] = {}
    answer = {}
    for name, facet in facets.items():
        # Facets whose filter is not set count the same rows, those of the list.
        own = name if name in request.query_params else None
        if own not in rows:
            rows[own] = _first_rows(_without(filterset, own, request), order)
        most, is_bounded = pagination.MAX_COUNT, len(rows[own]) > pagination.MAX_COUNT
        values = facet.count(rows[own][:most], roles, MAX_VALUES + 1)
        answer[name] = {
            "values": [_shown(name, each, request) for each in values[:MAX_VALUES]],
            "has_more": len(values) > MAX_VALUES,
        } | ({"count_is_lower_bound": True} if is_bounded else {})
    return answer


def _without(filterset: FilterSet, name: str | None, request: Request) -> QuerySet:
    if name is None:
        return filterset.qs
    others = request.query_params.copy()
    del others[name]
    return type(filterset)(others, filterset.queryset, request=request).qs


def _first_rows(queryset: QuerySet, order: tuple[pagination.Column, ...]) -> list[int]:
    keys = pagination.in_order(queryset, order).values_list("pk", flat=True)
    return list(keys[: pagination.MAX_COUNT + 1])


def _shown(name: str, counted: Counted, request: Request) -> dict[str, Any]:
    url = (
        reverse(PLACES[name], kwargs={"slug": counted.value}, request=request)
        if name in PLACES
        else None
    )
    return {
        "value": counted.value,
        "name": counted.name,
        "count": counted.count,
        "url": url,
    }
