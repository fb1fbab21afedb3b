from __future__ import annotations

from typing import Any

from interviews.merging.changes import Changes
from interviews.merging.merge import Merge, counted
from interviews.merging.undo import Undo
from interviews.models import Topic, Turn

Tag = Turn.topics.through


class TopicMerge(Merge):
    model = Topic
    undo = Undo
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
        moved, _ = self._tags()
        narrower = list(self._narrower())
        said = [
            f"{counted(moved, 'turn is', 'turns are')} about {self.kept} then, too."
        ]
        if narrower:
            said.append(f"Parts of it will also be: {', '.join(map(str, narrower))}.")
        labels = ", ".join(map(str, self.others))
        return [*said, f"The labels are dropped: {labels}.", *super().consequences()]

    def move(self, changes: Changes) -> None:
        moved, doubled = self._tags()
        changes.change(moved, topic_id=self.kept.pk)
        changes.remove(doubled)
        if self._broader() != self.kept.broader_id:
            changes.change([self.kept], broader_id=self._broader())
        changes.change(self._narrower(), broader_id=self.kept.pk)
        # A topic that others are part of is not deleted, though they are, too.
        changes.change(self.others, broader_id=None)

    def _tags(self) -> tuple[list[Any], list[Any]]:
        """Those that will move, and those on turns that are about the kept one already."""
        theirs = Tag.objects.filter(topic__in=self._keys).order_by("pk")
        already = Tag.objects.filter(
            topic_id=self.kept.pk, turn__in=theirs.values("turn")
        )
        about_kept = set(already.values_list("turn_id", flat=True))
        moved, doubled = [], []
        for tag in theirs:
            (doubled if tag.turn_id in about_kept else moved).append(tag)
            about_kept.add(tag.turn_id)
        return moved, doubled

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
