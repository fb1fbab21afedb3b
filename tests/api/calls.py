"""Calls to the API, and what is expected of each answer."""

from collections.abc import Iterator
from typing import Any

from django.test import Client

client = Client(raise_request_exception=False)


def get(path: str, **headers: Any) -> Any:
    return client.get(f"/api/v1/{path}", headers=headers)


def results(path: str) -> list[dict[str, Any]]:
    response = get(path)
    assert response.status_code == 200, response.content.decode()
    return response.json()["results"]


def problem(path: str, **headers: Any) -> dict[str, Any]:
    """The problem document that a bad request is answered with."""
    response = get(path, **headers)
    assert_is_problem(response)
    return response.json()


def offences(path: str) -> dict[str, str | None]:
    """Each refused parameter, and what was probably meant."""
    body = problem(path)
    assert body["status"] == 400, body
    return {error["parameter"]: error.get("did_you_mean") for error in body["errors"]}


def assert_is_problem(response: Any) -> None:
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    body = response.json()
    assert body["status"] == response.status_code
    assert body.keys() >= {"type", "title", "status", "detail", "instance"}


def pages(path: str, direction: str = "next") -> Iterator[dict[str, Any]]:
    """This page and all that follow, or all that precede it."""
    while path:
        body = get(path).json()
        yield body
        path = path_of(body[direction])


def path_of(url: str | None) -> str:
    return (url or "").partition("/api/v1/")[2]
