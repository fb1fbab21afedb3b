"""The PostgreSQL server of an installation that was not given one.

It starts with the first connection and stops with the last process that uses it. Three
locked files next to the data say how things stand; the kernel drops a lock when its
process dies, however it dies, so nothing here trusts a process number in a file.

    start.lock   held while the server is being started or stopped
    users.lock   shared by every process that uses the server
    server.lock  held by the server's own processes
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db.utils import OperationalError

from project.embedded import system

NAME = USER = "verbatim"
PORT = "5432"  # Part of the socket's name; no network port is opened.
SOCKET = f".s.PGSQL.{PORT}"
PATIENCE = 60


def configuration(var_dir: Path) -> dict[str, Any]:
    home = var_dir.resolve() / "postgres"
    return {
        "ENGINE": "project.embedded",
        "NAME": NAME,
        "USER": USER,
        "HOST": str(_socket_folder(home / "data")),
        "PORT": PORT,
        "HOME": home,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 2},
    }


_uses: dict[Path, int] = {}
_children: dict[Path, subprocess.Popen[bytes]] = {}


def use(home: Path) -> None:
    """Have the server running, and keep it so while this process lives."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        with _locked(home / "start.lock"):
            first = home not in _uses
            if first:
                _uses[home] = _take(home / "users.lock", fcntl.LOCK_SH)
            if first or not is_running(home):
                _start(home)
    except OSError as error:
        raise OperationalError(
            f"The database in {home} cannot start: {error}"
        ) from error


