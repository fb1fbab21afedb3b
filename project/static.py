"""Static files, collected only when they have changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect() -> None:
    stamp = Path(f"{settings.STATIC_ROOT}.stamp")
    state = _state()
    if stamp.exists() and stamp.read_text() == state:
        return
    # collectstatic takes a file that it was interrupted in for a whole one.
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", clear=True, interactive=False, verbosity=0)
    stamp.write_text(state)


def _state() -> str:
    files = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            files.update(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return files.hexdigest()
