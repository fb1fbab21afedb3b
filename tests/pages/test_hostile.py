"""Markup in a title, a name or a text is shown as it stands, on every surface."""

import json
from html.parser import HTMLParser
from itertools import count
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.attribution import attribution_line
from interviews.choices import QuoteKind, TurnKind
from interviews.models import Quote
from interviews.text import normalise
from tests.factories import (
    make_interview,
    make_passage,
    make_quote,
    make_speaker,
    make_topic,
    make_turn,
)
from tests.pages.documents import client, document, meta, paragraphs, shape

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- -->",
    "<!--<script>",
    "]]><![CDATA[",
    "&lt;b&gt; &amp; &#60;b&#62; &nbsp;",
    "{{ 7|add:7 }} {% load static %}",
    "</blockquote></p></title></head>",
    "<?xml version='1.0'?>",
    "javascript:alert(1)",
    "\u202e\u2028\u2029\ufeff",
    "\ufffe\uffff",
    "\u0085\u009f",
]
# White space is collapsed by whoever reads a page, and is looked at elsewhere.
texts = st.lists(
    st.sampled_from(HOSTILE)
    | st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), max_size=9
    ),
    min_size=1,
    max_size=4,
).map(lambda parts: normalise("x" + "y".join(parts) + "z"))
numbers = count(1)


def make_hostile(text: str) -> Quote:
    text_in_a_name = text[:150]
    interview = make_interview(
        title=text_in_a_name,
        publication=text_in_a_name,
        rights_holder=text_in_a_name,
        licence=text_in_a_name,
        credit_line=text_in_a_name,
        note=text,
        source_url='https://example.org/"><script>alert(1)</script>&lt;',
    )
    said = make_speaker(name=text_in_a_name, description=text)
    make_turn(interview=interview, kind=TurnKind.QUESTION, text=text, speaker=said)
    told = make_turn(
        interview=interview,
        speaker=make_speaker(name=text_in_a_name, description=text),
        text=f"{text}\n\n{text}",
        topics=[make_topic(label=text[:50], label_en=text[:50])],
    )
    make_passage(
        interview=interview, heading=text_in_a_name, text=text, kind="introduction"
    )
    return make_quote(
        turn=told,
        text=told.text,
        kind=QuoteKind.EMBEDDED,
        speaker=said,
        note=text,
    )


class Harmless(HTMLParser):
    """All elements, attributes and comments of a page, as another parser sees them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, *(name for name, _ in attributes)))

    def handle_comment(self, data):
        self.found.append(("comment",))


@given(text=texts)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_texts_never_become_markup(text):
    hostile = make_hostile(text)
    plain = make_hostile("plain")
    id_, slug = hostile.public_id, hostile.turn.interview.slug
    words, name, line = hostile.text, hostile.speaker.name, attribution_line(hostile)

    for path, other in [
        (f"/q/{id_}", f"/q/{plain.public_id}"),
        (f"/q/{id_}/card", f"/q/{plain.public_id}/card"),
        (f"/i/{slug}", f"/i/{plain.turn.interview.slug}"),
    ]:
        assert shape(document(path)) == shape(document(other))
        sources = [client.get(place).content.decode() for place in (path, other)]
        assert Harmless(sources[0]).found == Harmless(sources[1]).found

    page, card = document(f"/q/{id_}"), document(f"/q/{id_}/card")
    assert paragraphs(page, "blockquote") == paragraphs(card, "blockquote") == words
    for figcaption in (page.xpath("//figcaption"), card.xpath("//figcaption")):
        assert figcaption[0].text_content() == line
    said = meta(page)
    assert (said["og:description"], said["og:title"]) == (words, line)
    data = json.loads(page.xpath("//script/text()")[0])
    assert (data["text"], data["creator"]["name"]) == (words, name)
    assert data["isPartOf"][0]["headline"] == hostile.turn.interview.title

    address = f"/oembed?url=http://testserver/q/{id_}"
    body = client.get(address).json()
    assert body["author_name"] == name
    in_xml = ElementTree.fromstring(client.get(f"{address}&format=xml").content)
    assert in_xml.findtext("author_name") == name.translate(NOT_IN_XML)
    assert in_xml.findtext("html") == body["html"].translate(NOT_IN_XML)
    quoted = ElementTree.fromstring(body["html"].translate(NOT_IN_XML))
    assert [element.tag for element in quoted.iter()] == [
        *["blockquote", "p", "p", "p", "a"]
    ]
    assert [p.text for p in quoted.findall("p")[:2]] == words.translate(
        NOT_IN_XML
    ).split("\n\n")


# The two characters that XML has no way to write.
NOT_IN_XML = {0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
