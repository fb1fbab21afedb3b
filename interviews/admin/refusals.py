"""What the database refuses is said in the form: never an error page, nothing half written.

Models say most rules in `clean`. Those that wait for the end of the transaction, and those
that somebody else's edit breaks in the meantime, are caught here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.messages.storage import default_storage
from django.db import (
    DataError,
    IntegrityError,
    OperationalError,
    ProgrammingError,
    connection,
    transaction,
)
from django.db.models import DateTimeField
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from psycopg.errors import DeadlockDetected

from interviews.admin.fields import VerbatimFields
from interviews.admin.forms import refused, refused_rows
from interviews.admin.roles import RolesAdmin

REFUSALS = (IntegrityError, DataError)


class Interrupted(IntegrityError):
    """Two wrote the same rows, each waiting for the other: the database stopped one."""


# How PostgreSQL and Python fail on an address that Django let through: a NUL, a year that no
# calendar has, a bad regular expression, a range with one end.
UNREADABLE = (
    DataError,
    ProgrammingError,
    LookupError,
    OverflowError,
    TypeError,
    ValueError,
)

# The rules of the migration of invariants that have no words of their own.
IN_WORDS = {
    "turn_is_spoken_by_a_participant": "A turn would be left with a speaker who does not "
    "take part in its interview in the fitting role: an interviewer asks, an interviewee "
    "answers.",
    "passage_turn_is_in_its_interview": "A passage is printed in or after a turn of its own "
    "interview.",
    "turn_text_is_normalised": "The text holds control characters.",
    "passage_text_is_normalised": "The text holds control characters.",
}


def in_words(refusal: Exception) -> str:
    diagnosis = getattr(refusal.__cause__, "diag", None)
    if diagnosis is None:
        return str(refusal.args[0])
    rules = IN_WORDS | {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_app_config("interviews").get_models()
        for constraint in model._meta.constraints
    }
    if rule := rules.get(diagnosis.constraint_name):
        return rule
    return f"The database refused this: {diagnosis.message_primary}."


@contextmanager
def every_rule_checked() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            connection.check_constraints()
    except OperationalError as error:
        if isinstance(error.__cause__, DeadlockDetected):
            raise Interrupted(
                "Somebody else changed the same thing at the same moment. Nothing of yours "
                "was saved: try again."
            ) from error
        raise


class GuardedAdmin(VerbatimFields, RolesAdmin):
    fixed_once_saved: tuple[str, ...] = ()

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        fixed = self.fixed_once_saved if obj else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_form(
        self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        reason = getattr(request, "refusal", None)
        return refused(form, reason) if reason else form

    def get_changelist_formset(self, request: Any, **kwargs: Any) -> Any:
        formset = super().get_changelist_formset(request, **kwargs)
        # Rows that this editor left alone stay as somebody else saved them since.
        for formfield in formset.form.base_fields.values():
            formfield.show_hidden_initial = True
        reason = getattr(request, "refusal", None)
        return refused_rows(formset, reason) if reason else formset

    def changeform_view(
        self,
        request: Any,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        change = partial(
            super().changeform_view, request, object_id, form_url, extra_context
        )

        def view() -> HttpResponse:
            if request.method != "POST":
                return change()
            with transaction.atomic():
                if object_id is not None:
                    self.before_change(request, unquote(object_id))
                return change()

        return _or_say_why(request, view)

    def before_change(self, request: Any, key: str) -> None:
        """In the transaction that saves the row, before its forms are read."""

    def changelist_view(
        self, request: Any, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        view = super().changelist_view
        return _or_say_why(request, partial(view, request, extra_context))

    def delete_view(
        self, request: Any, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            with every_rule_checked():
                return super().delete_view(request, object_id, extra_context)
        except REFUSALS as refusal:
            _say_only(request, in_words(refusal))
            page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            return HttpResponseRedirect(reverse(page, args=[object_id]))

    def response_action(
        self, request: Any, queryset: Any, *location: Any
    ) -> HttpResponse | None:
        try:
            with every_rule_checked():
                return super().response_action(request, queryset, *location)
        except REFUSALS as refusal:
            _say_only(request, in_words(refusal))
        except ValueError:
            _say_only(request, "The selection could not be read. Nothing was changed.")
        return None

    def get_changelist_instance(self, request: Any) -> Any:
        try:
            with transaction.atomic():
                changelist = super().get_changelist_instance(request)
                # Read now what the page would read when it is too late to refuse.
                len(changelist.result_list)
        except UNREADABLE as error:
            if not request.GET:
                raise
            raise IncorrectLookupParameters from error
        return changelist

    def get_search_results(
        self, request: Any, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        # The list's search box refuses a NUL; the autocomplete view passes it on.
        return super().get_search_results(
            request, queryset, search_term.replace("\0", "")
        )

    def get_changeform_initial_data(self, request: Any) -> dict[str, Any]:
        moments = {
            field.name for field in self.opts.fields if isinstance(field, DateTimeField)
        }
        # The widget of a moment fails on text.
        initial = super().get_changeform_initial_data(request)
        return {name: initial[name] for name in initial.keys() - moments}


def _or_say_why(request: Any, view: Callable[[], HttpResponse]) -> HttpResponse:
    if request.method != "POST":
        return view()
    try:
        with every_rule_checked():
            return view()
    except REFUSALS as refusal:
        _forget_what_was_said(request)
        request.refusal = in_words(refusal)
    return view()


def _say_only(request: Any, reason: str) -> None:
    _forget_what_was_said(request)
    messages.error(request, reason)


def _forget_what_was_said(request: Any) -> None:
    # Django reports a success before the transaction has ended.
    request._messages = default_storage(request)
