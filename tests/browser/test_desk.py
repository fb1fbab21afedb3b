"""What is selected on the page of a turn becomes a quote, which holds from then on."""

import re

import pytest
from playwright.sync_api import expect

from interviews.models import Interview, Mention, Passage, Quote, Turn
from tests.factories import make_entity, make_turn

ACROSS = (
    "Er zijn geen woorden om te beschrijven hoe ik me voelde.\n\n"
    "Ze heeft me in al die vierenhalf jaar maar één keer mogen bezoeken."
)
# A family of five code points, letters with marks that no single character has, a flag.
ODD = "👩‍👩‍👧 zei q̃uando: m̃ais, “a😀b”.\n\nEn dan: שָׁלוֹם עולם, daarna 🇳🇱 weer."
PLACES_OF_WORDS = """
async (sought) => {
  const words = document.querySelector(".words");
  const first = words.textContent.indexOf(sought);
  const at = (index) => {
    const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); index -= node.length)
      if (index < node.length) return [node, index];
  };
  const edge = (index) => {
    const range = document.createRange();
    const [node, offset] = at(index);
    range.setStart(node, offset);
    range.setEnd(node, offset + 1);
    return range;
  };
  const [start, end] = [edge(first), edge(first + sought.length - 1)];
  start.startContainer.parentElement.scrollIntoView({ block: "center" });
  // A browser drops what a mouse does before a page is first drawn.
  for (let frames = 2; frames; frames--) await new Promise(requestAnimationFrame);
  return [start, end].map((range) => range.getBoundingClientRect().toJSON());
}
"""


def address(row):
    return f"/admin/interviews/{row._meta.model_name}/{row.pk}/change/"


def drag_over(page, words):
    """With the mouse, from the first of these words to the last."""
    expect(page.locator(".tools")).to_be_visible()
    page.wait_for_load_state()
    first, last = page.evaluate(PLACES_OF_WORDS, words)
    page.mouse.move(first["left"], first["top"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(last["right"], last["top"] + last["height"] / 2, steps=8)
    page.mouse.up()


def select_by_script(page, words):
    """Where a mouse would depend on how a font draws the letters."""
    page.evaluate(
        """(sought) => {
          const walker = document.createTreeWalker(
            document.querySelector(".words"), NodeFilter.SHOW_TEXT);
          const [node] = [walker.nextNode()];
          const first = node.data.indexOf(sought);
          getSelection().setBaseAndExtent(node, first, node, first + sought.length);
        }""",
        words,
    )


def press(page, name):
    page.locator(".tools").get_by_role("button", name=name).click()


def save(page, button="Save"):
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()


def withdraw(page, quote, reason):
    page.goto(address(quote))
    page.get_by_role("link", name="Withdraw…").click()
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("1 quote was withdrawn.")).to_be_visible()


@pytest.fixture
def odd(editor):
    """The page of a turn that is hard to count in."""
    interview = Interview.objects.get()
    turn = make_turn(
        interview=interview, text=ODD, speaker=Turn.objects.get(position=2).speaker
    )
    editor.goto(address(turn))
    return editor


def test_quote_is_made_by_selecting_and_holds_until_it_is_withdrawn(editor):
    turn = Turn.objects.get(position=2)

    # Select a sentence that crosses a paragraph, make it a quote, feature it.
    editor.locator("#content").get_by_role("link", name="Interviews").last.click()
    editor.get_by_role("link", name="Interview met Ales Bialiatski").click()
    editor.locator(".field-turns").get_by_role("link", name="38").click()
    editor.get_by_role("link", name=re.compile("^Mijn zoon woont in Warschau")).click()
    drag_over(editor, ACROSS)
    expect(editor.locator(".tools output")).to_contain_text("“Er zijn geen woorden om")
    press(editor, "Quote")
    row = editor.locator("#quotes-group tr.dynamic-quotes").last
    expect(row.locator("[name$='-text']")).to_have_value(ACROSS)
    expect(row.locator("[name$='-kind']")).to_be_focused()
    row.locator("[name$='-is_featured']").check()
    save(editor, "Save and continue editing")

    quote = Quote.objects.get(text=ACROSS)
    start = turn.text.index(ACROSS)
    assert (quote.turn, quote.start, quote.end) == (turn, start, start + len(ACROSS))
    assert (quote.speaker, quote.kind) == (turn.speaker, "excerpt")
    mark = editor.locator(f".words mark[data-marks~='quote-{quote.pk}']").first
    expect(mark).to_be_visible()
    api = f"/api/v1/quotes/{quote.public_id}/"
    answer = editor.request.get(api).json()
    assert (answer["text"], answer["is_featured"]) == (ACROSS, True)
    assert (answer["start"], answer["end"]) == (quote.start, quote.end)

    # Edit the turn before the quote, and see it move.
    editor.locator("#id_text").fill(f"Ja. {turn.text}")
    save(editor, "Save and continue editing")
    link = editor.locator(f".words a[data-mark='quote-{quote.pk}']")
    expect(link).to_be_visible()
    answer = editor.request.get(api).json()
    assert (answer["start"], answer["end"]) == (quote.start + 4, quote.end + 4)

    # Try to delete its words, and be stopped with its name.
    editor.locator("#id_text").fill(f"Ja. {turn.text}".replace(ACROSS, ""))
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.locator(".field-text .errorlist")).to_contain_text(
        f"Quote {quote.public_id} “Er zijn geen woorden om te beschrijven"
    )
    assert Turn.objects.get(pk=turn.pk).text == f"Ja. {turn.text}"
    assert editor.request.get(api).json() == answer

    # Withdraw it, and it is gone.
    withdraw(editor, quote, "Not his words.")
    gone = editor.request.get(api)
    assert gone.status == 410
    assert "Not his words." in gone.text()


