"""Signing in: whose failures are counted together, and what is said to who must wait."""

import math
from ipaddress import ip_address
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone


def address(request: HttpRequest) -> str | None:
    """Where a request comes from, as far as our own proxies vouch for it."""
    proxies = settings.PROXIES or 0
    listed = request.headers.get("X-Forwarded-For", "").split(",")
    if 0 < proxies <= len(listed) and (found := _read(listed[-proxies])):
        return found
    return _read(request.META.get("REMOTE_ADDR", ""))


def _read(text: str) -> str | None:
    try:
        return str(ip_address(text.strip()))
    except ValueError:
        return None


def wait(
    request: Any, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """The same for a name that nobody has, and for the right password."""
    seconds = _seconds_to_wait(request, (credentials or {}).get("username"))
    context = admin.site.each_context(request) | {
        "title": "Too many failures to sign in",
        "failures": settings.AXES_FAILURE_LIMIT,
        "minutes": math.ceil(seconds / 60),
    }
    page = render(request, "admin/wait.html", context, status=429)
    page["Retry-After"] = str(math.ceil(seconds))
    page["Cache-Control"] = "no-store"
    return page


def _seconds_to_wait(request: Any, username: str | None) -> float:
    failures = AccessAttempt.objects.filter(
        username=username, ip_address=request.axes_ip_address
    )
    latest = failures.latest("attempt_time").attempt_time
    left = latest + settings.AXES_COOLOFF_TIME - timezone.now()
    return max(left.total_seconds(), 1)
