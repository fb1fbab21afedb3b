"""Quotes by chance: as many as asked for in an order that a seed decides, or one a day."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar, cast

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Max
from drf_spectacular.utils import OpenApiParameter
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from interviews import drawing, identifiers
from interviews.api import parameters
from interviews.api.fields import DayField
from interviews.api.pagination import (
    MAX_PAGE_SIZE,
    fingerprint,
    whole_number,
)
from interviews.api.problems import (
    InvalidParameters,
    NothingMatches,
    Offence,
    raise_together,
)
from interviews.api.resources import SHAPING
from interviews.api.views import QuoteViewSet
from interviews.models import Change, Quote
from interviews.querysets import QuoteQuerySet

MAX_SEED_LENGTH = 100
MAX_EXCLUDED = 200
SALT = "interviews.draw"
# Where a day begins first on earth.
EARLIEST_ZONE = timedelta(hours=14)
FIRST_DAY = date(1900, 1, 1)


@dataclass(frozen=True)
class Cursor:
    """How far the order of a seed was followed, and of how many keys it is an order."""

    seed: str
    bits: int
    place: int

    def encode(self, question: str) -> str:
        return signing.dumps([question, self.seed, self.bits, self.place], salt=SALT)

    @classmethod
    def decode(cls, value: str, question: str, seed: str) -> Cursor:
        try:
            of_question, *place = signing.loads(value, salt=SALT)
        except signing.BadSignature:
            raise InvalidParameters(
                Offence("cursor", "Is not a cursor that this endpoint gave.", value)
            ) from None
        cursor = cls(*place)
        if of_question != question or seed not in ("", cursor.seed):
            raise InvalidParameters(
                Offence(
                    "cursor",
                    "Belongs to another question: the filters or the seed differ. "
                    "Start again without it.",
                    value,
                )
            )
        return cursor


class Draw(BasePagination):
    def read(self, request: Request, view: APIView) -> None:
        """Take the parameters of a draw from the request, or refuse them."""
        self.request = request
        self.question = fingerprint(request, {"seed", "count", "exclude"})
        asked = request.query_params

        def read_seed() -> None:
            self.seed = asked.get("seed", "")
            if len(self.seed) > MAX_SEED_LENGTH:
                raise InvalidParameters(
                    Offence("seed", f"Is longer than {MAX_SEED_LENGTH} characters.")
                )

        def read_size() -> None:
            self.size = whole_number("count", asked.get("count", "1"), MAX_PAGE_SIZE)

        def read_excluded() -> None:
            self.excluded = _excluded(asked.get("exclude"))

        def read_cursor() -> None:
            value = asked.get("cursor")
            self.cursor = (
                Cursor.decode(value, self.question, self.seed) if value else None
            )

        raise_together(read_seed, read_size, read_excluded, read_cursor)

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        rows = queryset.exclude(public_id__in=self.excluded)
        keys = drawing.some_keys(rows)
        if not keys:
            raise NothingMatches
        self.count = len(keys)
        if self.cursor:
            self.order = drawing.Permutation(self.cursor.seed, self.cursor.bits)
            self.seed, place = self.cursor.seed, self.cursor.place
        else:
            self.seed, place = self.seed or secrets.token_hex(8), 0
            self.order = drawing.order(self.seed, _greatest_key())
        found = drawing.draw(rows, keys, self.order, place, self.size + 1)
        # The place after the last row of this page, where there is a row more.
        self.following = found[self.size][0] if len(found) > self.size else None
        by_key = rows.in_bulk([key for _, key in found[: self.size]])
        # One may be withdrawn between the two questions.
        return [by_key[key] for _, key in found[: self.size] if key in by_key]

    def get_paginated_response(self, data: Any) -> Response:
        envelope: dict[str, Any] = {"count": min(self.count, drawing.FEW)}
        if self.count > drawing.FEW:
            envelope["count_is_lower_bound"] = True
        following = self._next()
        headers = {"Link": f'<{following}>; rel="next"'} if following else {}
        if "seed" not in self.request.query_params and self.cursor is None:
            headers["Cache-Control"] = "no-store"
        envelope |= {
            "seed": self.seed,
            "next": following,
            "previous": None,
            "results": data,
        }
        return Response(envelope, headers=headers)

    def _next(self) -> str | None:
        if self.following is None:
            return None
        cursor = Cursor(self.seed, self.order.bits, self.following)
        address = replace_query_param(
            self.request.build_absolute_uri(), "seed", self.seed
        )
        return replace_query_param(address, "cursor", cursor.encode(self.question))

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["count", "seed", "next", "previous", "results"],
            "properties": {
                "count": {
                    "type": "integer",
                    "description": "How many quotes match, of which some are drawn.",
                },
                "count_is_lower_bound": {
                    "type": "boolean",
                    "description": "Only there, and true, if more match than were counted.",
                },
                "seed": {
                    "type": "string",
                    "description": "What decided the order: the same seed draws the same.",
                },
                "next": {
                    "type": ["string", "null"],
                    "format": "uri",
                    "description": "What the seed draws next, none of it drawn before; null "
                    "when all are drawn.",
                },
                "previous": {
                    "type": "null",
                    "description": "Always null: nothing is drawn twice.",
                },
                "results": schema | {"description": "The quotes that are drawn."},
            },
        }


def _greatest_key() -> int:
    return Quote.objects.aggregate(greatest=Max("pk"))["greatest"] or 0


def _excluded(value: str | None) -> Sequence[str]:
    # An app keeps ids for long: one that was withdrawn or deleted since is left out anyway.
    if not value:
        return []
    ids = parameters.split_list("exclude", value, MAX_EXCLUDED)
    pattern = re.compile(identifiers.pattern("qt"))
    offences = [
        Offence("exclude", f"{id_!r} is no identifier of a quote.", id_)
        for id_ in ids
        if not pattern.fullmatch(id_)
    ]
    if offences:
        raise InvalidParameters(*offences)
    return ids


class RandomQuoteViewSet(QuoteViewSet):
    """Quotes drawn by chance, each as likely as any other.

    The same `seed` draws the same quotes in the same order; without it a new one is chosen
    and given back. `next` goes on drawing, and never draws a quote twice. To leave out what
    was shown before by another seed, name it in `exclude`.
    """

    purpose = "random"
    finds = False
    pagination_class = Draw
    parameters: ClassVar = [
        OpenApiParameter(
            "seed",
            {"type": "string", "maxLength": MAX_SEED_LENGTH},
            description="Any text. The same seed draws the same quotes.",
        ),
        OpenApiParameter(
            "count",
            {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": 1},
            description="How many to draw.",
        ),
        OpenApiParameter(
            "exclude",
            {
                "type": "array",
                "items": {"type": "string", "pattern": identifiers.pattern("qt")},
                "maxItems": MAX_EXCLUDED,
            },
            description="Identifiers of quotes that are not to be drawn. Several with commas.",
        ),
        OpenApiParameter(
            "cursor",
            str,
            description="How far the seed was followed: taken from next, with the same "
            "filters.",
        ),
    ]

    def parameter_names(self) -> list[str]:
        drawing = [parameter.name for parameter in self.parameters]
        return [*self.filterset_class.base_filters, *drawing, *SHAPING]


class DailyQuoteViewSet(QuoteViewSet):
    """The quote of the day, the same for everyone.

    It is drawn from what was public before that day began anywhere on earth, so that what
    is added later changes neither that day nor any before it. Only if its quote is
    withdrawn does a day get another. A day before there were quotes has one of the first.
    """

    purpose = "daily"
    finds = False
    shaped = filtered = ("daily",)
    parameters: ClassVar = [
        OpenApiParameter(
            "date",
            {"type": "string", "format": "date"},
            description="The day, such as 2026-01-16. Today, in UTC, without it.",
        ),
    ]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise_together(
            lambda: super(DailyQuoteViewSet, self).initial(request, *args, **kwargs),
            self.read_day,
        )

    def parameter_names(self) -> list[str]:
        return [*self.filterset_class.base_filters, "date", *SHAPING]

    def read_day(self) -> None:
        if self.action not in self.filtered:
            return
        now = Change.objects.horizon().moment
        value = self.request.query_params.get("date")
        self.day = _day(value, (now + EARLIEST_ZONE).date()) if value else now.date()

    def daily(self, request: Request) -> Response:
        matching = cast("QuoteQuerySet", self.filterset.qs).with_debut()
        until, eligible = _eligible(matching, self.day)
        keys = drawing.some_keys(eligible)
        if not keys:
            raise NothingMatches
        debuts = Change.objects.debuts_of_quotes(until)
        greatest = debuts.order_by("-object_id").values_list("object_id", flat=True)[0]
        order = drawing.order(f"daily {self.day}", greatest)
        drawn = drawing.draw(eligible, keys, order, 0, 1)
        shaped = self.shape.load(Quote.objects.published(), self.serializer_class)
        try:
            quote = shaped.get(pk=drawn[0][1])
        except (IndexError, Quote.DoesNotExist):
            # Withdrawn between the two questions.
            raise NothingMatches from None
        return Response(self.get_serializer(quote).data)


def _day(value: str, last: date) -> date:
    try:
        day = DayField().clean(value)
    except ValidationError as refused:
        raise InvalidParameters(
            Offence("date", " ".join(refused.messages), value)
        ) from None
    if day is None or day < FIRST_DAY:
        raise InvalidParameters(Offence("date", f"Is before {FIRST_DAY}.", value))
    if day > last:
        raise InvalidParameters(
            Offence("date", "Has not begun anywhere on earth.", value)
        )
    return day


def _eligible(matching: QuoteQuerySet, day: date) -> tuple[datetime, QuoteQuerySet]:
    """What the quote of a day is drawn from, and until when that became public."""
    until = datetime.combine(day, time(), UTC) - EARLIEST_ZONE
    eligible = matching.filter(public_since__lte=until)
    if not eligible.exists():
        first = matching.order_by("public_since", "debut")[:1]
        for until in first.values_list("public_since", flat=True):
            return until, matching.filter(public_since__lte=until)
    return until, eligible
