"""The forms of a new interview from text, and what they send."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from interviews.choices import Role
from interviews.drafts import (
    MAX_LENGTH,
    Person,
    Unreadable,
    checked,
    decoded,
    free_slug,
)
from interviews.models import Interview
from interviews.models.fields import VerbatimFormField
from interviews.segmentation import Hints
from interviews.segmentation.segments import CHOICES, Kind

MAX_BYTES = 4 * MAX_LENGTH
MAX_PEOPLE, EMPTY_ROWS = 20, 1


class SourceForm(forms.Form):
    pasted = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "class": "vLargeTextField"}),
        help_text="Plain text or Markdown, with everything that is printed: headline, "
        "introduction, captions. Paragraphs are parted by a blank line.",
    )
    upload = forms.FileField(
        label="Or a file",
        required=False,
        allow_empty_file=True,
        help_text=f"Plain text in UTF-8, at most {MAX_LENGTH:,} characters.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        upload = cleaned.get("upload")
        # Browsers send what was pasted with CRLF, whatever it had.
        pasted = (cleaned.get("pasted") or "").replace("\r\n", "\n")
        if upload is not None and pasted.strip():
            raise ValidationError("Paste a text or choose a file, not both.")
        try:
            if upload is None:
                source = checked(pasted)
            elif upload.size > MAX_BYTES:
                raise Unreadable(
                    f"It has {upload.size:,} bytes, and an interview at most {MAX_BYTES:,}."
                )
            else:
                source = decoded(upload.read())
        except Unreadable as error:
            self.add_error("pasted" if upload is None else "upload", str(error))
        else:
            cleaned["source"] = source
        return cleaned


class ParticularsForm(forms.ModelForm):
    slug = forms.SlugField(
        required=False,
        max_length=120,
        help_text="Its name in web addresses; left empty, it is made of the title.",
    )

    source_url = forms.URLField(
        label="Source URL",
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
        help_text="Where the publisher has the article, if known.",
    )

    class Meta:
        model = Interview
        fields = (
            "title",
            "slug",
            "publication",
            "published_on",
            "language",
            "source_url",
        )
        field_classes = {"title": VerbatimFormField, "publication": VerbatimFormField}
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "publication": forms.TextInput(attrs={"class": "vTextField"}),
            "published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"] or free_slug(
            Interview, self.cleaned_data.get("title", "")
        )
        if Interview.objects.filter(slug=slug).exists():
            raise ValidationError(
                f"There is an interview with this slug. The nearest that is free: "
                f"{free_slug(Interview, slug)}"
            )
        return slug


class PersonForm(forms.Form):
    name = forms.CharField(required=False, max_length=200)
    role = forms.ChoiceField(choices=Role)
    billed_as = forms.CharField(required=False, max_length=300)

    @property
    def person(self) -> Person:
        typed = self.cleaned_data
        return Person(typed["name"], typed["role"], typed["billed_as"])


def sent_document(sent: str) -> str:
    try:
        source = json.loads(sent)
        # Half of a character that JSON writes as two is none.
        str(source).encode()
    except (ValueError, RecursionError) as error:
        raise Unreadable("Paste or upload it again.") from error
    if not isinstance(source, str):
        raise Unreadable("It is no text.")
    return checked(source)


def sent_corrections(sent: QueryDict) -> dict[int, Kind]:
    """What was chosen, and what was clicked; what is neither a place nor a kind is nothing."""
    chosen = [f"{name[5:]}:{sent[name]}" for name in sent if name.startswith("kind-")]
    found = {}
    for choice in [*chosen, sent.get("correct", "")]:
        number, _, kind = choice.partition(":")
        if (
            len(number) < 7
            and number.isascii()
            and number.isdecimal()
            and kind in CHOICES
        ):
            found[int(number)] = Kind(kind)
    return found


def sent_people(sent: QueryDict) -> list[dict[str, str]]:
    """The rows as they were typed."""
    return [
        {name: sent.get(f"people-{row}-{name}", "") for name in PersonForm.base_fields}
        for row in range(MAX_PEOPLE)
        if f"people-{row}-role" in sent
    ]


def people_of(known: Hints) -> list[dict[str, str]]:
    """Whom the labels of a document name, with a row for each role."""
    return [
        {"name": name, "role": role}
        for role, names in (
            (Role.INTERVIEWER, known.interviewers),
            (Role.INTERVIEWEE, known.interviewees),
        )
        for name in names or [""]
    ]


def with_empty_rows(people: list[dict[str, str]]) -> list[dict[str, str]]:
    empty = {"name": "", "role": Role.INTERVIEWEE}
    while len(people) < MAX_PEOPLE and any(one["name"] for one in people[-EMPTY_ROWS:]):
        people = [*people, empty]
    return people
