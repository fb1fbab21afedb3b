"""Topics as SKOS concepts, in JSON-LD."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from interviews.addresses import Address
from interviews.linked_data import MEDIA_TOPICS, WIKIDATA, Node, known
from interviews.models import Topic

CONTEXT = {"skos": "http://www.w3.org/2004/02/skos/core#"}


def with_what_a_topic_is_part_of(topics: QuerySet) -> QuerySet:
    """The rows that `concept` needs, in a fixed number of queries."""
    return topics.select_related("broader").prefetch_related(
        Prefetch("narrower", Topic.objects.published())
    )


def concept(topic: Topic, address: Address) -> Node:
    """A skos:Concept of the one scheme that there is, the list of topics."""
    scheme = {"@id": address("topics-list")}
    code, item = topic.iptc_media_topic, topic.wikidata_id
    return known(
        {
            "@context": CONTEXT,
            "@id": address("topics-detail", slug=topic.slug),
            "@type": "skos:Concept",
            "skos:inScheme": scheme,
            "skos:topConceptOf": None if topic.broader else scheme,
            "skos:notation": topic.slug,
            "skos:prefLabel": [
                {"@value": label, "@language": language}
                for language, label in (("nl", topic.label), ("en", topic.label_en))
                if label
            ],
            "skos:scopeNote": topic.scope_note,
            "skos:broader": _reference(topic.broader, address),
            "skos:narrower": [
                _reference(part, address) for part in topic.narrower.all()
            ],
            # The nearest of theirs, which is not to say the same.
            "skos:closeMatch": {"@id": f"{MEDIA_TOPICS}{code}"} if code else None,
            "skos:exactMatch": {"@id": f"{WIKIDATA}{item}"} if item else None,
        }
    )


def _reference(topic: Topic | None, address: Address) -> Node | None:
    return {"@id": address("topics-detail", slug=topic.slug)} if topic else None
