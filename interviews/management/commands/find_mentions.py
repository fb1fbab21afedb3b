import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.core.management import BaseCommand, CommandError

from interviews.api.problems import nearest
from interviews.choices import EntityKind
from interviews.mentions.proposals import (
    Choice,
    Proposal,
    apply,
    by_interview,
    kind_of,
    known_names,
    places_to_read,
)
from interviews.models import Entity, Interview, Passage, Turn
from interviews.querysets import SluggedQuerySet

ANSWERS = "y: yes, n: no, a: yes to this and all that follow, q: stop here"


class Command(BaseCommand):
    help = (
        "Propose mentions for names and aliases that stand in turns and passages and are "
        "not marked there. Lists them, and writes nothing without --apply or --yes."
    )
    stealth_options = ("stdin",)
    texts_between_reports = 10_000

    def add_arguments(self, parser: ArgumentParser) -> None:
        several: dict[str, Any] = {"nargs": "+", "action": "extend", "metavar": "SLUG"}
        parser.add_argument(
            "--interview", **several, help="Look in these interviews alone."
        )
        parser.add_argument(
            "--entity",
            **several,
            help="Propose these entities alone. Says which one is meant, too, where "
            "several bear a name.",
        )
        parser.add_argument(
            "--kind",
            help=f"Propose entities of this kind alone: {', '.join(EntityKind.values)}.",
        )
        parser.add_argument(
            "--apply",
            action="store_true",
            help="Ask of each, and write what you confirm.",
        )
        parser.add_argument(
            "--yes", action="store_true", help="Write all that are not ambiguous."
        )

    def handle(self, **options: Any) -> None:
        self.stdin = options.get("stdin") or sys.stdin
        self.asks = options["apply"] and not options["yes"]
        self.writes = options["apply"] or options["yes"]
        if self.asks and not self.stdin.isatty():
            raise CommandError(
                "--apply asks at a terminal, and this is none. Without questions: --yes"
            )
        interviews = self.keys(Interview, "interview", options["interview"])
        self.entities = self.keys(Entity, "entity", options["entity"])
        self.kind = options["kind"]
        if self.kind is not None and self.kind not in EntityKind.values:
            raise unknown("kind", self.kind, EntityKind.values)
        self.counts: Counter[str] = Counter()
        self.names = known_names()
        for proposals in by_interview(
            self.names, self.reported(self.texts(interviews))
        ):
            wanted = [(one, self.candidates(one)) for one in proposals]
            if not self.go_through([(one, few) for one, few in wanted if few]):
                break
        self.stdout.write(self.summary())

    def keys(
        self, model: Any, name: str, slugs: Collection[str] | None
    ) -> set[int] | None:
        if slugs is None:
            return None
        rows: SluggedQuerySet = model.objects.all()
        found = rows.keys_by_slug(slugs)
        for slug in slugs:
            if slug not in found:
                raise unknown(name, slug, rows.values_list("slug", flat=True))
        return set(found.values())

    def texts(self, interviews: set[int] | None) -> list[Any]:
        every = [Turn.objects.all(), Passage.objects.all()]
        if interviews is None:
            return every
        return [texts.filter(interview__in=interviews) for texts in every]

    def reported(self, texts: list[Any]) -> Iterator[Turn | Passage]:
        total = sum(queryset.count() for queryset in texts)
        for number, place in enumerate(places_to_read(*texts), 1):
            yield place
            if number % self.texts_between_reports == 0:
                self.stderr.write(f"Read {number:,} of {total:,} texts ...")

    def candidates(self, proposal: Proposal) -> list[Entity]:
        """Who may be meant, of those that are looked for."""
        asked = [
            entity
            for entity in proposal.entities
            if (self.entities is None or entity.pk in self.entities)
            and (self.kind is None or entity.kind == self.kind)
        ]
        # To ask for one entity says that it is the one that is meant; a kind does not.
        is_said = self.entities is not None and len(asked) == 1
        return asked if is_said or not asked else list(proposal.entities)

    def go_through(self, proposals: list[tuple[Proposal, list[Entity]]]) -> bool:
        """List, or ask and write, what is missing in one interview; False to stop."""
        chosen: list[Choice] = []
        answer = "y"
        for proposal, candidates in proposals:
            self.stdout.write(described(proposal, candidates))
            self.counts["ambiguous" if len(candidates) > 1 else "found"] += 1
            if len(candidates) > 1 or not self.writes:
                continue
            answer = self.ask() if self.asks else "y"
            if answer == "q":
                break
            if answer != "n":
                chosen.append(proposal.of(candidates[0]))
        written = apply(self.names, chosen) if chosen else []
        self.counts["written"] += len(written)
        self.counts["changed"] += len(chosen) - len(written)
        return answer != "q"

    def ask(self) -> str:
        while True:
            self.stdout.write("    Mark it? [y/n/a/q] ", ending="")
            self.stdout.flush()
            answer = self.stdin.readline() or "q"
            match answer.strip().lower()[:1]:
                case "a":
                    self.asks = False
                    return "y"
                case "y" | "n" | "q" as letter:
                    return letter
            self.stdout.write(f"    {ANSWERS}")

    def summary(self) -> str:
        found, ambiguous = self.counts["found"], self.counts["ambiguous"]
        lines = []
        if self.writes:
            lines.append(f"{counted(self.counts['written'], 'mention')} written.")
        elif found or not ambiguous:
            lines.append(f"{counted(found, 'proposal')}.")
        if found and not self.writes:
            lines.append(
                "To write them, run this again with --apply, which asks of each, or with "
                "--yes."
            )
        if changed := self.counts["changed"]:
            lines.append(
                f"{counted(changed, 'proposal')} left alone, because the text changed "
                "meanwhile: run this again."
            )
        if ambiguous:
            lines.append(
                f"{counted(ambiguous, 'ambiguous name')} left alone: --entity SLUG says "
                "which one is meant."
            )
        return "\n".join(lines)


def unknown(option: str, value: str, valid: Iterable[str]) -> CommandError:
    guess = nearest(value, valid)
    hint = f" Did you mean --{option} {guess}?" if guess else ""
    return CommandError(f"There is no {option} {value!r}.{hint}")


def described(proposal: Proposal, candidates: list[Entity]) -> str:
    place = proposal.place
    slugs = " or ".join(entity.slug for entity in candidates)
    before, words, after = proposal.in_context
    doubt = "ambiguous: " if len(candidates) > 1 else ""
    return (
        f"{place.interview.slug}, {kind_of(place)} {place.position}, "
        f"{proposal.start}–{proposal.end}: {doubt}{slugs}\n"
        f"    {before}[{words}]{after}"
    )


def counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
