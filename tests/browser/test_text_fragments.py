"""A link to the words selects those words, and no others, in a real browser."""

import io
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image, ImageChops
from playwright.sync_api import Page

from interviews.choices import PassageKind
from interviews.links import source
from interviews.models import Quote
from tests.factories import (
    make_interview,
    make_passage,
    make_quote,
    make_speaker,
    make_turn,
)

# What our pages colour selected words with; see their stylesheet.
SELECTED = (255, 224, 138)

RECTANGLES = """([turn, start, end]) => {
    const range = document.createRange();
    let position = 0;
    const sections = [...document.querySelectorAll("section.turn")];
    const first = sections.findIndex((section) => section.id === `turn-${turn}`);
    const rest = sections.slice(first);
    const next = rest.findIndex((section, i) => i > 0 && section.id);
    for (const section of rest.slice(0, next < 0 ? rest.length : next)) {
        for (const paragraph of section.querySelectorAll("p:not(.who)")) {
            const words = paragraph.firstChild;
            const length = words.data.length;
            if (start >= position && start < position + length)
                range.setStart(words, start - position);
            if (end > position && end <= position + length)
                range.setEnd(words, end - position);
            position += length + 2;
        }
    }
    // Text by text: a range that holds a whole element would give that element's box.
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const rectangles = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!range.intersectsNode(node) || !node.data.trim()) continue;
        const part = document.createRange();
        part.selectNodeContents(node);
        if (node === range.startContainer) part.setStart(node, range.startOffset);
        if (node === range.endContainer) part.setEnd(node, range.endOffset);
        rectangles.push(...part.getClientRects());
    }
    return rectangles.map(
        ({left, top, right, bottom}) => [left, top + scrollY, right, bottom + scrollY]
    ).filter(([left, top, right, bottom]) => right - left > 1);
}"""


def selected_words(page: Page, quote: Quote, link: str) -> Any:
    """Where the browser selects something, and where the words of the quote are."""
    # Chromium does not look at a fragment again on a page that it has already.
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_function("document.readyState === 'complete'")
    place = [quote.turn.position, quote.start, quote.end]
    words = page.evaluate(RECTANGLES, place)
    shot = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    colour = Image.new("RGB", shot.size, SELECTED)
    difference = ImageChops.difference(shot, colour).convert("L")
    return difference.point(lambda level: 255 * (level < 4)), words


def assert_selects(page: Page, quote: Quote, link: str) -> None:
    selected, words = selected_words(page, quote, link)
    top = min(top for _, top, _, _ in words)
    assert words, "the words are on the page"
    for left, top, right, bottom in words:
        inside = selected.crop((round(left), round(top), round(right), round(bottom)))
        share = inside.histogram()[255] / (inside.width * inside.height)
        assert share > 0.4, (link, "not selected", (left, top, right, bottom), share)
        selected.paste(0, tuple(map(round, (left - 2, top - 2, right + 2, bottom + 2))))
    assert selected.getbbox() is None, (link, "more is selected", selected.getbbox())
    assert_is_in_sight(page, words)


def assert_is_in_sight(page: Page, words: list[list[float]]) -> None:
    top, height = page.evaluate("[scrollY, innerHeight]")
    assert top <= words[0][1] <= top + height


def address(live_server):
    return lambda page, **kwargs: f"{live_server.url}{reverse(page, kwargs=kwargs)}"


# In one answer: before a caption and after it, across paragraphs, repeated by a pull quote,
# longer than one term, short, and between quotation marks.
SHIPPED = [
    "qt_cdLVLecx2e",
    "qt_xztw5QnmzA",
    "qt_Q1aJw9gXc1",
    "qt_zWh67bqe4Y",
    "qt_CG3FTeWP5o",
    "qt_KMGC6VcjDm",
]


def test_links_select_the_words_of_shipped_quotes(page, live_server):
    for id_ in SHIPPED:
        quote = Quote.objects.to_show().get(public_id=id_)
        assert_selects(page, quote, source(quote, address(live_server)))


def test_links_that_are_not_quite_right_are_noticed(page, live_server):
    quote = Quote.objects.to_show().get(public_id="qt_Q1aJw9gXc1")
    link = source(quote, address(live_server))
    anchor = link.partition(":~:")[0]

    for wrong in [anchor, f"{anchor}:~:text=Rusland", f"{anchor}:~:text=,,"]:
        with pytest.raises(AssertionError, match="selected"):
            assert_selects(page, quote, wrong)


TRAPS = [
    ("Nee.", "Nee.", 0),
    ("Nee.\n\nNee.\n\nJa.", "Nee.", 6),
    ("Nee.\n\nNee.\n\nNee, zei hij.", "Nee", 12),
    ("Een kracht-term, met komma & streepje - en 100% #1.", "kracht-term, met", 4),
    ("Een kracht-term, met komma & streepje - en 100% #1.", "acht", 6),
    ("Een kracht-term, met komma & streepje - en 100% #1.", "-", 10),
    (
        "Een kracht-term, met komma & streepje - en 100% #1.",
        "& streepje - en 100% #",
        27,
    ),
    ("Hij zei NIET. Hij zei niét. Hij zei niet.", "niet", 36),
    ("Twee  spaties   en\ttabs.\nEn een regel.", "spaties   en\ttabs.\nEn", 6),
    ("a a a a a a a a a", "a a", 8),
    ("Straße en so\u00adft, en x\u0301 ook.", "so\u00adft, en x\u0301", 10),
    ("«Я не могу молчать»", "не могу", 3),
    ("日本語の文章です。それは短い。", "文章", 4),
]


def test_links_select_the_words_where_that_is_hard(page, live_server):
    for text, words, start in TRAPS:
        turn = make_turn(
            interview=make_interview(title="Nee."),
            speaker=make_speaker(name="Nee."),
            text=text,
        )
        for kind in (PassageKind.INTRODUCTION, PassageKind.PULL_QUOTE):
            make_passage(interview=turn.interview, kind=kind, text=words)
        made = make_quote(turn=turn, text=words, start=start)
        quote = Quote.objects.to_show().get(pk=made.pk)

        assert_selects(page, quote, source(quote, address(live_server)))
