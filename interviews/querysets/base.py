"""The one rule of what the public may see, and rows that have an address of their own."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Exists, Func, Q, QuerySet, Value
from django.db.models.functions import Now

from interviews.choices import InterviewStatus

Keys = Collection[int]
Roles = Collection[str]


def is_public(path: str = "") -> Q:
    """The one rule for what the public may see, reachable from any model.

    By the database's clock: a viewset builds its queryset once, at import.
    """
    return Q(**{f"{path}status": InterviewStatus.PUBLISHED}) & (
        Q(**{f"{path}publish_at__isnull": True})
        | Q(**{f"{path}publish_at__lte": Now()})
    )


def rows(model: str) -> Any:
    # Models import this module, so it reaches them by name.
    return apps.get_model("interviews", model)._default_manager.all()


def these(keys: Keys) -> Func:
    """Thousands of primary keys as one parameter, for `pk__in`."""
    array = Value(list(keys), ArrayField(BigIntegerField()))
    return Func(
        array,
        template="(SELECT unnest(%(expressions)s))",
        output_field=BigIntegerField(),
    )


class ExistsRowByRow(Exists):
    """Looked for at each row in turn, and found with the first that is there.

    PostgreSQL cannot tell that a page needs few rows, and would otherwise read all that
    there is to look in.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"


def is_one_of(first: QuerySet, *others: QuerySet) -> Q:
    """A condition on a row by several sets of keys.

    Put together they can be where the search begins; conditions with OR between them are
    asked of every row.
    """
    others = tuple(other.order_by() for other in others)
    return Q(pk__in=first.order_by().union(*others, all=True))


class SluggedQuerySet(QuerySet):
    """Rows with an address of their own, which may once have been another."""

    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)

    def keys_by_slug(self, slugs: Collection[str]) -> dict[str, int]:
        """The primary key for each slug, present or former, that is one of these rows'."""
        found = dict(self.filter(slug__in=slugs).values_list("slug", "pk"))
        if former := set(slugs) - found.keys():
            found |= dict(
                self._former(former)
                .filter(object_id__in=self.values("pk"))
                .values_list("slug", "object_id")
            )
        return found

    def slug_since(self, former_slug: str) -> str | None:
        """What the row is called now that was once called this."""
        keys = self._former([former_slug]).values("object_id")
        return self.filter(pk__in=keys).values_list("slug", flat=True).first()

    def _former(self, slugs: Collection[str]) -> QuerySet:
        resource = self.model._meta.model_name
        return rows("FormerSlug").filter(resource=resource, slug__in=slugs)
