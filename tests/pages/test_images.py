"""The picture of a quote: whole words, inside their room, the same every time."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from interviews.attribution import attribution_line
from interviews.models import Quote, Speaker
from interviews.pages.images import (
    ATTRIBUTION_TOP,
    HEIGHT,
    MARGIN,
    RULE_TOP,
    SIZE,
    SMALLEST,
    WIDTH,
    WORDS_BOTTOM,
    WORDS_TOP,
    drawn,
)
from interviews.pages.lettering import (
    SANS,
    SERIF,
    Lettering,
    drawable,
    fit,
    is_readable,
)
from tests.pages.documents import client, get

PATH = "/q/qt_1111111111.png"
BOX = (WIDTH - 2 * MARGIN, WORDS_BOTTOM - WORDS_TOP)
LETTERS = Lettering(SERIF, 72, 1.34)
LINE = "Ann in De Noord, 16 januari 2026"

TEXTS = {
    "a word": "Nee.",
    "a sentence": "Hij zei niets, en wij zwegen met hem mee.",
    "paragraphs": "Eerst dit.\n\nDan dat.\n\nEn toen niets meer.",
    "an essay": "Officieel zijn we veroordeeld op twee punten. " * 400,
    "one long word": "Hottentottententen" * 60,
    "long words": " ".join(["Hottentottententen" * 4] * 40),
    "diacritics": "Łódź, Dvořák, Åse, Ñandú, ő, ẵ, ĳ.",
    "combining": "S̈ǘ n̈ e̋ x̌.",
    "Cyrillic": "Я не могу молчать. Та ще й ї!",
    "emoji": "Ja! 😀👩‍👩‍👧 en door.",
    "emoji alone": "😀",
    "right to left": "שלום עולם مرحبا",
    "Japanese": "日本語の文章です。" * 50,
    "spaces": " \n\n  a \t b  \n\n",
    "many paragraphs": "\n\n".join("abcdefghij"),
    "very many paragraphs": "\n\n".join(["a"] * 500),
}


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


def inked(image: Image.Image, top: int, bottom: int) -> tuple[int, ...] | None:
    """Where something is drawn between two heights, right of the bar."""
    area = image.convert("L").crop((40, top, WIDTH, bottom))
    found = area.point(lambda level: 255 * (level < 200)).getbbox()
    return found and (found[0] + 40, found[1] + top, found[2] + 40, found[3] + top)


LONG_LINES = ["Een lange naam " * 60, "A" * 300]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        *[pytest.param(words, LINE, id=name) for name, words in TEXTS.items()],
        *[pytest.param(TEXTS["a sentence"], line) for line in LONG_LINES],
    ],
)
def test_all_is_drawn_inside_its_room(words, line):
    image = opened(drawn(words, line, "http://testserver/q/1", "nl"))

    assert (image.format, image.size) == ("PNG", SIZE)
    # Nothing between the words and the line under them, nor around them.
    rooms = [(0, WORDS_TOP - 4), (WORDS_BOTTOM + 4, RULE_TOP), (HEIGHT - 24, HEIGHT)]
    assert [inked(image, *room) for room in rooms] == [None, None, None]
    left, _, right, _ = inked(image, ATTRIBUTION_TOP, HEIGHT)
    assert left >= MARGIN - 2
    assert right <= WIDTH - MARGIN + 2
    left, _, right, _ = inked(image, WORDS_TOP - 4, WORDS_BOTTOM + 4)
    assert left >= MARGIN - 4
    assert right <= WIDTH - MARGIN + 4


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_text_is_drawn(words):
    drawn(words or "a", words or "a", "http://testserver/q/1", "nl")


@pytest.mark.parametrize("words", [TEXTS["combining"], TEXTS["one long word"]])
def test_the_same_words_give_the_same_bytes(words):
    once, again = (drawn(words, LINE, "http://testserver/q/1", "nl") for _ in range(2))

    assert once == again


def shown(words: str) -> str:
    text = fit(words, LETTERS, SMALLEST, BOX)
    return "\n\n".join(" ".join(lines) for lines in text.paragraphs)


def test_words_that_fit_are_shown_whole():
    names = ["a word", "a sentence", "paragraphs", "diacritics", "combining"]

    assert [shown(TEXTS[name]) for name in names] == [TEXTS[name] for name in names]


def test_words_that_do_not_fit_end_in_an_ellipsis_after_a_whole_word():
    text = fit(TEXTS["an essay"], LETTERS, SMALLEST, BOX)

    kept = shown(TEXTS["an essay"])
    assert kept.endswith(" …")
    assert TEXTS["an essay"].startswith(kept.removesuffix("…"))
    assert (text.lettering.size, text.height <= BOX[1]) == (SMALLEST, True)


def test_fewer_words_are_larger():
    sizes = [
        fit("woorden " * count, LETTERS, SMALLEST, BOX).lettering.size
        for count in (2, 30, 60, 90)
    ]

    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], len(set(sizes))) == (72, 4)


@pytest.mark.parametrize(
    ("words", "kept", "readable"),
    [
        ("Ja! 😀 en", "Ja!  en", True),
        ("a\u200db\u00ad", "ab", True),
        ("Я ї ẵ", "Я ї ẵ", True),
        ("😀", "", False),
        ("日本", "", False),
        ("שלום", "", False),
    ],
)
def test_characters_that_no_font_has_are_left_out_or_the_words_are(
    words, kept, readable
):
    assert (drawable(words), is_readable(words)) == (kept, readable)


def test_words_that_cannot_be_drawn_whole_are_not_drawn_at_all():
    holes = opened(drawn("Hij zei 日本 zacht.", LINE, "http://testserver/q/1", "nl"))
    instead = opened(
        drawn("Lees het in het interview", LINE, "http://testserver/q/1", "nl")
    )

    assert holes.tobytes() == instead.tobytes()
    assert holes.text["Description"] == "Hij zei 日本 zacht."


def test_names_that_cannot_be_drawn_leave_the_address_of_the_page():
    address = "http://testserver/q/1"
    nameless = opened(drawn("Ja.", "שלום in De Noord", address, "nl"))
    addressed = opened(drawn("Ja.", address, address, "nl"))

    assert nameless.tobytes() == addressed.tobytes()
    assert nameless.text["Author"] == "שלום in De Noord"


def test_letters_of_another_font_are_used_where_the_first_lacks_them():
    (serif, _), (sans, _) = Lettering(SERIF, 40, 1).runs("aʒ")

    assert (serif.getname()[0], sans.getname()[0]) == (
        "Source Serif Pro",
        "Source Sans Pro",
    )
    assert SANS[0] != SERIF[0]


@pytest.mark.django_db
def test_picture_is_drawn_anew_when_what_is_on_it_changes(quote):
    before = get(PATH)
    Speaker.objects.filter(slug="bob").update(name="Robert")

    after = get(PATH)

    assert before["ETag"] != after["ETag"]
    assert opened(after.content).text["Author"] == attribution_line(
        Quote.objects.get(pk=quote.pk)
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("shipped")
def test_picture_agrees_with_the_api_on_every_quote():
    for quote in client.get("/api/v1/quotes/?page_size=200").json()["results"]:
        response = client.get(quote["links"]["image"])
        assert response["Content-Type"] == "image/png"
        assert opened(response.content).text == {
            "Description": quote["text"],
            "Author": attribution_line(Quote.objects.get(public_id=quote["id"])),
            "Source": quote["links"]["page"],
        }
        assert shown(quote["text"]) == quote["text"]
