"""Keyset paging: a signed cursor that holds a place in an order, bound to its question.

A page starts after a place, not after a number of rows, so that no row is skipped or
repeated while others are inserted or removed, and page 2,000 costs what page 1 costs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core import signing
from django.db.models import F, Func, Lookup, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.lookups import (
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
)
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from interviews.api.parameters import split_list, unknown_value
from interviews.api.problems import InvalidParameters, Offence, raise_together

DEFAULT_PAGE_SIZE = 20
MAX_PAGE_SIZE = 200
MAX_COUNT = 10_000
SALT = "interviews.cursor"
# After a place in an order, and at it or after it; and so in a descending one.
COMPARISONS: dict[bool, tuple[type[Lookup], type[Lookup]]] = {
    False: (GreaterThan, GreaterThanOrEqual),
    True: (LessThan, LessThanOrEqual),
}
# What may differ between two pages of one question.
NOT_PART_OF_THE_QUESTION = {
    "cursor",
    "page_size",
    "fields",
    "omit",
    "expand",
    "facets",
    "format",
}


@dataclass(frozen=True)
class Column:
    """Something to order by; never null, or a place after it could not be named."""

    expression: Combinable
    descending: bool = False

    def reversed(self) -> Column:
        return Column(self.expression, not self.descending)

    def follows(self, other: Column) -> bool:
        """Whether an index may have both, one after the other."""
        return (self.descending, _table(self.expression)) == (
            other.descending,
            _table(other.expression),
        )


@dataclass(frozen=True)
class Ordering:
    """The orders that a resource offers, by name.

    Each name has what it orders by and, after it, what ties are broken by, in the same
    direction, as an index has them. The default breaks the ties of a name that has none.
    Both identify a row, so that no two rows share a place.
    """

    default: tuple[Column, ...]
    named: dict[str, tuple[Combinable, ...]]

    @property
    def names(self) -> list[str]:
        return [name for word in self.named for name in (word, f"-{word}")]

    def columns(self, value: str | None) -> tuple[Column, ...]:
        if value is None:
            return self.default
        words = split_list("ordering", value)
        offences = [
            unknown_value("ordering", word, self.names, "an order of this endpoint")
            for word in words
            if word not in self.names
        ]
        bare = [word.removeprefix("-") for word in words]
        if len(set(bare)) < len(bare):
            offences.append(Offence("ordering", "Orders by one thing twice.", value))
        if offences:
            raise InvalidParameters(*offences)
        orders = [
            [
                Column(expression, word.startswith("-"))
                for expression in self.named[word.removeprefix("-")]
            ]
            for word in words
        ]
        chosen = [order[0] for order in orders]
        ties = orders[0][1:] or self.default
        asked = [column.expression for column in chosen]
        return (*chosen, *(tie for tie in ties if tie.expression not in asked))


@dataclass(frozen=True)
class Cursor:
    """A place in the order: the values of its columns there, and which way to go."""

    place: list[Any]
    backwards: bool

    def encode(self, question: str) -> str:
        return signing.dumps(
            {"p": self.place, "b": self.backwards, "q": question}, salt=SALT
        )

    @classmethod
    def decode(cls, value: str, question: str) -> Cursor:
        try:
            payload = signing.loads(value, salt=SALT)
        except signing.BadSignature:
            raise InvalidParameters(
                Offence("cursor", "Is not a cursor that this API gave.", value)
            ) from None
        if payload["q"] != question:
            raise InvalidParameters(
                Offence(
                    "cursor",
                    "Belongs to another question: the filters or the ordering differ. "
                    "Start again without it.",
                    value,
                )
            )
        return cls(payload["p"], payload["b"])


class KeysetPagination(BasePagination):
    # What the description says of each facet that the list has.
    facets: ClassVar[dict[str, Any]] = {}

    def read(self, request: Request, view: Any) -> None:
        """Take paging parameters from the request, or refuse them."""
        self.request = request
        self.question = fingerprint(request)
        parameters = request.query_params

        def read_page_size() -> None:
            self.page_size = page_size_of(parameters.get("page_size"))

        def read_ordering() -> None:
            self.columns = view.columns(parameters.get("ordering"))

        def read_cursor() -> None:
            value = parameters.get("cursor")
            self.cursor = Cursor.decode(value, self.question) if value else None

        raise_together(read_page_size, read_ordering, read_cursor)

    def paginate_queryset(
        self, queryset: Any, request: Request, view: Any = None
    ) -> list[Any]:
        self.count = queryset.order_by().values("pk")[: MAX_COUNT + 1].count()
        self.is_limited = self.count > MAX_COUNT and view.ranks
        if self.is_limited:
            queryset = view.nearest(queryset, MAX_COUNT)
        backwards = self.cursor is not None and self.cursor.backwards
        columns = self.columns
        if backwards:
            columns = tuple(column.reversed() for column in columns)
        page = in_order(queryset, columns)
        if self.cursor is not None:
            page = page.filter(_after(columns, self.cursor.place))
        rows = list(page[: self.page_size + 1])
        more = len(rows) > self.page_size
        rows = rows[: self.page_size]
        if backwards:
            rows.reverse()
        self.has_previous = more if backwards else self.cursor is not None
        self.has_next = more or backwards
        self.rows = rows
        return rows

    def get_paginated_response(self, data: Any) -> Response:
        following = self._link(self.rows[-1:], self.has_next, backwards=False)
        preceding = self._link(self.rows[:1], self.has_previous, backwards=True)
        envelope: dict[str, Any] = {"count": min(self.count, MAX_COUNT)}
        if self.count > MAX_COUNT:
            envelope["count_is_lower_bound"] = True
        if self.is_limited:
            envelope["hits_are_limited"] = True
        envelope |= {"next": following, "previous": preceding, "results": data}
        first = remove_query_param(self.request.build_absolute_uri(), "cursor")
        links = [(first, "first"), (preceding, "prev"), (following, "next")]
        return Response(
            envelope,
            headers={
                "Link": ", ".join(f'<{url}>; rel="{rel}"' for url, rel in links if url)
            },
        )

    def _link(
        self, edge: Sequence[Any], exists: bool, *, backwards: bool
    ) -> str | None:
        if not (edge and exists):
            return None
        cursor = Cursor(place_of(edge[0], self.columns), backwards)
        return replace_query_param(
            self.request.build_absolute_uri(), "cursor", cursor.encode(self.question)
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        facets = {
            "facets": {
                "type": "object",
                "properties": self.facets,
                "description": "The values of each facet that is asked for, and how many "
                "rows have them, on all pages together.",
            }
        }
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": MAX_COUNT,
                    "description": "How many rows match, on all pages together.",
                },
                "count_is_lower_bound": {
                    "type": "boolean",
                    "description": f"Present and true when more than {MAX_COUNT:,} rows "
                    "match and counting stopped there.",
                },
                "hits_are_limited": {
                    "type": "boolean",
                    "description": "Present and true when what is searched for is in so "
                    "much that only a part was put in order, exact matches first. Filters "
                    "or more words narrow it.",
                },
                "next": link | {"description": "The next page, or null on the last."},
                "previous": link
                | {"description": "The page before, or null on the first."},
                "results": schema | {"description": "The rows of this page, in order."},
                **(facets if self.facets else {}),
            },
        }


def page_size_of(value: str | None) -> int:
    if value is None:
        return DEFAULT_PAGE_SIZE
    return whole_number("page_size", value, MAX_PAGE_SIZE)


def whole_number(name: str, value: str, most: int) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise InvalidParameters(Offence(name, "Is not a number.", value))
    if not 1 <= int(value) <= most:
        raise InvalidParameters(Offence(name, f"Is not between 1 and {most}.", value))
    return int(value)


def fingerprint(request: Request, besides: Collection[str] = ()) -> str:
    """What a request asks, whichever page of it, for a cursor to be bound to."""
    question = sorted(
        item
        for item in request.query_params.items()
        if item[0] not in NOT_PART_OF_THE_QUESTION and item[0] not in besides
    )
    text = json.dumps([request.path, question])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def in_order(queryset: QuerySet, columns: Sequence[Column]) -> QuerySet:
    places = {
        f"order_{number}": column.expression for number, column in enumerate(columns)
    }
    signs = [
        f"{'-' if column.descending else ''}order_{number}"
        for number, column in enumerate(columns)
    ]
    return queryset.annotate(**places).order_by(*signs)


def place_of(row: Any, columns: Sequence[Column]) -> list[Any]:
    """Where a row that was read `in_order` stands in it."""
    values = [getattr(row, f"order_{number}") for number in range(len(columns))]
    return [
        value.isoformat() if hasattr(value, "isoformat") else value for value in values
    ]


def _after(columns: Sequence[Column], place: Sequence[Any], number: int = 0) -> Q:
    # `a >= x AND (a > x OR rest)` lets an index find the place, which the textbook form
    # `a > x OR (a = x AND rest)` does not. Columns of one table that go one way are
    # compared together, as an index has them.
    end = number + 1
    while end < len(columns) and columns[end].follows(columns[number]):
        end += 1
    here = _Row(*(F(f"order_{at}") for at in range(number, end)))
    there = _Row(*(Value(value) for value in place[number:end]))
    after, at_or_after = COMPARISONS[columns[number].descending]
    beyond, here_or_beyond = Q(after(here, there)), Q(at_or_after(here, there))
    if end == len(columns):
        return beyond
    return here_or_beyond & (beyond | _after(columns, place, end))


class _Row(Func):
    function = "ROW"
    output_field = TextField()


def _table(expression: Any) -> str:
    """The path to the table of what is ordered by."""
    while not isinstance(expression, F):
        (expression,) = expression.get_source_expressions()
    return expression.name.rpartition("__")[0]  # type: ignore[attr-defined]


def column(path: str) -> Column:
    """A column by its path, `-` before it for the other way round."""
    return Column(F(path.removeprefix("-")), path.startswith("-"))
