"""The public record asked about claims that a person has judged."""

import pytest
from django.db import connection

from interviews.verification.evidence import verify
from tests.factories import make_interview, make_quote, make_speaker, make_turn
from tests.verification.confusion import SETS, agrees, claims, judged

pytestmark = pytest.mark.django_db

LEAST = 0.97


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("name", SETS)
def test_the_verdicts_are_those_of_a_person(name):
    results = [(claim, judged(claim)) for claim in claims(name)]

    accepted = [
        claim["text"]
        for claim, found in results
        if claim["verdict"] == "not_found" != found["verdict"]
    ]
    assert accepted == []
    wrong = [claim["text"] for claim, found in results if not agrees(claim, found)]
    assert len(wrong) <= (1 - LEAST) * len(results), wrong


@pytest.fixture
def said():
    """An answer that was published, and one that was not."""
    public = make_turn(text="Wij liepen elke ochtend langs de rivier. Alles was stil.")
    make_turn(
        interview=make_interview(status="draft"),
        text="Het geheim blijft nog even onder ons.",
    )
    return public


def verdict(text, **options):
    return verify(text, **options).verdict.value


@pytest.mark.usefixtures("said")
def test_what_is_not_public_was_not_said():
    evidence = verify("Het geheim blijft nog even onder ons.")

    assert evidence.verdict == "not_found"
    assert evidence.matches == []
    assert all("geheim" not in match.turn.text for match in evidence.nearest)


def test_one_interview_can_be_asked(said):
    other = make_turn(text="Heel iets anders.").interview
    text = "langs de rivier"

    assert verdict(text, interview=said.interview.pk) == "verbatim"
    assert verdict(text, interview=other.pk) == "not_found"


def test_a_changed_text_is_found_by_its_new_words_alone(said):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE interviews_turn SET text = 'De boot lag te wachten.' WHERE id = %s",
            [said.pk],
        )

    assert verdict("De boot lag te wachten") == "verbatim"
    assert verdict("langs de rivier") == "not_found"


def test_words_said_by_two_are_misattributed_to_neither(said):
    other = make_turn(text="Alles was stil, zei ik toch.")
    third = make_speaker()

    for speaker in (said.speaker, other.speaker):
        evidence = verify("Alles was stil", speaker=speaker.pk)
        assert not evidence.misattributed
        assert evidence.matches[0].speaker == speaker
    assert verify("Alles was stil", speaker=third.pk).misattributed


def test_the_smallest_quote_that_holds_the_words_is_named(said):
    make_quote(turn=said, text=said.text)
    quote = make_quote(turn=said, text="Alles was stil.")

    assert verify("alles was stil").quote == quote


def test_a_withdrawn_quote_is_not_named(said):
    make_quote(
        turn=said,
        text="Alles was stil.",
        withdrawn_at="2026-02-01T00:00Z",
        withdrawal_reason="An error.",
    )

    assert verify("Alles was stil").quote is None


def test_sentences_of_two_answers_are_stitched(said):
    make_turn(interview=said.interview, text="Niemand zei iets. Het regende.")
    text = "Wij liepen elke ochtend langs de rivier. Niemand zei iets."

    evidence = verify(text)

    assert evidence.verdict == "stitched"
    assert [match.record.text for match in evidence.matches] == [
        "Wij liepen elke ochtend langs de rivier",
        "Niemand zei iets",
    ]


def test_sentences_in_another_order_are_stitched():
    make_turn(text="Wij liepen elke ochtend langs de rivier. Alles was heel erg stil.")

    assert (
        verdict("Alles was heel erg stil. Wij liepen elke ochtend langs de rivier.")
        == "stitched"
    )


def test_an_explained_sentence_is_one_piece_of_a_stitched_claim(said):
    make_turn(interview=said.interview, text="Hij was erg boos. Het regende.")

    evidence = verify("Hij [de wachter] was erg boos. Alles was stil.")

    assert evidence.verdict == "stitched"
    assert [match.claim.text for match in evidence.matches] == [
        "Hij [de wachter] was erg boos",
        "Alles was stil",
    ]


def test_words_said_twice_are_added_rather_than_stitched(said):
    evidence = verify("Wij liepen elke ochtend langs langs de rivier. Alles was stil.")

    assert evidence.verdict == "altered"
    assert [match.record.text for match in evidence.matches] == [
        "Wij liepen elke ochtend langs de rivier. Alles was stil"
    ]


def test_who_tells_what_another_said_is_not_misattributed():
    turn = make_turn(
        text="Ze zeiden: “Geef ons alles wat je hebt, of je komt hier nooit meer uit.” Dat was alles."
    )
    embedded = make_quote(
        turn=turn,
        text="Geef ons alles wat je hebt, of je komt hier nooit meer uit.",
        kind="embedded",
        speaker=make_speaker(),
    )

    def is_misattributed(text, speaker):
        return verify(text, speaker=speaker.pk).misattributed

    told = "Ze zeiden: “Geef ons alles wat je hebt, of je komt hier nooit meer uit.”"
    assert not is_misattributed(told, turn.speaker)
    assert not is_misattributed(told, embedded.speaker)
    assert is_misattributed(
        "Geef ons alles wat je hebt, of je komt hier nooit meer uit.", turn.speaker
    )


def test_words_of_other_scripts_are_found():
    make_turn(text="Жыве Беларусь, сказаў ён. 我们每天早上走路。")

    assert verdict("жыве беларусь") == "verbatim"


@pytest.mark.parametrize(
    "text",
    [
        "de het een van " * 4_000,
        "x" * 100_000,
        "[" * 50_000 + "a",
        "‘" * 20_000 + "a",
        "... " * 20_000 + "a",
        "'s" * 30_000,
        "a... " * 20_000,
        '"a ' * 33_000,
        " 'ab" * 25_000,
    ],
    ids=lambda text: text[:8],
)
@pytest.mark.usefixtures("shipped")
def test_a_very_long_text_has_an_answer(text):
    assert verdict(text) == "not_found"
