"""What the README says is so."""

import json
import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

README = Path(settings.BASE_DIR / "README.md").read_text()
CALLS = re.findall(
    r"\$ curl 'http://127\.0\.0\.1:8000(?P<request>[^']+)'\n```\n\n```json\n(?P<answer>.+?)```",
    README,
    re.DOTALL,
)


@pytest.mark.parametrize(("request_", "answer"), CALLS)
def test_call_is_answered_as_the_readme_says(client, shipped, db, request_, answer):
    response = client.get(request_, headers={"host": "127.0.0.1:8000"})

    assert response.json() == json.loads(answer)


def test_readme_shows_five_calls():
    assert len(CALLS) == README.count("$ curl") == 5


def test_parameters_that_the_readme_names_exist():
    description = yaml.safe_load(Path(settings.BASE_DIR / "openapi.yaml").read_text())
    known = {
        parameter["name"]
        for methods in description["paths"].values()
        for operation in methods.values()
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "query"
    }
    table = README.partition("## The API")[2].partition("## Editing")[0]
    rows = dict(re.findall(r"^\| (.+?) \| (.+) \|$", table, re.MULTILINE))
    named = {
        name
        for row in (
            "Relations",
            "Other filters",
            "Search",
            "Shape",
            "Counts",
            "Pages",
            "Was it said?",
            "By chance",
            "What changed",
            "To show elsewhere",
        )
        for name in re.findall(r"`([a-z_]+)`", rows[row])
    } - {"next", "links"}

    everywhere = {"format", "cursor"} | {name for name in known if "__" in name}
    assert named == known - everywhere
