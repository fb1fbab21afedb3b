"""Two rows that are one thing become one row.

What refers to the others comes to refer to the one that is kept, in one transaction; their
addresses lead on to it. Nothing is merged where the rows contradict each other in what
identifies them: somebody has to look first.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from interviews import history
from interviews.models import (
    Entity,
    FormerSlug,
    Mention,
    Participation,
    Quote,
    Speaker,
    Topic,
    Turn,
)


class Merge(ABC):
    """What merging would do, and doing it. A rule that would be broken is a ValidationError."""

    model: ClassVar[Any]
    #: Which of several rows these name they are: they may not differ.
    identifying: ClassVar[tuple[str, ...]] = ("wikidata_id",)
    #: Taken over where the row that is kept has none.
    taken_over: ClassVar[tuple[str, ...]] = ()

    def __init__(self, kept: Any, others: Sequence[Any]) -> None:
        self.kept, self.others = kept, list(others)

    @property
    def rows(self) -> list[Any]:
        return [self.kept, *self.others]

    def contradictions(self) -> list[str]:
        found = []
        for name in self.identifying:
            values = {
                getattr(row, name): row for row in self.rows if getattr(row, name)
            }
            if len(values) > 1:
                each = ", ".join(f"{row}: {value}" for value, row in values.items())
                label = self.model._meta.get_field(name).verbose_name
                found.append(
                    f"They differ in {label} ({each}). One of them is another."
                )
        return found

    def consequences(self) -> list[str]:
        """In sentences, for whoever decides."""
        addresses = ", ".join(other.slug for other in self.others)
        said = [f"Requests for {addresses} are sent on to {self.kept.slug}."]
        for name in self.taken_over:
            said += self._of_field(name)
        return said

    def _of_field(self, name: str) -> list[str]:
        label = str(self.model._meta.get_field(name).verbose_name)
        given = [row for row in self.others if getattr(row, name)]
        said = []
        if given and not getattr(self.kept, name):
            first = given.pop(0)
            said.append(f"The {label} of {first} is taken over: {getattr(first, name)}")
            wanted = getattr(first, name)
        else:
            wanted = getattr(self.kept, name)
        return said + [
            f"The {label} of {row} is dropped: {getattr(row, name)}"
            for row in given
            if getattr(row, name) != wanted
        ]

    def apply(self) -> None:
        with transaction.atomic():
            if found := self.contradictions():
                raise ValidationError(found)
            fields = {
                name: next(filter(None, map(attrgetter(name), self.rows)), None)
                for name in self.taken_over
            }
            self.move()
            addresses = self._addresses()
            self.model.objects.filter(pk__in=self._keys).delete()
            FormerSlug.objects.bulk_create(addresses)
            for name, value in fields.items():
                if value:
                    setattr(self.kept, name, value)
            self.kept.save()

    @abstractmethod
    def move(self) -> None:
        """What refers to the others to the one that is kept."""

    @property
    def why(self) -> str:
        """For the history of what moves."""
        names = ", ".join(f"{other} ({other.slug})" for other in self.others)
        return f"{names} merged into {self.kept} ({self.kept.slug})."

    @property
    def _keys(self) -> list[int]:
        return [other.pk for other in self.others]

    def _addresses(self) -> list[FormerSlug]:
        # The database forgets the former addresses of a row that is deleted.
        resource = self.model._meta.model_name
        slugs = FormerSlug.objects.filter(resource=resource, object_id__in=self._keys)
        all_slugs = [
            *slugs.values_list("slug", flat=True),
            *(o.slug for o in self.others),
        ]
        return [
            FormerSlug(resource=resource, slug=slug, object_id=self.kept.pk)
            for slug in all_slugs
        ]


class EntityMerge(Merge):
    model = Entity
    taken_over = ("wikidata_id", "description")

    def contradictions(self) -> list[str]:
        found = super().contradictions()
        speakers = self._speakers()
        if len(speakers) > 1:
            names = " and ".join(map(str, speakers))
            found.append(f"{names} are two speakers. Merge them first.")
        return found

    def consequences(self) -> list[str]:
        moved, dropped = self.mentions()
        said = [f"{_counted(moved, 'mention moves', 'mentions move')} to {self.kept}."]
        if dropped:
            each = ", ".join(
                f"“{mention.text}” in {mention.place}" for mention in dropped
            )
            said.append(
                f"{_counted(dropped, 'mention stands', 'mentions stand')} where a longer or "
                f"equal one of the others does, and only that is kept: {each}."
            )
        if names := self.names():
            said.append(f"Its aliases will also be: {', '.join(names)}")
        kinds = {row.kind for row in self.rows}
        if len(kinds) > 1:
            said.append(f"It stays a {self.kept.get_kind_display().lower()}.")
        said += [
            f"The speaker {speaker} will be this."
            for speaker in self._speakers()
            if speaker.entity_id != self.kept.pk
        ]
        return said + super().consequences()

    def names(self) -> list[str]:
        """Of the others, those that the one that is kept does not bear yet."""
        names = [name for other in self.others for name in (other.name, *other.aliases)]
        known = {self.kept.name, *self.kept.aliases}
        return [name for name in dict.fromkeys(names) if name not in known]

    def mentions(self) -> tuple[list[Mention], list[Mention]]:
        """Those that will move, and those that overlap another that is kept.

        Mentions of one entity may not overlap. The longest says most of the name.
        """
        theirs = Mention.objects.filter(entity__in=self.others)
        everywhere = Mention.objects.filter(entity__in=self.rows).filter(
            Q(turn__in=theirs.values("turn")) | Q(passage__in=theirs.values("passage"))
        )
        in_order = sorted(
            everywhere.select_related("turn", "passage").order_by("start", "pk"),
            key=lambda mention: (
                mention.start - mention.end,
                mention.entity_id != self.kept.pk,
            ),
        )
        kept: dict[Any, list[Mention]] = {}
        dropped = []
        for mention in in_order:
            others = kept.setdefault((mention.turn_id, mention.passage_id), [])
            if any(o.start < mention.end and mention.start < o.end for o in others):
                dropped.append(mention)
            else:
                others.append(mention)
        moved = [
            mention
            for mentions in kept.values()
            for mention in mentions
            if mention.entity_id != self.kept.pk
        ]
        return moved, dropped

    def move(self) -> None:
        moved, dropped = self.mentions()
        history.keep_what_stands(dropped)
        lost: Any
        for lost in dropped:
            lost._change_reason = self.why
            lost.delete()
        for mention in moved:
            mention.entity = self.kept
        history.change(moved, ["entity"], self.why)
        self.kept.aliases = [*self.kept.aliases, *self.names()]
        for speaker in self._speakers():
            speaker.entity = self.kept
            speaker.save()

    def _speakers(self) -> list[Speaker]:
        return list(Speaker.objects.filter(entity__in=self.rows))


class TopicMerge(Merge):
    model = Topic
    taken_over = ("wikidata_id", "label_en", "scope_note", "iptc_media_topic")

    def contradictions(self) -> list[str]:
        found = super().contradictions()
        whole = Topic.objects.narrower_by_key(self._keys)
        parts = set().union(*whole.values())
        between = Topic.objects.filter(pk__in=parts & {self._broader()})
        return found + [
            f"{topic} is a part of what would be merged, and {self.kept} a part of it. "
            "Move one of them first."
            for topic in between
        ]

    def consequences(self) -> list[str]:
        turns = self._tagged().values("turn").distinct().count()
        narrower = list(self._narrower())
        said = [
            f"{_counted(range(turns), 'turn is', 'turns are')} about {self.kept} then, too."
        ]
        if narrower:
            said.append(f"Parts of it will also be: {', '.join(map(str, narrower))}.")
        labels = ", ".join(map(str, self.others))
        return [*said, f"The labels are dropped: {labels}.", *super().consequences()]

    def move(self) -> None:
        tags = Turn.topics.through
        turns = set(self._tagged().values_list("turn_id", flat=True))
        tags.objects.bulk_create(
            [tags(turn_id=turn, topic_id=self.kept.pk) for turn in sorted(turns)]
        )
        self.kept.broader_id = self._broader()
        self.kept.save()
        for topic in self._narrower():
            topic.broader = self.kept
            topic.save()
        # A topic that others are part of is not deleted, though they are, too.
        Topic.objects.filter(pk__in=self._keys).update(broader=None)

    def _tagged(self) -> Any:
        """Tags of the others on turns that the one that is kept is not on yet."""
        tags = Turn.topics.through.objects
        already = tags.filter(topic_id=self.kept.pk).values("turn_id")
        return tags.filter(topic__in=self._keys).exclude(turn_id__in=already)

    def _narrower(self) -> Any:
        return Topic.objects.filter(broader__in=self._keys).exclude(
            pk__in=[row.pk for row in self.rows]
        )

    def _broader(self) -> int | None:
        """The nearest above the one that is kept that is not merged into it."""
        others = {other.pk: other.broader_id for other in self.others}
        above = self.kept.broader_id
        while above in others:
            above = others[above]
        return above


class SpeakerMerge(Merge):
    model = Speaker
    identifying = ("entity",)
    taken_over = ("description", "entity")

    def consequences(self) -> list[str]:
        turns = Turn.objects.filter(speaker__in=self.others).count()
        quotes = Quote.objects.filter(speaker__in=self.others).count()
        names = ", ".join(map(str, self.others))
        said = [
            f"{_counted(range(turns), 'turn', 'turns')} and "
            f"{_counted(range(quotes), 'quote', 'quotes')} will be by {self.kept}.",
            f"The names are dropped: {names}.",
        ]
        said += [
            f"{part} in {part.interview}, is dropped: {self.kept} is that, too."
            for part in self._parts()[1]
        ]
        return said + super().consequences()

    def _parts(self) -> tuple[list[Participation], list[Participation]]:
        """Those that will move, and those that the one that is kept has already."""
        theirs = Participation.objects.filter(speaker__in=self.others).order_by("pk")
        taken = set(self.kept.participations.values_list("interview_id", "role"))
        moved, dropped = [], []
        for part in theirs.select_related("speaker", "interview"):
            place = part.interview_id, part.role
            (dropped if place in taken else moved).append(part)
            taken.add(place)
        return moved, dropped

    def move(self) -> None:
        moved, _ = self._parts()
        for part in moved:
            part.speaker = self.kept
        Participation.objects.bulk_update(moved, ["speaker"])
        for spoken in (Turn.objects, Quote.objects):
            rows: Any = list(spoken.filter(speaker__in=self.others))
            for row in rows:
                row.speaker = self.kept
            history.change(rows, ["speaker"], self.why)
        Participation.objects.filter(speaker__in=self.others).delete()
        # Nobody is the same as two speakers, not even for a moment.
        Speaker.objects.filter(pk__in=self._keys).update(entity=None)


MERGES: list[type[Merge]] = [EntityMerge, TopicMerge, SpeakerMerge]


def _counted(rows: Sequence[Any], one: str, many: str) -> str:
    return f"{len(rows)} {one if len(rows) == 1 else many}"
