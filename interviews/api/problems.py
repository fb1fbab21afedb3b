"""Every error as a problem document (RFC 9457), whoever raises it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import (
    DisallowedHost,
    PermissionDenied,
    RequestDataTooBig,
)
from django.db import InterfaceError, OperationalError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.urls import reverse
from django.views import csrf, defaults
from rapidfuzz import fuzz, process
from rest_framework import exceptions, serializers

from interviews.pages import views as pages

CONTENT_TYPE = "application/problem+json"
ADMIN = "/admin/"
PAGES = ("/q/", "/i/")
logger = logging.getLogger(__name__)
_moment = serializers.DateTimeField().to_representation


@dataclass(frozen=True)
class ProblemType:
    name: str
    status: int
    title: str
    meaning: str


INVALID_PARAMETERS = ProblemType(
    "invalid-parameters",
    400,
    "Invalid parameters",
    "A parameter is unknown, repeated, or has a value that is not understood. Each is named "
    "under `errors`, with the nearest valid name as `did_you_mean` where there is one.",
)
BAD_REQUEST = ProblemType(
    "bad-request", 400, "Bad request", "The request cannot be read as HTTP or as JSON."
)
FORBIDDEN = ProblemType("forbidden", 403, "Forbidden", "This is not open to you.")
NOT_FOUND = ProblemType(
    "not-found", 404, "Not found", "There is nothing public at this address."
)
NOTHING_MATCHES = ProblemType(
    "nothing-matches",
    404,
    "Nothing matches",
    "The question is understood, and there is no quote that it leaves.",
)
METHOD_NOT_ALLOWED = ProblemType(
    "method-not-allowed",
    405,
    "Method not allowed",
    "The API is read only: use GET, HEAD or OPTIONS, and POST to verify long texts.",
)
NOT_ACCEPTABLE = ProblemType(
    "not-acceptable",
    406,
    "Not acceptable",
    "None of the media types that `Accept` names can be given.",
)
GONE = ProblemType(
    "gone",
    410,
    "Withdrawn",
    "The quote was withdrawn; `reason` says why and `withdrawn_at` when.",
)
CONTENT_TOO_LARGE = ProblemType(
    "content-too-large", 413, "Content too large", "The body is larger than is read."
)
UNSUPPORTED_MEDIA_TYPE = ProblemType(
    "unsupported-media-type",
    415,
    "Unsupported media type",
    "A body is read as JSON alone: send `Content-Type: application/json`.",
)
TOO_MANY_REQUESTS = ProblemType(
    "too-many-requests", 429, "Too many requests", "Wait for `Retry-After` seconds."
)
INTERNAL_ERROR = ProblemType(
    "internal-error",
    500,
    "Internal error",
    "The server failed; the fault is logged and it is not yours.",
)
NOT_IMPLEMENTED = ProblemType(
    "not-implemented",
    501,
    "Format not implemented",
    "oEmbed is given as `json` and `xml`, and in no other format.",
)
UNAVAILABLE = ProblemType(
    "unavailable",
    503,
    "Unavailable",
    "The database cannot be reached. Try again after `Retry-After` seconds.",
)
TYPES = [
    INVALID_PARAMETERS,
    BAD_REQUEST,
    FORBIDDEN,
    NOT_FOUND,
    NOTHING_MATCHES,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    GONE,
    CONTENT_TOO_LARGE,
    UNSUPPORTED_MEDIA_TYPE,
    TOO_MANY_REQUESTS,
    INTERNAL_ERROR,
    NOT_IMPLEMENTED,
    UNAVAILABLE,
]
RETRY_AFTER = 5


@dataclass(frozen=True)
class Offence:
    """One parameter that cannot be honoured, and what was probably meant."""

    parameter: str
    detail: str
    value: str | None = None
    did_you_mean: str | None = None

    def as_json(self) -> dict[str, str]:
        members = {
            "parameter": self.parameter,
            "detail": self.detail,
            "value": self.value,
            "did_you_mean": self.did_you_mean,
        }
        return {name: member for name, member in members.items() if member is not None}


class InvalidParameters(exceptions.APIException):
    status_code = INVALID_PARAMETERS.status

    def __init__(self, *offences: Offence) -> None:
        super().__init__()
        self.offences = offences


class Withdrawn(exceptions.APIException):
    status_code = GONE.status

    def __init__(self, quote: Any) -> None:
        super().__init__()
        self.quote = quote


class FormatNotImplemented(exceptions.APIException):
    status_code = NOT_IMPLEMENTED.status
    default_detail = NOT_IMPLEMENTED.meaning


class NothingMatches(exceptions.APIException):
    status_code = NOTHING_MATCHES.status


class Moved(Exception):
    """What was asked for has another address now."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def raise_together(*checks: Callable[[], Any]) -> None:
    """Run every check, then name what each of them refuses in one problem.

    A parameter that one check refuses is not looked at again by the next.
    """
    refused: dict[str, list[Offence]] = {}
    for check in checks:
        try:
            check()
        except InvalidParameters as invalid:
            before = set(refused)
            for offence in invalid.offences:
                if offence.parameter not in before:
                    refused.setdefault(offence.parameter, []).append(offence)
    if refused:
        raise InvalidParameters(
            *(offence for offences in refused.values() for offence in offences)
        )


