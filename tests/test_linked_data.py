"""Quotes and interviews in schema.org: right, whole, and understood by a processor."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings

from interviews.choices import EntityKind, QuoteKind, TurnKind
from interviews.linked_data import (
    article,
    quotation,
    with_what_a_quote_names,
    with_what_an_interview_holds,
)
from interviews.models import Interview, Quote
from tests.contexts import expanded, kept, plain
from tests.factories import (
    make_entity,
    make_interview,
    make_mention,
    make_passage,
    make_quote,
    make_speaker,
    make_topic,
    make_turn,
)
from tests.hostile import words

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 1, 17, 9, tzinfo=UTC)


def address(page: str, **kwargs: str) -> str:
    return "/".join(["https://example.org", page, *kwargs.values()])


@pytest.fixture
def interview():
    """A question and its answer, in which Bob tells what others said of Minsk."""
    interview = make_interview(
        slug="een",
        title="Een vraag",
        publication="De Krant",
        published_on=date(2025, 3, 1),
        source_url="https://krant.example/een",
        rights_holder="De Krant",
        licence="https://krant.example/licence",
        credit_line="Ann, De Krant",
        note="Zonder kop.",
    )
    ann = make_speaker(slug="ann", name="Ann")
    robert = make_entity(
        slug="robert", name="Robert", kind=EntityKind.PERSON, wikidata_id="Q1"
    )
    bob = make_speaker(slug="bob", name="Bob", entity=robert)
    team = make_speaker(slug="team", name="Investigators")
    make_turn(
        interview=interview,
        speaker=ann,
        kind=TurnKind.QUESTION,
        text="And?",
        public_id="tn_1111111111",
    )
    art = make_topic(
        slug="art", label="kunst", label_en="art", iptc_media_topic="20000002"
    )
    told = make_turn(
        interview=interview,
        speaker=bob,
        text="They said: “Leave Minsk.” I left Riga.",
        topics=[art],
        public_id="tn_2222222222",
    )
    minsk = make_entity(
        slug="minsk", name="Minsk", aliases=["Менск"], wikidata_id="Q2280"
    )
    prize = make_entity(slug="prize", name="Prize", kind=EntityKind.AWARD)
    make_mention(turn=told, text="Minsk", entity=minsk)
    make_mention(turn=told, text="Riga", entity=make_entity(slug="riga", name="Riga"))
    caption = make_passage(interview=interview, text="The Prize.")
    make_mention(passage=caption, text="Prize", entity=prize)
    make_quote(
        turn=told,
        text="Leave Minsk.",
        speaker=team,
        kind=QuoteKind.EMBEDDED,
        public_id="qt_1111111111",
        note="To both.",
    )
    return interview


def the_quote() -> Quote:
    quote = with_what_a_quote_names(Quote.objects.all()).get()
    quote.updated_at = MOMENT
    return quote


def the_interview() -> Interview:
    interview = with_what_an_interview_holds(Interview.objects.all()).get()
    interview.updated_at = MOMENT
    return interview


ANN = {"@id": "https://example.org/speakers-detail/ann", "name": "Ann"}
BOB = {
    "@type": "Person",
    "@id": "https://example.org/speakers-detail/bob",
    "name": "Bob",
    "sameAs": "http://www.wikidata.org/entity/Q1",
}
TEAM = {"@id": "https://example.org/speakers-detail/team", "name": "Investigators"}
SOURCE = {
    "@type": ["NewsArticle", "Conversation"],
    "@id": "https://example.org/interview-page/een",
    "url": "https://example.org/interview-page/een",
    "headline": "Een vraag",
    "inLanguage": "nl",
    "datePublished": "2025-03-01",
    "publisher": {"@type": "Organization", "name": "De Krant"},
    "author": [ANN],
    "contributor": [BOB],
}
WORDS = {
    "@type": "Quotation",
    "@id": "https://example.org/quote-page/qt_1111111111",
    "url": "https://example.org/quote-page/qt_1111111111",
    "identifier": "qt_1111111111",
    "text": "Leave Minsk.",
    "creator": TEAM,
    "contributor": BOB,
}
ART = {
    "@type": "DefinedTerm",
    "@id": "https://example.org/topics-detail/art",
    "name": "kunst",
    "alternateName": "art",
    "termCode": "art",
    "inDefinedTermSet": "https://example.org/topics-list",
    "skos:closeMatch": {"@id": "http://cv.iptc.org/newscodes/mediatopic/20000002"},
}
MINSK = {
    "@type": "Place",
    "@id": "https://example.org/entities-detail/minsk",
    "name": "Minsk",
    "alternateName": ["Менск"],
    "sameAs": "http://www.wikidata.org/entity/Q2280",
}
RIGA = {
    "@type": "Place",
    "@id": "https://example.org/entities-detail/riga",
    "name": "Riga",
}
PRIZE = {
    "@type": "Thing",
    "@id": "https://example.org/entities-detail/prize",
    "name": "Prize",
}
QUESTION = {
    "@type": "Question",
    "@id": "https://example.org/turns-detail/tn_1111111111",
}
ANSWER = {
    "@type": "Answer",
    "@id": "https://example.org/turns-detail/tn_2222222222",
    "position": 2,
    "author": BOB,
    "parentItem": QUESTION | {"text": "And?"},
}
RIGHTS = {
    "copyrightHolder": {"name": "De Krant"},
    "license": "https://krant.example/licence",
}


def test_a_quote_names_who_said_it_who_tells_it_and_where(interview):
    assert quotation(the_quote(), address) == {
        "@context": "https://schema.org",
        **WORDS,
        "inLanguage": "nl",
        "datePublished": "2025-03-01",
        "dateModified": "2026-01-17T09:00:00Z",
        "isPartOf": [SOURCE, ANSWER],
        "isBasedOn": "https://krant.example/een",
        "about": [ART],
        "mentions": [MINSK],
        "description": "To both.",
        "creditText": "Investigators, volgens Bob, in De Krant, 1 maart 2025",
        **RIGHTS,
    }


def test_an_interview_holds_its_turns_and_they_their_quotes(interview):
    assert article(the_interview(), address) == {
        "@context": "https://schema.org",
        **SOURCE,
        "identifier": "een",
        "dateModified": "2026-01-17T09:00:00Z",
        "isBasedOn": "https://krant.example/een",
        "description": "Zonder kop.",
        "about": [ART],
        "mentions": [MINSK, RIGA, PRIZE],
        "creditText": "Ann, De Krant",
        **RIGHTS,
        "hasPart": [
            QUESTION | {"position": 1, "author": ANN, "text": "And?"},
            ANSWER
            | {
                "text": "They said: “Leave Minsk.” I left Riga.",
                "about": [ART],
                "hasPart": [WORDS],
            },
        ],
    }


def test_what_is_not_known_is_left_out():
    turn = make_turn(interview=make_interview(slug="x", published_on=date(2025, 3, 1)))
    make_quote(turn=turn)

    assert quotation(the_quote(), address).keys() == {
        *("@context", "@type", "@id", "url", "identifier", "text", "creator"),
        *("inLanguage", "datePublished", "dateModified", "isPartOf", "creditText"),
    }


def test_a_licence_without_an_address_has_a_name(interview):
    Interview.objects.update(licence="All rights reserved")

    assert quotation(the_quote(), address)["license"] == {
        "@type": "CreativeWork",
        "name": "All rights reserved",
    }


def test_a_processor_understands_what_is_said(interview):
    node = expanded(quotation(the_quote(), address))

    def of(name):
        return f"http://schema.org/{name}"

    assert node["@type"] == [of("Quotation")]
    assert node[of("text")] == [{"@value": "Leave Minsk."}]
    assert node[of("creator")][0][of("name")] == [{"@value": "Investigators"}]
    assert node[of("contributor")][0]["@type"] == [of("Person")]
    assert node[of("isBasedOn")] == [{"@id": "https://krant.example/een"}]
    assert node[of("license")] == [{"@id": "https://krant.example/licence"}]
    assert node[of("datePublished")] == [{"@type": of("Date"), "@value": "2025-03-01"}]


def test_a_processor_loses_nothing(interview):
    documents = [quotation(the_quote(), address), article(the_interview(), address)]

    assert [kept(document) for document in documents] == [
        plain(document) for document in documents
    ]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words, words, words, words)
def test_any_words_stay_words(interview, text, name, title, label):
    quote = the_quote()
    source = quote.turn.interview
    quote.text, quote.speaker.name, source.title = text, name, title
    source.licence = source.rights_holder = source.publication = label

    document = quotation(quote, address)

    assert kept(document) == plain(document)
    assert (document["text"], document["creator"]["name"]) == (text, name)
    assert document["license"]["name"] == label
    assert document["isPartOf"][0]["headline"] == title


def test_a_word_that_is_no_term_would_be_noticed():
    document = {"@context": "https://schema.org", "@type": "Quotation", "wrods": "Yes."}

    assert kept(document) == {"@context": "https://schema.org", "@type": "Quotation"}


@pytest.mark.usefixtures("shipped")
def test_nothing_shipped_is_lost():
    quotes = with_what_a_quote_names(Quote.objects.all())
    interviews = with_what_an_interview_holds(Interview.objects.all())
    documents = [quotation(quote, address) for quote in quotes]
    documents += [article(interview, address) for interview in interviews]

    assert [kept(document) for document in documents] == [
        plain(document) for document in documents
    ]
    assert len(documents) == 44
