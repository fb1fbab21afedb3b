"""What a balancer asks: does the process answer, and can it serve?

It asks by address, which is in no ALLOWED_HOSTS, and without TLS. So the answer comes
from the outermost middleware, before those that would refuse such a request.
"""

from collections.abc import Callable
from contextlib import closing
from typing import Any

from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe


def middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    views = {"/health/live": live, "/health/ready": ready}

    def respond(request: HttpRequest) -> HttpResponse:
        return views.get(request.path_info, get_response)(request)

    return respond


def _answer(body: dict[str, Any], **options: Any) -> HttpResponse:
    response = JsonResponse(body, **options)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    return _answer({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    if reason := _reason_to_wait():
        return _answer(
            {"title": "Service Unavailable", "status": 503, "detail": reason},
            status=503,
            content_type="application/problem+json",
            headers={"Retry-After": "5"},
        )
    return _answer({"status": "ok"})


def _reason_to_wait() -> str:
    # A connection of its own: one that was open before the server froze would wait
    # for ever, while connecting has a time limit.
    with closing(connections.create_connection("default")) as connection:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            if not _is_migrated(connection):
                return "The database lacks migrations: run `manage.py migrate`."
        except Error:
            return "The database does not answer."
    return ""


_migrated = False


def _is_migrated(connection: BaseDatabaseWrapper) -> bool:
    # Remembered once true: applied migrations stay applied while a release runs.
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated
