"""Which database: the embedded one, or the server that DATABASE_URL names."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dj_database_url

from project.embedded import server


def configuration(environ: Mapping[str, str], var_dir: Path) -> dict[str, Any]:
    if url := environ.get("DATABASE_URL"):
        return dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    return server.configuration(var_dir)
