"""Mentions of known names that are missing: a page that lists them, to tick and to add.

Nothing is remembered between the page and what is ticked there: the texts are read again
when it is sent, and what no longer stands in them is left alone.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from interviews.admin.refusals import (
    REFUSALS,
    GuardedAdmin,
    every_rule_checked,
    in_words,
)
from interviews.mentions.names import Names
from interviews.mentions.proposals import (
    Choice,
    Proposal,
    apply,
    by_interview,
    kind_of,
    known_names,
    may_name,
    places_to_read,
)
from interviews.models import Entity, Interview, Mention, Passage, Turn

SELECTABLE: dict[str, type[Model]] = {
    "turn": Turn,
    "passage": Passage,
    "interview": Interview,
    "entity": Entity,
}
# What an address can hold, what a page can show, and what can be read while somebody waits.
MOST_SELECTED = 500
MOST_SHOWN = 200
MOST_READ = 2_000
IN_A_TERMINAL = "python manage.py find_mentions"
KEYS = re.compile(r"[0-9]{1,18}(,[0-9]{1,18})*")
CHOICE = re.compile(
    r"(turn|passage)-([0-9]{1,18})-([0-9]{1,9})-([0-9]{1,9})-([0-9]{1,18})"
)


def may_find_mentions(request: Any) -> bool:
    site = admin.site
    return site.get_model_admin(Mention).has_add_permission(request) and all(
        site.get_model_admin(model).has_view_permission(request)
        for model in (Turn, Passage, Entity)
    )


class NamesFinderAdmin(GuardedAdmin):
    """A list of texts, or of what is named in them."""

    actions = ("find_mentions",)

    def has_find_mentions_permission(self, request: Any) -> bool:
        return may_find_mentions(request)

    @admin.action(
        description="Find mentions of known names…", permissions=["find_mentions"]
    )
    def find_mentions(
        self, request: Any, queryset: QuerySet
    ) -> HttpResponseRedirect | None:
        keys = list(queryset.values_list("pk", flat=True)[: MOST_SELECTED + 1])
        if len(keys) > MOST_SELECTED:
            messages.error(
                request,
                f"Select at most {MOST_SELECTED}, or use the terminal: {IN_A_TERMINAL}",
            )
            return None
        selection = {self.opts.model_name: ",".join(map(str, keys))}
        return HttpResponseRedirect(
            reverse("admin:interviews_mention_find", query=selection)
        )


def find_mentions(request: Any) -> HttpResponse:
    if not may_find_mentions(request):
        raise PermissionDenied
    selection = _selection(request)
    if not selection:
        messages.error(request, "Select what to look in: turns, passages, interviews.")
        return HttpResponseRedirect(reverse("admin:interviews_turn_changelist"))
    names = known_names()
    if request.method == "POST":
        _add_what_is_ticked(request, names)
        return HttpResponseRedirect(request.get_full_path())
    proposals = list(islice(_proposals(names, selection), MOST_SHOWN + 1))
    context = admin.site.each_context(request) | {
        "title": "Mentions of known names that are missing",
        "opts": Mention._meta,
        "rows": [_row(proposal) for proposal in proposals[:MOST_SHOWN]],
        "most_shown": MOST_SHOWN if len(proposals) > MOST_SHOWN else None,
        "most_read": MOST_READ if _too_much_to_read(selection) else None,
        "in_a_terminal": IN_A_TERMINAL,
    }
    return TemplateResponse(request, "admin/interviews/mention/find.html", context)


def _selection(request: Any) -> dict[str, list[int]]:
    asked = {name: request.GET.get(name, "") for name in SELECTABLE}
    return {
        name: [int(key) for key in keys.split(",")]
        for name, keys in asked.items()
        if KEYS.fullmatch(keys)
    }


def _texts(selection: dict[str, list[int]]) -> list[QuerySet]:
    named = may_name(Entity.objects.filter(pk__in=selection.get("entity", [])))
    in_interviews = Q(interview__in=selection.get("interview", []))
    return [
        model.objects.filter(Q(pk__in=selection.get(name, [])) | in_interviews | named)
        for name, model in (("turn", Turn), ("passage", Passage))
    ]


def _too_much_to_read(selection: dict[str, list[int]]) -> bool:
    return any(texts[MOST_READ : MOST_READ + 1] for texts in _texts(selection))


def _proposals(
    names: Names[Entity], selection: dict[str, list[int]]
) -> Iterator[Proposal]:
    wanted = set(selection.get("entity", []))
    places = places_to_read(*_texts(selection), most=MOST_READ)
    for proposals in by_interview(names, places):
        for proposal in proposals:
            if not wanted or wanted & {entity.pk for entity in proposal.entities}:
                yield proposal


def _row(proposal: Proposal) -> dict[str, Any]:
    place, kind = proposal.place, kind_of(proposal.place)
    return {
        "context": proposal.in_context,
        "interview": place.interview,
        "place": f"{kind} {place.position}",
        "address": reverse(f"admin:interviews_{kind}_change", args=[place.pk]),
        "choices": [
            (_written(proposal.of(entity)), entity) for entity in proposal.entities
        ],
    }


def _written(choice: Choice) -> str:
    return f"{choice.kind}-{choice.place}-{choice.start}-{choice.end}-{choice.entity}"


def _read(value: str) -> Choice | None:
    if not (found := CHOICE.fullmatch(value)):
        return None
    kind, *numbers = found.groups()
    return Choice(kind, *map(int, numbers))


def _add_what_is_ticked(request: Any, names: Names[Entity]) -> None:
    ticked = [_read(value) for value in request.POST.getlist("choice") if value]
    choices = {choice for choice in ticked if choice}
    if None in ticked:
        messages.error(request, "What is ticked could not be read. Nothing was added.")
        return
    try:
        with every_rule_checked():
            mentions = apply(names, choices)
            LogEntry.objects.log_actions(
                request.user.pk, mentions, ADDITION, [{"added": {}}]
            )
    except REFUSALS as refusal:
        messages.error(request, in_words(refusal))
        return
    _say(request, len(mentions), len(choices) - len(mentions))


def _say(request: Any, added: int, left: int) -> None:
    if added or not left:
        are = "mention was" if added == 1 else "mentions were"
        messages.success(request, f"{added} {are} added.")
    if left:
        messages.warning(
            request, f"{left} left alone: what stands there now is no longer as it was."
        )
