from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from interviews.querysets.base import Keys, Roles, is_public, rows


class TurnQuerySet(QuerySet):
    def get_by_natural_key(self, interview: str, position: int) -> Any:
        return self.get(interview__slug=interview, position=position)

    def published(self) -> Self:
        return self.filter(is_public("interview__"))

    def in_reading_order(self) -> Self:
        return self.order_by("position")

    def before(self, turn: Any) -> Self:
        """Those before it in its interview, the nearest first."""
        of_interview = self.filter(interview=turn.interview_id)
        return of_interview.filter(position__lt=turn.position).order_by("-position")

    def after(self, turn: Any) -> Self:
        """Those after it in its interview, the nearest first."""
        of_interview = self.filter(interview=turn.interview_id)
        return of_interview.filter(position__gt=turn.position).order_by("position")

    def to_read(self) -> Self:
        """With what a reading page shows of them, and no more."""
        return (
            self.in_reading_order()
            .select_related("speaker")
            .only("interview", "position", "kind", "text", "speaker__name")
        )

    @staticmethod
    def is_about(topics: Keys) -> Exists:
        return Exists(tags().filter(turn_id=OuterRef("pk"), topic_id__in=topics))

    @staticmethod
    def names(entities: Keys | None, roles: Roles = ()) -> Q:
        mentions = rows("Mention").of(entities)
        named = Q(Exists(mentions.filter(turn=OuterRef("pk"))))
        # The turn's own role: the mentions need not look up their turn.
        return named & Q(role__in=roles) if roles else named

    @classmethod
    def names_in_role(cls, roles: Roles) -> Q:
        return cls.names(None, roles)

    @staticmethod
    def is_by(speakers: Keys) -> Q:
        return Q(speaker__in=speakers)

    @staticmethod
    def is_in(interviews: Keys) -> Q:
        return Q(interview__in=interviews)


def tags() -> QuerySet:
    """Which turn is about which topic."""
    topics = apps.get_model("interviews", "Turn")._meta.get_field("topics")
    return topics.remote_field.through._default_manager.all()  # type: ignore[union-attr]


class PassageQuerySet(QuerySet):
    def get_by_natural_key(self, interview: str, position: int) -> Any:
        return self.get(interview__slug=interview, position=position)

    def in_reading_order(self) -> Self:
        """By the place where each is printed: before the first turn, then by turn."""
        return self.order_by("turn__position", "after_paragraph", "position")
