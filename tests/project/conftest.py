import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from project.embedded import server


class Installation:
    """A place for data, and processes that run with it as an operator's would."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.var = folder / "var"
        self.home = self.var / "postgres"
        self.started = []

    def environment(self, **variables):
        kept = {
            name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ
        }
        return kept | {"VAR_DIR": str(self.var)} | variables

    def start(self, *command, **variables):
        process = subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=self.environment(**variables),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def run(self, *command, **variables):
        process = self.start(*command, **variables)
        output, errors = process.communicate(timeout=60)
        return process.returncode, output, errors

    def connect(self):
        return psycopg.connect(
            host=server.configuration(self.var)["HOST"],
            port=server.PORT,
            user=server.USER,
            dbname=server.NAME,
            autocommit=True,
        )

    def is_running(self):
        return self.home.exists() and server.is_running(self.home)

    def end(self):
        while self.started:
            process = self.started.pop()
            if process.poll() is None:
                process.terminate()
            process.communicate()

    def remove(self):
        self.end()
        if self.is_running():
            self.run("migrate", "--check")
        data = self.home / "data"
        if data.is_symlink():
            shutil.rmtree(data.readlink().parent)
        shutil.rmtree(self.folder)


@pytest.fixture(scope="module")
def make_installation():
    made = []

    def make(name="a b", mode=0o755):
        folder = Path(tempfile.mkdtemp())
        made.append(Installation(folder))
        (folder / name).mkdir()
        folder.chmod(mode)
        made[-1].var = folder / name / "var"
        made[-1].home = made[-1].var / "postgres"
        return made[-1]

    yield make
    for installation in made:
        installation.remove()


@pytest.fixture
def installation(make_installation):
    return make_installation()


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
