"""Quotes and interviews in the words of schema.org, as JSON-LD.

What is not known is left out: a speaker or rights holder of whom we do not know whether
it is a person or an organisation has no type.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from interviews.addresses import Address
from interviews.attribution import attribution_line
from interviews.choices import EntityKind, Role, TurnKind
from interviews.models import (
    Entity,
    Interview,
    Mention,
    Participation,
    Quote,
    Speaker,
    Topic,
    Turn,
)

CONTEXT = "https://schema.org"
# The form of address that Wikidata uses in data.
WIKIDATA = "http://www.wikidata.org/entity/"
MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"
TYPES = {
    EntityKind.PERSON: "Person",
    EntityKind.ORGANISATION: "Organization",
    EntityKind.PLACE: "Place",
    EntityKind.EVENT: "Event",
    EntityKind.WORK: "CreativeWork",
}
Node = dict[str, Any]


def with_what_a_quote_names(quotes: Any) -> QuerySet:
    """The rows that `quotation` needs, in a fixed number of queries."""
    return (
        quotes.with_question()
        .select_related("speaker__entity", "turn__speaker__entity")
        .prefetch_related(
            Prefetch("turn__interview", Interview.objects.without_source()),
            Prefetch("turn__interview__participations", _participations()),
            Prefetch("turn__mentions", Mention.objects.in_text_order()),
            "turn__topics",
        )
    )


def with_what_an_interview_holds(interviews: QuerySet) -> QuerySet:
    """The rows that `article` needs, in a fixed number of queries."""
    mentions = Mention.objects.in_text_order()
    standing = Quote.objects.standing().in_text_order()
    turns = Turn.objects.in_reading_order().select_related("speaker__entity")
    return interviews.prefetch_related(
        Prefetch("participations", _participations()),
        Prefetch("turns", turns),
        Prefetch("turns__quotes", standing.select_related("speaker__entity")),
        Prefetch("turns__mentions", mentions),
        "turns__topics",
        Prefetch("passages__mentions", mentions),
    )


def _participations() -> QuerySet:
    rows = Participation.objects.select_related("speaker__entity")
    return rows.order_by("speaker__name", "speaker__slug")


def quotation(quote: Quote, address: Address) -> Node:
    """A schema.org Quotation that answers on its own."""
    turn, interview = quote.turn, quote.turn.interview
    within = [
        mention.entity
        for mention in turn.mentions.all()
        if quote.start <= mention.start and mention.end <= quote.end
    ]
    return known(
        {
            "@context": CONTEXT,
            **_words(quote, address),
            "inLanguage": interview.language,
            "datePublished": interview.published_on.isoformat(),
            "dateModified": moment_in_utc(quote.updated_at),
            "isPartOf": [
                _source(interview, address),
                _turn(turn, quote.question, address),
            ],
            "isBasedOn": interview.source_url,
            "about": [_topic(topic, address) for topic in turn.topics.all()],
            "mentions": _entities(within, address),
            "description": quote.note,
            "creditText": attribution_line(quote),
            **_rights(interview),
        }
    )


def article(interview: Interview, address: Address) -> Node:
    """A schema.org NewsArticle that is a Conversation, turn by turn."""
    turns = list(interview.turns.all())
    mentions = [mention for turn in turns for mention in turn.mentions.all()] + [
        mention
        for passage in interview.passages.all()
        for mention in passage.mentions.all()
    ]
    topics = {topic.slug: topic for turn in turns for topic in turn.topics.all()}
    return known(
        {
            "@context": CONTEXT,
            **_source(interview, address),
            "identifier": interview.slug,
            "dateModified": moment_in_utc(interview.updated_at),
            "isBasedOn": interview.source_url,
            "description": interview.note,
            "about": [_topic(topic, address) for _, topic in sorted(topics.items())],
            "mentions": _entities((mention.entity for mention in mentions), address),
            "creditText": interview.credit_line,
            **_rights(interview),
            "hasPart": list(_turns(turns, address)),
        }
    )


def _words(quote: Quote, address: Address) -> Node:
    page = address("quote-page", id=quote.public_id)
    teller = quote.teller  # who passes on the words of another
    return known(
        {
            "@type": "Quotation",
            "@id": page,
            "url": page,
            "identifier": quote.public_id,
            "text": quote.text,
            "creator": _speaker(quote.speaker, address),
            "contributor": _speaker(teller, address) if teller else None,
        }
    )


def _source(interview: Interview, address: Address) -> Node:
    page = address("interview-page", slug=interview.slug)
    people: dict[str, list[Node]] = {Role.INTERVIEWER: [], Role.INTERVIEWEE: []}
    for part in interview.participations.all():
        people[part.role].append(_speaker(part.speaker, address))
    return known(
        {
            "@type": ["NewsArticle", "Conversation"],
            "@id": page,
            "url": page,
            "headline": interview.title,
            "inLanguage": interview.language,
            "datePublished": interview.published_on.isoformat(),
            "publisher": {"@type": "Organization", "name": interview.publication},
            "author": people[Role.INTERVIEWER],
            "contributor": people[Role.INTERVIEWEE],
        }
    )


def _turns(turns: Iterable[Turn], address: Address) -> Iterable[Node]:
    question = None
    for turn in turns:
        node = _turn(turn, question, address) | {
            "text": turn.text,
            "about": [_topic(topic, address) for topic in turn.topics.all()],
            "hasPart": [_words(quote, address) for quote in turn.quotes.all()],
        }
        if turn.kind == TurnKind.QUESTION:
            question = turn
        yield known(node)


def _turn(turn: Turn, question: Turn | None, address: Address) -> Node:
    is_question = turn.kind == TurnKind.QUESTION
    node = {
        "@type": "Question" if is_question else "Answer",
        "@id": address("turns-detail", id=turn.public_id),
        "position": turn.position,
        "author": _speaker(turn.speaker, address),
    }
    if question and not is_question:
        node["parentItem"] = {
            "@type": "Question",
            "@id": address("turns-detail", id=question.public_id),
            "text": question.text,
        }
    return node


def _speaker(speaker: Speaker, address: Address) -> Node:
    entity = speaker.entity
    return known(
        {
            "@type": TYPES.get(EntityKind(entity.kind)) if entity else None,
            "@id": address("speakers-detail", slug=speaker.slug),
            "name": speaker.name,
            "sameAs": _same_as(entity) if entity else None,
        }
    )


def _entities(entities: Iterable[Entity], address: Address) -> list[Node]:
    once = {entity.slug: entity for entity in entities}
    return [
        known(
            {
                "@type": TYPES.get(EntityKind(entity.kind), "Thing"),
                "@id": address("entities-detail", slug=entity.slug),
                "name": entity.name,
                "alternateName": entity.aliases,
                "sameAs": _same_as(entity),
            }
        )
        for entity in once.values()
    ]


def _topic(topic: Topic, address: Address) -> Node:
    code = topic.iptc_media_topic
    return known(
        {
            "@type": "DefinedTerm",
            "@id": address("topics-detail", slug=topic.slug),
            "name": topic.label,
            "alternateName": topic.label_en,
            "termCode": topic.slug,
            "inDefinedTermSet": address("topics-list"),
            "sameAs": _same_as(topic),
            # The nearest of theirs, which is not to say the same.
            "skos:closeMatch": {"@id": f"{MEDIA_TOPICS}{code}"} if code else None,
        }
    )


def _same_as(thing: Entity | Topic) -> str:
    return f"{WIKIDATA}{thing.wikidata_id}" if thing.wikidata_id else ""


def _rights(interview: Interview) -> Node:
    holder, licence = interview.rights_holder, interview.licence
    is_address = licence.startswith(("https://", "http://")) and " " not in licence
    return {
        "copyrightHolder": {"name": holder} if holder else None,
        # schema.org takes a text for the address of a licence.
        "license": licence
        if is_address or not licence
        else {"@type": "CreativeWork", "name": licence},
    }


def moment_in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def known(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in ("", None, [])}
