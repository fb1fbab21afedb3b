"""What an edit of a text does to the quotes and mentions in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.safestring import SafeString

from interviews.admin.differences import marked
from interviews.anchoring import Anchor, Fate, Versions
from interviews.history import keep_what_stands
from interviews.models import Mention, Passage, Quote, Turn
from interviews.text import opening_words, prefix, suffix

Span = Quote | Mention


@dataclass(frozen=True)
class Followed:
    """A quote or mention, and what becomes of it."""

    row: Span
    anchor: Anchor
    text: str

    @property
    def kind(self) -> str:
        return str(self.row._meta.verbose_name)

    @property
    def name(self) -> str:
        words = f"“{opening_words(self.row.text)}”"
        public_id = getattr(self.row, "public_id", "")
        return (
            f"{self.kind} {public_id} {words}" if public_id else f"{self.kind} {words}"
        )

    @property
    def before(self) -> str:
        return prefix(self.text, self.anchor.start)

    @property
    def after(self) -> str:
        return suffix(self.text, self.anchor.end)

    @property
    def places(self) -> str:
        length = self.row.end - self.row.start
        return ", ".join(f"{place}–{place + length}" for place in self.anchor.places)

    @property
    def difference(self) -> SafeString:
        return marked(self.row.text, self.anchor.stands)

    @property
    def loss(self) -> str:
        if self.anchor.fate == Fate.AMBIGUOUS:
            return (
                f"it is not known which of these is meant: {self.places}. Fill in its start "
                "and end"
            )
        stands = opening_words(self.anchor.stands)
        return f"“{stands}” stands there now" if stands else "nothing stands there now"


class TextEdit:
    """The rows of the form that the editor changed by hand are the form's own affair."""

    def __init__(
        self, place: Turn | Passage, text: str, changed_by_hand: Iterable[Model] = ()
    ) -> None:
        self.place, self.text = place, text
        spans: list[Span] = [*place.mentions.select_related("entity")]
        if isinstance(place, Turn):
            # A withdrawn quote keeps its words, whatever becomes of its place.
            spans += place.quotes.standing()
        spans.sort(key=lambda span: (span.start, span.end))
        by_hand = set(changed_by_hand)
        self.versions = Versions(place.text, text)
        self.anchors = {
            span: self.versions.anchor(span.start, span.end) for span in spans
        }
        self.followed = [
            Followed(span, anchor, text)
            for span, anchor in self.anchors.items()
            if span not in by_hand
        ]

    def anchor_of(self, words: str, start: int) -> Anchor | None:
        """What becomes of these words, if they stood there before the edit."""
        if not self.versions.old.startswith(words, start):
            return None
        return self.versions.anchor(start, start + len(words))

    def _of(self, *fates: Fate) -> list[Followed]:
        return [span for span in self.followed if span.anchor.fate in fates]

    @property
    def kept(self) -> list[Followed]:
        return self._of(Fate.KEPT)

    @property
    def moved(self) -> list[Followed]:
        return self._of(Fate.MOVED)

    @property
    def stopping(self) -> list[Followed]:
        """The quotes that do not let the text go."""
        lost = self._of(Fate.LOST, Fate.AMBIGUOUS)
        return [span for span in lost if isinstance(span.row, Quote)]

    @property
    def lost(self) -> list[Followed]:
        """The mentions that will be deleted."""
        lost = self._of(Fate.LOST, Fate.AMBIGUOUS)
        return [span for span in lost if isinstance(span.row, Mention)]

    @property
    def lost_keys(self) -> str:
        return ",".join(sorted(str(span.row.pk) for span in self.lost))

    def may_lose(self, confirmed: str) -> bool:
        """Whether the editor has seen and given up each mention that will be deleted."""
        return {str(span.row.pk) for span in self.lost} <= set(confirmed.split(","))

    def save(self) -> None:
        keep_what_stands(span.row for span in [*self.moved, *self.lost])
        for span in self.moved:
            row: Any = span.row
            row.start, row.end = span.anchor.start, span.anchor.end
            row._change_reason = (
                f"Moved along with the {self.place._meta.verbose_name}."
            )
            row.save()
        for span in self.lost:
            row = span.row
            row._change_reason = "Its words are no longer in the text."
            row.delete()

    @property
    def summary(self) -> str:
        """What was done, in a sentence; empty where nothing was."""
        moved = [_counted(self.moved, model) for model in (Quote, Mention)]
        done = [
            (" and ".join(filter(None, moved)), "moved along"),
            (_counted(self.lost, Mention), "deleted"),
        ]
        parts = ", ".join(f"{spans} {verb}" for spans, verb in done if spans)
        return f"{parts}." if parts else ""


def _counted(spans: list[Followed], model: type[Model]) -> str:
    number = sum(isinstance(span.row, model) for span in spans)
    names = model._meta.verbose_name, model._meta.verbose_name_plural
    return f"{number} {names[number != 1]}" if number else ""
