"""Quotes are featured, withdrawn with a reason, and restored: many at once, or one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from interviews import history
from interviews.admin.fields import lines
from interviews.admin.refusals import (
    REFUSALS,
    GuardedAdmin,
    every_rule_checked,
    in_words,
)
from interviews.admin.roles import may_withdraw
from interviews.admin.selections import selected, to_page_of
from interviews.models import Passage, Quote
from interviews.models.fields import VerbatimFormField
from interviews.verification.comparison import Verdict, compare

WITHDRAW_PAGE = "interviews_quote_withdraw"
RESTORE_PAGE = "interviews_quote_restore"


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Standing"), ("no", "Withdrawn")]

    def queryset(self, request: Any, queryset: QuerySet) -> QuerySet:
        if self.value() not in {"yes", "no"}:
            return queryset
        return queryset.filter(withdrawn_at__isnull=self.value() == "yes")


class PullQuoteFilter(admin.SimpleListFilter):
    """By what the publication printed large of the words."""

    title = "its pull quote"
    parameter_name = "pull_quote"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [("differs", "Differs"), ("same", "Says the same")]

    def queryset(self, request: Any, queryset: QuerySet) -> QuerySet:
        if self.value() not in {"differs", "same"}:
            return queryset
        printed = Passage.objects.filter(quote__in=queryset.order_by().values("pk"))
        found = {
            passage.quote_id
            for passage in printed.select_related("quote__turn")
            if _differs(passage) == (self.value() == "differs")
        }
        return queryset.filter(pk__in=found)


def _differs(passage: Passage) -> bool:
    said = passage.quote.turn.text if passage.quote else ""
    found = compare(passage.text, said)
    return found is None or found.verdict != Verdict.VERBATIM


class WithdrawalForm(forms.Form):
    reason = VerbatimFormField(
        label="Reason",
        widget=lines(3),
        help_text="The public sees it in the place of the words. It is given to each quote.",
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if not reason.strip():
            raise ValidationError("Say why.")
        return reason


class WithdrawalAdmin(GuardedAdmin):
    """The list of quotes, and the pages that its actions lead to."""

    actions = ("feature", "unfeature", "withdraw", "restore")

    def get_urls(self) -> list[URLPattern]:
        pages = ((withdraw, WITHDRAW_PAGE), (restore, RESTORE_PAGE))
        own = [
            path(f"{view.__name__}/", self.admin_site.admin_view(view), name=name)
            for view, name in pages
        ]
        return [*own, *super().get_urls()]

    def has_withdraw_permission(self, request: Any) -> bool:
        return may_withdraw(request)

    @admin.action(description="Feature", permissions=["change"])
    def feature(self, request: Any, queryset: QuerySet) -> None:
        _feature(request, queryset, True)

    @admin.action(description="No longer feature", permissions=["change"])
    def unfeature(self, request: Any, queryset: QuerySet) -> None:
        _feature(request, queryset, False)

    @admin.action(description="Withdraw with a reason…", permissions=["withdraw"])
    def withdraw(self, request: Any, queryset: QuerySet) -> HttpResponse | None:
        return to_page_of(WITHDRAW_PAGE, request, queryset)

    @admin.action(description="Restore…", permissions=["withdraw"])
    def restore(self, request: Any, queryset: QuerySet) -> HttpResponse | None:
        return to_page_of(RESTORE_PAGE, request, queryset)


def _feature(request: Any, queryset: QuerySet, is_featured: bool) -> None:
    chosen = Quote.objects.filter(pk__in=queryset.order_by().values("pk"))
    quotes = list(_locked(chosen.exclude(is_featured=is_featured)))
    for quote in quotes:
        quote.is_featured = is_featured
    _save(request, quotes, ["is_featured"])
    _say(request, len(quotes), "featured" if is_featured else "no longer featured")


def withdraw(request: Any) -> HttpResponse:
    if not may_withdraw(request):
        raise PermissionDenied
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            with every_rule_checked():
                quotes = list(_locked(_selected(request).standing()))
                for quote in quotes:
                    quote.withdrawn_at = timezone.now()
                    quote.withdrawal_reason = form.cleaned_data["reason"]
                _save(request, quotes, ["withdrawn_at", "withdrawal_reason"])
        except REFUSALS as refusal:
            form.add_error("reason", in_words(refusal))
        else:
            _say(request, len(quotes), "withdrawn")
            return _back(request)
    quotes = list(_selected(request))
    context = {
        "title": "Withdraw quotes",
        "form": form,
        "quotes": [quote for quote in quotes if quote.withdrawn_at is None],
        "left": [
            (quote, ["It is withdrawn already."])
            for quote in quotes
            if quote.withdrawn_at is not None
        ],
        "button": "Withdraw",
    }
    return _page(request, context)


def restore(request: Any) -> HttpResponse:
    if not may_withdraw(request):
        raise PermissionDenied
    if request.method == "POST":
        try:
            with every_rule_checked():
                restored, left = _restored(_locked(_selected(request)))
                _save(request, restored, ["withdrawn_at", "withdrawal_reason"])
        except REFUSALS as refusal:
            messages.error(request, in_words(refusal))
        else:
            _say(request, len(restored), "restored")
            for quote, reasons in left:
                reason = f"Not restored: {quote.public_id}. {' '.join(reasons)}"
                messages.warning(request, reason)
        return _back(request)
    restored, left = _restored(_selected(request))
    context = {
        "title": "Restore quotes",
        "quotes": restored,
        "left": left,
        "button": "Restore",
    }
    return _page(request, context)


Left = list[tuple[Quote, list[str]]]


def _restored(quotes: Iterable[Quote]) -> tuple[list[Quote], Left]:
    """Those that stand again, and those that cannot, with why; none is saved."""
    restored: list[Quote] = []
    left: Left = []
    for quote in quotes:
        if quote.withdrawn_at is None:
            left.append((quote, ["It stands."]))
            continue
        quote.withdrawn_at, quote.withdrawal_reason = None, ""
        try:
            quote.clean()
        except ValidationError as error:
            left.append((quote, error.messages))
        else:
            restored.append(quote)
    return restored, left


def _selected(request: Any) -> Any:
    quotes = Quote.objects.filter(pk__in=selected(request))
    related = quotes.select_related("speaker", "turn__speaker", "turn__interview")
    return related.defer("turn__interview__source_text")


def _locked(quotes: QuerySet) -> QuerySet:
    # In one order, so that two who select the same do not wait for each other.
    return quotes.select_for_update(of=("self",)).order_by("pk")


def _save(request: Any, quotes: list[Quote], fields: list[str]) -> None:
    history.change(quotes, fields)
    message = [{"changed": {"fields": fields}}]
    LogEntry.objects.log_actions(request.user.pk, quotes, CHANGE, message)


def _say(request: Any, count: int, done: str) -> None:
    quotes = "quote was" if count == 1 else "quotes were"
    messages.success(request, f"{count} {quotes} {done}.")


def _back(request: Any) -> HttpResponseRedirect:
    keys = selected(request)
    if len(keys) == 1:
        return HttpResponseRedirect(reverse("admin:interviews_quote_change", args=keys))
    return HttpResponseRedirect(reverse("admin:interviews_quote_changelist"))


def _page(request: Any, context: dict[str, Any]) -> HttpResponse:
    if not (context["quotes"] or context["left"]):
        messages.error(request, "Select quotes.")
        return HttpResponseRedirect(reverse("admin:interviews_quote_changelist"))
    context = admin.site.each_context(request) | {"opts": Quote._meta} | context
    template = "admin/interviews/quote/standing.html"
    return TemplateResponse(request, template, context)
