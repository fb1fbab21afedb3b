"""Our pages in a real browser: quiet, readable, and framed only where they may be."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from interviews.models import Quote

LONGEST = "qt_zWh67bqe4Y"
PATHS = [f"/q/{LONGEST}", f"/q/{LONGEST}/card", "/i/ales-bialiatski"]

# The least contrast between a text and what is behind it (WCAG 2.2, 1.4.3).
CONTRAST = """() => {
    const luminance = (colour) => {
        const parts = colour.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255);
        const [r, g, b] = parts.map(
            (part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
        );
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = luminance(getComputedStyle(document.documentElement).backgroundColor);
    const words = [...document.querySelectorAll("body *")].filter(
        (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    );
    return Math.min(...words.map((element) => {
        const ink = luminance(getComputedStyle(element).color);
        return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    }));
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_readable_in_both_schemes_and_on_small_screens(page, scheme):
    page.emulate_media(color_scheme=scheme)
    papers = set()
    for path in PATHS:
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 700})
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.evaluate(CONTRAST) >= 4.5
            paper = "getComputedStyle(document.documentElement).backgroundColor"
            papers.add(page.evaluate(paper))
    assert papers == {
        {"light": "rgb(251, 250, 247)", "dark": "rgb(24, 22, 20)"}[scheme]
    }


def test_pages_have_landmarks_headings_and_a_visible_focus(page):
    page.goto(PATHS[0])

    for role in ("banner", "main", "article", "contentinfo", "figure", "blockquote"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Citaat van Ales Bialiatski"
    )
    page.keyboard.press("Tab")
    focused = page.locator(":focus-visible")
    expect(focused).to_have_text("Verbatim")
    expect(focused).to_have_css("outline-style", "solid")


def test_page_leads_to_the_words_in_the_interview(page):
    page.goto(PATHS[0])

    page.get_by_role("link", name="Lees het in het interview").click()

    expect(page).to_have_url(re.compile("/i/ales-bialiatski#turn-10$"))
    expect(page.locator("#turn-10")).to_be_in_viewport()


@pytest.fixture
def elsewhere(tmp_path):
    """Another site, and the folder that it serves."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", tmp_path
        server.shutdown()


def test_only_the_card_is_shown_in_a_frame(browser, elsewhere, page, live_server):
    address, folder = elsewhere
    whole, card = (f"{live_server.url}{path}" for path in PATHS[:2])
    (folder / "frames.html").write_text(
        f'<iframe src="{card}"></iframe><iframe src="{whole}"></iframe>'
    )
    # Not the page of the fixture, which keeps to one host and takes refusals for faults.
    visitor = browser.new_page()

    visitor.goto(f"{address}/frames.html")

    framed, refused = (visitor.frame_locator(f"iframe >> nth={n}") for n in (0, 1))
    words = Quote.objects.get(public_id=LONGEST).text
    expect(framed.get_by_role("blockquote")).to_have_text(words)
    expect(refused.get_by_role("blockquote")).to_have_count(0)
    visitor.close()
