"""An interview at a glance: its turns, what is missing in them, and who sees it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, resolve, reverse
from django.utils import timezone

from interviews import history
from interviews.addresses import addresses
from interviews.admin.lists import count_of
from interviews.admin.refusals import (
    REFUSALS,
    GuardedAdmin,
    every_rule_checked,
    in_words,
)
from interviews.admin.roles import may_publish
from interviews.choices import InterviewStatus, PassageKind, QuoteKind, TurnKind
from interviews.models import Interview, Mention, Passage, Quote, Turn
from interviews.pages.interviews import interview_page
from interviews.text import opening_words

# More than these are folded away, so that the form below stays in reach.
MOST_UNFOLDED = 60


@dataclass(frozen=True)
class Line:
    """A turn of the overview."""

    turn: Any
    problems: list[str]
    hints: list[str] = field(default_factory=list)

    @property
    def opening(self) -> str:
        return opening_words(self.turn.text)


def lines(interview: Interview) -> list[Line]:
    turns = (
        Turn.objects.filter(interview=interview)
        .in_reading_order()
        .select_related("speaker")
        .prefetch_related("topics")
        .annotate(
            quote_count=count_of(Quote, "turn"),
            mention_count=count_of(Mention, "turn"),
            excerpt_count=count_of(
                Quote, "turn", kind=QuoteKind.EXCERPT, withdrawn_at=None
            ),
        )
    )
    before = None
    found = []
    for turn in turns:
        found.append(Line(turn, list(_problems(turn, before)), list(_hints(turn))))
        before = turn
    return found


def _problems(turn: Any, before: Any) -> Iterable[str]:
    if turn.kind == TurnKind.ANSWER and (
        before is None
        or (before.kind == TurnKind.ANSWER and before.speaker_id == turn.speaker_id)
    ):
        yield "no question before it"
    if not turn.topics.all():
        yield "no topic"
    if turn.text != turn.text.strip():
        yield "white space at an end"


def _hints(turn: Any) -> Iterable[str]:
    if turn.kind == TurnKind.QUESTION and "?" not in turn.text:
        yield "no question mark"
    if turn.kind == TurnKind.ANSWER and not turn.excerpt_count:
        yield "no excerpt"


def passages_to_look_at(interview: Interview) -> list[tuple[Passage, str]]:
    """Those that are printed nowhere in particular, or large without saying what."""
    found = []
    for passage in Passage.objects.filter(interview=interview).in_reading_order():
        if passage.turn_id is None and passage.kind != PassageKind.INTRODUCTION:
            found.append((passage, "no place: it is printed before the first turn"))
        if passage.kind == PassageKind.PULL_QUOTE and passage.quote_id is None:
            found.append((passage, "no quote that it renders"))
        if passage.text != passage.text.strip():
            found.append((passage, "white space at an end"))
    return found


class EmbargoForm(forms.Form):
    publish_at = forms.DateTimeField(
        label="Embargo until (UTC; empty for none)",
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )


class OverviewAdmin(GuardedAdmin):
    change_form_template = "admin/interviews/interview/overview.html"

    def get_urls(self) -> list[URLPattern]:
        pages = (
            (self.change_visibility, "visibility"),
            (self.preview, "preview"),
            (self.preview_of_api, "preview_of_api"),
        )
        own = [
            path(
                f"<int:key>/{name}/",
                self.admin_site.admin_view(view),
                name=f"interviews_interview_{name}",
            )
            for view, name in pages
        ]
        return [*own, *super().get_urls()]

    def render_change_form(
        self, request: Any, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        interview = context.get("original")
        if interview:
            context |= _overview(request, interview)
        return super().render_change_form(request, context, *args, **kwargs)

    def change_visibility(self, request: Any, key: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        interview = get_object_or_404(Interview.objects.without_source(), pk=key)
        if not (
            may_publish(request) and self.has_change_permission(request, interview)
        ):
            raise PermissionDenied
        try:
            with every_rule_checked():
                # As it is now: somebody may set an embargo at the same moment.
                interview = (
                    Interview.objects.without_source().select_for_update().get(pk=key)
                )
                done = _changed(request, interview)
        except REFUSALS as refusal:
            messages.error(request, in_words(refusal))
        else:
            if done:
                messages.success(request, done)
            else:
                messages.error(request, "What was sent could not be read.")
        return HttpResponseRedirect(
            reverse("admin:interviews_interview_change", args=[key])
        )

    def preview(self, request: Any, key: int) -> HttpResponse:
        """The page that the public will read, for those who may see it before."""
        interview = get_object_or_404(Interview.objects.without_source(), pk=key)
        if not self.has_view_permission(request, interview):
            raise PermissionDenied
        page = interview_page(interview, addresses(request.build_absolute_uri))
        del page["Cache-Control"]  # The admin's own: to be kept nowhere.
        page["X-Robots-Tag"] = "noindex"
        return page

    def preview_of_api(self, request: Any, key: int) -> HttpResponse:
        """What the API will say of it, for those who may see it before."""
        interview = get_object_or_404(Interview.objects.without_source(), pk=key)
        if not self.has_view_permission(request, interview):
            raise PermissionDenied
        answer = _as_if_public(request, interview)
        return HttpResponse(
            answer,
            content_type="application/json",
            headers={"X-Robots-Tag": "noindex", "Cache-Control": "private, no-store"},
        )


def _as_if_public(request: Any, interview: Interview) -> bytes:
    """The whole interview as the API answers, published for as long as that takes."""
    asked = HttpRequest()
    asked.method = "GET"
    asked.path = reverse("interviews-document", args=[interview.slug])
    # The host alone: no condition of the browser's cache, no session.
    about = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "wsgi.url_scheme")
    asked.META = {name: request.META[name] for name in about if name in request.META}
    view = resolve(asked.path)
    with transaction.atomic():
        Interview.objects.filter(pk=interview.pk).update(
            status=InterviewStatus.PUBLISHED, publish_at=None
        )
        response: Any = view.func(asked, *view.args, **view.kwargs)
        content = response.render().content
        transaction.set_rollback(True)
    return content


def _overview(request: Any, interview: Interview) -> dict[str, Any]:
    found = lines(interview)
    passages = passages_to_look_at(interview)
    return {
        "lines": found,
        "passages_to_look_at": passages,
        "problem_count": sum(len(line.problems) for line in found) + len(passages),
        "is_unfolded": len(found) <= MOST_UNFOLDED,
        "standing": standing(interview),
        "is_released": interview.status == InterviewStatus.PUBLISHED,
        "is_public": _is_public(interview),
        "may_publish": may_publish(request),
        "may_add_turns": request.user.has_perm("interviews.add_turn"),
        "embargo": EmbargoForm(
            initial={"publish_at": interview.publish_at}, auto_id="embargo_%s"
        ),
    }


def _is_public(interview: Interview) -> bool:
    return Interview.objects.published().filter(pk=interview.pk).exists()


def standing(interview: Interview) -> str:
    """Who sees it, in words."""
    embargo = interview.publish_at
    later = embargo is not None and embargo > timezone.now()
    until = f"{embargo.astimezone(UTC):%-d %B %Y, %H:%M} UTC" if embargo else ""
    if interview.status == InterviewStatus.DRAFT:
        return f"Draft, with an embargo until {until}" if later else "Draft"
    return f"Under embargo until {until}" if later else "Public"


def _changed(request: Any, interview: Interview) -> str:
    """What was done, in a sentence; empty where that cannot be read."""
    match request.POST.get("change"):
        case "publish":
            interview.status = InterviewStatus.PUBLISHED
        case "unpublish":
            interview.status = InterviewStatus.DRAFT
        case "embargo":
            form = EmbargoForm(request.POST)
            if not form.is_valid():
                return ""
            interview.publish_at = form.cleaned_data["publish_at"]
        case _:
            return ""
    history.keep_what_stands([interview])
    interview.save(update_fields=["status", "publish_at"])
    said = f"{standing(interview)}."
    LogEntry.objects.log_actions(request.user.pk, [interview], CHANGE, said)
    return said
