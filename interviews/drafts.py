"""A draft made from a document: checked as a whole, and written whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.text import slugify

from interviews import history
from interviews.choices import InterviewStatus, PassageKind, QuoteKind, Role, TurnKind
from interviews.models import (
    Interview,
    Participation,
    Passage,
    Quote,
    Speaker,
    Turn,
)
from interviews.models.constraints import CONTROL_CHARACTERS
from interviews.segmentation import Document, Rows, rows
from interviews.segmentation.labels import belongs_to, names_somebody
from interviews.segmentation.rows import Passage as PrintedPassage
from interviews.segmentation.rows import Turn as SpokenTurn
from interviews.segmentation.segments import Kind

WHY = "Made from a document."
MAX_LENGTH = 400_000
SLUG_LENGTH = 120
METADATA_LENGTH = Interview._meta.get_field("metadata_line").max_length or 0
HEADING_LENGTH = Passage._meta.get_field("heading").max_length or 0
PASSAGE_KINDS = {
    Kind.INTRODUCTION: PassageKind.INTRODUCTION,
    Kind.SIDEBAR: PassageKind.SIDEBAR,
    Kind.HEADING: PassageKind.SUBHEADING,
    Kind.CAPTION: PassageKind.CAPTION,
    Kind.PULL_QUOTE: PassageKind.PULL_QUOTE,
}
ROLES = {Kind.QUESTION: Role.INTERVIEWER, Kind.ANSWER: Role.INTERVIEWEE}


@dataclass(frozen=True)
class Person:
    name: str
    role: str
    billed_as: str = ""


class Unreadable(ValueError):
    """The document cannot be taken; the message says why, and what to do."""


def decoded(received: bytes) -> str:
    """The document, character for character."""
    try:
        source = received.decode()
    except UnicodeDecodeError as error:
        line = received[: error.start].count(b"\n") + 1
        raise Unreadable(
            f"It is not UTF-8: line {line} has the byte {error.object[error.start]:#04x}, "
            "which UTF-8 has not there. Save it again as UTF-8, or convert it: "
            "iconv -f WINDOWS-1252 -t UTF-8"
        ) from error
    return checked(source)


def checked(source: str) -> str:
    if not source.strip("\ufeff \t\r\n") or source.isspace():
        raise Unreadable("It is empty.")
    if len(source) > MAX_LENGTH:
        raise Unreadable(
            f"It has {len(source):,} characters, and {MAX_LENGTH:,} are taken at once. "
            "Cut it into interviews."
        )
    if "\0" in source:
        line = source[: source.index("\0")].count("\n") + 1
        raise Unreadable(
            f"Line {line} has a NUL character, which cannot be kept. Remove it."
        )
    return source


def names_of(people: Iterable[Person]) -> dict[str, bool]:
    """For the segmentation: whether each asks."""
    return {
        person.name: person.role == Role.INTERVIEWER for person in people if person.name
    }


class Draft:
    """A document, an interview that is not saved, and who takes part in it."""

    def __init__(
        self, document: Document, interview: Interview, people: Sequence[Person]
    ) -> None:
        self.document = document
        self.interview = interview
        self.people = people
        self.rows: Rows = rows(document)
        interview.source_text = document.source
        interview.metadata_line = self.rows.metadata_line
        interview.status = InterviewStatus.DRAFT

    def problems(self) -> list[str]:
        """Why it cannot be saved, all at once."""
        made = self.rows
        printed: list[SpokenTurn | PrintedPassage] = [*made.turns, *made.passages]
        found = []
        if not made.turns:
            found.append("There is no question and no answer in the document.")
        for kind, role in ROLES.items():
            turns = [turn for turn in made.turns if turn.kind is kind]
            if turns and not self._in_role(role):
                found.append(
                    f"Name at least one {role}: there are {len(turns)} {kind.label}s."
                )
        named = [(person.name, person.role) for person in self.people]
        found += [
            f"{name} is named twice as {role}."
            for name, role in dict.fromkeys(named)
            if named.count((name, role)) > 1
        ]
        found += [
            f"Line {row.line}: {text[place.start()]!r} is a control character. Remove it."
            for row in printed
            for text in _texts(row)
            if (place := re.search(CONTROL_CHARACTERS, text))
        ]
        found += [
            f"Line {passage.line}: a heading has at most {HEADING_LENGTH} characters."
            for passage in made.passages
            if len(passage.heading) > HEADING_LENGTH
        ]
        if len(made.metadata_line) > METADATA_LENGTH:
            found.append(
                "Headline, byline and date, as printed before the first words, have at most "
                f"{METADATA_LENGTH} characters. Call a part of them introduction."
            )
        return found

    def unattributed(self) -> list[SpokenTurn]:
        """Turns that any of several people may have spoken, or somebody who is not named."""
        return [
            turn
            for turn in self.rows.turns
            if self._labelled(turn) is None
            and (in_role := self._in_role(ROLES[turn.kind]))
            and (len(in_role) > 1 or names_somebody(turn.label))
        ]

    def speaker_of(self, turn: SpokenTurn) -> Person:
        """The one whom the label names, or else the first in the role."""
        return self._labelled(turn) or self._in_role(ROLES[turn.kind])[0]

    def _in_role(self, role: str) -> list[Person]:
        return [person for person in self.people if person.role == role]

    def _labelled(self, turn: SpokenTurn) -> Person | None:
        named = [
            person
            for person in self._in_role(ROLES[turn.kind])
            if belongs_to(turn.label, person.name)
        ]
        return named[0] if len(named) == 1 else None

    def save(self) -> Interview:
        if problems := self.problems():
            raise ValidationError(problems)
        with transaction.atomic():
            self.interview.full_clean()
            self.interview._change_reason = WHY  # type: ignore[attr-defined]
            self.interview.save()
            speakers = self._speakers()
            for person in self.people:
                part = Participation(
                    interview=self.interview,
                    speaker=speakers[person.name],
                    role=person.role,
                    billed_as=person.billed_as,
                )
                part.full_clean()
                part.save()
            new_turns = (
                Turn(
                    interview=self.interview,
                    position=position,
                    kind=TurnKind(turn.kind),
                    speaker=speakers[self.speaker_of(turn).name],
                    text=turn.text,
                    opening_mark=turn.opening_mark,
                    closing_mark=turn.closing_mark,
                )
                for position, turn in enumerate(self.rows.turns, 1)
            )
            turns = history.create(Turn, new_turns, WHY)
            self._save_passages(turns)
        return self.interview

    def _speakers(self) -> dict[str, Speaker]:
        """Whoever has exactly the name, or else somebody new."""
        names = list(dict.fromkeys(person.name for person in self.people))
        found: dict[str, Speaker] = {}
        for speaker in Speaker.objects.filter(name__in=names):
            if speaker.name in found:
                raise ValidationError(
                    f"Two speakers are called {speaker.name}: {found[speaker.name].slug} and "
                    f"{speaker.slug}. Give one of them another name first."
                )
            found[speaker.name] = speaker
        for name in names:
            if name not in found:
                speaker = Speaker(name=name, slug=free_slug(Speaker, name))
                speaker.full_clean()
                speaker.save()
                found[name] = speaker
        return found

    def _save_passages(self, turns: Sequence[Turn]) -> None:
        renditions = [self.rows.rendition(passage) for passage in self.rows.passages]
        quotes = [
            Quote(
                turn=turns[found.turn - 1],
                start=found.start,
                end=found.end,
                text=turns[found.turn - 1].text[found.start : found.end],
                speaker=turns[found.turn - 1].speaker,
                kind=QuoteKind.EXCERPT,
            )
            if found
            else None
            for found in renditions
        ]
        history.create(Quote, filter(None, quotes), WHY)
        passages = (
            Passage(
                interview=self.interview,
                position=position,
                kind=PASSAGE_KINDS[passage.kind],
                heading=passage.heading,
                text=passage.text,
                turn=turns[passage.turn - 1] if passage.turn else None,
                after_paragraph=passage.after_paragraph,
                quote=quote,
            )
            for position, (passage, quote) in enumerate(
                zip(self.rows.passages, quotes, strict=True), 1
            )
        )
        history.create(Passage, passages, WHY)


def _texts(row: SpokenTurn | PrintedPassage) -> list[str]:
    return [row.heading, row.text] if isinstance(row, PrintedPassage) else [row.text]


def slug_of(name: str, otherwise: str) -> str:
    slug = re.sub("[-_]+", "-", slugify(name))[:SLUG_LENGTH].strip("-")
    return slug or otherwise


def free_slug(model: type[Model], name: str) -> str:
    """The slug of a name, or the nearest that nobody has."""
    slug = slug_of(name, model.__name__.lower())
    near = model._default_manager.filter(slug__startswith=slug[: SLUG_LENGTH - 6])
    taken = set(near.values_list("slug", flat=True))
    free = slug
    for number in count(2):
        if free not in taken:
            break
        suffix = f"-{number}"
        free = f"{slug[: SLUG_LENGTH - len(suffix)]}{suffix}"
    return free
