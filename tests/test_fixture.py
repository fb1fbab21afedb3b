"""The shipped interview: whole, true to its source, and annotated where it should be."""

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from interviews.choices import QuoteKind
from interviews.document import as_printed, reading_order
from interviews.models import Interview, Mention, Passage, Quote, Speaker, Topic, Turn

SOURCE = (Path(settings.BASE_DIR) / "fixtures/ales-bialiatski.txt").read_bytes()
OPENING = "‘“\"'"
SENTENCE_END = ".?!…"

EMBEDDED = [
    (8, "ales-bialiatski", "Nee, nee en nog eens nee."),
    (
        8,
        "verhoorders-goebopik",
        "Of je geeft ze ons, of je vrouw draait voor onbepaalde tijd de gevangenis in.",
    ),
    (
        12,
        "voorman-werkkamp",
        "Ales, luister, onthou één ding goed, kom niet in de buurt van de machines!",
    ),
    (
        36,
        "stalin",
        "Vreemd dat ik nog nooit van die man heb gehoord... "
        "Hoeveel militaire divisies heeft hij?",
    ),
]
PRINTED_AND_SAID = [
    (
        "Onder de bevolking is er voor hen geen enkele steun. In de kampen heb ik "
        "honderden niet-gevangen ontmoet. Er waren er maar een paar die de staatsmacht "
        "ondersteunen",
        "Onder de bevolking is er voor hen geen enkele steun. Ik vertel dit uit ervaring. "
        "Ik heb in de kampen en gevangenissen honderden niet-gevangenen ontmoet. Er waren "
        "er maar een paar die de staatsmacht ondersteunen.",
    ),
    (
        "Rusland kopieert het systeem van Belarus. Het verandert steeds meer in een "
        "compleet achterlijk gebied waar mensenrechten met voeten worden getreden",
        "Rusland kopieert het systeem van Belarus. Het verandert steeds meer in een "
        "compleet achterlijk gebied waar mensenrechten met voeten worden getreden.",
    ),
]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


def test_source_is_the_document_as_received():
    source = Interview.objects.get().source_text

    assert source.encode() == SOURCE
    assert (
        hashlib.sha256(source.encode()).hexdigest()
        == "fcade723441d6bbb31e2f017dbc8637ad2f2040b60053d3a083d69742c5b887f"
    )


def test_every_character_of_the_source_is_accounted_for():
    interview = Interview.objects.get()
    turns = interview.turns.in_reading_order()
    passages = interview.passages.in_reading_order()

    printed = as_printed(interview.metadata_line, reading_order(turns, passages))

    assert printed.encode() == SOURCE


def test_interview_has_all_its_parts():
    kinds = Counter(Turn.objects.values_list("kind", flat=True))
    passages = Counter(Passage.objects.values_list("kind", flat=True))

    assert kinds == {"question": 19, "answer": 19}
    assert passages == {
        "introduction": 1,
        "sidebar": 1,
        "caption": 4,
        "pull_quote": 2,
    }
    assert 12 <= Topic.objects.count() <= 18
    assert Quote.objects.filter(kind=QuoteKind.EXCERPT).count() >= 25


def test_questions_and_answers_alternate():
    spoken = Turn.objects.values_list("position", "kind", "speaker__slug")

    assert list(spoken.in_reading_order()) == [
        (number, "question", "ardy-beld")
        if number % 2
        else (number, "answer", "ales-bialiatski")
        for number in range(1, 39)
    ]


def test_embedded_quotes_name_who_said_them():
    embedded = Quote.objects.filter(kind=QuoteKind.EMBEDDED).order_by(
        "turn__position", "start"
    )

    assert (
        list(embedded.values_list("turn__position", "speaker__slug", "text"))
        == EMBEDDED
    )


def test_every_speaker_has_words():
    silent = Speaker.objects.filter(turns=None, quotes=None)

    assert set(silent) == set()


def test_mentions_and_quotes_cut_out_their_words():
    spans = [*Mention.objects.select_related("turn", "passage"), *Quote.objects.all()]

    cut = [
        (place.text[span.start : span.end], span.text)
        for span in spans
        for place in [span.turn or span.passage]
    ]

    assert [pair for pair in cut if pair[0] != pair[1]] == []


def test_mentions_are_whole_words():
    inside_a_word = [
        mention
        for mention in Mention.objects.select_related("turn", "passage")
        for text in [(mention.turn or mention.passage).text]
        if re.match(r"\w", text[mention.end :])
        or re.search(r"\w$", text[: mention.start])
    ]

    assert inside_a_word == []


def test_mentions_are_the_name_or_an_alias():
    unknown = {
        (mention.text, mention.entity.slug)
        for mention in Mention.objects.select_related("entity")
        for names in [[mention.entity.name, *mention.entity.aliases]]
        if mention.text.casefold() not in [name.casefold() for name in names]
    }

    assert unknown == set()


def test_every_printed_name_is_mentioned_wherever_it_stands():
    """A name or alias of two letters or more, as a whole word, is a mention each time."""
    places = [*Turn.objects.all(), *Passage.objects.all()]
    names = {
        (name, entity)
        for name, entity in Mention.objects.values_list("text", "entity__slug")
    }

    missed = [
        (entity, name, str(place))
        for place in places
        for name, entity in names
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", place.text)
        if not any(
            mention.start <= found.start() and found.end() <= mention.end
            for mention in place.mentions.all()
        )
    ]

    assert missed == []


def test_vladimir_is_labkovitsj_and_not_poetin():
    named = Mention.objects.filter(turn__position=4, text__startswith="Vladimir")

    assert set(named.values_list("text", "entity__slug")) == {
        ("Vladimir", "vladimir-labkovitsj"),
        ("Vladimir Labkovitsj", "vladimir-labkovitsj"),
    }


@pytest.mark.parametrize("word", ["Joost", "je vrouw"])
def test_a_figure_of_speech_names_nobody(word):
    place = Turn.objects.filter(text__contains=word).first()
    start = place.text.find(word)

    naming = place.mentions.filter(start__lt=start + len(word), end__gt=start)

    assert set(naming) == set()


@pytest.mark.parametrize("adjective", ["Belarussisch", "Russisch", "Litouws", "Sovjet"])
def test_an_adjective_names_no_country(adjective):
    naming = Mention.objects.filter(text__contains=adjective, entity__kind="place")

    assert (
        set(naming.exclude(text__contains="-").values_list("text", flat=True)) == set()
    )


def test_excerpts_begin_and_end_between_sentences():
    torn = []
    for quote in Quote.objects.filter(kind=QuoteKind.EXCERPT).select_related("turn"):
        before = quote.turn.text[: quote.start].rstrip(" \n")
        begins = not before or before[-1] in SENTENCE_END + "”)"
        ends = quote.text.rstrip("”)")[-1] in SENTENCE_END
        after = quote.turn.text[quote.end :]
        if not (begins and ends and (not after or after[0] in " \n")):
            torn.append(quote.text)

    assert torn == []


def test_pull_quotes_render_what_was_said():
    rendered = Passage.objects.filter(kind="pull_quote").order_by("position")

    assert [
        (passage.text.strip("‘’'"), passage.quote.text) for passage in rendered
    ] == PRINTED_AND_SAID


def test_every_row_would_pass_its_form():
    for model in apps.get_app_config("interviews").get_models():
        for row in model._default_manager.all():
            row.full_clean()
