"""A connection that the database closes costs one answer, and no more."""

import psycopg
import pytest
from django.db import close_old_connections, connection

from tests.api.calls import assert_is_problem, get
from tests.factories import make_turn

pytestmark = pytest.mark.django_db(transaction=True)


def terminate_our_backend() -> None:
    backend = connection.connection.info.backend_pid
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])


def test_a_lost_connection_is_said_and_replaced():
    make_turn()
    terminate_our_backend()

    lost = get("turns/")
    close_old_connections()  # as Django does between two requests
    found = get("turns/")

    assert_is_problem(lost)
    assert (lost.status_code, lost["Retry-After"]) == (503, "5")
    assert (found.status_code, found.json()["count"]) == (200, 1)
