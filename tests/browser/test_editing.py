import re

from playwright.sync_api import expect

from interviews.models import Interview, Mention, Quote, Turn


def test_editor_walks_from_interview_to_quote_and_changes_its_note(editor):
    quote = Quote.objects.filter(turn__position=2).earliest("start")
    before = Quote.objects.values().get(pk=quote.pk)

    editor.locator("#content").get_by_role("link", name="Interviews").last.click()
    editor.get_by_role("link", name="Interview met Ales Bialiatski").click()
    contents = editor.locator(".field-turns")
    contents.get_by_role("link", name="38").click()
    editor.get_by_role("link", name=re.compile("^Mijn zoon woont in Warschau")).click()
    editor.locator("#quotes-group").get_by_role("link", name="Change").first.click()
    editor.get_by_label("Note").fill("First line.\nSecond line, “with marks” ")
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.get_by_text("was changed successfully")).to_be_visible()

    after = Quote.objects.values().get(pk=quote.pk)
    assert after == before | {
        "note": "First line.\nSecond line, “with marks” ",
        "updated_at": after["updated_at"],
    }
    assert after["updated_at"] > before["updated_at"]


def test_broken_quote_is_refused_in_the_page_with_what_was_typed(editor):
    quote = Quote.objects.filter(turn__position=2).earliest("start")
    before = Quote.objects.values().get(pk=quote.pk)

    editor.goto(f"/admin/interviews/quote/{quote.pk}/change/")
    editor.get_by_label("Text").fill("Words that nobody said.")
    editor.get_by_role("button", name="Save", exact=True).click()

    expect(editor.locator(".errorlist")).to_contain_text(
        "These words are nowhere in the text."
    )
    expect(editor.get_by_label("Text")).to_have_value("Words that nobody said.")
    assert Quote.objects.values().get(pk=quote.pk) == before


def test_saving_pages_unchanged_in_a_browser_changes_nothing(editor):
    interview = Interview.objects.values().get()
    turns = list(Turn.objects.order_by("position").values()[:4])

    addresses = [f"interview/{interview['id']}"]
    addresses += [f"turn/{turn['id']}" for turn in turns]
    for address in addresses:
        editor.goto(f"/admin/interviews/{address}/change/")
        editor.get_by_role("button", name="Save", exact=True).click()
        expect(editor.get_by_text("was changed successfully")).to_be_visible()

    assert Interview.objects.values().get() == interview
    assert list(Turn.objects.order_by("position").values()[:4]) == turns


def test_missing_mentions_are_found_ticked_and_added(editor):
    Mention.objects.filter(entity__slug="minsk").delete()

    editor.goto("/admin/interviews/interview/")
    editor.get_by_role("checkbox", name=re.compile("Select this object")).check()
    editor.get_by_label("Action:").select_option("Find mentions of known names…")
    editor.get_by_role("button", name="Go", exact=True).click()
    proposed = editor.get_by_role("checkbox", name="Minsk")
    expect(proposed).to_have_count(2)
    proposed.first.uncheck()
    editor.get_by_role("button", name="Add what is ticked").click()
    expect(editor.get_by_text("1 mention was added.")).to_be_visible()

    mention = Mention.objects.get(entity__slug="minsk")
    assert (mention.passage.kind, mention.text) == ("caption", "Minsk")


def test_editor_sees_what_an_edit_does_and_loses_nothing(editor):
    turn = Turn.objects.get(position=2)
    spans = [*turn.quotes.all(), *turn.mentions.all()]
    other_tab = editor.context.new_page()
    for tab in (editor, other_tab):
        tab.goto(f"/admin/interviews/turn/{turn.pk}/change/")

    editor.locator("#id_text").fill(f"Ja. {turn.text}")
    editor.get_by_role("button", name="See what this edit does").click()
    expect(
        editor.get_by_text(f"{len(spans)} move along with their words")
    ).to_be_visible()
    assert Turn.objects.get(pk=turn.pk).text == turn.text
    editor.get_by_role("button", name="Save and continue editing").click()
    expect(editor.get_by_text("moved along.")).to_be_visible()

    other_tab.locator("#id_text").fill(f"Nee. {turn.text}")
    other_tab.get_by_role("button", name="Save", exact=True).click()
    conflict = other_tab.locator(".conflict")
    expect(conflict).to_contain_text("editor saved this while you were editing")
    expect(conflict.locator("del").first).to_have_text("Ja")
    expect(other_tab.locator("#id_text")).to_have_value(f"Nee. {turn.text}")
    other_tab.get_by_role("button", name="Save", exact=True).click()
    expect(other_tab.get_by_text("was changed successfully")).to_be_visible()

    editor.get_by_role("link", name="History").click()
    editor.get_by_role("link", name="Go back to this").last.click()
    expect(editor.locator("#id_text")).to_have_value(turn.text)
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.get_by_text("was changed successfully")).to_be_visible()

    turn.refresh_from_db()
    assert turn.history.count() == 4
    assert [(span.start, span.end) for span in spans] == [
        (span.start, span.end) for span in [*turn.quotes.all(), *turn.mentions.all()]
    ]
