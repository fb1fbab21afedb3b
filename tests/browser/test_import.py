"""An editor pastes a text, corrects it by clicking, and saves a draft."""

import pytest
from playwright.sync_api import expect

from interviews.models import Interview

PAGE = "/admin/interviews/interview/from-text/"
TEXT = "Hoe was het?\n\n‘Koud.\n\nNooit meer.\n\nEn donker.’\n\nEn u?\n\n‘Ik ook.’\n\n‘Echt.’\n"


def test_text_becomes_a_draft_by_clicking(editor):
    editor.goto("/admin/interviews/interview/")
    editor.get_by_role("link", name="New interview from text").click()
    editor.get_by_label("Text", exact=False).first.fill(TEXT)
    editor.get_by_role("button", name="Show how it is cut").click()
    expect(editor.get_by_text("Unsure of 2 places")).to_be_visible()
    editor.wait_for_load_state()

    editor.get_by_label("Paragraph 3").select_option("caption")
    expect(editor.get_by_text("Unsure of 1 place")).to_be_visible()
    expect(editor.locator("#segment-3")).to_have_class("segment caption corrected")
    editor.locator("#segment-7").get_by_role("button", name="Answer").click()
    expect(editor.get_by_text("Nothing is unsure")).to_be_visible()

    editor.get_by_label("Title").fill("Koud")
    editor.get_by_label("Publication").fill("De Courant")
    editor.get_by_label("Published on").fill("2024-05-03")
    editor.get_by_label("Language").fill("nl")
    editor.locator("#id_people-0-name").fill("Els Prins")
    editor.locator("#id_people-1-name").fill("Jan Bos")
    editor.get_by_role("button", name="Save as draft").click()
    expect(
        editor.get_by_text("Saved as a draft. Turns: 5, passages: 1.")
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
def test_review_fits_the_width_of_the_screen(editor, width):
    editor.set_viewport_size({"width": width, "height": 800})
    editor.goto(PAGE)
    editor.get_by_label("Text", exact=False).first.fill(TEXT + "\n" + "a" * 300 + "\n")
    editor.get_by_role("button", name="Show how it is cut").click()
    expect(editor.locator("#segment-8")).to_be_visible()
    editor.wait_for_load_state()

    assert editor.evaluate("document.documentElement.scrollWidth") <= width


def test_enter_in_a_field_saves_nothing(editor):
    editor.goto(PAGE)
    editor.get_by_label("Text", exact=False).first.fill(TEXT)
    editor.get_by_role("button", name="Show how it is cut").click()

    editor.get_by_label("Title").fill("Koud")
    editor.get_by_label("Title").press("Enter")

    expect(editor.get_by_label("Title")).to_have_value("Koud")
    expect(editor.locator(".errornote")).to_have_count(0)
    assert not Interview.objects.filter(slug="koud").exists()
