import socket
import time

import pytest
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from project import health

# Tests collect no static files.
pytestmark = pytest.mark.filterwarnings("ignore:No directory at")

UNAVAILABLE = {"title": "Service Unavailable", "status": 503}


@pytest.fixture(autouse=True)
def _just_started(monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)


def test_live_needs_no_database(client):
    response = client.get("/health/live")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_ready(client):
    response = client.get("/health/ready")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_once_migrated_ready_takes_one_query(client, django_assert_num_queries):
    client.get("/health/ready")

    assert health._migrated
    with django_assert_num_queries(0):  # It has a connection of its own.
        assert client.get("/health/ready").status_code == 200


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
@pytest.mark.django_db
def test_it_is_read_only(client, path):
    assert client.head(path).status_code == 200
    assert client.head(path).content == b""
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_it_is_asked_by_address_and_without_tls(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/health/ready", headers={"host": "10.0.0.1"})

    assert response.status_code == 200


@pytest.mark.django_db(transaction=True)
def test_not_ready_while_migrations_are_missing(client):
    recorder = MigrationRecorder(connection)
    (newest,) = MigrationLoader(connection).graph.leaf_nodes("interviews")
    recorder.record_unapplied(*newest)
    try:
        response = client.get("/health/ready")
    finally:
        recorder.record_applied(*newest)

    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "5"
    assert response["Cache-Control"] == "no-store"
    assert response.json() == UNAVAILABLE | {
        "detail": "The database lacks migrations: run `manage.py migrate`."
    }
    assert client.get("/health/ready").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("silent", [False, True], ids=["refuses", "never answers"])
def test_not_ready_within_seconds_when_the_database_is_gone(
    client, monkeypatch, silent
):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        if not silent:
            listener.close()
        target = connections.settings["default"]
        monkeypatch.setitem(target, "HOST", "127.0.0.1")
        monkeypatch.setitem(target, "PORT", str(port))
        begun = time.monotonic()

        response = client.get("/health/ready")

    assert time.monotonic() - begun < 3
    assert response.status_code == 503
    assert response.json() == UNAVAILABLE | {"detail": "The database does not answer."}
