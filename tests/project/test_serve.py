import json
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request

import pytest


@pytest.fixture(scope="module")
def shared_installation(make_installation):
    return make_installation()


@pytest.fixture
def prepared(shared_installation):
    yield shared_installation
    shared_installation.end()


def begin(installation, port, *options):
    process = installation.start("serve", "--port", str(port), *options)
    output = []
    for line in process.stdout:
        output.append(line)
        if line.startswith("Ctrl-C"):
            break
    else:
        pytest.fail(f"serve ended: {output} {process.stderr.read()}")
    return process, "".join(output)


def get(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as found:
        return found.status, json.load(found)


def assert_nothing_is_left(installation, process):
    deadline = time.monotonic() + 5
    while group_exists(process.pid):
        assert time.monotonic() < deadline, "A process is still there."
        time.sleep(0.02)
    assert not installation.is_running()


def group_exists(number):
    try:
        os.killpg(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_serves_a_new_installation_and_keeps_its_data(prepared, free_port):
    process, output = begin(prepared, free_port)

    assert get(free_port, "/health/ready") == (200, {"status": "ok"})
    assert f"http://127.0.0.1:{free_port}/api/docs/" in output
    assert "manage.py createsuperuser" in output
    with prepared.connect() as connection:
        connection.execute("UPDATE interviews_interview SET title = 'Edited'")

    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=10) == ("Stopped.\n", "")
    assert process.returncode == 0
    assert_nothing_is_left(prepared, process)

    begun = time.monotonic()
    process, output = begin(prepared, free_port)
    assert time.monotonic() - begun < 10
    assert "Loading" not in output
    with prepared.connect() as connection:
        query = "SELECT title FROM interviews_interview"
        assert connection.execute(query).fetchall() == [("Edited",)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_whole_group_told_to_stop_stops_cleanly(prepared, free_port, number):
    process, _ = begin(prepared, free_port)

    os.killpg(process.pid, number)

    assert process.communicate(timeout=10)[0].endswith("Stopped.\n")
    assert process.returncode == 0
    assert_nothing_is_left(prepared, process)


def test_started_in_the_background_of_a_shell_it_can_be_interrupted(
    prepared, free_port
):
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process, _ = begin(prepared, free_port)
    finally:
        signal.signal(signal.SIGINT, before)

    process.send_signal(signal.SIGINT)

    process.communicate(timeout=10)
    assert process.returncode == 0
    assert_nothing_is_left(prepared, process)


@pytest.mark.parametrize("word", ["Creating", "Bringing", "Loading"])
def test_told_to_stop_while_it_starts_it_leaves_nothing(installation, free_port, word):
    process = installation.start("serve", "--port", str(free_port))
    for line in process.stdout:
        if line.startswith(word):
            break

    process.send_signal(signal.SIGTERM)

    _, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (0, "")
    assert_nothing_is_left(installation, process)


def test_a_request_in_flight_is_answered(prepared, free_port):
    process, _ = begin(prepared, free_port, "--workers", "1")
    answers = []
    request = threading.Thread(
        target=lambda: answers.append(get(free_port, "/health/ready"))
    )
    with prepared.connect() as connection, connection.transaction():
        connection.execute("LOCK TABLE django_migrations")
        request.start()
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        while connection.execute(waiting).fetchone() == (0,):
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        while accepts(free_port):
            time.sleep(0.02)

    request.join()
    assert answers == [(200, {"status": "ok"})]
    process.communicate(timeout=10)
    assert process.returncode == 0


def accepts(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def test_a_port_that_is_taken_is_said_before_anything_starts(installation, free_port):
    with socket.create_server(("127.0.0.1", free_port)):
        code, output, errors = installation.run("serve", "--port", str(free_port))

    assert (code, output) == (1, "")
    assert "Address already in use" in errors
    assert f"make run PORT={free_port + 1}" in errors
    assert not installation.home.exists()


def test_two_cannot_serve_at_one_port(prepared, free_port):
    begin(prepared, free_port)

    code, _, errors = prepared.run("serve", "--port", str(free_port))

    assert code == 1
    assert "Address already in use" in errors


def test_workers_end_when_their_parent_is_killed(prepared, free_port):
    process, _ = begin(prepared, free_port)

    process.kill()
    process.wait()

    deadline = time.monotonic() + 5
    while group_exists(process.pid):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert not accepts(free_port)


def test_an_unreachable_database_is_said_in_one_line(installation, free_port):
    code, _, errors = installation.run(
        "serve",
        *("--port", str(free_port)),
        DATABASE_URL="postgres://somebody:secret@127.0.0.1:9/verbatim",
    )

    assert code == 1
    assert errors.startswith("CommandError: The database cannot be used: ")
    assert "Traceback" not in errors
    assert "secret" not in errors


def test_the_makefile_names_its_targets():
    output = subprocess.run(["make", "-s"], capture_output=True, text=True, check=True)

    assert "make run" in output.stdout
    assert "make test" in output.stdout


def test_an_orderly_answer_to_an_unknown_host(prepared, free_port):
    begin(prepared, free_port)
    request = urllib.request.Request(
        f"http://127.0.0.1:{free_port}/health/live", headers={"Host": "10.0.0.1"}
    )

    with urllib.request.urlopen(request) as answer:
        assert answer.status == 200

    request = urllib.request.Request(
        f"http://127.0.0.1:{free_port}/admin/", headers={"Host": "10.0.0.1"}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    refused.value.close()
    assert refused.value.code == 400
