"""Addresses end in a slash; one without is sent on, if nothing is lost by that."""

from django.http import HttpRequest
from django.middleware.common import CommonMiddleware


class SlashMiddleware(CommonMiddleware):
    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        # A client that follows a redirect drops the body, and turns POST into GET.
        is_safe = request.method in {"GET", "HEAD"}
        return is_safe and super().should_redirect_with_slash(request)
