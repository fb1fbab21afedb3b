"""What looks like markup is words in a feed, and stays the words that it is."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.api.feeds import atom
from interviews.models import Topic
from tests.api.calls import client
from tests.api.test_feeds import NAMES, atom_entries, json_items
from tests.factories import make_interview, make_quote, make_speaker, make_turn
from tests.log import commit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

HOSTILE = [
    "<script>alert(1)</script>",
    "]]>",
    "<![CDATA[x]]>",
    "&amp; &lt; & < >",
    '" onload="x',
    "<?xml?>",
    "<!-- x -->",
    "\ufffe\uffff",
    "\u2028\u2029\x85\x9f",
    "</content><entry>",
    "e\u0301 👩‍👩‍👧 مرحبا",
]
hostile = (
    st.lists(
        st.sampled_from(HOSTILE)
        | st.text(
            st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=9
        ),
        min_size=1,
        max_size=4,
    )
    .map(" ".join)
    .filter(bool)
)


@given(hostile)
@settings(max_examples=200)
def test_hostile_words_never_become_markup(words):
    item = {
        "id": "http://a/q/1",
        "url": "http://a/q/1",
        "image": "http://a/q/1.png",
        "external_url": f"http://a/?{words}",
        "title": words,
        "content_text": words,
        "summary": words,
        "language": "nl",
        "date_published": "2026-01-16T09:00:00Z",
        "date_modified": "2026-01-16T09:00:00Z",
        "authors": [{"name": words, "url": "http://a/s"}],
        "_verbatim": {
            "topics": [{"slug": "a", "name": words, "url": "http://a/t/a/"}],
            "credit_line": words,
        },
    }
    feed = {
        "feed_url": "http://a/f",
        "title": "T",
        "description": "D",
        "home_page_url": "http://a/",
        "items": [item],
    }

    entry = ElementTree.fromstring(atom(feed, f"http://a/f?{words}")).find(
        "a:entry", NAMES
    )

    shown = "".join(
        "\ufffd" if (ord(c) < 32 and c not in "\t\n") or c in "\ufffe\uffff" else c
        for c in words
    )
    texts = {
        name: entry.find(f"a:{name}", NAMES).text
        for name in ("title", "content", "summary", "rights")
    }
    assert texts == dict.fromkeys(texts, shown)
    assert entry.find("a:author/a:name", NAMES).text == shown
    assert entry.find("a:category", NAMES).get("label") == shown
    assert len([*entry.iter()]) == 15


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_quote_keeps_its_words(words):
    turn = make_turn(
        interview=make_interview(slug="hostile", title=words, credit_line=words),
        speaker=make_speaker(name=words),
        text=f"Before.\n\n{words}\n\nAfter.".replace("e\u0301", "é"),
        topics=[Topic.objects.create(slug="hostile", label=words)],
    )
    quote = make_quote(turn=turn, text=turn.text[8:-1])
    commit()

    (item,), (entry,) = (
        json_items("interview=hostile"),
        atom_entries("interview=hostile"),
    )

    assert item["content_text"] == quote.text
    root = ElementTree.fromstring(
        client.get("/feeds/quotes.atom?interview=hostile").content
    )
    assert root.find("a:entry/a:content", NAMES).text == quote.text.replace(
        "\ufffe\uffff", "\ufffd\ufffd"
    )
    assert entry.id == item["id"]
