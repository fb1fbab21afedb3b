from datetime import date

import pytest

from interviews.attribution import attribution_line
from interviews.choices import QuoteKind
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["nl", "nl-BE", "en", "fr"])
def turn(request):
    interview = factories.make_interview(
        language=request.param, publication="De Krant", published_on=date(2025, 3, 1)
    )
    return factories.make_turn(
        interview=interview, speaker=factories.make_speaker(name="Ann")
    )


@pytest.mark.parametrize(
    ("turn", "line"),
    [
        ("nl", "Ann in De Krant, 1 maart 2025"),
        ("nl-BE", "Ann in De Krant, 1 maart 2025"),
        ("en", "Ann in De Krant, 1 March 2025"),
        ("fr", "Ann in De Krant, 1 March 2025"),
    ],
    indirect=["turn"],
)
def test_speaker_publication_and_day_are_named(turn, line):
    assert attribution_line(factories.make_quote(turn=turn)) == line


@pytest.mark.parametrize(
    ("turn", "line"),
    [
        ("nl", "Bob, volgens Ann, in De Krant, 1 maart 2025"),
        ("en", "Bob, as told by Ann, in De Krant, 1 March 2025"),
    ],
    indirect=["turn"],
)
def test_who_repeats_anothers_words_is_named(turn, line):
    quote = factories.make_quote(
        turn=turn,
        kind=QuoteKind.EMBEDDED,
        speaker=factories.make_speaker(name="Bob"),
    )

    assert attribution_line(quote) == line


@pytest.mark.parametrize("turn", ["nl"], indirect=True)
def test_who_repeats_earlier_words_of_their_own_is_named_once(turn):
    quote = factories.make_quote(turn=turn, kind=QuoteKind.EMBEDDED)

    assert attribution_line(quote) == "Ann in De Krant, 1 maart 2025"
