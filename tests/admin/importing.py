"""What an editor does to make an interview from text."""

import json
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.admin.editor import submission

PAGE = "/admin/interviews/interview/from-text/"
SHIPPED = (Path(settings.BASE_DIR) / "fixtures/ales-bialiatski.txt").read_bytes()
SMALL = "Waarom?\n\n‘Het vuur.\n\nIk houd ervan.\n\nDaarom.’\n\nAltijd?\n\n‘Nee.’\n"
FILLED = {
    "title": "De smid",
    "publication": "De Courant",
    "published_on": "2024-05-03",
    "language": "nl",
    "people-0-name": "Els Prins",
    "people-0-billed_as": "verslaggever",
    "people-1-name": "Jan Bos",
}


def pasted(client, text=SMALL):
    return client.post(PAGE, {"pasted": text})


def uploaded(client, content, **fields):
    return client.post(PAGE, {"upload": SimpleUploadedFile("a.txt", content), **fields})


def sent(client, response, **typed):
    return client.post(PAGE, submission(response.text, "review_form", **typed))


def errors(response):
    form = response.context["adminform"].form
    return [sentence for found in form.errors.values() for sentence in found]


def leading_document(response):
    return json.loads(response.context["document"])
