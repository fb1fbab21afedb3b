"""Cut a document into questions, answers and what is printed around them; save it as a draft.

Nothing is written without --save: it prints how the document was read, where it is unsure,
and the command that saves it.
"""

import shlex
from argparse import Action, ArgumentParser, ArgumentTypeError
from collections import Counter
from collections.abc import Iterator, Sized
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.db import DatabaseError
from django.urls import reverse

from interviews.choices import Role
from interviews.drafts import (
    Draft,
    Person,
    Unreadable,
    decoded,
    free_slug,
    names_of,
    slug_of,
)
from interviews.models import Interview
from interviews.segmentation import Document, Hints, hints, rows, segment
from interviews.segmentation.document import PieceKind
from interviews.segmentation.segments import CHOICES, Kind, Segment
from interviews.text import opening_words

REQUIRED = ("title", "publication", "published_on", "language")


class NamePerson(Action):
    """Adds somebody in a role; --billed-as says more of whoever was named last."""

    def __call__(
        self, parser: Any, namespace: Any, value: Any, option: Any = None
    ) -> None:
        people = [*(namespace.people or [])]
        if self.dest == "billed_as":
            if not people:
                parser.error("--billed-as follows the name of whom it is about")
            people[-1] = replace(people[-1], billed_as=value)
        else:
            people.append(Person(value, Role(self.dest)))
        namespace.people = people


def correction(argument: str) -> tuple[int, Kind]:
    number, _, name = argument.partition("=")
    try:
        kind = Kind(name)
        if kind not in CHOICES:
            raise ValueError(name)
        return int(number), kind
    except ValueError as error:
        kinds = ", ".join(CHOICES)
        raise ArgumentTypeError(
            f"{argument!r} is not a number, =, and one of: {kinds}"
        ) from error


