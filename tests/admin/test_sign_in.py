"""Five failures of one name from one address, and it waits a quarter of an hour."""

from datetime import UTC, datetime, timedelta

import axes.handlers.proxy
import pytest
from django.contrib.auth import get_user
from django.urls import reverse
from django.utils import timezone

from project.sign_in import address

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PASSWORD = "a good password"


@pytest.fixture
def clock(monkeypatch):
    """Stands still until it is told to go on."""
    clock = [NOON]
    for module in (timezone, axes.handlers.proxy):
        monkeypatch.setattr(module, "now", lambda: clock[0])
    return clock


@pytest.fixture(autouse=True)
def editor(django_user_model):
    django_user_model.objects.create_user(
        "editor", password=PASSWORD, is_staff=True, is_superuser=True
    )


def sign_in(client, name="editor", password="wrong", **headers):
    typed = {"username": name, "password": password}
    return client.post(reverse("admin:login"), typed, **headers)


def statuses(client, times, **how):
    return [sign_in(client, **how).status_code for _ in range(times)]


def test_the_fifth_failure_is_told_how_long_to_wait(client, clock):
    answers = statuses(client, 4)
    clock[0] += timedelta(minutes=1)

    refused = sign_in(client)

    assert answers == [200] * 4
    assert (refused.status_code, refused["Retry-After"]) == (429, "900")
    assert "Wait 15 minutes, then" in refused.text


def test_the_right_password_waits_too_and_the_wait_grows_no_longer(client, clock):
    statuses(client, 5)
    clock[0] += timedelta(minutes=10)

    refused = sign_in(client, password=PASSWORD)

    assert (refused.status_code, refused["Retry-After"]) == (429, "300")
    assert not get_user(client).is_authenticated

    clock[0] += timedelta(minutes=5, seconds=1)
    assert sign_in(client, password=PASSWORD).status_code == 302


def test_a_name_that_nobody_has_is_answered_as_one_that_somebody_has(client, clock):
    def answers(name):
        pages = [sign_in(client, name=name) for _ in range(6)]
        shown = [page.text.replace(name, "NAME") for page in pages]
        return [
            (page.status_code, text.partition('id="content"')[2].count("failed"))
            for page, text in zip(pages, shown, strict=True)
        ]

    assert answers("editor") == answers("nobody")


def test_others_do_not_wait(client, clock, django_user_model):
    django_user_model.objects.create_user("other", password=PASSWORD, is_staff=True)
    statuses(client, 5)

    assert sign_in(client, "other", PASSWORD).status_code == 302
    client.logout()
    elsewhere = sign_in(client, password=PASSWORD, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302


def test_signing_in_forgets_the_failures_before(client, clock):
    statuses(client, 4)
    sign_in(client, password=PASSWORD)
    client.logout()

    assert statuses(client, 4) == [200] * 4


def test_another_browser_is_no_other_address(client, clock):
    answers = [
        sign_in(client, headers={"user-agent": f"browser {number}"}).status_code
        for number in range(5)
    ]

    assert answers == [200] * 4 + [429]


def test_what_a_visitor_says_of_their_address_is_not_believed(client, clock):
    answers = [
        sign_in(client, headers={"x-forwarded-for": f"192.0.2.{number}"}).status_code
        for number in range(5)
    ]

    assert answers == [200] * 4 + [429]


@pytest.mark.parametrize(
    ("proxies", "listed", "found"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9, 192.0.2.1", "192.0.2.1"),
        (2, "203.0.113.9, 192.0.2.1, 10.0.0.1", "192.0.2.1"),
        (2, "192.0.2.1", "127.0.0.1"),
        (1, "unknown", "127.0.0.1"),
        (1, "2001:DB8::1", "2001:db8::1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_what_our_proxies_added_is_believed(rf, settings, proxies, listed, found):
    settings.PROXIES = proxies
    request = rf.get("/", headers={"x-forwarded-for": listed})

    assert address(request) == found


def test_a_request_without_an_address_is_counted_with_others_like_it(client, clock):
    assert statuses(client, 5)[-1] == 429
    assert [sign_in(client, REMOTE_ADDR="").status_code for _ in range(5)] == [
        200
    ] * 4 + [429]
