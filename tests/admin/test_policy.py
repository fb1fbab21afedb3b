"""Pages of the admin run and load nothing but files of ours."""

import pytest
from django.urls import reverse

from interviews.models import Quote
from tests.factories import make_quote

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
PAGES = ["index", "password_change", "interviews_quote_add", "auth_user_changelist"]
PAGES_OF_A_ROW = ["change", "history", "delete"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_what_it_may_run(admin_client, page):
    response = admin_client.get(reverse(f"admin:{page}"))

    assert response.headers["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("page", PAGES_OF_A_ROW)
def test_so_does_every_page_of_a_row(admin_client, page):
    quote = make_quote()

    name = f"admin:interviews_{Quote._meta.model_name}_{page}"
    response = admin_client.get(reverse(name, args=[quote.pk]))

    assert response.headers["Content-Security-Policy"] == POLICY


def test_so_do_pages_for_those_who_have_not_signed_in(client):
    answers = [client.get("/admin/login/"), client.get("/admin/nowhere/")]

    policies = [answer.headers["Content-Security-Policy"] for answer in answers]
    assert policies == [POLICY, POLICY]


def test_other_pages_have_policies_of_their_own(client):
    assert "Content-Security-Policy" not in client.get("/api/v1/quotes/")