def nearest(word: str, valid: Iterable[str]) -> str | None:
    """The valid name that this was probably meant to be, if any is near."""
    found = process.extractOne(word, list(valid), scorer=fuzz.ratio, score_cutoff=60)
    return found[0] if found else None


def document(
    request: HttpRequest, type_: ProblemType, detail: str, **extensions: Any
) -> JsonResponse:
    body = {
        "type": _address(request, type_),
        "title": type_.title,
        "status": type_.status,
        "detail": detail,
        "instance": request.get_full_path(),
        **extensions,
    }
    response = JsonResponse(
        body,
        status=type_.status,
        content_type=CONTENT_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    response["Cache-Control"] = "no-store"
    return response


def _address(request: HttpRequest, type_: ProblemType) -> str:
    path = f"{reverse('problems')}#{type_.name}"
    try:
        return request.build_absolute_uri(path)
    except DisallowedHost:
        return path


def exception_handler(exc: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """What REST framework calls for whatever a view raises."""
    request = context["request"]
    match exc:
        case Moved():
            return HttpResponsePermanentRedirect(exc.address)
        case InvalidParameters():
            return invalid_parameters(request, exc.offences)
        case Withdrawn():
            return document(
                request,
                GONE,
                f"Quote {exc.quote.public_id} was withdrawn.",
                reason=exc.quote.withdrawal_reason,
                withdrawn_at=_moment(exc.quote.withdrawn_at),
            )
        case RequestDataTooBig():
            return document(request, CONTENT_TOO_LARGE, CONTENT_TOO_LARGE.meaning)
        case NothingMatches():
            return document(request, NOTHING_MATCHES, NOTHING_MATCHES.meaning)
        case Http404():
            return document(request, NOT_FOUND, NOT_FOUND.meaning)
        case PermissionDenied():
            return document(request, FORBIDDEN, FORBIDDEN.meaning)
        case OperationalError() | InterfaceError():
            logger.exception("The database failed")
            response = document(request, UNAVAILABLE, UNAVAILABLE.meaning)
            response["Retry-After"] = str(RETRY_AFTER)
            return response
        case exceptions.APIException():
            return _of_rest_framework(request, exc)
    # Django's own 500 handler logs it and answers with `server_error`, below.
    return None


def invalid_parameters(
    request: HttpRequest, offences: Iterable[Offence]
) -> JsonResponse:
    offences = list(offences)
    detail = " ".join(f"{offence.parameter}: {offence.detail}" for offence in offences)
    return document(
        request,
        INVALID_PARAMETERS,
        detail,
        errors=[offence.as_json() for offence in offences],
    )


def _of_rest_framework(
    request: HttpRequest, exc: exceptions.APIException
) -> HttpResponse:
    by_status = {type_.status: type_ for type_ in reversed(TYPES)}
    by_status[400] = BAD_REQUEST
    type_ = by_status.get(exc.status_code, BAD_REQUEST)
    detail = exc.detail if isinstance(exc.detail, str) else type_.meaning
    response = document(request, type_, str(detail))
    if wait := getattr(exc, "wait", None):
        response["Retry-After"] = str(round(wait))
    return response


# What Django calls outside REST framework: unknown addresses, refused hosts, failures.


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(ADMIN):
        return defaults.bad_request(request, exception)
    return document(request, BAD_REQUEST, BAD_REQUEST.meaning)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(ADMIN):
        return defaults.page_not_found(request, exception)
    if request.path.startswith(PAGES):
        return pages.not_found(request, exception)
    return document(request, NOT_FOUND, NOT_FOUND.meaning)


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    # Only the admin has forms: what is sent elsewhere is a method that is not allowed.
    if request.path.startswith(ADMIN):
        return csrf.csrf_failure(request, reason)
    response = document(request, METHOD_NOT_ALLOWED, METHOD_NOT_ALLOWED.meaning)
    response["Allow"] = "GET, HEAD"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(ADMIN):
        return defaults.server_error(request)
    return document(request, INTERNAL_ERROR, INTERNAL_ERROR.meaning)
