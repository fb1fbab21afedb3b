"""What no page of the admin can read is the fault of what was sent, and answered so.

Django's own pages let through what PostgreSQL refuses: a NUL in a search box, a name longer
than its column, an address that names a field there is not.
"""

from collections.abc import Callable

from django.core.exceptions import BadRequest, FieldDoesNotExist
from django.db import DataError
from django.http import HttpRequest, HttpResponse


class UnreadableMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        match = request.resolver_match
        is_unreadable = isinstance(error, (DataError, FieldDoesNotExist))
        if match and match.app_name == "admin" and is_unreadable:
            raise BadRequest("This cannot be read.") from error
