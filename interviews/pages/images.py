"""The preview of a quote: a picture of its words, for places that show links as pictures."""

from __future__ import annotations

import hashlib
import io

from django.core.cache import caches
from django.http import HttpResponse
from PIL import Image, ImageDraw, PngImagePlugin

from interviews.addresses import Address
from interviews.attribution import attribution_line
from interviews.models import Quote
from interviews.pages.answers import CACHE_CONTROL
from interviews.pages.labels import labels
from interviews.pages.lettering import SANS, SERIF, Lettering, fit, is_readable

# Rises when the drawing changes, so that no cache keeps the old one.
DESIGN = 2
SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 80
PAPER, INK, QUIET, ACCENT = "#fbfaf7", "#1d1b18", "#5d574f", "#9b2226"
WORDS_TOP, WORDS_BOTTOM = 64, 452
LARGEST, SMALLEST = 72, 30
RULE_TOP = 484
ATTRIBUTION_TOP, ATTRIBUTION_BOTTOM = 512, 590
BAR_WIDTH = 12


def quote_image(quote: Quote, address: Address) -> HttpResponse:
    """Drawn once for the same words and the same line under them."""
    attribution = attribution_line(quote)
    page = address("quote-page", id=quote.public_id)
    content = "\0".join([str(DESIGN), quote.text, attribution, page])
    key = f"quote-image-{hashlib.sha256(content.encode()).hexdigest()}"
    png = caches["images"].get(key)
    if png is None:
        png = drawn(quote.text, attribution, page, quote.turn.interview.language)
        caches["images"].set(key, png)
    return HttpResponse(
        png, content_type="image/png", headers={"Cache-Control": CACHE_CONTROL}
    )


def drawn(words: str, attribution: str, page: str, language: str) -> bytes:
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, BAR_WIDTH, HEIGHT), fill=ACCENT)
    # Words with holes in them would not be the words, nor a name the name.
    shown = words if is_readable(words) else labels(language)["read_there"]
    shown_below = attribution if is_readable(attribution) else page
    width = WIDTH - 2 * MARGIN
    text = fit(
        shown,
        Lettering(SERIF, LARGEST, line_height=1.34),
        SMALLEST,
        (width, WORDS_BOTTOM - WORDS_TOP),
    )
    # Short words stand in the middle of their room.
    top = WORDS_TOP + (WORDS_BOTTOM - WORDS_TOP - text.height) // 2
    text.draw(draw, (MARGIN, top), INK)
    line = fit(
        shown_below,
        Lettering(SANS, 32, line_height=1.2),
        24,
        (width, ATTRIBUTION_BOTTOM - ATTRIBUTION_TOP),
    )
    draw.rectangle((MARGIN, RULE_TOP, MARGIN + 96, RULE_TOP + 3), fill=ACCENT)
    line.draw(draw, (MARGIN, ATTRIBUTION_TOP), QUIET)
    return _as_png(image, words, attribution, page)


def _as_png(image: Image.Image, words: str, attribution: str, page: str) -> bytes:
    # The whole words, also where the picture has room for some of them only.
    texts = PngImagePlugin.PngInfo()
    for name, value in {
        "Description": words,
        "Author": attribution,
        "Source": page,
    }.items():
        texts.add_itxt(name, value)
    out = io.BytesIO()
    # Few colours: letters and their soft edges.
    image.quantize(64).save(out, "PNG", optimize=True, pnginfo=texts)
    return out.getvalue()
