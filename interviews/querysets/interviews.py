from __future__ import annotations

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet

from interviews.querysets.annotations import QuoteQuerySet
from interviews.querysets.base import Keys, Roles, SluggedQuerySet, is_public, rows
from interviews.querysets.turns import TurnQuerySet


class InterviewQuerySet(SluggedQuerySet):
    def published(self) -> Self:
        return self.filter(is_public())

    def without_source(self) -> Self:
        """All but the document as received, which is long and seldom asked for."""
        return self.defer("source_text")

    @staticmethod
    def is_about(topics: Keys) -> Exists:
        return Exists(rows("Turn").filter(interview=OuterRef("pk"), topics__in=topics))

    @staticmethod
    def names(entities: Keys | None, roles: Roles = ()) -> Q:
        mentions = rows("Mention").of(entities, roles)
        return Q(Exists(mentions.filter(turn__interview=OuterRef("pk")))) | Q(
            Exists(mentions.filter(passage__interview=OuterRef("pk")))
        )

    @classmethod
    def names_in_role(cls, roles: Roles) -> Q:
        return cls.names(None, roles)

    @staticmethod
    def is_by(speakers: Keys) -> Q:
        """Who takes part, and who is quoted by one who does."""
        return Q(
            Exists(
                rows("Participation").filter(
                    interview=OuterRef("pk"), speaker__in=speakers
                )
            )
        ) | Q(
            Exists(
                rows("Quote")
                .standing()
                .filter(turn__interview=OuterRef("pk"), speaker__in=speakers)
            )
        )


class SpeakerQuerySet(SluggedQuerySet):
    def published(self) -> Self:
        """Who takes part in a published interview, or is quoted in one."""
        return self.filter(
            Q(Exists(_public_participations())) | Q(Exists(_public_quotes_by_speaker()))
        )

    @staticmethod
    def is_in(interviews: Keys) -> Q:
        return Q(Exists(_public_participations().filter(interview__in=interviews))) | Q(
            Exists(_public_quotes_by_speaker().filter(turn__interview__in=interviews))
        )

    @staticmethod
    def is_about(topics: Keys) -> Q:
        return Q(Exists(_public_turns_by_speaker().filter(topics__in=topics))) | Q(
            Exists(_public_quotes_by_speaker().filter(turn__topics__in=topics))
        )

    @staticmethod
    def names(entities: Keys) -> Exists:
        return Exists(_public_turns_by_speaker().filter(mentions__entity__in=entities))

    @staticmethod
    def has_role(roles: Roles) -> Exists:
        return Exists(_public_participations().filter(role__in=roles))


def _public_participations() -> ParticipationQuerySet:
    return rows("Participation").published().filter(speaker=OuterRef("pk"))


def _public_turns_by_speaker() -> TurnQuerySet:
    return rows("Turn").published().filter(speaker=OuterRef("pk"))


def _public_quotes_by_speaker() -> QuoteQuerySet:
    return rows("Quote").published().filter(speaker=OuterRef("pk"))


class ParticipationQuerySet(QuerySet):
    def get_by_natural_key(self, interview: str, speaker: str, role: str) -> Any:
        return self.get(interview__slug=interview, speaker__slug=speaker, role=role)

    def published(self) -> Self:
        return self.filter(is_public("interview__"))
