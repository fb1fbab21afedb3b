"""How many of some rows have each value: each topic, each speaker, each year.

Rows are primary keys, found once for all that is counted of them, so that what they were
chosen by is not asked again. A value counts a row as its filter finds it: a topic by its
narrower topics, a language by its regional forms, a publication in any case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.db import connections
from django.db.models import (
    F,
    Model,
    QuerySet,
    TextChoices,
)

from interviews.choices import EntityKind, QuoteKind, TurnKind
from interviews.models import (
    Entity,
    Interview,
    Mention,
    Participation,
    Quote,
    Speaker,
    Topic,
    Turn,
)
from interviews.querysets import Roles, these

Rows = Sequence[int]


@dataclass(frozen=True)
class Counted:
    """A value, as its filter takes it and as people read it, and how many rows have it."""

    value: str
    name: str
    count: int


@dataclass(frozen=True)
class Path:
    """From rows to their values: by which table, and in which of its columns they are.

    The roles are those of whom mentions alone count.
    """

    table: Callable[[Roles], QuerySet]
    row: str
    value: str

    def pairs(self, rows: Rows, roles: Roles) -> QuerySet:
        return (
            self.table(roles)
            .filter(**{f"{self.row}__in": these(rows)})
            .order_by()
            .values_list(self.row, self.value)
        )


class Facet:
    """The values that rows have on these paths, as texts."""

    widened: ClassVar[str] = "{pairs}"
    counts: ClassVar[str] = """
        SELECT min(pair.value::text), min(pair.value::text), count(DISTINCT pair.row)
        FROM ({pairs}) pair("row", value)
        GROUP BY upper(pair.value::text)
        ORDER BY 3 DESC, lower(min(pair.value::text)), 1
        LIMIT %s
    """

    def __init__(self, *paths: Path) -> None:
        self.paths = paths

    def count(self, rows: Rows, roles: Roles, most: int) -> list[Counted]:
        """The values that most rows have; those with as many in the order of their names."""
        first, *others = (path.pairs(rows, roles) for path in self.paths)
        pairs = first.union(*others, all=True) if others else first
        sql, parameters = pairs.query.get_compiler(pairs.db).as_sql()
        sql = self.counts.format(pairs=self.widened.format(pairs=sql), **self.names())
        with connections[pairs.db].cursor() as cursor:
            cursor.execute(sql, [*parameters, most])
            return [Counted(*columns) for columns in cursor]

    def names(self) -> dict[str, str]:
        return {}


class Related(Facet):
    """The rows of another model that rows have to do with, by slug and label."""

    model: ClassVar[type[Model]]
    label: ClassVar[str] = "name"
    counts = """
        SELECT related.slug, related.{label}, count(DISTINCT pair.row)
        FROM ({pairs}) pair("row", value) JOIN {table} related ON related.id = pair.value
        GROUP BY related.id
        ORDER BY 3 DESC, lower(related.{label}), related.slug
        LIMIT %s
    """

    def names(self) -> dict[str, str]:
        return {"table": self.model._meta.db_table, "label": self.label}


class Topics(Related):
    model = Topic
    label = "label"
    widened = """
        WITH RECURSIVE part(whole, id) AS (
            SELECT id, id FROM interviews_topic
            UNION
            SELECT topic.broader_id, part.id
            FROM part JOIN interviews_topic topic ON topic.id = part.whole
            WHERE topic.broader_id IS NOT NULL
        )
        SELECT pair.row, part.whole
        FROM ({pairs}) pair("row", value) JOIN part ON part.id = pair.value
    """


class Entities(Related):
    model = Entity


class Speakers(Related):
    model = Speaker


class Interviews(Related):
    model = Interview
    label = "title"


class Languages(Facet):
    widened = """
        SELECT pair.row, array_to_string(subtags[:length], '-')
        FROM ({pairs}) pair("row", value),
            string_to_array(pair.value, '-') subtags,
            generate_series(1, cardinality(subtags)) length
    """


class Kinds(Facet):
    def __init__(self, kinds: type[TextChoices], *paths: Path) -> None:
        super().__init__(*paths)
        self.kinds = kinds

    def count(self, rows: Rows, roles: Roles, most: int) -> list[Counted]:
        return [
            Counted(kind.value, self.kinds(kind.value).label, kind.count)
            for kind in super().count(rows, roles, most)
        ]


def _in(model: type[Model], row: str, value: str) -> Path:
    return Path(lambda roles: model._default_manager.all(), row, value)


def _named(row: str, value: str) -> Path:
    return Path(lambda roles: Mention.objects.of(None, roles), row, value)


def _named_in_public(place: str, value: str) -> Path:
    return Path(
        lambda roles: Mention.objects.of(None, roles).published(place),
        "entity",
        f"{place}__{value}",
    )


def _named_in_quotes(roles: Roles) -> QuerySet:
    # All of a quote is said in one role, so that its filter has seen to that.
    return Quote.objects.filter(
        turn__mentions__start__gte=F("start"), turn__mentions__end__lte=F("end")
    )


def _printed(model: type[Model], path: str = "") -> dict[str, Facet]:
    return {
        "publication": Facet(_in(model, "pk", f"{path}publication")),
        "year": Facet(_in(model, "pk", f"{path}published_on__year")),
        "language": Languages(_in(model, "pk", f"{path}language")),
    }


OF_INTERVIEWS = {
    "topic": Topics(_in(Turn, "interview", "topics")),
    "entity": Entities(
        _named("turn__interview", "entity"), _named("passage__interview", "entity")
    ),
    "speaker": Speakers(
        _in(Participation, "interview", "speaker"),
        Path(lambda roles: Quote.objects.standing(), "turn__interview", "speaker"),
    ),
    **_printed(Interview),
}
OF_TURNS = {
    "topic": Topics(_in(Turn, "pk", "topics")),
    "entity": Entities(_named("turn", "entity")),
    "speaker": Speakers(_in(Turn, "pk", "speaker")),
    "kind": Kinds(TurnKind, _in(Turn, "pk", "kind")),
    "interview": Interviews(_in(Turn, "pk", "interview")),
    **_printed(Turn, "interview__"),
}
OF_QUOTES = {
    "topic": Topics(_in(Quote, "pk", "turn__topics")),
    "entity": Entities(Path(_named_in_quotes, "pk", "turn__mentions__entity")),
    "speaker": Speakers(_in(Quote, "pk", "speaker")),
    "kind": Kinds(QuoteKind, _in(Quote, "pk", "kind")),
    "interview": Interviews(_in(Quote, "pk", "turn__interview")),
    **_printed(Quote, "turn__interview__"),
}
OF_ENTITIES = {
    "topic": Topics(_named_in_public("turn", "topics")),
    "speaker": Speakers(_named_in_public("turn", "speaker")),
    "kind": Kinds(EntityKind, _in(Entity, "pk", "kind")),
    "interview": Interviews(
        _named_in_public("turn", "interview"), _named_in_public("passage", "interview")
    ),
}
