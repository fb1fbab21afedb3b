"""Topics in SKOS: right, whole, and understood by a processor."""

from typing import Any

import pytest

from interviews.models import Topic
from interviews.thesaurus import concept, with_what_a_topic_is_part_of
from tests.contexts import expanded, kept, plain
from tests.factories import make_topic, make_turn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("topics")]

SCHEME = {"@id": "https://example.org/topics-list"}
CONTEXT = {"skos": "http://www.w3.org/2004/02/skos/core#"}


def address(page: str, **kwargs: str) -> str:
    return "/".join(["https://example.org", page, *kwargs.values()])


@pytest.fixture
def topics():
    law = make_topic(slug="law", label="recht")
    courts = make_topic(
        slug="courts",
        label="rechtspraak",
        label_en="judiciary",
        scope_note="Vonnissen.",
        broader=law,
        iptc_media_topic="20000106",
        wikidata_id="Q105985",
    )
    make_turn(topics=[make_topic(slug="judges", label="rechters", broader=courts)])
    # No public turn is about it: that it is there would tell what is being worked on.
    make_topic(slug="bribes", broader=courts)


def concept_of(slug: str) -> dict[str, Any]:
    topic = with_what_a_topic_is_part_of(Topic.objects.published()).get(slug=slug)
    return concept(topic, address)


def test_a_concept_says_what_it_is_part_of_and_what_others_call_it():
    assert concept_of("courts") == {
        "@context": CONTEXT,
        "@id": "https://example.org/topics-detail/courts",
        "@type": "skos:Concept",
        "skos:inScheme": SCHEME,
        "skos:notation": "courts",
        "skos:prefLabel": [
            {"@value": "rechtspraak", "@language": "nl"},
            {"@value": "judiciary", "@language": "en"},
        ],
        "skos:scopeNote": "Vonnissen.",
        "skos:broader": {"@id": "https://example.org/topics-detail/law"},
        "skos:narrower": [{"@id": "https://example.org/topics-detail/judges"}],
        "skos:closeMatch": {"@id": "http://cv.iptc.org/newscodes/mediatopic/20000106"},
        "skos:exactMatch": {"@id": "http://www.wikidata.org/entity/Q105985"},
    }


def test_a_concept_at_the_top_leaves_out_what_is_not_known():
    assert concept_of("law") == {
        "@context": CONTEXT,
        "@id": "https://example.org/topics-detail/law",
        "@type": "skos:Concept",
        "skos:inScheme": SCHEME,
        "skos:topConceptOf": SCHEME,
        "skos:notation": "law",
        "skos:prefLabel": [{"@value": "recht", "@language": "nl"}],
        "skos:narrower": [{"@id": "https://example.org/topics-detail/courts"}],
    }


@pytest.mark.parametrize("slug", ["law", "courts", "judges"])
def test_a_processor_keeps_every_word(slug):
    document = concept_of(slug)

    assert kept(document) == plain(document)
    assert expanded(document)["@type"] == [f"{CONTEXT['skos']}Concept"]
