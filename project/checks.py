"""What a deployer can get wrong, found before the first request."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

OLDEST_POSTGRESQL = 15


@register(Tags.security)
def secret_key(**kwargs: Any) -> list[CheckMessage]:
    given = settings.SECRET_KEY
    if len(given) >= 50 and not given.startswith("django-insecure-"):
        return []
    return [
        Error(
            "SECRET_KEY can be guessed: it has fewer than 50 characters, or is a "
            "placeholder.",
            hint="Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'",
            id="verbatim.E001",
        )
    ]


@register(Tags.security)
def allowed_hosts(**kwargs: Any) -> list[CheckMessage]:
    if settings.DEBUG or "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Error(
            "ALLOWED_HOSTS contains *, so anyone can make this API link to their site.",
            hint="Name the hosts: ALLOWED_HOSTS='api.example.org www.example.org'",
            id="verbatim.E002",
        )
    ]


@register(Tags.security)
def proxies(**kwargs: Any) -> list[CheckMessage]:
    if settings.PROXIES is not None:
        return []
    return [
        Error(
            "PROXIES is no number.",
            hint="Say how many proxies of yours a request passes: PROXIES=1",
            id="verbatim.E006",
        )
    ]


@register()
def database_engine(**kwargs: Any) -> list[CheckMessage]:
    if all(
        connection.vendor == "postgresql" and connection.settings_dict["NAME"]
        for connection in connections.all()
    ):
        return []
    return [
        Error(
            "DATABASE_URL does not name a PostgreSQL database.",
            hint="Write it as postgres://user:password@host:5432/name, with special "
            "characters in the password percent-encoded; or leave it out, to use the "
            "embedded server.",
            id="verbatim.E003",
        )
    ]


@register(Tags.database)
def database_version(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    return [
        Error(
            f"The database {alias!r} is PostgreSQL {major}.",
            hint=f"Use PostgreSQL {OLDEST_POSTGRESQL} or later.",
            id="verbatim.E004",
        )
        for alias in databases or ()
        if (major := _major_version(alias)) < OLDEST_POSTGRESQL
    ]


@register(Tags.database)
def database_ctype(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    return [
        Error(
            f"Text search in the database {alias!r} takes quotation marks for letters.",
            hint="Create it with a UTF-8 locale: "
            "CREATE DATABASE verbatim TEMPLATE template0 ENCODING 'UTF8' "
            "LOCALE 'C.UTF-8'",
            id="verbatim.E005",
        )
        for alias in databases or ()
        if connections[alias].vendor == "postgresql"
        and _words(alias, "‘één’") != "'één':1"
    ]


@register(Tags.security, deploy=True)
def secret_key_given(**kwargs: Any) -> list[CheckMessage]:
    if settings.SECRET_KEY_IS_GIVEN:
        return []
    return [
        checks.Warning(
            "SECRET_KEY is not set, so this installation made one of its own.",
            hint="Set the same SECRET_KEY for every process that serves this site.",
            id="verbatim.W001",
        )
    ]


def _major_version(alias: str) -> int:
    connection = connections[alias]
    if connection.vendor != "postgresql":
        return OLDEST_POSTGRESQL
    connection.ensure_connection()
    return connection.connection.info.server_version // 10000


def _words(alias: str, text: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT to_tsvector('simple', %s)::text", [text])
        return cursor.fetchone()[0]
