import os
import pwd
import signal
import stat
import subprocess

import pytest

from project.embedded import server, system

CONNECT = ["shell", "-v0", "-c", "from django.db import connection as c; c.connect()"]
HOLD = [*CONNECT[:-1], f"{CONNECT[-1]}; print('connected', flush=True); input()"]


def hold(installation):
    process = installation.start(*HOLD)
    assert process.stdout.readline() == "connected\n"
    return process


def postmaster(installation):
    return int((installation.home / "data/postmaster.pid").read_text().split()[0])


def wait_until_stopped(installation):
    # Blocks until the last of the server's processes has ended.
    os.close(server._take(installation.home / "server.lock", server.fcntl.LOCK_EX))


def test_no_server_starts_before_the_first_connection(installation):
    code, _, errors = installation.run("check")

    assert (code, errors) == (0, "")
    assert not installation.home.exists()


def test_the_last_process_that_uses_the_server_stops_it(installation):
    first = hold(installation)
    second = installation.run(*CONNECT)

    assert second == (0, "", "")
    assert installation.is_running()

    first.communicate("\n")

    assert not installation.is_running()
    assert not (installation.home / "data/postmaster.pid").exists()


def test_only_its_user_can_reach_the_server(installation):
    hold(installation)
    folder = installation.home / "data"

    with installation.connect() as connection:
        rows = connection.execute(
            "SELECT name, setting FROM pg_settings "
            "WHERE name IN ('listen_addresses', 'unix_socket_directories', 'lc_ctype')"
        ).fetchall()
        encoding = connection.execute(
            "SELECT pg_encoding_to_char(encoding), datlocprovider, datlocale, datctype "
            "FROM pg_database WHERE datname = current_database()"
        ).fetchone()

    assert dict(rows) == {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
    }
    assert encoding == ("UTF8", "b", "C.UTF-8", "C.UTF-8")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_processes_that_start_at_once_share_one_server(installation):
    processes = [installation.start(*CONNECT) for _ in range(4)]

    assert [process.communicate(timeout=60) for process in processes] == [("", "")] * 4
    assert not installation.is_running()


def test_killing_everything_leaves_data_that_starts(installation):
    process = hold(installation)
    pid_file = installation.home / "data/postmaster.pid"
    os.killpg(os.getpgid(postmaster(installation)), signal.SIGKILL)
    process.kill()
    wait_until_stopped(installation)
    # Its number belongs to another process of the same user by now.
    user = system.user_of(installation.home / "data")
    with subprocess.Popen(["sleep", "60"], cwd="/", **user) as other:
        stale = pid_file.read_text().split("\n", 1)[1]
        pid_file.write_text(f"{other.pid}\n{stale}")
        (pid_file.parent / ".s.PGSQL.5432.lock").write_text(f"{other.pid}\n{stale}")

        assert installation.run(*CONNECT) == (0, "", "")
        other.kill()


def test_a_server_whose_users_were_killed_is_stopped_by_the_next(installation):
    process = hold(installation)
    process.kill()
    process.wait()
    assert installation.is_running()

    assert installation.run(*CONNECT) == (0, "", "")
    assert not installation.is_running()


def test_a_server_that_was_killed_starts_again_for_the_next_connection(installation):
    process = installation.start(*HOLD[:-1], f"{HOLD[-1]}; c.close(); c.connect()")
    process.stdout.readline()
    os.kill(postmaster(installation), signal.SIGKILL)
    wait_until_stopped(installation)

    assert process.communicate("\n", timeout=60) == ("", "")
    assert process.returncode == 0


def test_an_interrupted_creation_does_not_matter(installation):
    draft = installation.home / "draft"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18\n")

    assert installation.run(*CONNECT) == (0, "", "")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param('it\'s, "a"', id="quotation marks and a comma"),
        pytest.param("long" * 30, id="too long for a socket"),
    ],
)
def test_any_path_will_do(make_installation, name):
    installation = make_installation(name)
    hold(installation).communicate("\n")

    folder = server.configuration(installation.var)["HOST"]
    assert folder.startswith("/tmp/verbatim-")
    assert not os.path.exists(folder)  # noqa: PTH110
    assert not installation.is_running()


def test_data_of_another_version_is_refused(installation):
    installation.run(*CONNECT)
    (installation.home / "data/PG_VERSION").write_text("17\n")

    code, _, errors = installation.run(*CONNECT)

    assert code == 1
    assert "is from PostgreSQL 17, and this release runs PostgreSQL 18" in errors


def test_a_failed_start_shows_the_end_of_the_log(installation):
    installation.run(*CONNECT)
    with (installation.home / "data/postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")

    code, _, errors = installation.run(*CONNECT)

    assert code == 1
    assert f"The database did not start. The end of {installation.home}/log:" in errors
    assert 'unrecognized configuration parameter "no_such_setting"' in errors


@pytest.mark.skipif(os.geteuid() != 0, reason="is about root")
def test_as_root_a_closed_folder_stays_closed(make_installation):
    installation = make_installation(mode=0o700)

    assert installation.run(*CONNECT) == (0, "", "")

    data = installation.home / "data"
    assert stat.S_IMODE(installation.folder.stat().st_mode) == 0o700
    assert data.readlink().is_relative_to(system.SHARED)
    assert pwd.getpwuid(data.stat().st_uid).pw_name == "nobody"
    assert installation.run(*CONNECT) == (0, "", "")


@pytest.mark.skipif(os.geteuid() != 0, reason="takes two users")
def test_data_of_another_user_is_refused(installation):
    installation.run(*CONNECT)
    data = installation.home / "data"
    os.chown(data, 12345, -1)
    installation.var.chmod(0o777)
    installation.home.chmod(0o777)

    code = f"import os; os.setuid(23456); {CONNECT[-1]}"
    returned, _, errors = installation.run("shell", "-v0", "-c", code)

    assert returned == 1
    assert f"{data} belongs to another user (number 12345)" in errors
