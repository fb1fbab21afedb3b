"""A text as it is saved, with the quotes and mentions in it marked where they stand.

The marks add no character to the text: a browser counts the places of words in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from interviews.admin.edits import Span
from interviews.models import Mention, Passage, Quote, Turn

KINDS = ("quote", "withdrawn quote", "mention")


@dataclass(frozen=True)
class Mark:
    span: Span

    @property
    def kind(self) -> str:
        """One of the kinds, and the classes in which it is drawn."""
        if isinstance(self.span, Mention):
            return "mention"
        return "quote" if self.span.withdrawn_at is None else "withdrawn quote"

    @property
    def key(self) -> str:
        return f"{self.span._meta.model_name}-{self.span.pk}"

    @property
    def name(self) -> str:
        if isinstance(self.span, Mention):
            entity = self.span.entity
            return f"Mention of {entity} ({entity.get_kind_display().lower()})"
        return f"{self.kind.capitalize()} {self.span.public_id}, {self.span.speaker}"

    @property
    def address(self) -> str:
        """Where it is edited: a mention has little of its own, its entity has."""
        row = self.span.entity if isinstance(self.span, Mention) else self.span
        return reverse(f"admin:interviews_{row._meta.model_name}_change", args=[row.pk])

    @property
    def link(self) -> SafeString:
        return format_html(
            '<a class="{}" data-mark="{}" href="{}" aria-label="{}" draggable="false"></a>',
            self.kind,
            self.key,
            self.address,
            self.name,
        )

    def covers(self, start: int, end: int) -> bool:
        return self.span.start <= start and end <= self.span.end


class MarkedText:
    def __init__(self, place: Turn | Passage) -> None:
        self.text = place.text
        spans: list[Span] = [*place.mentions.select_related("entity")]
        if isinstance(place, Turn):
            spans += place.quotes.select_related("speaker")
        self.marks = sorted(
            # A withdrawn quote may have lost its place in the text.
            (Mark(span) for span in spans if span.text == self._at(span)),
            key=lambda mark: (mark.span.start, -mark.span.end),
        )

    def _at(self, span: Span) -> str:
        return self.text[span.start : span.end]

    @property
    def kinds(self) -> list[str]:
        present = {mark.kind for mark in self.marks}
        return [kind for kind in KINDS if kind in present]

    @cached_property
    def words(self) -> SafeString:
        edges = {0, len(self.text)}
        for mark in self.marks:
            edges |= {mark.span.start, mark.span.end}
        pieces = pairwise(sorted(edges))
        return format_html_join("", "{}{}", (self._piece(*piece) for piece in pieces))

    def _piece(self, start: int, end: int) -> tuple[str, SafeString]:
        around = [mark for mark in self.marks if mark.covers(start, end)]
        ending = (mark for mark in reversed(self.marks) if mark.span.end == end)
        links = format_html_join("", "{}", ((mark.link,) for mark in ending))
        return _marked(self.text[start:end], around), links


def _marked(text: str, marks: list[Mark]) -> str:
    if not marks:
        return text
    kinds = {kind for mark in marks for kind in mark.kind.split()}
    if sum(isinstance(mark.span, Quote) for mark in marks) > 1:
        kinds.add("shared")
    return format_html(
        '<mark class="{}" data-marks="{}" title="{}">{}</mark>',
        " ".join(sorted(kinds)),
        " ".join(mark.key for mark in marks),
        "\n".join(mark.name for mark in marks),
        text,
    )
