"""A new interview from a document: paste or upload it, see how it is cut, correct, save.

The document and the corrections travel in the form. Nothing is kept until it is saved.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    ValidationError,
)
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from interviews.admin.from_text_forms import (
    ParticularsForm,
    PersonForm,
    SourceForm,
    people_of,
    sent_corrections,
    sent_document,
    sent_people,
    with_empty_rows,
)
from interviews.admin.refusals import REFUSALS, every_rule_checked, in_words
from interviews.drafts import MAX_LENGTH, Draft, Person, Unreadable, names_of
from interviews.models import Interview, Speaker
from interviews.segmentation import Document, hints, rows, segment
from interviews.segmentation.segments import CHOICES, Kind, Segment

# One form field each, all on one page.
MAX_SEGMENTS = 5_000


@dataclass(frozen=True)
class ShownSegment:
    segment: Segment

    @property
    def field(self) -> str:
        return f"kind-{self.segment.number}"

    @property
    def chosen(self) -> str:
        return self.segment.kind.value if self.segment.is_corrected else ""

    @property
    def options(self) -> list[tuple[str, str]]:
        return [(kind.value, kind.label) for kind in CHOICES]

    @property
    def proposals(self) -> list[tuple[str, str]]:
        """What a click settles a doubt with."""
        kinds = (self.segment.kind, *self.segment.reading.alternatives)
        return [(f"{self.segment.number}:{kind}", kind.label) for kind in kinds]


class FromTextAdmin:
    """For the admin of interviews: the page, and its address."""

    admin_site: Any
    opts: Any

    def from_text_url(self) -> Any:
        # The middleware reads the form to find its token, and would fail where it is too
        # big to be read: the token is looked for once the size is known.
        view = self.admin_site.admin_view(csrf_exempt(self.from_text))
        return path("from-text/", view, name="interviews_interview_from_text")

    def from_text(self, request: Any) -> HttpResponse:
        if not self.has_add_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        try:
            len(request.POST)
        except (RequestDataTooBig, TooManyFieldsSent):
            messages.error(
                request,
                f"That was too much: a text has at most {MAX_LENGTH:,} characters.",
            )
            return HttpResponseRedirect(request.path)
        return csrf_protect(self._from_text)(request)

    def _from_text(self, request: Any) -> HttpResponse:
        if "document" in request.POST:
            return self._reviewed(request)
        if request.method != "POST":
            return self._ask_for_source(request, SourceForm())
        form = SourceForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._ask_for_source(request, form)
        return self._first_seen(request, form.cleaned_data["source"])

    def _ask_for_source(self, request: Any, form: Any) -> HttpResponse:
        fieldsets = [(None, {"fields": list(form.fields)})]
        context = {"adminform": AdminForm(form, fieldsets, {}), "errors": form.errors}
        return self._page(request, "from_text.html", context)

    def _first_seen(self, request: Any, source: str) -> HttpResponse:
        document = segment(source)
        known = hints(document, rows(document))
        particulars = {
            "title": known.title,
            "published_on": known.published_on,
            "language": known.language,
        }
        return self._review(request, document, particulars, people_of(known))

    def _reviewed(self, request: Any) -> HttpResponse:
        """What came back: the document, what was said of it, and whether to save it."""
        sent = request.POST
        try:
            source = sent_document(sent["document"])
        except Unreadable as error:
            messages.error(
                request, f"The document that the page sent cannot be read. {error}"
            )
            return HttpResponseRedirect(request.path)
        corrections = sent_corrections(sent)
        people = sent_people(sent)
        if "save" not in sent:
            document = segment(source, corrections, names_of(named(people)))
            return self._review(request, document, sent.dict(), people)
        form = ParticularsForm(sent)
        rows_of_people = [
            PersonForm(one, prefix=f"people-{row}")
            for row, one in enumerate(prefixed(people))
        ]
        is_valid = all([form.is_valid(), *(one.is_valid() for one in rows_of_people)])
        whole = [one.person for one in rows_of_people if one.is_valid()]
        taking_part = [person for person in whole if person.name]
        document = segment(source, corrections, names_of(taking_part))
        draft = Draft(document, form.instance, taking_part)
        self._complain(draft, form, is_accepted="accept_unsure" in sent)
        if is_valid and not form.errors and self._saved(draft, form):
            return self._saved_page(request, draft)
        return self._shown(request, draft, form, rows_of_people)

    def _complain(self, draft: Draft, form: Any, *, is_accepted: bool) -> None:
        for problem in draft.problems():
            form.add_error(None, problem)
        if not is_accepted and (draft.document.unsure() or draft.unattributed()):
            form.add_error(
                None,
                "Some places are unsure. Settle them below, or tick that they are right.",
            )

    def _saved(self, draft: Draft, form: Any) -> bool:
        try:
            with every_rule_checked():
                draft.save()
        except ValidationError as error:
            form.add_error(None, error.messages)
        except REFUSALS as refusal:
            form.add_error(None, in_words(refusal))
        return not form.errors

    def _saved_page(self, request: Any, draft: Draft) -> HttpResponse:
        interview = draft.interview
        self.log_addition(request, interview, "Made from a text.")  # type: ignore[attr-defined]
        messages.success(
            request,
            f"Saved as a draft. Turns: {len(draft.rows.turns)}, "
            f"passages: {len(draft.rows.passages)}.",
        )
        page = reverse("admin:interviews_interview_change", args=[interview.pk])
        return HttpResponseRedirect(page)

    def _review(
        self, request: Any, document: Document, particulars: dict, people: list[dict]
    ) -> HttpResponse:
        """The page with what was typed so far, and no complaint about what was not."""
        return self._shown(
            request,
            Draft(document, Interview(), named(people)),
            ParticularsForm(initial=particulars),
            [
                PersonForm(initial=one, prefix=f"people-{row}")
                for row, one in enumerate(with_empty_rows(people))
            ],
        )

    def _shown(
        self, request: Any, draft: Draft, form: Any, people: list[PersonForm]
    ) -> HttpResponse:
        document = draft.document
        if len(document.segments) > MAX_SEGMENTS:
            messages.error(
                request,
                f"The document has {len(document.segments):,} paragraphs, and this page shows "
                f"{MAX_SEGMENTS:,}. Import it at the terminal: manage.py import_interview",
            )
            return HttpResponseRedirect(request.path)
        fieldsets = [("About the interview", {"fields": list(form.fields)})]
        # PostgreSQL takes no NUL, and nobody is called so.
        names = [one.name for one in draft.people if "\0" not in one.name]
        unsure = document.unsure()
        unattributed = [
            (turn, draft.speaker_of(turn).name) for turn in draft.unattributed()
        ]
        context = {
            "subtitle": counted(document),
            "adminform": AdminForm(form, fieldsets, {}),
            "errors": form.errors or any(one.errors for one in people),
            "people": people,
            "known_speakers": Speaker.objects.filter(name__in=names) if names else [],
            "document": json.dumps(document.source, ensure_ascii=False),
            "segments": [ShownSegment(one) for one in document.segments],
            "unsure": unsure,
            "unattributed": unattributed,
            "unsure_count": len(unsure) + len(unattributed),
            "is_accepted": "accept_unsure" in request.POST,
        }
        return self._page(request, "review.html", context)

    def _page(self, request: Any, template: str, context: dict) -> HttpResponse:
        return TemplateResponse(
            request,
            f"admin/interviews/interview/{template}",
            {
                **self.admin_site.each_context(request),
                "title": "New interview from text",
                "opts": self.opts,
                **context,
            },
        )


def named(people: list[dict]) -> list[Person]:
    return [Person(one["name"], one["role"]) for one in people if one["name"]]


def prefixed(people: list[dict]) -> list[dict]:
    """Rows as a form with a prefix reads them, numbered anew."""
    return [
        {f"people-{row}-{name}": value for name, value in one.items()}
        for row, one in enumerate(people)
    ]


def counted(document: Document) -> str:
    counts = Counter(one.kind for one in document.segments)
    return ", ".join(
        f"{counts[kind]} {kind.label}{'s' if counts[kind] > 1 else ''}"
        for kind in (Kind.QUESTION, Kind.ANSWER)
        if counts[kind]
    )
