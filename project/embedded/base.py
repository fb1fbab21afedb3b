"""Django's PostgreSQL backend, whose server starts with the first connection."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql import base, client

from project.embedded import server, system


class DatabaseClient(client.DatabaseClient):
    executable_name = str(system.packaged("psql"))

    def runshell(self, parameters: Iterable[str]) -> None:
        server.use(self.connection.settings_dict["HOME"])
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        server.use(self.settings_dict["HOME"])
        return super().get_new_connection(conn_params)