def day(argument: str) -> date:
    try:
        return date.fromisoformat(argument)
    except ValueError as error:
        raise ArgumentTypeError(
            f"{argument!r} is no date such as 2026-01-16"
        ) from error


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Plain text or Markdown, in UTF-8.")
        for option, words in [
            ("--title", "The headline, or a title of yours."),
            ("--publication", "The newspaper, magazine or station."),
            ("--language", "Such as nl or en-GB."),
            ("--slug", "The name in web addresses; by default of the title."),
            ("--source-url", "Where the publisher has the article."),
        ]:
            parser.add_argument(option, default="", help=words)
        parser.add_argument(
            "--published-on",
            type=day,
            metavar="YYYY-MM-DD",
            help="The day of publication.",
        )
        for option, words in [
            ("--interviewer", "Who asks. May be repeated."),
            ("--interviewee", "Who answers. May be repeated."),
            ("--billed-as", "As what the one named just before is introduced."),
        ]:
            parser.add_argument(option, action=NamePerson, metavar="NAME", help=words)
        parser.set_defaults(people=[])
        parser.add_argument(
            "--as",
            dest="corrections",
            type=correction,
            action="append",
            default=[],
            metavar="NUMBER=KIND",
            help="What a paragraph is, by its number in the list: --as 12=caption. Kinds: "
            f"{', '.join(CHOICES)}.",
        )
        parser.add_argument(
            "--accept-unsure",
            action="store_true",
            help="Save what it is unsure of, too.",
        )
        parser.add_argument("--save", action="store_true", help="Save it as a draft.")

    def handle(self, file: Path, **options: Any) -> None:
        try:
            source = decoded(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except Unreadable as error:
            raise CommandError(f"{file} cannot be imported. {error}") from error
        people = options["people"]
        document = segment(source, dict(options["corrections"]), names_of(people))
        self.refuse_unknown_numbers(options["corrections"], len(document.segments))
        known = hints(document, rows(document))
        data = particulars(options, known)
        draft = Draft(document, Interview(**data), people)
        wanting = [*missing(data), *draft.problems(), *self.taken(data["slug"])]
        unsure = [*document.unsure(), *draft.unattributed()]
        if not options["save"]:
            self.show(draft, file)
            self.show_next(file, options, known, data, wanting, bool(unsure))
            return
        if wanting:
            raise CommandError("Nothing was written.\n" + listed(wanting))
        if unsure and not options["accept_unsure"]:
            raise CommandError(
                f"Nothing was written: it is unsure of {places(unsure)}. Run it without --save to "
                "see, correct them with --as, or add --accept-unsure."
            )
        self.save(draft)

    def refuse_unknown_numbers(self, corrections: Any, count: int) -> None:
        unknown = [str(number) for number, _ in corrections if not 1 <= number <= count]
        if unknown:
            raise CommandError(
                f"--as names no paragraph: {', '.join(unknown)}. There are {count}."
            )

    def taken(self, slug: str) -> Iterator[str]:
        if slug and Interview.objects.filter(slug=slug).exists():
            yield (
                f"There is an interview with the slug {slug}. The nearest that is free: "
                f"--slug {free_slug(Interview, slug)}"
            )

    def save(self, draft: Draft) -> None:
        try:
            interview = draft.save()
        except ValidationError as error:
            raise CommandError(
                "Nothing was written.\n" + listed(said(error))
            ) from error
        except DatabaseError as error:
            reason = str(error).partition("\n")[0]
            raise CommandError(f"Nothing was written: {reason}.") from error
        address = reverse("admin:interviews_interview_change", args=[interview.pk])
        self.stdout.write(
            f"Saved as a draft: {interview.title} ({interview.slug}), {counted(draft)}.\n"
            f"Look at it, add topics and mentions, and publish it: {address}"
        )

    # What a dry run says

    def show(self, draft: Draft, file: Path) -> None:
        document = draft.document
        self.stdout.write(f"{file}: {counted(draft)}.\n\n")
        for one in document.segments:
            mark = "?" if one.reading.doubt else " "
            self.stdout.write(
                f"{one.number:4}  {lines_of(one):9} {mark} {one.kind:12}  "
                f"{opening_words(one.text, 56)}"
            )
        if markup := marks(document):
            self.stdout.write(f"\nNo words, and kept in the source alone: {markup}")
        unsure = document.unsure()
        self.stdout.write(
            f"\nUnsure of {places(unsure)}." if unsure else "\nNothing is unsure."
        )
        for one in unsure:
            self.stdout.write(
                f"{one.number:4}, line {one.shape.line}: read as {one.kind.label}. "
                f"{one.reading.doubt[0].upper()}{one.reading.doubt[1:]}.\n"
                f"      Say which it is: {' or '.join(choices(one))}"
            )
        for turn in draft.unattributed():
            self.stdout.write(
                f"      Line {turn.line}: who speaks? By the label “{turn.label}” it may be any "
                f"of them, or somebody else; {draft.speaker_of(turn).name} is taken. Change "
                "it in the admin."
            )

    def show_next(
        self,
        file: Path,
        options: dict[str, Any],
        known: Hints,
        data: dict[str, Any],
        wanting: list[str],
        is_unsure: bool,
    ) -> None:
        if wanting:
            self.stdout.write("\nBefore it can be saved:\n" + listed(wanting))
        command = ["python", "manage.py", "import_interview", str(file)]
        for name, placeholder in [
            ("title", "TITLE"),
            ("publication", "PUBLICATION"),
            ("published_on", "YYYY-MM-DD"),
            ("language", "LANGUAGE"),
            ("slug", ""),
            ("source_url", ""),
        ]:
            if value := str(data[name] or placeholder):
                command += [f"--{name.replace('_', '-')}", value]
        command += named(options["people"], known)
        for number, kind in options["corrections"]:
            command += ["--as", f"{number}={kind}"]
        command += ["--accept-unsure"] if is_unsure else []
        self.stdout.write(
            "\nNothing was written. To save it as a draft:\n  "
            + shlex.join([*command, "--save"])
        )


def particulars(options: dict[str, Any], known: Hints) -> dict[str, Any]:
    title = options["title"] or known.title
    return {
        "title": title,
        "publication": options["publication"],
        "published_on": options["published_on"] or known.published_on,
        "language": options["language"] or known.language,
        "slug": options["slug"] or (title and slug_of(title, "interview")),
        "source_url": options["source_url"],
    }


def missing(data: dict[str, Any]) -> list[str]:
    options = [f"--{name.replace('_', '-')}" for name in REQUIRED if not data[name]]
    return (
        [f"The document does not tell, so give: {', '.join(options)}"]
        if options
        else []
    )


def named(people: list[Person], known: Hints) -> list[str]:
    """Who was named, or else whom the labels name."""
    found = []
    for role, names in [
        (Role.INTERVIEWER, known.interviewers),
        (Role.INTERVIEWEE, known.interviewees),
    ]:
        in_role = [person for person in people if person.role == role]
        in_role = in_role or [Person(name, role) for name in names or ("NAME",)]
        for person in in_role:
            found += [f"--{role}", person.name]
            found += ["--billed-as", person.billed_as] if person.billed_as else []
    return found


def choices(one: Segment) -> list[str]:
    kinds = (one.kind, *one.reading.alternatives)
    return [f"--as {one.number}={kind}" for kind in kinds if kind in CHOICES]


def marks(document: Document) -> str:
    """Labels, numbers and markup, and how often each stands there."""
    found = Counter(
        document.source[piece.start : piece.end].strip()
        for piece in document.pieces()
        if piece.kind is PieceKind.MARKUP
    )
    return ", ".join(
        f"{mark} ({number})" for mark, number in found.most_common(12) if mark
    )


def places(found: Sized) -> str:
    return f"{len(found)} place{'' if len(found) == 1 else 's'}"


def lines_of(one: Segment) -> str:
    first, last = one.shape.line, one.shape.last_line
    return f"line {first}" if first == last else f"{first}–{last}"


def counted(draft: Draft) -> str:
    kinds = [turn.kind for turn in draft.rows.turns]
    kinds += [passage.kind for passage in draft.rows.passages]
    counts = Counter(kind.label for kind in kinds)
    return ", ".join(
        f"{number} {kind}{'s' if number > 1 else ''}" for kind, number in counts.items()
    )


def said(error: ValidationError) -> list[str]:
    if hasattr(error, "error_dict"):
        return [
            f"{name}: {message}" if name != "__all__" else message
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    return error.messages


def listed(sentences: list[str]) -> str:
    return "\n".join(f"  - {sentence}" for sentence in sentences)
