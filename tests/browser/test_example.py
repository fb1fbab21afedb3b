"""The example page, served from another origin than the API, as a newspaper would."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from interviews.models import Quote, Topic, Turn
from tests.browser.conftest import watched_page
from tests.factories import make_interview, make_quote, make_speaker, make_turn

EXAMPLES = Path(settings.BASE_DIR / "examples")
HOSTILE = '<img src=x onerror=alert(1)><script>alert(2)</script>&amp;’"'


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def newspaper():
    """The address of a web server that has the example page and nothing else."""
    handler = partial(QuietHandler, directory=EXAMPLES)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser, live_server, newspaper, interview_in_the_database):
    hosts = (live_server.url, newspaper, "file:")
    with watched_page(browser, *hosts, locale="en-GB") as page:
        yield page


@pytest.fixture
def troubled_page(browser, interview_in_the_database):
    # Browsers report every answer that is an error; here these are what is tested.
    with browser.new_context(locale="en-GB") as context:
        yield context.new_page()


@pytest.fixture
def address(live_server, newspaper):
    return f"{newspaper}/?api={live_server.url}"


def words_on_the_wall(page):
    return page.locator("#wall blockquote").evaluate_all(
        "found => found.map(quote => Array.from(quote.children, p => p.textContent).join('\\n\\n'))"
    )


def public_quotes(**filters):
    return list(
        Quote.objects.filter(**filters)
        .order_by("turn__position", "start", "public_id")
        .values_list("text", flat=True)
    )


def test_wall_shows_every_quote_page_by_page(page, address):
    quotes = public_quotes()

    page.goto(address)
    for shown in (12, 24, 36):
        expect(page.locator("#state")).to_have_text(f"{shown} of {len(quotes)} quotes")
        page.get_by_role("button", name="More quotes").click()
    expect(page.locator("#wall li")).to_have_count(len(quotes))

    expect(page.get_by_role("button", name="More quotes")).to_be_hidden()
    expect(page.locator("#wall li").nth(36)).to_be_focused()
    assert words_on_the_wall(page) == quotes


def test_topic_narrows_the_wall(page, address):
    quotes = public_quotes(turn__topics__slug="sancties")
    assert 0 < len(quotes) < 12

    page.goto(address)
    page.get_by_label("Topic").select_option("sancties")

    expect(page.locator("#state")).to_have_text(
        f"{len(quotes)} of {len(quotes)} quotes"
    )
    assert words_on_the_wall(page) == quotes


def test_every_topic_is_offered_in_the_reader_s_language(page, address):
    page.goto(address)
    topics = page.get_by_label("Topic").locator("option")
    expect(topics).to_have_count(Topic.objects.count() + 1)
    assert "exile and return" in topics.all_text_contents()

    page.get_by_role("button", name="Nederlands").click()

    topics = page.get_by_label("Onderwerp").locator("option")
    assert "ballingschap en terugkeer" in topics.all_text_contents()
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_hostile_words_stay_words(page, address):
    speaker = make_speaker(name=f"Eve {HOSTILE}")
    interview = make_interview(
        title=HOSTILE, publication=HOSTILE, published_on=timezone.now().date()
    )
    Topic.objects.create(slug="hostile", label=HOSTILE, label_en=HOSTILE).turns.add(
        turn := make_turn(interview=interview, speaker=speaker, text=HOSTILE)
    )
    make_quote(turn=turn, text=HOSTILE)
    dialogs = []
    page.on("dialog", lambda dialog: dialogs.append(dialog) or dialog.dismiss())

    page.goto(address)
    page.get_by_label("Topic").select_option(label=HOSTILE)

    expect(page.locator("#state")).to_have_text("1 of 1 quotes")
    assert words_on_the_wall(page) == [HOSTILE]
    expect(page.locator("figcaption")).to_contain_text(f"Eve {HOSTILE}")
    assert page.locator("img, main script").count() == 0
    assert dialogs == []


def test_page_works_from_a_file(page, live_server):
    page.goto(f"{(EXAMPLES / 'index.html').as_uri()}?api={live_server.url}")

    expect(page.locator("#wall li")).to_have_count(12)


def test_named_quote_that_was_withdrawn_says_so_with_its_reason(troubled_page, address):
    quote = Quote.objects.filter(kind="excerpt").earliest("pk")
    troubled_page.goto(f"{address}&quote={quote.public_id}")
    expect(troubled_page.locator("#named blockquote")).to_have_text(
        re.sub(r"\s+", " ", quote.text)
    )

    Quote.objects.filter(pk=quote.pk).update(
        withdrawn_at=timezone.now(), withdrawal_reason="Misheard <b>badly</b>."
    )
    troubled_page.reload()

    expect(troubled_page.locator("#named")).to_have_text(
        "This quote was withdrawn. Misheard <b>badly</b>."
    )
    expect(troubled_page.locator("#wall li")).to_have_count(12)


def test_refusal_is_shown_in_its_own_words(troubled_page, address):
    troubled_page.goto(f"{address}&quote=nothing")

    expect(troubled_page.locator("#named")).to_have_text(
        "There is nothing public at this address."
    )


def test_api_that_is_away_can_be_asked_again(troubled_page, address, live_server):
    def cut_off(route):
        route.abort("connectionrefused")

    troubled_page.route(f"{live_server.url}/**", cut_off)
    troubled_page.goto(address)
    expect(troubled_page.locator("#state")).to_have_text(
        "The source of the quotes does not answer. Please try again later."
    )

    troubled_page.unroute(f"{live_server.url}/**", cut_off)
    troubled_page.get_by_role("button", name="Try again").click()

    expect(troubled_page.locator("#wall li")).to_have_count(12)


def test_link_to_a_published_page_cannot_choose_another_api(troubled_page):
    asked = []
    troubled_page.route(
        "http://paper.example/**",
        lambda route: route.fulfill(
            path=EXAMPLES / (route.request.url.split("/")[3].split("?")[0])
        ),
    )
    troubled_page.route(
        re.compile(r"/api/v1/"),
        lambda route: asked.append(route.request.url) or route.abort(),
    )

    troubled_page.goto("http://paper.example/index.html?api=http://liar.example")
    expect(troubled_page.locator("#state")).to_contain_text("does not answer")

    own = re.search(r'data-api="(.+?)"', (EXAMPLES / "index.html").read_text())[1]
    assert {url.partition("/api/")[0] for url in asked} == {own}


def check(page, text):
    page.get_by_label("Words that you read somewhere").fill(text)
    page.get_by_role("button", name="Check").click()


def test_words_that_were_said_are_told_so(page, address):
    page.goto(address)
    check(page, "Rusland kopieert het systeem van Belarus")

    expect(page.locator("#verdict")).to_have_text("This was said, word for word.")
    expect(page.locator("#evidence h3")).to_contain_text("Ales Bialiatski")
    expect(page.locator("#evidence blockquote")).to_have_text(
        re.compile("^Rusland kopieert het systeem van Belarus")
    )


def test_words_that_were_changed_are_pointed_out(page, address):
    page.goto(address)
    check(page, "Ze zijn een zwak drukmiddel tegen Poetin.")

    expect(page.locator("#verdict")).to_have_text(
        "Not like this: words were silently changed. "
        "A negation, a number or a name differs, which may change what it means."
    )
    expect(page.locator("#evidence del")).to_contain_text(["uitstekend", "Loekasjenko"])
    expect(page.locator("#evidence ins")).to_contain_text(["zwak", "Poetin"])


def test_words_of_another_are_given_back(page, address):
    page.goto(address)
    page.get_by_label("Said by").select_option("ales-bialiatski")
    check(page, "Hoeveel militaire divisies heeft hij?")

    expect(page.locator("#verdict")).to_have_text(
        "This was said, word for word. It was somebody else who said it."
    )
    expect(page.locator("#evidence h3")).to_contain_text(
        "Stalin, as told by Ales Bialiatski"
    )


def test_changes_are_pointed_out_beyond_characters_of_two_units(page, address):
    make_turn(text="😀😀 Wij gaan morgen met de hele groep naar de zee. 😀")

    page.goto(address)
    check(page, "😀😀 Wij gaan morgen met de halve groep naar de zee.")

    expect(page.locator("#evidence del")).to_contain_text(["hele"])
    expect(page.locator("#evidence ins")).to_contain_text(["halve"])
    expect(page.locator("#evidence blockquote")).to_contain_text(
        re.compile("Wij gaan morgen met de .*groep naar de zee")
    )


def test_long_claim_is_checked_too(page, address):
    answer = Turn.objects.get(position=6).text
    assert len(answer) > 1000  # longer than what goes into an address

    page.goto(address)
    check(page, answer)

    expect(page.locator("#verdict")).to_have_text("This was said, word for word.")


def test_verdict_leads_to_the_quote_as_it_is_kept(page, address):
    quote = Quote.objects.filter(turn__position=36, kind="excerpt").earliest("start")

    page.goto(address)
    check(page, quote.text)
    page.get_by_role("link", name="To this quote").click()

    expect(page.locator("#named blockquote")).to_have_text(
        re.sub(r"\s+", " ", quote.text)
    )
