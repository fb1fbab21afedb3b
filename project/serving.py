"""The production server, and how it stops: gracefully, whichever way it is told to."""

import multiprocessing
import os
import re
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any, NoReturn

from django.core.management import CommandError
from django.utils.module_loading import import_string
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

DRAIN_SECONDS = 20


def stop_when_told() -> None:
    """Leave by way of `finally` and `atexit`, which stop what was started."""

    def stop(*args: Any) -> NoReturn:
        for number in _signals():  # Being told twice must not interrupt the stopping.
            signal.signal(number, signal.SIG_IGN)
        raise SystemExit(0)

    # Even SIGINT that is ignored, as it is for what a shell starts with `&`.
    for number in _signals():
        signal.signal(number, stop)


def _signals() -> list[signal.Signals]:
    # Hanging up does not stop what `nohup` started.
    hang_up = [signal.SIGHUP] * (signal.getsignal(signal.SIGHUP) != signal.SIG_IGN)
    return [signal.SIGINT, signal.SIGTERM, *hang_up]


@contextmanager
def reserved(host: str, port: int) -> Iterator[None]:
    """Keep the address for the workers, who share it and would not notice others."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        reservation = socket.socket(family, kind, protocol)
    except OSError as error:
        raise CommandError(f"{host} is not an address to serve at: {error}") from None
    with reservation:
        # Without it, connections that have just ended would count as taken.
        reservation.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            reservation.bind(address)
        except OSError as error:
            raise CommandError(
                f"Cannot serve at {host}, port {port}: {error.strerror}. "
                f"For another port: make run PORT={8001 if port < 1024 else port + 1}"
            ) from None
        reservation.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
        reservation.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        yield


def serve(
    host: str, port: int, workers: int, threads: int, announce: Callable[[], None]
) -> None:
    # A forked worker would take a signal for its parent until it has started.
    multiprocessing.set_start_method("spawn", force=True)
    server = _Server(
        "project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        # A thread keeps its database connection.
        blocking_threads_idle_timeout=600,
        workers_kill_timeout=DRAIN_SECONDS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    server.announce = announce
    server.serve(target_loader=_application, wrap_loader=False)


class _Server(MPServer):
    announce: Callable[[], None]

    def startup(self, *args: Any) -> None:
        # Granian's handlers set an event, which deadlocks when they interrupt the
        # waiting for it. So a thread takes the signals, here and in each worker,
        # which inherits that they are blocked.
        signals = set(_signals())
        resource_tracker.ensure_running()  # It unblocks signals when it starts.
        signal.pthread_sigmask(signal.SIG_BLOCK, signals | {signal.SIGHUP})
        super().startup(*args)
        threading.Thread(target=self._obey, args=(signals,), daemon=True).start()
        while not self.main_loop_interrupt.wait(0.05):
            if self._all_listen():
                self.announce()
                break

    def _obey(self, signals: set[signal.Signals]) -> None:
        signal.sigwait(signals)
        self.signal_handler_interrupt()

    def _all_listen(self) -> bool:
        if sys.platform == "linux":  # There, each worker has a socket of its own.
            return _listeners(self.bind_port) >= self.workers
        try:
            address = (reachable(self.bind_addr), self.bind_port)
            socket.create_connection(address, timeout=1).close()
        except OSError:
            return False
        return True


def _listeners(port: int) -> int:
    listens = re.compile(rf"^ *\d+: [0-9A-F]+:{port:04X} [0-9A-F:]+ 0A ", re.MULTILINE)
    tables = [Path("/proc/net/tcp"), Path("/proc/net/tcp6")]
    return sum(
        len(listens.findall(table.read_text())) for table in tables if table.exists()
    )


def reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def _application() -> Any:
    threading.Thread(target=_obey_parent, daemon=True).start()
    threading.Thread(target=_follow_parent, daemon=True).start()
    return import_string("project.wsgi.application")


def _obey_parent() -> None:
    # Only the parent's SIGTERM counts: the terminal's Ctrl-C reaches workers, too.
    signal.sigwait({signal.SIGTERM})
    handler = signal.getsignal(signal.SIGTERM)
    if not callable(handler):  # It has not begun to serve.
        os._exit(0)
    handler(signal.SIGTERM, None)


def _follow_parent() -> None:
    """An orphan would keep the port, and the database, for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
