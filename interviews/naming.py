"""Who names an entity, where and how often, in what the public may see.

Asked with the entities themselves, and so for all of a page at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from interviews.models import Mention
from interviews.querysets import is_public


@dataclass(frozen=True)
class Namer:
    """Who speaks turns that name an entity, asking or answering, and how often it does."""

    slug: str
    name: str
    description: str
    role: str
    mention_count: int


def public_mentions() -> QuerySet:
    return Mention.objects.filter(
        is_public("turn__interview__") | is_public("passage__interview__")
    )


def with_mention_count(entities: QuerySet) -> QuerySet:
    return entities.annotate(mention_count=_counted(Count("pk")))


def with_interview_count(entities: QuerySet) -> QuerySet:
    interview = Coalesce("turn__interview", "passage__interview")
    return entities.annotate(interview_count=_counted(Count(interview, distinct=True)))


def _counted(count: Count) -> Coalesce:
    named = public_mentions().filter(entity=OuterRef("pk")).order_by()
    counted = named.values("entity").annotate(count=count)
    return Coalesce(Subquery(counted.values("count")), 0)


def with_namers(entities: QuerySet, limit: int) -> QuerySet:
    """With those who name each most, but no more than the limit, as columns of `Namer`."""
    turns = Mention.objects.filter(
        is_public("turn__interview__"), entity=OuterRef("pk")
    )
    speaker, role = "turn__speaker__", "turn__role"
    columns = JSONObject(
        slug=f"{speaker}slug",
        name=f"{speaker}name",
        description=f"{speaker}description",
        role=role,
        mention_count="mention_count",
    )
    counted = (
        turns.order_by()
        .values("turn__speaker", role)
        .annotate(mention_count=Count("pk"))
        .order_by("-mention_count", f"{speaker}slug", role)
    )
    return entities.annotate(
        namer_columns=ArraySubquery(counted[:limit].values_list(columns))
    )


def places_of(limit: int) -> QuerySet:
    """Mentions with what tells their places, the newest interviews first."""
    turn, passage = "turn__interview", "passage__interview"
    return (
        public_mentions()
        .select_related("turn__speaker", turn, passage)
        .defer(
            *("turn__text", f"{turn}__source_text"),
            *("passage__text", f"{passage}__source_text"),
        )
        .order_by(
            Coalesce(f"{turn}__published_on", f"{passage}__published_on").desc(),
            Coalesce(f"{turn}__slug", f"{passage}__slug"),
            # Passages, which have no turn, after the turns of their interview.
            "turn__position",
            "passage__position",
            "start",
        )[:limit]
    )
