import pytest


@pytest.mark.parametrize(
    ("method", "status"),
    [("get", 301), ("head", 301), ("post", 404), ("put", 404), ("delete", 404)],
)
def test_address_without_slash_is_sent_on_where_nothing_is_lost(client, method, status):
    response = getattr(client, method)("/api/v1/turns")

    assert response.status_code == status


def test_the_bare_address_leads_to_the_docs(client):
    response = client.get("/")

    assert (response.status_code, response["Location"]) == (302, "/api/docs/")
