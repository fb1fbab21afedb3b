"""Every question we ask the database, by name.

A method that starts with a verb in the third person (`is_about`, `names`) gives a
condition on a row instead of a narrower set, so that the API can ask for any of, all of
and none of with the same words. Conditions take primary keys.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.apps import apps
from django.db import connections
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject, Now

from interviews.choices import InterviewStatus, Resource, TurnKind

Keys = Collection[int]


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
    def names(entities: Keys) -> Q:
        mentions = rows("Mention").filter(entity__in=entities)
        return Q(Exists(mentions.filter(turn__interview=OuterRef("pk")))) | Q(
            Exists(mentions.filter(passage__interview=OuterRef("pk")))
        )

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
    def has_role(roles: Collection[str]) -> Exists:
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


class TurnQuerySet(QuerySet):
    def get_by_natural_key(self, interview: str, position: int) -> Any:
        return self.get(interview__slug=interview, position=position)

    def published(self) -> Self:
        return self.filter(is_public("interview__"))

    def in_reading_order(self) -> Self:
        return self.order_by("position")

    def to_read(self) -> Self:
        """With what a reading page shows of them, and no more."""
        return (
            self.in_reading_order()
            .select_related("speaker")
            .only("interview", "position", "kind", "text", "speaker__name")
        )

    @staticmethod
    def is_about(topics: Keys) -> Exists:
        tags = apps.get_model("interviews", "Turn")._meta.get_field("topics")
        through = tags.remote_field.through._default_manager  # type: ignore[union-attr]
        return Exists(through.filter(turn_id=OuterRef("pk"), topic_id__in=topics))

    @staticmethod
    def names(entities: Keys) -> Exists:
        return Exists(rows("Mention").filter(turn=OuterRef("pk"), entity__in=entities))

    @staticmethod
    def is_by(speakers: Keys) -> Q:
        return Q(speaker__in=speakers)

    @staticmethod
    def is_in(interviews: Keys) -> Q:
        return Q(interview__in=interviews)


class PassageQuerySet(QuerySet):
    def get_by_natural_key(self, interview: str, position: int) -> Any:
        return self.get(interview__slug=interview, position=position)

    def in_reading_order(self) -> Self:
        """By the place where each is printed: before the first turn, then by turn."""
        return self.order_by("turn__position", "after_paragraph", "position")


class TopicQuerySet(SluggedQuerySet):
    def published(self) -> Self:
        """Topics of published turns, and the topics that those are part of.

        A topic that only drafts use would tell what is being worked on.
        """
        return self.filter(_is_used_by(rows("Turn").published()))

    def narrower_by_key(self, topics: Keys) -> dict[int, set[int]]:
        """For each of these topics, itself and all that are part of it, however deep."""
        found: dict[int, set[int]] = {topic: set() for topic in topics}
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                """
                WITH RECURSIVE part(whole, id) AS (
                    SELECT id, id FROM interviews_topic WHERE id = ANY (%s)
                    UNION
                    SELECT part.whole, topic.id
                    FROM interviews_topic topic JOIN part ON topic.broader_id = part.id
                )
                SELECT whole, id FROM part
                """,
                [list(topics)],
            )
            for whole, part in cursor:
                found[whole].add(part)
        return found

    @staticmethod
    def is_in(interviews: Keys) -> Q:
        return _is_used_by(rows("Turn").published().filter(interview__in=interviews))

    @staticmethod
    def is_by(speakers: Keys) -> Q:
        return _is_used_by(rows("Turn").published().filter(speaker__in=speakers))

    @staticmethod
    def names(entities: Keys) -> Q:
        return _is_used_by(
            rows("Turn").published().filter(mentions__entity__in=entities)
        )


def _is_used_by(turns: TurnQuerySet) -> Q:
    """A topic of these turns, or one that such a topic is part of."""
    used = turns.filter(topics__isnull=False).order_by().values("topics")
    return Q(pk__in=_WithBroader(used))


class _WithBroader(Subquery):
    # Compiled when the question is asked: no SQL is made while modules are imported.
    template = """(
        WITH RECURSIVE used(id) AS (
            SELECT id FROM interviews_topic WHERE id IN (%(subquery)s)
            UNION
            SELECT broader_id FROM interviews_topic JOIN used USING (id)
            WHERE broader_id IS NOT NULL
        )
        SELECT id FROM used
    )"""


class EntityQuerySet(SluggedQuerySet):
    def published(self) -> Self:
        """Who or what a published interview names, or who speaks in one."""
        # Row by row: a page is found without looking at all mentions there are.
        this = OuterRef("pk")
        return self.filter(
            Q(Exists(_public_mentions("turn").filter(entity=this)))
            | Q(Exists(_public_mentions("passage").filter(entity=this)))
            | Q(Exists(rows("Speaker").published().filter(entity=this)))
        )

    # Whole sets: an interview, a topic or a speaker has few mentions beside all there are.

    @staticmethod
    def is_in(interviews: Keys) -> Q:
        return _is_named(
            _public_mentions("turn").filter(turn__interview__in=interviews)
        ) | _is_named(
            _public_mentions("passage").filter(passage__interview__in=interviews)
        )

    @staticmethod
    def is_about(topics: Keys) -> Q:
        return _is_named(_public_mentions("turn").filter(turn__topics__in=topics))

    @staticmethod
    def is_by(speakers: Keys) -> Q:
        return _is_named(_public_mentions("turn").filter(turn__speaker__in=speakers))


def _public_mentions(place: str) -> MentionQuerySet:
    return rows("Mention").filter(is_public(f"{place}__interview__"))


def _is_named(mentions: MentionQuerySet) -> Q:
    return Q(pk__in=mentions.order_by().values("entity"))


class MentionQuerySet(QuerySet):
    def get_by_natural_key(
        self, entity: str, kind: str, interview: str, position: int, start: int
    ) -> Any:
        place = {
            f"{kind}__interview__slug": interview,
            f"{kind}__position": position,
        }
        return self.get(entity__slug=entity, start=start, **place)

    def in_text_order(self) -> Self:
        return self.select_related("entity").order_by("start", "end", "entity__slug")


class QuoteQuerySet(QuerySet):
    def get_by_natural_key(self, public_id: str) -> Any:
        return self.get(public_id=public_id)

    def standing(self) -> Self:
        """All that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def in_published_interviews(self) -> Self:
        return self.filter(is_public("turn__interview__"))

    def published(self) -> Self:
        return self.standing().in_published_interviews()

    def to_show(self) -> Self:
        """With what a page shows beside the words."""
        related = self.select_related("speaker", "turn__speaker", "turn__interview")
        # The document as received is long, and not shown.
        return related.with_question().defer("turn__interview__source_text")

    def in_text_order(self) -> Self:
        return self.order_by("start", "end", "public_id")

    def with_debut(self) -> Self:
        """With when each became public for the first time, and the log's line of that."""
        # The resource is implied, and is what an index is for.
        debut = self.filter(changes__is_debut=True, changes__resource=Resource.QUOTE)
        return debut.annotate(
            public_since=F("changes__takes_effect_at"), debut=F("changes__pk")
        )

    def with_question(self) -> Self:
        """With the nearest question before the turn, for `Quote.question`."""
        questions = _turns_before().filter(kind=TurnKind.QUESTION)
        return self.select_related("turn").annotate(
            question_columns=_columns_of_first(questions)
        )

    def with_neighbours(self) -> Self:
        """With the turns before and after, for `Quote.turn_before` and `turn_after`."""
        speaker = JSONObject(pk="speaker", slug="speaker__slug", name="speaker__name")
        return self.select_related("turn").annotate(
            columns_before=_columns_of_first(_turns_before(), speaker=speaker),
            columns_after=_columns_of_first(_turns_after(), speaker=speaker),
        )

    @staticmethod
    def is_about(topics: Keys) -> Exists:
        """A quote is about what its turn is about."""
        return Exists(rows("Turn").filter(pk=OuterRef("turn_id"), topics__in=topics))

    @staticmethod
    def names(entities: Keys) -> Exists:
        """Within the quoted words themselves, not elsewhere in the turn."""
        return Exists(
            rows("Mention").filter(
                turn=OuterRef("turn_id"),
                start__gte=OuterRef("start"),
                end__lte=OuterRef("end"),
                entity__in=entities,
            )
        )

    @staticmethod
    def is_by(speakers: Keys) -> Q:
        return Q(speaker__in=speakers)

    @staticmethod
    def is_in(interviews: Keys) -> Q:
        return Q(turn__interview__in=interviews)


def _turns_before() -> TurnQuerySet:
    """The nearest turn before that of a quote, and those before it."""
    turns = rows("Turn").filter(interview=OuterRef("turn__interview"))
    return turns.filter(position__lt=OuterRef("turn__position")).order_by("-position")


def _turns_after() -> TurnQuerySet:
    turns = rows("Turn").filter(interview=OuterRef("turn__interview"))
    return turns.filter(position__gt=OuterRef("turn__position")).order_by("position")


def _columns_of_first(turns: TurnQuerySet, **more: JSONObject) -> QuerySet:
    names = ("pk", "public_id", "position", "kind", "text")
    columns = JSONObject(**{name: name for name in names}, **more)
    return turns.values(columns=columns)[:1]
