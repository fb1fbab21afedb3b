import os
import re
import shlex
import subprocess
import sys

import pytest
from django.conf import settings
from django.core import checks as framework

from project import checks, database
from project.embedded import server

ROOT = settings.BASE_DIR
READ_BY_PYTHON = re.compile(
    r"""(?:environ(?:\.get\(|\[)|switch\(|words\(|number\()\s*"([A-Z_]+)""" + '"'
)


def names(pattern, *paths):
    return {name for path in paths for name in re.findall(pattern, path.read_text())}


def test_the_example_lists_exactly_the_variables_that_are_read():
    read = (
        names(READ_BY_PYTHON, *ROOT.glob("project/*.py"))
        | names(r"(?m)^([A-Z_]+) *\?=", ROOT / "Makefile")
        | names(r"\$\{([A-Z_]+)[:}]", ROOT / "compose.yaml", ROOT / ".ci/browser")
    )

    assert names(r"(?m)^#?([A-Z_]+)=", ROOT / ".env.example") == read


def test_the_example_can_be_read_by_a_shell():
    lines = (ROOT / ".env.example").read_text().splitlines()
    uncommented = [line[1:] for line in lines if re.match(r"#[A-Z_]+=", line)]

    assert [len(shlex.split(line)) for line in uncommented] == [1] * len(uncommented)


def check(installation, *options, **variables):
    return installation.run("check", *options, **variables)


def test_deployment_checks_are_silent_in_production(installation):
    found = check(
        installation,
        "--deploy",
        SECRET_KEY="k3ys-4re-long-And-random" * 3,
        HTTPS_ONLY="1",
        ALLOWED_HOSTS="example.org",
    )

    assert found == (0, "System check identified no issues (0 silenced).\n", "")


@pytest.mark.parametrize(
    ("variables", "found"),
    [
        pytest.param({"SECRET_KEY": "short"}, "E001", id="short key"),
        pytest.param(
            {"SECRET_KEY": "django-insecure-" + "aB3" * 20}, "E001", id="placeholder"
        ),
        pytest.param({"ALLOWED_HOSTS": "example.org *"}, "E002", id="any host"),
        pytest.param({"PROXIES": "one"}, "E006", id="no number"),
        pytest.param({"DATABASE_URL": "sqlite:///x"}, "E003", id="SQLite"),
        pytest.param({"DATABASE_URL": "hidden"}, "E003", id="no URL"),
        pytest.param({"DATABASE_URL": "postgres://a:hidden@b:c/d"}, "E003", id="port"),
    ],
)
def test_a_bad_setting_is_refused(installation, variables, found):
    code, _, errors = check(installation, **variables)

    assert code == 1
    assert re.findall(r"verbatim\.(\w+)", errors) == [found]
    assert "Traceback" not in errors
    assert "hidden" not in errors


def test_deployment_asks_for_a_secret_key(installation):
    _, _, errors = check(installation, "--deploy", HTTPS_ONLY="1")

    assert re.findall(r"verbatim\.(\w+)", errors) == ["W001"]


@pytest.mark.django_db
def test_an_old_server_is_refused(monkeypatch):
    monkeypatch.setattr(checks, "OLDEST_POSTGRESQL", 99)

    found = framework.run_checks(tags=["database"], databases=["default"])

    assert [message.id for message in found] == ["verbatim.E004"]


def test_a_database_in_which_search_would_fail_is_refused(installation):
    hold = "from django.db import connection as c; c.connect(); print(); input()"
    process = installation.start("shell", "-v0", "-c", hold)
    process.stdout.readline()
    with installation.connect() as connection:
        connection.execute("CREATE DATABASE c TEMPLATE template0 LOCALE 'C'")
    folder = server.configuration(installation.var)["HOST"].replace("/", "%2F")
    folder = folder.replace(" ", "%20")

    url = f"postgres://{server.USER}@{folder}/c"
    code, _, errors = check(installation, "--database=default", DATABASE_URL=url)

    assert code == 1
    assert re.findall(r"verbatim\.(\w+)", errors) == ["E005"]


def test_another_server_is_given_up_on_in_seconds(tmp_path):
    url = "postgres://user:a%2Fb@db.example.org:6432/name?sslmode=require"

    parsed = database.configuration({"DATABASE_URL": url}, tmp_path)

    assert parsed["PASSWORD"] == "a/b"
    assert parsed["OPTIONS"] == {"connect_timeout": 2, "sslmode": "require"}


def test_importing_the_settings_starts_nothing(installation):
    code = "import django; django.setup(); import project.urls"
    subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        check=True,
        cwd=ROOT,
        env=installation.environment(DJANGO_SETTINGS_MODULE="project.settings"),
    )

    assert os.listdir(installation.var) == ["secret_key"]  # noqa: PTH208
