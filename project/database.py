"""Which database: the embedded one, or the server that DATABASE_URL names."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dj_database_url

from project.embedded import server


def configuration(environ: Mapping[str, str], var_dir: Path) -> dict[str, Any]:
    if url := environ.get("DATABASE_URL"):
        return _parsed(url)
    return server.configuration(var_dir)


def _parsed(url: str) -> dict[str, Any]:
    try:
        parsed = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except ValueError:
        # A system check says what is wrong, without a traceback.
        return {"ENGINE": "django.db.backends.postgresql", "NAME": ""}
    # A server that cannot be reached is an answer within seconds, not a wait.
    options = {"connect_timeout": 2, **parsed.get("OPTIONS", {})}
    return {**parsed, "OPTIONS": options}