@atexit.register
def release() -> None:
    """Stop using any server, and stop the server that nobody uses any more."""
    while _uses:
        home, mine = _uses.popitem()
        try:
            with _locked(home / "start.lock"):
                os.close(mine)
                last = _take(home / "users.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
                try:
                    _stop(home)
                finally:
                    os.close(last)
        except (BlockingIOError, FileNotFoundError):
            continue  # Others use it, or all of it was deleted.


def _forget() -> None:
    # A child shares its parent's locks for as long as it has them open.
    while _uses:
        os.close(_uses.popitem()[1])
    _children.clear()


os.register_at_fork(after_in_child=_forget)


def is_running(home: Path) -> bool:
    try:
        os.close(_take(home / "server.lock", fcntl.LOCK_EX | fcntl.LOCK_NB))
    except BlockingIOError:
        return True
    return False


def _start(home: Path) -> None:
    data = home / "data"
    if not data.exists():
        _initialise(home)
    _refuse_foreign(data)
    if (folder := _socket_folder(data)) != data:
        system.private_folder(folder, system.owner_of(data))
    started = False
    deadline = time.monotonic() + PATIENCE
    while not (connection := _answer(folder)):
        if not is_running(home):
            if started:
                raise OperationalError(_failure(home, "did not start"))
            _spawn(home, folder)
            started = True
        elif time.monotonic() > deadline:
            raise OperationalError(_failure(home, f"gave no answer in {PATIENCE} s"))
        time.sleep(0.02)
    with connection:
        query = "SELECT 1 FROM pg_database WHERE datname = %s"
        if not connection.execute(query, [NAME]).fetchone():
            connection.execute(f"CREATE DATABASE {NAME}")


def _stop(home: Path) -> None:
    told = False
    deadline = time.monotonic() + PATIENCE
    while is_running(home) and time.monotonic() < deadline:
        # A server that only just started has not written its number yet.
        if not told and (number := _process_number(home / "data")):
            os.kill(number, signal.SIGINT)  # PostgreSQL's "fast shutdown"
            told = True
        time.sleep(0.02)
    if child := _children.pop(home, None):
        child.wait()
    if (folder := _socket_folder(home / "data")) != home / "data" and folder.exists():
        folder.rmdir()


def _initialise(home: Path) -> None:
    """Make the data under another name first: an interrupted start leaves no half."""
    data = home / "data"
    if data.is_symlink():
        raise OperationalError(
            f"The data that {data} points to is gone: restore {data.readlink()}, "
            f"or remove {data} to begin anew."
        )
    place = system.place_for(home)
    draft = place / "draft"
    # Held by what is left of an interrupted initdb, too.
    lock = _take(home / "server.lock", fcntl.LOCK_EX)
    try:
        if draft.exists():
            shutil.rmtree(draft)
        system.private_folder(draft, system.owner_of(data))
        # The same on any machine. Not --locale=C: text search would take curly
        # quotation marks for letters.
        subprocess.run(  # noqa: S603
            [
                *(system.program("initdb"), "-D", draft, "-U", USER, "--auth=trust"),
                *("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"),
            ],
            check=True,
            capture_output=True,
            text=True,
            **_surroundings(draft, lock),
        )
    except subprocess.CalledProcessError as error:
        raise OperationalError(f"initdb failed: {error.stderr}") from error
    finally:
        os.close(lock)
    draft.rename(place / "data")
    if place != home:
        data.symlink_to(place / "data")


def _spawn(home: Path, folder: Path) -> None:
    data = home / "data"
    lock = _take(home / "server.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    try:
        # Left by a server that was killed. PostgreSQL would believe in it if
        # another process had the same number by now.
        for stale in (data / "postmaster.pid", folder / f"{SOCKET}.lock"):
            stale.unlink(missing_ok=True)
        real = data.resolve()
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": real if folder == data else folder,
            "port": PORT,
            "timezone": "UTC",
            "log_timezone": "UTC",
            "log_checkpoints": "off",
            # As on any disk without moving parts: indexes are worth using.
            "random_page_cost": "1.1",
        }
        with (home / "log").open("ab") as log:
            _children[home] = subprocess.Popen(  # noqa: S603
                [
                    *(system.program("postgres"), "-D", real),
                    *(f"--{name}={value}" for name, value in settings.items()),
                ],
                stdout=log,
                stderr=log,
                **_surroundings(data, lock),
            )
    finally:
        os.close(lock)


def _surroundings(data: Path, lock: int) -> dict[str, Any]:
    return {
        "cwd": "/",
        "env": {k: v for k, v in os.environ.items() if not k.startswith("PG")},
        "stdin": subprocess.DEVNULL,
        "pass_fds": [lock],
        "start_new_session": True,  # Ctrl-C in the terminal is not for PostgreSQL.
        **system.user_of(data),
    }


def _refuse_foreign(data: Path) -> None:
    owner = system.owner_of(data)
    if os.geteuid() not in (0, owner):
        raise OperationalError(
            f"{data} belongs to another user (number {owner}): run this as that user, "
            "or set VAR_DIR to a folder of your own."
        )
    version = (data / "PG_VERSION").read_text().strip()
    if version != str(system.VERSION):
        raise OperationalError(
            f"{data} is from PostgreSQL {version}, and this release runs PostgreSQL "
            f"{system.VERSION}. With the release that wrote it, run "
            "`python manage.py dumpdata --natural-foreign > all.json`; then move "
            f"{data} away, start anew and run `python manage.py loaddata all.json`."
        )


def _answer(folder: Path) -> psycopg.Connection | None:
    try:
        return psycopg.connect(
            host=str(folder),
            port=PORT,
            user=USER,
            dbname="postgres",
            autocommit=True,
            connect_timeout=2,
        )
    except psycopg.OperationalError:
        return None


def _process_number(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text().partition("\n")[0])
    except (FileNotFoundError, ValueError):
        return None


def _failure(home: Path, what: str) -> str:
    log = home / "log"
    last = log.read_text(errors="replace").splitlines()[-10:]
    return "\n".join([f"The database {what}. The end of {log}:", *last])


def _socket_folder(data: Path) -> Path:
    """Where clients find the server: with its data, if such a path can be used."""
    # 103 bytes is the shortest limit of any system; a comma separates hosts.
    if len(os.fsencode(data / SOCKET)) <= 103 and not set(str(data)) & set(',"\n'):
        return data
    name = hashlib.sha256(os.fsencode(data) + bytes([os.geteuid() == 0])).hexdigest()
    # Not $TMPDIR: every process has to find the same place.
    return Path("/tmp") / f"verbatim-{name[:16]}"  # noqa: S108


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    lock = _take(path, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(lock)


def _take(path: Path, how: int) -> int:
    descriptor = os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, how)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor
