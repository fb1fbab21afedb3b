"""Every question to the log of changes, by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.db import connections
from django.db.models import Exists, OuterRef, Q, QuerySet

from interviews.choices import Resource


@dataclass(frozen=True)
class Horizon:
    """How far a reader has seen the log: up to which commit, and up to which moment.

    Both are needed: a commit becomes visible a little after the moment that it bears, and
    an embargo ends long after the commit that set it.
    """

    number: int
    moment: datetime


class ChangeQuerySet(QuerySet):
    def horizon(self) -> Horizon:
        """All that can be seen now."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(max(number), 0), statement_timestamp()"
                " FROM interviews_change"
            )
            return Horizon(*cursor.fetchone())

    def seen_from(self, horizon: Horizon) -> Self:
        return self.filter(
            number__lte=horizon.number, takes_effect_at__lte=horizon.moment
        )

    def beyond(self, horizon: Horizon) -> Self:
        return self.filter(
            Q(number__gt=horizon.number) | Q(takes_effect_at__gt=horizon.moment)
        )

    def latest_of_each(self, horizon: Horizon) -> Self:
        """Each thing once, by what became of it last; the rest is no longer so."""
        later = (
            type(self)(self.model)
            .seen_from(horizon)
            .filter(
                Q(takes_effect_at__gt=OuterRef("takes_effect_at"))
                | Q(takes_effect_at=OuterRef("takes_effect_at"), pk__gt=OuterRef("pk")),
                resource=OuterRef("resource"),
                name=OuterRef("name"),
                takes_effect_at__gte=OuterRef("takes_effect_at"),
            )
        )
        return self.seen_from(horizon).exclude(Exists(later))

    def debuts_of_quotes(self, until: datetime) -> Self:
        """The lines of quotes that were public by a moment, whatever became of them."""
        return self.filter(
            is_debut=True, resource=Resource.QUOTE, takes_effect_at__lte=until
        )

    def in_order(self) -> Self:
        return self.order_by("takes_effect_at", "pk")

    def version(self) -> tuple[int, datetime | None]:
        """Differs whenever what is public does: the last commit, the last embargo."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                """
                SELECT
                    (SELECT max(number) FROM interviews_change),
                    (SELECT max(takes_effect_at) FROM interviews_change
                     WHERE takes_effect_at <= statement_timestamp())
                """
            )
            number, moment = cursor.fetchone()
            return number or 0, moment
