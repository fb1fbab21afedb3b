"""Mentions that are still missing: found, shown with their context, written when confirmed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from interviews import history, text
from interviews.mentions.names import Names, longest_word
from interviews.models import Entity, Mention, Passage, Turn

CHUNK = 1_000
PLACES: dict[str, Any] = {"turn": Turn, "passage": Passage}


@dataclass(frozen=True)
class Proposal:
    """A name at its place in a turn or passage; several entities where it is ambiguous."""

    place: Turn | Passage
    start: int
    end: int
    entities: tuple[Entity, ...]

    @property
    def words(self) -> str:
        return self.place.text[self.start : self.end]

    @property
    def in_context(self) -> tuple[str, str, str]:
        """What stands before it, the name and what stands after it, for one line."""
        before = text.prefix(self.place.text, self.start)
        after = text.suffix(self.place.text, self.end)
        before, words, after = (
            part.replace("\n", " ") for part in (before, self.words, after)
        )
        return before, words, after

    def of(self, entity: Entity) -> Choice:
        return Choice(
            kind_of(self.place), self.place.pk, self.start, self.end, entity.pk
        )


@dataclass(frozen=True)
class Choice:
    """What was confirmed: this entity is named at this place."""

    kind: str
    place: int
    start: int
    end: int
    entity: int


def kind_of(place: Turn | Passage) -> str:
    return place._meta.model_name or ""


def known_names() -> Names[Entity]:
    # Of all entities, whichever are looked for: a longer name keeps a shorter one away.
    entities = Entity.objects.only("slug", "name", "kind", "aliases").order_by("slug")
    return Names((entity, [entity.name, *entity.aliases]) for entity in entities)


def may_name(entities: Iterable[Entity]) -> Q:
    """A text that has a word of each of their names, told by the database alone."""
    condition = Q(pk__in=[])
    for entity in entities:
        for name in (entity.name, *entity.aliases):
            if word := longest_word(name):
                condition |= Q(text__icontains=word)
    return condition


def places_to_read(
    *querysets: QuerySet, most: int | None = None
) -> Iterator[Turn | Passage]:
    """Interview by interview, the turns before the passages, a chunk at a time."""
    chunks = [
        _with_mentions(queryset.select_related("interview"))
        .order_by("interview_id", "position")
        .only("text", "position", "interview__slug", "interview__title")[:most]
        .iterator(CHUNK)
        for queryset in querysets
    ]
    return merge(*chunks, key=attrgetter("interview_id"))


def _with_mentions(queryset: QuerySet) -> QuerySet:
    return queryset.prefetch_related("mentions")


def by_interview(
    names: Names[Entity], places: Iterable[Turn | Passage]
) -> Iterator[list[Proposal]]:
    """What is missing in each interview, for those in which something is."""
    for _, of_one in groupby(places, attrgetter("interview_id")):
        if found := [
            proposal for place in of_one for proposal in missing(names, place)
        ]:
            yield found


def missing(names: Names[Entity], place: Turn | Passage) -> list[Proposal]:
    taken = [(mention.start, mention.end) for mention in place.mentions.all()]
    return [
        Proposal(place, found.start, found.end, found.bearers)
        for found in names.find(place.text, taken)
    ]


def apply(names: Names[Entity], choices: Collection[Choice]) -> list[Mention]:
    """Write what is still missing in the texts as they are now, all of it or nothing."""
    with transaction.atomic():
        mentions = [
            _mention(proposal, entity)
            for place in _locked(choices)
            for proposal in missing(names, place)
            if (entity := _chosen(proposal, choices))
        ]
        return history.create(Mention, mentions, "Found by its name.")


def _chosen(proposal: Proposal, choices: Collection[Choice]) -> Entity | None:
    chosen = (one for one in proposal.entities if proposal.of(one) in choices)
    return next(chosen, None)


def _locked(choices: Collection[Choice]) -> Iterator[Turn | Passage]:
    for kind, model in PLACES.items():
        keys = {choice.place for choice in choices if choice.kind == kind}
        rows = model.objects.filter(pk__in=keys).order_by("pk").only("text")
        yield from _with_mentions(rows.select_for_update())


def _mention(proposal: Proposal, entity: Entity) -> Mention:
    place = {kind_of(proposal.place): proposal.place}
    return Mention(
        entity=entity,
        start=proposal.start,
        end=proposal.end,
        text=proposal.words,
        **place,
    )
