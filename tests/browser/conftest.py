"""A real browser: the one that CHROMIUM names, or that is on the PATH."""

import os
import shutil
import threading
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from playwright.sync_api import sync_playwright

# Playwright runs an event loop in the thread of the tests, and Django refuses the database
# to such a thread; the tests themselves are not asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def executable() -> str:
    found = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), ""
    )
    if not found:
        pytest.fail(
            "The browser tests need Chromium: apt-get install -y chromium, "
            "or name one in the variable CHROMIUM."
        )
    return found


@pytest.fixture(scope="package")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=ARGUMENTS
        )
        yield browser
        # Django keeps other connections while an event loop runs; nobody else can close
        # them once it has ended.
        connections.close_all()
        browser.close()


@pytest.fixture
def page(browser, live_server, interview_in_the_database):
    """A page on the live server, which fails the test when anything goes wrong in it."""
    with watched_page(browser, live_server.url, base_url=live_server.url) as page:
        yield page


@contextmanager
def watched_page(browser, *known_hosts, **options):
    """A page in which errors, and requests to hosts not known, fail the test."""
    context = browser.new_context(**options)
    page = context.new_page()
    page.set_default_timeout(10_000)
    troubles: list[str] = []
    page.on(
        "console",
        lambda message: (
            message.type == "error"
            # Browsers ask for this by themselves; the admin has none.
            and not message.location["url"].endswith("/favicon.ico")
            and troubles.append(message.text)
        ),
    )
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "request",
        lambda request: (
            request.url.startswith((*known_hosts, "data:", "blob:"))
            or troubles.append(f"asks another host: {request.url}")
        ),
    )
    yield page
    context.close()
    assert troubles == []


@pytest.fixture
def interview_in_the_database(transactional_db):
    call_command("loaddata", "ales-bialiatski", verbosity=0)
    yield
    # A page that is closed may have asked something a moment before. Whoever empties the
    # tables while that is answered waits for it, and it for them.
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(10)
            assert not thread.is_alive(), "the live server still answers a closed page"


@pytest.fixture(scope="session", autouse=True)
def static_root(tmp_path_factory):
    # The live server finds static files by their own names, where they are; nothing is
    # collected. For the session, because it starts once.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES=settings.STORAGES | {"staticfiles": plain},
    ):
        yield


@pytest.fixture
def editor(page, django_user_model):
    """The page, signed in."""
    django_user_model.objects.create_superuser("editor", password="a good password")
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a good password")
    page.get_by_role("button", name="Log in").click()
    return page
