"""What a page of the admin may load and run: files of ours, and nothing written in it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = (
    # Django's own style sheets have pictures in them.
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        match = request.resolver_match
        # A page that tells a developer what failed has its style in itself.
        if match and match.app_name == "admin" and response.status_code < 500:
            # The preview of a page brings that page's own, which is as strict.
            response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return respond
