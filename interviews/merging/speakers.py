from __future__ import annotations

from functools import cached_property
from typing import Any

from interviews.choices import QuoteKind
from interviews.merging.changes import Changes
from interviews.merging.merge import Merge, counted
from interviews.merging.undo import Step, Undo
from interviews.models import Participation, Quote, Speaker, Turn


class SpeakerUndo(Undo):
    def goes_along(self) -> list[Step]:
        """Quotes made since: they are by whoever speaks their turn."""
        speakers = {
            turn.pk: columns["speaker_id"] for turn, columns in self.going_back[Turn]
        }
        since = Quote.objects.filter(
            turn__in=speakers, speaker=self.kept, kind=QuoteKind.EXCERPT
        ).exclude(pk__in=[quote.pk for quote, _ in self.going_back[Quote]])
        return [(quote, {"speaker_id": speakers[quote.turn_id]}) for quote in since]

    def is_used(self, row: Any) -> bool:
        return (
            isinstance(row, Participation)
            and (row.interview_id, row.role) in self._spoken
        )

    @cached_property
    def _spoken(self) -> set[tuple[int, str]]:
        """Where the one that is kept speaks, once its others have their turns back."""
        going_back = [turn.pk for turn, _ in self.going_back[Turn]]
        own = self.kept.turns.exclude(pk__in=going_back).order_by()
        return set(own.values_list("interview_id", "role").distinct())


class SpeakerMerge(Merge):
    model = Speaker
    undo = SpeakerUndo
    identifying = ("entity",)
    taken_over = ("description", "entity")

    def consequences(self) -> list[str]:
        turns = Turn.objects.filter(speaker__in=self.others).count()
        quotes = Quote.objects.filter(speaker__in=self.others).count()
        names = ", ".join(map(str, self.others))
        said = [
            f"{counted(range(turns), 'turn', 'turns')} and "
            f"{counted(range(quotes), 'quote', 'quotes')} will be by {self.kept}.",
            f"The names are dropped: {names}.",
        ]
        said += [
            f"{part} in {part.interview}, is dropped: {self.kept} is that, too."
            for part in self._parts()[1]
        ]
        return said + super().consequences()

    def _parts(self) -> tuple[list[Participation], list[Participation]]:
        """Those that the one that is kept will have too, and those that it has already."""
        theirs = Participation.objects.filter(speaker__in=self.others).order_by("pk")
        taken = set(self.kept.participations.values_list("interview_id", "role"))
        new, doubled = [], []
        for part in theirs.select_related("speaker", "interview"):
            place = part.interview_id, part.role
            (doubled if place in taken else new).append(part)
            taken.add(place)
        return new, doubled

    def move(self, changes: Changes) -> None:
        new, doubled = self._parts()
        changes.add(
            Participation(
                interview=part.interview,
                speaker=self.kept,
                role=part.role,
                billed_as=part.billed_as,
            )
            for part in new
        )
        for spoken in (Turn.objects, Quote.objects):
            theirs: Any = spoken.filter(speaker__in=self.others)
            changes.change(theirs, speaker_id=self.kept.pk)
        changes.remove([*new, *doubled])
        # Nobody is the same as two speakers, not even for a moment.
        changes.change(self.others, entity_id=None)
