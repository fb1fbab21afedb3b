"""An interview as a plain page to read, with an anchor for each turn."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse

from interviews.addresses import Address
from interviews.attribution import day_in_words
from interviews.choices import PassageKind
from interviews.document import Block, TurnRun
from interviews.models import Interview, Turn
from interviews.pages.answers import page, rendered
from interviews.pages.labels import labels
from interviews.reading_page import anchor, blocks
from interviews.text import paragraphs


@dataclass(frozen=True)
class ShownTurn:
    turn: Turn
    paragraphs: list[str]
    is_first: bool
    anchor: str


@dataclass(frozen=True)
class ShownPassage:
    kind: str
    heading: str
    paragraphs: list[str]

    @property
    def element(self) -> str:
        # What is part of the article is no aside to it.
        is_article = self.kind in (PassageKind.INTRODUCTION, PassageKind.SUBHEADING)
        return "div" if is_article else "aside"


def interview_page(interview: Interview, address: Address) -> HttpResponse:
    said = labels(interview.language)
    context = {
        "interview": interview,
        "blocks": [_shown(block) for block in blocks(interview)],
        "labels": said,
        "day": day_in_words(interview.published_on, said["lang"]),
        "address": address("interview-page", slug=interview.slug),
        "data": address("interviews-detail", slug=interview.slug) + "?format=json",
    }
    return page(rendered("interview.html", context))


def _shown(block: Block) -> ShownTurn | ShownPassage:
    if isinstance(block, TurnRun):
        return ShownTurn(
            block.turn, paragraphs(block.text), block.start == 0, anchor(block.turn)
        )
    return ShownPassage(block.kind, block.heading, paragraphs(block.text))
