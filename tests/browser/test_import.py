"""An editor pastes a text, corrects it by clicking, and saves a draft."""

import pytest
from playwright.sync_api import expect

from interviews.models import Interview

PAGE = "/admin/interviews/interview/from-text/"
TEXT = "Hoe was het?\n\n‘Koud.\n\nNooit meer.\n\nEn donker.’\n\nEn u?\n\n‘Ik ook.’\n\n‘Echt.’\n"


@pytest.fixture
def strict(editor):
    """The page, where nothing runs or is drawn but what comes from files of ours."""

    def strictly(route):
        response = route.fetch()
        policy = {"content-security-policy": "default-src 'self'; form-action 'self'"}
        route.fulfill(response=response, headers=response.headers | policy)

    editor.route(f"**{PAGE}", strictly)
    return editor


def test_text_becomes_a_draft_by_clicking(strict):
    strict.goto("/admin/interviews/interview/")
    strict.get_by_role("link", name="New interview from text").click()
    strict.get_by_label("Text", exact=False).first.fill(TEXT)
    strict.get_by_role("button", name="Show how it is cut").click()
    expect(strict.get_by_text("Unsure of 2 places")).to_be_visible()
    strict.wait_for_load_state()

    strict.get_by_label("Paragraph 3").select_option("caption")
    expect(strict.get_by_text("Unsure of 1 place")).to_be_visible()
    expect(strict.locator("#segment-3")).to_have_class("segment caption corrected")
    strict.locator("#segment-7").get_by_role("button", name="Answer").click()
    expect(strict.get_by_text("Nothing is unsure")).to_be_visible()

    strict.get_by_label("Title").fill("Koud")
    strict.get_by_label("Publication").fill("De Courant")
    strict.get_by_label("Published on").fill("2024-05-03")
    strict.get_by_label("Language").fill("nl")
    strict.locator("#id_people-0-name").fill("Els Prins")
    strict.locator("#id_people-1-name").fill("Jan Bos")
    strict.get_by_role("button", name="Save as draft").click()
    expect(
        strict.get_by_text("Saved as a draft. Turns: 5, passages: 1.")
    ).to_be_visible()

    draft = Interview.objects.get(slug="koud")
    assert draft.source_text == TEXT
    assert list(draft.turns.in_reading_order().values_list("kind", "text")) == [
        ("question", "Hoe was het?"),
        ("answer", "Koud.\n\nEn donker."),
        ("question", "En u?"),
        ("answer", "Ik ook."),
        ("answer", "Echt."),
    ]


@pytest.mark.parametrize("width", [1280, 390])
def test_review_fits_the_width_of_the_screen(strict, width):
    strict.set_viewport_size({"width": width, "height": 800})
    strict.goto(PAGE)
    strict.get_by_label("Text", exact=False).first.fill(TEXT + "\n" + "a" * 300 + "\n")
    strict.get_by_role("button", name="Show how it is cut").click()
    expect(strict.locator("#segment-8")).to_be_visible()
    strict.wait_for_load_state()

    assert strict.evaluate("document.documentElement.scrollWidth") <= width


def test_enter_in_a_field_saves_nothing(strict):
    strict.goto(PAGE)
    strict.get_by_label("Text", exact=False).first.fill(TEXT)
    strict.get_by_role("button", name="Show how it is cut").click()

    strict.get_by_label("Title").fill("Koud")
    strict.get_by_label("Title").press("Enter")

    expect(strict.get_by_label("Title")).to_have_value("Koud")
    expect(strict.locator(".errornote")).to_have_count(0)
    assert not Interview.objects.filter(slug="koud").exists()
