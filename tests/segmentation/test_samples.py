"""What is made of interviews in every manner, and where an editor is asked."""

import pytest

from interviews.segmentation import segment
from interviews.segmentation.segments import Kind
from tests.segmentation.sample import LETTERS
from tests.segmentation.samples import SAMPLES

BY_KIND = {kind: letter for letter, kind in LETTERS.items()}


def reading(document):
    return " ".join(
        BY_KIND[one.kind] + "?" * bool(one.reading.doubt) for one in document.segments
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_sample_is_read_as_an_editor_would(sample):
    document = segment(sample.source)

    assert reading(document) == sample.reading


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_labels_numbers_and_markup_are_no_words(sample):
    document = segment(sample.source)

    texts = {number: document.segments[number - 1].text for number in sample.texts}

    assert texts == sample.texts


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_line_ends_of_other_systems_change_nothing(sample):
    source = sample.source.replace("\r\n", "\n")

    readings = {
        reading(segment(source.replace("\n", ending)))
        for ending in ("\n", "\r\n", "\r")
    }

    assert readings == {sample.reading}


def test_every_doubt_says_why_and_what_else_it_may_be():
    doubts = [one for sample in SAMPLES for one in segment(sample.source).unsure()]

    assert all(one.reading.alternatives for one in doubts)
    assert all(one.kind not in one.reading.alternatives for one in doubts)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_confirming_each_doubt_settles_it(sample):
    document = segment(sample.source)
    confirmed = {one.number: Kind(one.kind) for one in document.unsure()}

    settled = segment(sample.source, confirmed)

    kinds = [one.kind for one in document.segments]
    assert [one.kind for one in settled.segments] == kinds
    assert settled.unsure() == []


# What an editor says, and what follows from it


LABELLED = "Noor: Daar ben je.\n\nSam: Ja.\n\nNoor: Je bent laat.\n\nSam: De trein.\n"


def test_one_correction_holds_for_each_turn_with_the_same_label():
    document = segment(LABELLED, {1: Kind.QUESTION, 2: Kind.ANSWER})

    assert reading(document) == "q a q a"


def test_names_of_speakers_tell_who_asks():
    document = segment(LABELLED, names={"Noor de Wit": True, "Sam Bos": False})

    assert reading(document) == "q a q a"


def test_an_answer_runs_on_over_what_is_called_a_caption():
    source = (
        "Hoe was het?\n\n‘Koud.\n\nHij lacht.\n\nEn donker.’\n\nEn toen?\n\n‘Licht.’\n"
    )
    assert reading(segment(source)) == "q a c c q a"

    assert reading(segment(source, {3: Kind.CAPTION})) == "q a f c q a"


def test_what_is_called_a_heading_opens_no_conversation():
    source = "Wie is Jan?\n\nEen smid uit Den Ham.\n\nWat maakt u?\n\nHekken, voor u.\n"

    assert reading(segment(source)) == "q? a q a"
    assert reading(segment(source, {1: Kind.HEADING, 2: Kind.SIDEBAR})) == "h s q a"


@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [
        (1, Kind.CONTINUATION, "nobody has spoken before it, so nothing can go on"),
        (3, Kind.METADATA, "headline, byline and date stand before all other words"),
        (
            2,
            Kind.LAYOUT,
            "what has no words is nothing, and what has words is something",
        ),
    ],
)
def test_an_impossible_correction_is_said_and_changes_nothing(number, kind, said):
    source = "Een inleiding.\n\nWat maakt u?\n\nHekken.\n"

    document = segment(source, {number: kind})

    assert [one.kind for one in document.segments] == [
        "introduction",
        "question",
        "answer",
    ]
    assert {one.number: one.reading.doubt for one in document.unsure()} == {
        number: said
    }
