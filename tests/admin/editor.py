"""What an editor does in the admin: open a page, type, save, read what it says."""

import io
import json
from html.parser import HTMLParser
from typing import Any

from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse

from interviews.models import (
    Entity,
    Interview,
    Mention,
    Participation,
    Passage,
    Quote,
    Speaker,
    Topic,
    Turn,
)

EDITED = [
    Entity,
    Interview,
    Mention,
    Participation,
    Passage,
    Quote,
    Speaker,
    Topic,
    Turn,
]

SKIPPED = {"submit", "button", "reset", "file", "image"}


def address(page: str, model: Any, *args: Any) -> str:
    return reverse(f"admin:interviews_{model._meta.model_name}_{page}", args=args)


def save(client: Any, row: Any, **typed: Any) -> Any:
    """Open the row's page, type, save: what a browser would send."""
    page = address("change", type(row), row.pk)
    form_id = f"{row._meta.model_name}_form"
    return client.post(page, submission(client.get(page).text, form_id, **typed))


def errors(response: Any) -> list[str]:
    """Every sentence on a form that came back: its own, its rows', its sets'."""
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    forms = [response.context["adminform"].form]
    forms += [form for formset in formsets for form in formset.forms]
    found = [list(sentences) for form in forms for sentences in form.errors.values()]
    found += [list(formset.non_form_errors()) for formset in formsets]
    return [sentence for sentences in found for sentence in sentences]


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def everything() -> list[dict]:
    written = io.StringIO()
    call_command("dumpdata", "interviews", stdout=written)
    return json.loads(written.getvalue())


def submission(html: str, form_id: str, **typed: str | list[str] | None) -> dict:
    """What a browser would send for a form, with what an editor typed over it.

    None leaves a field out, as an unticked box does.
    """
    form = _Form(form_id)
    form.feed(html)
    sent = form.fields | typed
    return {name: value for name, value in sent.items() if value is not None}


class _Form(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.inside = False
        self.fields: dict[str, list[str]] = {}
        self.select: str | None = None
        self.text: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list) -> None:
        attributes = dict(attrs)
        if tag == "form":
            self.inside = attributes.get("id") == self.form_id
        if not self.inside:
            return
        name = attributes.get("name")
        if tag == "input" and name:
            self._input(name, attributes)
        elif tag == "textarea":
            self.text = (name, [])
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attributes:
            self._add(self.select, attributes["value"])

    def _input(self, name: str, attributes: dict) -> None:
        kind = attributes.get("type", "text")
        value = attributes.get("value") or ""
        if kind in {"checkbox", "radio"}:
            if "checked" in attributes:
                self._add(name, value or "on")
        elif kind not in SKIPPED:
            # A one-line input has no line breaks, whatever its value says.
            self._add(name, value.replace("\r", "").replace("\n", ""))

    def handle_data(self, data: str) -> None:
        if self.text:
            self.text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.text:
            name, parts = self.text
            value = "".join(parts).replace("\r\n", "\n").removeprefix("\n")
            self._add(name, value.replace("\n", "\r\n"))
            self.text = None

    def _add(self, name: str, value: str) -> None:
        self.fields.setdefault(name, []).append(value)
