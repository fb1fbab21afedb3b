"""Our pages as a browser reads them."""

from typing import Any

from django.test import Client
from lxml import html

client = Client(raise_request_exception=False)


def get(path: str, **headers: Any) -> Any:
    return client.get(path, headers=headers)


def document(path: str, status: int = 200) -> html.HtmlElement:
    response = get(path)
    assert response.status_code == status, response.content.decode()
    assert response["Content-Type"] == "text/html; charset=utf-8"
    return html.document_fromstring(response.content.decode())


def paragraphs(element: html.HtmlElement, selector: str) -> str:
    """The text of the paragraphs in what a CSS class or an element's name selects."""
    found = element.xpath(f"//{selector}//p")
    return "\n\n".join(paragraph.text_content() for paragraph in found)


def meta(page: html.HtmlElement) -> dict[str, str]:
    """What the page says of itself to those that share it."""
    return {
        element.get("property") or element.get("name"): element.get("content")
        for element in page.xpath("//meta[@content]")
    }


def shape(page: html.HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    """The elements and their attributes, whatever their values."""
    return [
        (element.tag, tuple(sorted(element.keys())))
        for element in page.iter()
        if isinstance(element.tag, str)
    ]
