from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any

from django.db.models import Q

from interviews.merging.changes import Changes
from interviews.merging.merge import Merge, counted
from interviews.merging.undo import Undo
from interviews.models import Entity, Mention, Passage, Speaker, Turn


class EntityUndo(Undo):
    def has_room(self, row: Any) -> bool:
        return not isinstance(row, Mention) or row.pk in self._with_room

    @cached_property
    def _with_room(self) -> set[int]:
        """Mentions whose words stand there still, where no other of the entity came."""
        dropped = self.removed[Mention]
        turns = Turn.objects.in_bulk(mention.turn_id for mention in dropped)
        passages = Passage.objects.in_bulk(mention.passage_id for mention in dropped)
        standing = self._standing(turns, passages)
        found = set()
        for mention in dropped:
            place = turns.get(mention.turn_id) or passages.get(mention.passage_id)
            if (
                place
                and place.text[mention.start : mention.end] == mention.text
                and not any(
                    start < mention.end and mention.start < end
                    for start, end in standing[place, mention.entity_id]
                )
            ):
                found.add(mention.pk)
        return found

    def _standing(self, turns: Any, passages: Any) -> Any:
        """Spans in these places by place and entity, once all has gone back that will."""
        going_back = {row.pk: columns for row, columns in self.going_back[Mention]}
        spans = defaultdict(list)
        for mention in self.kept.mentions.filter(
            Q(turn__in=turns) | Q(passage__in=passages)
        ):
            place = turns.get(mention.turn_id) or passages[mention.passage_id]
            entity = going_back.get(mention.pk, {}).get("entity_id", self.kept.pk)
            spans[place, entity].append((mention.start, mention.end))
        return spans


class EntityMerge(Merge):
    model = Entity
    undo = EntityUndo
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
        said = [f"{counted(moved, 'mention moves', 'mentions move')} to {self.kept}."]
        if dropped:
            each = ", ".join(
                f"“{mention.text}” in {mention.place}" for mention in dropped
            )
            said.append(
                f"{counted(dropped, 'mention stands', 'mentions stand')} where a longer or "
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

    def move(self, changes: Changes) -> None:
        moved, dropped = self.mentions()
        changes.remove(dropped)
        changes.change(moved, entity_id=self.kept.pk)
        if names := self.names():
            changes.change([self.kept], aliases=[*self.kept.aliases, *names])
        speakers = (s for s in self._speakers() if s.entity_id != self.kept.pk)
        changes.change(speakers, entity_id=self.kept.pk)

    def _speakers(self) -> list[Speaker]:
        return list(Speaker.objects.filter(entity__in=self.rows))
