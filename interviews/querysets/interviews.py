from __future__ import annotations

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from interviews.querysets.annotations import QuoteQuerySet
from interviews.querysets.base import (
    ExistsRowByRow,
    Keys,
    Roles,
    SluggedQuerySet,
    is_one_of,
    is_public,
    rows,
)
from interviews.querysets.turns import TurnQuerySet


class InterviewQuerySet(SluggedQuerySet):
    def published(self) -> Self:
        return self.filter(is_public())

    def without_source(self) -> Self:
        """All but the document as received, which is long and seldom asked for."""
        return self.defer("source_text")

    @staticmethod
    def is_about(topics: Keys) -> Q:
        turns = rows("Turn").filter(topics__in=topics)
        return Q(pk__in=turns.order_by().values("interview"))

    @staticmethod
    def names(entities: Keys | None, roles: Roles = ()) -> Q:
        mentions = rows("Mention").of(entities, roles)
        return is_one_of(
            mentions.filter(turn__isnull=False).values("turn__interview"),
            mentions.filter(passage__isnull=False).values("passage__interview"),
        )

    @staticmethod
    def names_in_role(roles: Roles) -> Exists:
        mentions = rows("Mention").of(None, roles)
        return ExistsRowByRow(mentions.filter(turn__interview=OuterRef("pk")))

    @staticmethod
    def is_by(speakers: Keys) -> Q:
        """Who takes part, and who is quoted by one who does."""
        parts = rows("Participation").filter(speaker__in=speakers)
        quotes = rows("Quote").standing().of_others().filter(speaker__in=speakers)
        return is_one_of(parts.values("interview"), quotes.values("turn__interview"))


class SpeakerQuerySet(SluggedQuerySet):
    def published(self) -> Self:
        """Who takes part in a published interview, or is quoted in one."""
        this = OuterRef("pk")
        return self.filter(
            Q(ExistsRowByRow(_public_participations().filter(speaker=this)))
            | Q(ExistsRowByRow(_public_quotes().filter(speaker=this)))
        )

    @staticmethod
    def is_in(interviews: Keys) -> Q:
        return is_one_of(
            _public_participations().filter(interview__in=interviews).values("speaker"),
            _public_quotes().filter(turn__interview__in=interviews).values("speaker"),
        )

    @staticmethod
    def is_about(topics: Keys) -> Q:
        return is_one_of(
            _public_turns().filter(topics__in=topics).values("speaker"),
            _public_quotes().filter(turn__topics__in=topics).values("speaker"),
        )

    @staticmethod
    def names(entities: Keys) -> Q:
        turns = _public_turns().filter(mentions__entity__in=entities)
        return Q(pk__in=turns.order_by().values("speaker"))

    @staticmethod
    def has_role(roles: Roles) -> Exists:
        parts = _public_participations().filter(role__in=roles)
        return ExistsRowByRow(parts.filter(speaker=OuterRef("pk")))


def _public_participations() -> ParticipationQuerySet:
    return rows("Participation").published()


def _public_turns() -> TurnQuerySet:
    return rows("Turn").published()


def _public_quotes() -> QuoteQuerySet:
    # An excerpt is in the words of its turn's speaker, who takes part.
    return rows("Quote").published().of_others()


class ParticipationQuerySet(QuerySet):
    def get_by_natural_key(self, interview: str, speaker: str, role: str) -> Any:
        return self.get(interview__slug=interview, speaker__slug=speaker, role=role)

    def published(self) -> Self:
        return self.filter(is_public("interview__"))
