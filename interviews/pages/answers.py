"""How our pages are sent: with what they may load, who may frame them, and until when."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import (
    get_conditional_response,
    set_response_etag,
)
from django.utils.safestring import SafeString, mark_safe

# The style stands in the page, so that a card is one request; its hash lets it in.
STYLE = (Path(__file__).parent / "style.css").read_text()
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=600"
# Nothing in data that stands in a page may end the element that holds it.
ESCAPES = {
    ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"
}


def rendered(template: str, context: dict[str, Any]) -> str:
    style = mark_safe(STYLE)  # noqa: S308 - ours, and no data
    return render_to_string(f"interviews/pages/{template}", context | {"style": style})


def policy(*, framed: bool = False) -> dict[str, str]:
    """That nothing runs in a page, and whether others may frame it."""
    # For any page, no word: `*` leaves out apps, whose pages have schemes of their own.
    ancestors = "" if framed else "; frame-ancestors 'none'"
    return {
        "Content-Security-Policy": (
            f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; img-src 'self'; "
            f"base-uri 'none'; form-action 'none'{ancestors}"
        )
    }


def page(content: str, *, status: int = 200, framed: bool = False) -> HttpResponse:
    response = HttpResponse(content, status=status, headers=policy(framed=framed))
    response["Cache-Control"] = CACHE_CONTROL if status == 200 else "no-store"
    response.xframe_options_exempt = framed
    return response


def data_in_page(data: Any) -> SafeString:
    """JSON for a `script` element that holds data."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308 - escaped above


def unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """The answer, or 304 for a caller that has it."""
    set_response_etag(response)
    known = get_conditional_response(request, etag=response["ETag"], response=response)
    return known or response
