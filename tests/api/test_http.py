"""The API as HTTP: methods, headers, media types, errors, and the documents it gives."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from interviews.models import Quote
from tests.api.calls import assert_is_problem, client, get, problem, results
from tests.api.endpoints import DETAILS, LISTS, OTHERS, PARTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

PLACES = ["", *LISTS, *DETAILS, *PARTS, *OTHERS]


@pytest.mark.parametrize("place", PLACES)
def test_head_is_get_without_a_body(place):
    got, head = get(place), client.head(f"/api/v1/{place}")

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == got["Content-Type"]


@pytest.mark.parametrize("place", PLACES)
def test_options_says_what_is_allowed(place):
    response = client.options(f"/api/v1/{place}")

    assert response.status_code in (200, 204)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_options_takes_any_question():
    assert client.options("/api/v1/turns/?topic=law&nosuch=1").status_code == 204


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]
)
def test_nothing_is_written(place, method):
    response = client.generic(
        method, f"/api/v1/{place}", b"[" * 100_000, "application/json"
    )

    assert_is_problem(response)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize(
    "path", ["/", "/q/qt_1111111111", "/i/north", "/api/problems/"]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_is_sent_to_a_page(path, method):
    response = Client(enforce_csrf_checks=True).generic(method, path)

    assert_is_problem(response)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_the_admin_says_itself_that_a_form_is_refused():
    response = Client(enforce_csrf_checks=True).post("/admin/login/")

    assert (response.status_code, response["Content-Type"]) == (
        403,
        "text/html; charset=utf-8",
    )


def test_a_script_may_draw_on_the_picture_of_a_quote():
    headers = {"origin": "https://example.org"}

    picture = client.get("/q/qt_1111111111.png", headers=headers)
    page = client.get("/q/qt_1111111111", headers=headers)

    assert picture["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in page


@pytest.mark.parametrize("accept", ["application/json", "*/*", "application/*"])
def test_json_is_given_to_whoever_takes_it(accept):
    assert get("turns/", accept=accept)["Content-Type"] == "application/json"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/png;q=1"])
def test_what_cannot_be_given_is_not_acceptable(accept):
    assert problem("turns/", accept=accept)["status"] == 406


@pytest.mark.parametrize(
    "path",
    [
        "/nosuch",
        "/api/v1/nosuch/",
        "/api/v1/interviews/nosuch/",
        "/api/v1/interviews/NORTH/",
        "/api/v1/interviews/nosuch/source/",
        "/api/v1/turns/tn_1/",
        "/api/v1/quotes/qt_9999999999/",
        "/api/v1/interviews/a%00b/",
        "/api/v1/interviews/%FF/",
        "/api/v1/interviews/" + "a" * 5_000 + "/",
        "/api/v1/interviews/north/nosuch/",
    ],
)
def test_what_is_not_there_is_not_found(path):
    response = client.get(path)

    assert_is_problem(response)
    assert response.status_code == 404


def test_an_unknown_host_is_a_problem():
    response = client.get("/api/v1/", headers={"host": "evil.example"})

    assert_is_problem(response)
    assert (response.status_code, "evil" in response.json()["type"]) == (400, False)


def test_a_withdrawn_quote_is_gone_with_its_reason():
    quote = Quote.objects.get(text="No.")
    Quote.objects.filter(pk=quote.pk).update(
        withdrawn_at=datetime(2026, 3, 1, tzinfo=UTC), withdrawal_reason="Misheard."
    )
    place = f"quotes/{quote.public_id}/"

    assert problem(place) == {
        "type": "http://testserver/api/problems/#gone",
        "title": "Withdrawn",
        "status": 410,
        "detail": f"Quote {quote.public_id} was withdrawn.",
        "instance": f"/api/v1/{place}",
        "reason": "Misheard.",
        "withdrawn_at": "2026-03-01T00:00:00Z",
    }
    assert {row["text"] for row in results("quotes/")} == {
        "Minsk was cold.",
        "Leave Minsk.",
    }
    assert get("turns/?interview=south&kind=answer&fields=quotes").json()[
        "results"
    ] == [{"quotes": []}]


def test_a_failure_is_a_problem_that_tells_nothing():
    connection.check_constraints()  # or what is deferred would forbid DROP TABLE
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE interviews_mention CASCADE")

    assert problem("turns/") == {
        "type": "http://testserver/api/problems/#internal-error",
        "title": "Internal error",
        "status": 500,
        "detail": "The server failed; the fault is logged and it is not yours.",
        "instance": "/api/v1/turns/",
    }


def test_every_problem_type_is_explained():
    response = client.get(reverse("problems"))

    type_ = problem("nosuch/")["type"]
    assert f'id="{type_.partition("#")[2]}"' in response.content.decode()


@pytest.mark.parametrize("place", ["turns/", "interviews/nosuch/", "turns/?nosuch=1"])
def test_any_page_may_read(place):
    response = get(place, origin="https://example.org")

    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Expose-Headers"] == "ETag, Link, Retry-After"
    assert "Access-Control-Allow-Credentials" not in response


def test_a_preflight_is_answered():
    response = client.options(
        "/api/v1/turns/?topic=law",
        headers={
            "origin": "https://example.org",
            "access-control-request-method": "GET",
        },
    )

    assert (response.status_code, response["Access-Control-Allow-Methods"]) == (
        200,
        "GET, HEAD, OPTIONS, POST",
    )


def test_the_root_leads_to_every_place():
    places = get("").json()

    assert list(places) == [
        *(name.rstrip("/") for name in LISTS),
        *("random", "daily", "verify", "changes", "feed_json", "feed_atom", "oembed"),
        *("schema", "docs"),
    ]
    page = results("quotes/?fields=links")[0]["links"]["page"]
    asking = {"verify": "?text=a", "oembed": f"?url={page}"}
    assert {
        client.get(address + asking.get(name, "")).status_code
        for name, address in places.items()
        if name != "docs"  # which needs the static files
    } == {200}


DEAD = """
import django
django.setup()
from django.test import Client
response = Client(raise_request_exception=False).get("/api/v1/turns/")
print(response.status_code, response["Content-Type"], response["Retry-After"], response["Cache-Control"])
"""


def test_without_a_database_it_is_unavailable(tmp_path):
    environ = os.environ | {
        "DATABASE_URL": f"postgresql://nobody@/nothing?host={tmp_path}",
        "DJANGO_SETTINGS_MODULE": "project.settings",
        "ALLOWED_HOSTS": "testserver",
    }

    answer = subprocess.run(
        [sys.executable, "-c", DEAD],
        env=environ,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout == "503 application/problem+json 5 no-store\n"