@pytest.mark.parametrize(
    "words", ["👩‍👩‍👧 zei", "q̃uando: m̃ais", "a😀b", "שָׁלוֹם", "עולם, daarna 🇳🇱", "weer."]
)
def test_places_are_counted_in_code_points(odd, words):
    select_by_script(odd, words)
    press(odd, "Quote")
    save(odd)

    quote = Quote.objects.latest("pk")
    start = ODD.index(words)
    assert (quote.text, quote.start, quote.end) == (words, start, start + len(words))


def test_white_space_at_the_ends_is_no_part_of_a_quote(odd):
    select_by_script(odd, " “a😀b”.\n\nEn dan: ")
    press(odd, "Quote")
    save(odd)

    quote = Quote.objects.latest("pk")
    assert (quote.text, quote.start) == ("“a😀b”.\n\nEn dan:", ODD.index("“"))


def test_mention_is_made_with_the_keyboard(odd):
    entity = make_entity(name="Quando")

    words = odd.locator(".words")
    words.focus()
    words.press("Control+ArrowRight")
    words.press("Control+ArrowRight")
    expect(odd.locator(".caret")).to_be_visible()
    words.press("Control+Shift+ArrowRight")
    expect(odd.locator(".tools output")).to_contain_text("“q̃uando”")
    words.press("Tab")
    expect(odd.get_by_role("button", name="Quote", exact=True)).to_be_focused()
    odd.keyboard.press("Tab")
    odd.keyboard.press("Enter")
    search = odd.locator(".select2-search__field[aria-controls*='mentions']")
    expect(search).to_be_focused()
    expect(search).to_have_value("q̃uando")
    search.fill("Quando")
    expect(odd.get_by_role("option", name="Quando")).to_be_visible()
    odd.keyboard.press("Enter")
    save(odd)

    mention = Mention.objects.latest("pk")
    start = ODD.index("q̃uando")
    assert (mention.entity, mention.text) == (entity, "q̃uando")
    assert (mention.start, mention.end) == (start, start + len("q̃uando"))


def test_words_are_selected_in_the_box_of_the_text_as_well(odd):
    box = odd.locator("#id_text")
    box.focus()
    box.press("Control+Home")
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Shift+End")
    press(odd, "Quote")
    save(odd)

    quote = Quote.objects.latest("pk")
    last = ODD.split("\n\n")[1]
    assert (quote.text, quote.start) == (last, ODD.index(last))


def test_an_edit_is_saved_before_words_are_selected(odd):
    select_by_script(odd, "a😀b")
    odd.locator("#id_text").fill(f"Ja. {ODD}")

    expect(odd.locator(".tools output")).to_contain_text("The text below has changed.")
    expect(odd.locator(".tools").get_by_role("button", name="Quote")).to_be_disabled()

    press(odd, "Save first")
    expect(odd.get_by_text("was changed successfully")).to_be_visible()
    expect(odd.locator(".words")).to_have_text(re.compile("^Ja. "))


def test_part_of_a_word_is_told_and_not_refused(odd):
    select_by_script(odd, "ando: m̃a")
    expect(odd.locator(".tools output")).to_contain_text(
        "It begins and ends in the midst of a word."
    )
    press(odd, "Quote")
    save(odd)

    assert Quote.objects.latest("pk").text == "ando: m̃a"


def test_the_same_words_make_no_second_quote(odd):
    for _ in range(2):
        select_by_script(odd, "a😀b")
        press(odd, "Quote")

    rows = odd.locator("#quotes-group tr.dynamic-quotes")
    expect(rows).to_have_count(1)
    expect(rows.locator("[name$='-text']")).to_be_focused()


def test_a_passage_takes_mentions_alone(editor):
    passage = Passage.objects.filter(turn__isnull=False).first()
    editor.goto(address(passage))

    expect(editor.locator(".tools [data-rows]")).to_have_text(["Mention"])
    expect(editor.locator(".beside")).to_contain_text(f"turn {passage.turn.position}")


def test_a_mark_leads_to_what_it_marks(editor):
    mention = Mention.objects.filter(turn__position=2).earliest("start")
    editor.goto(address(mention.turn))

    editor.get_by_role("link", name=f"Mention of {mention.entity}").first.press("Enter")

    expect(editor.locator("#id_name")).to_have_value(mention.entity.name)


def test_editor_reads_on_from_turn_to_turn(editor):
    editor.goto(address(Turn.objects.get(position=1)))
    expect(editor.locator(".beside")).to_contain_text("Mijn zoon woont in Warschau")

    save(editor, "Save and go to the next turn")
    expect(editor.locator("#id_position")).to_have_value("2")
    editor.get_by_role("link", name="Turn 3").click()
    expect(editor.locator("#id_position")).to_have_value("3")


@pytest.mark.parametrize("width", [1280, 390])
def test_page_of_a_turn_fits_the_width_of_the_screen(editor, width):
    editor.set_viewport_size({"width": width, "height": 800})
    editor.goto(address(Turn.objects.get(position=2)))
    expect(editor.locator(".tools")).to_be_in_viewport()

    assert editor.evaluate("document.documentElement.scrollWidth") <= width
