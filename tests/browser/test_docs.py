import json

from playwright.sync_api import expect


def test_docs_page_shows_every_operation_of_the_schema(page, live_server):
    schema = json.loads(page.request.get("/api/schema/?format=json").text())
    operations = sum(
        method in path
        for path in schema["paths"].values()
        for method in ("get", "post")
    )

    page.goto("/api/docs/")

    expect(page.locator(".opblock")).to_have_count(operations)
