from __future__ import annotations

from typing import Any, Self

from django.db import connections
from django.db.models import (
    Exists,
    F,
    Func,
    IntegerField,
    Lookup,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import JSONObject

from interviews.choices import QuoteKind, Resource, TurnKind
from interviews.querysets.base import (
    ExistsRowByRow,
    Keys,
    Roles,
    SluggedQuerySet,
    is_one_of,
    is_public,
    rows,
)
from interviews.querysets.turns import TurnQuerySet, tags


class TopicQuerySet(SluggedQuerySet):
    def published(self) -> Self:
        """Topics of published turns, and the topics that those are part of.

        A topic that only drafts use would tell what is being worked on.
        """
        used = tags().filter(is_public("turn__interview__"))
        parts = used.filter(_IsPartOf(F("topic_id"), OuterRef("pk")))
        return self.filter(ExistsRowByRow(parts))

    def with_turn_count(self) -> Self:
        """With how many public turns are about each, itself or by a narrower topic."""
        turns = rows("Turn").published().filter(topics__in=_Narrower(OuterRef("pk")))
        return self.annotate(
            turn_count=Subquery(
                turns.order_by().annotate(count=_CountDistinct("pk")).values("count")
            )
        )

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
    def is_part_of(topics: Keys) -> Q:
        return Q(broader__in=topics)

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


class _Narrower(Func):
    template = """(
        WITH RECURSIVE part(id) AS (
            SELECT %(expressions)s
            UNION
            SELECT topic.id
            FROM interviews_topic topic JOIN part ON topic.broader_id = part.id
        )
        SELECT id FROM part
    )"""


class _IsPartOf(Lookup):
    """Whether a topic is the other one, or a part of it at whatever distance."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        topic, params = self.process_lhs(compiler, connection)
        parts, more = _Narrower(self.rhs).as_sql(compiler, connection)
        # An array, or the tags would be searched rather than looked up.
        return f"{topic} = ANY(ARRAY{parts})", (*params, *more)


class _CountDistinct(Func):
    # No aggregate to Django, which would group by the turn that it counts.
    template = "COUNT(DISTINCT %(expressions)s)"
    output_field = IntegerField()


class EntityQuerySet(SluggedQuerySet):
    def published(self) -> Self:
        """Who or what a published interview names, or who speaks in one."""
        # Row by row: a page is found without looking at all mentions there are.
        this = OuterRef("pk")
        return self.filter(
            Q(ExistsRowByRow(rows("Mention").published("turn").filter(entity=this)))
            | Q(
                ExistsRowByRow(rows("Mention").published("passage").filter(entity=this))
            )
            | Q(ExistsRowByRow(rows("Speaker").published().filter(entity=this)))
        )

    # Whole sets: an interview, a topic or a speaker has few mentions beside all there are.

    @staticmethod
    def is_in(interviews: Keys, roles: Roles = ()) -> Q:
        mentions = rows("Mention").of(None, roles)
        in_turns = mentions.published("turn").filter(turn__interview__in=interviews)
        in_passages = mentions.published("passage").filter(
            passage__interview__in=interviews
        )
        return is_one_of(in_turns.values("entity"), in_passages.values("entity"))

    @staticmethod
    def is_about(topics: Keys, roles: Roles = ()) -> Q:
        mentions = rows("Mention").of(None, roles).published("turn")
        return _is_named(mentions.filter(turn__topics__in=topics))

    @staticmethod
    def is_by(speakers: Keys, roles: Roles = ()) -> Q:
        mentions = rows("Mention").of(None, roles).published("turn")
        return _is_named(mentions.filter(turn__speaker__in=speakers))

    @staticmethod
    def is_named_in_role(roles: Roles) -> Exists:
        mentions = rows("Mention").of(None, roles).published("turn")
        return ExistsRowByRow(mentions.filter(entity=OuterRef("pk")))


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

    def published(self, place: str) -> Self:
        """Those in public turns, or those in public passages."""
        return self.filter(is_public(f"{place}__interview__"))

    def of(self, entities: Keys | None, roles: Roles = ()) -> Self:
        """Of any of these entities, or of all; in words of any of these roles, or in all.

        The words of a passage are nobody's.
        """
        mentions = self if entities is None else self.filter(entity__in=entities)
        return mentions.filter(turn__role__in=roles) if roles else mentions

    def in_text_order(self) -> Self:
        return self.select_related("entity").order_by("start", "end", "entity__slug")


class QuoteQuerySet(QuerySet):
    def get_by_natural_key(self, public_id: str) -> Any:
        return self.get(public_id=public_id)

    def standing(self) -> Self:
        """All that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def of_others(self) -> Self:
        """Words of somebody that the turn's speaker repeats."""
        return self.filter(kind=QuoteKind.EMBEDDED)

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
        return Exists(tags().filter(turn_id=OuterRef("turn_id"), topic_id__in=topics))

    @staticmethod
    def names(entities: Keys | None, roles: Roles = ()) -> Q:
        """Within the quoted words themselves, not elsewhere in the turn."""
        in_turn = rows("Mention").of(entities).filter(turn=OuterRef("turn_id"))
        within = in_turn.filter(start__gte=OuterRef("start"), end__lte=OuterRef("end"))
        named = Q(ExistsRowByRow(within))
        if entities is not None:
            # The turn alone, too, is where a search for few mentions can begin.
            named &= Q(Exists(in_turn))
        return named & Q(turn__role__in=roles) if roles else named

    @classmethod
    def names_in_role(cls, roles: Roles) -> Q:
        return cls.names(None, roles)

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
