import os
import shlex
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection, connections

from interviews.models import Interview
from interviews.search import vocabulary
from project import serving, static

FIXTURE = "ales-bialiatski"
LOCK = 0x56455242  # Any number that nothing else in the database locks.


class Command(BaseCommand):
    help = "Prepare the database and the static files, then serve the API."
    # Not before the port is known to be free.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--workers",
            type=int,
            default=min(4, os.cpu_count() or 1),
            help="Processes; by default as many as there are processors, at most 4.",
        )
        parser.add_argument(
            "--threads",
            type=int,
            default=4,
            help="Threads, and so database connections, of each process.",
        )

    def handle(
        self, host: str, port: int, workers: int, threads: int, **options: Any
    ) -> None:
        self.begun = time.monotonic()
        serving.stop_when_told()
        with serving.reserved(host, port):
            try:
                self.prepare()
                notes = self.notes(host, port)
            except OperationalError as error:
                raise CommandError(f"The database cannot be used: {error}") from error
            connections.close_all()
            serving.serve(host, port, workers, threads, lambda: self.say(notes()))
        self.say("Stopped.")

    def prepare(self) -> None:
        self.check()
        home = settings.DATABASES["default"].get("HOME")
        if home and not (home / "data").exists():
            self.say(f"Creating a PostgreSQL database in {shown(home)} ...")
        self.check(databases=["default"])
        with alone():
            self.say("Bringing the database up to date ...")
            call_command("migrate", interactive=False, verbosity=0)
            if not Interview.objects.exists():
                self.say(f"Loading the interview {FIXTURE} ...")
                call_command("loaddata", FIXTURE, verbosity=0)
            vocabulary.learn()
            static.collect()

    def notes(self, host: str, port: int) -> Any:
        host = serving.reachable(host)
        site = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        lines = [
            f"  Docs   {site}/api/docs/",
            f"  Try    curl '{site}/api/v1/turns/?kind=answer&page_size=1'",
            f"  Admin  {site}/admin/",
        ]
        if not get_user_model()._default_manager.filter(is_superuser=True).exists():
            program = shlex.quote(shown(Path(sys.executable)))
            lines += [f"         first: {program} manage.py createsuperuser"]
        lines += [f"  Data   {where_the_data_is()}", "Ctrl-C stops it."]

        def ready() -> str:
            seconds = time.monotonic() - self.begun
            return "\n".join([f"Ready after {seconds:.1f} s.", *lines])

        return ready

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


@contextmanager
def alone() -> Iterator[None]:
    """Let processes that start at once prepare one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        # Closing gives the lock back, even after an interruption.
        connection.close()


def where_the_data_is() -> str:
    database = settings.DATABASES["default"]
    if "HOME" not in database:
        host = database["HOST"] or "the local server"
        return f"database {database['NAME']} at {host} (DATABASE_URL)"
    data = database["HOME"] / "data"
    if data.is_symlink():
        return (
            f"{data.readlink()} (as root, PostgreSQL runs as the user nobody, "
            f"who cannot enter {shown(data.parent)})"
        )
    return shown(data)


def shown(path: Path) -> str:
    if path.is_relative_to(settings.BASE_DIR):
        return str(path.relative_to(settings.BASE_DIR))
    return str(path)
