"""The quote of the day: whatever comes later, a day that has begun keeps its quote."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from interviews.models import Change, Interview, Quote, Turn
from tests.api.calls import get, offences, problem
from tests.factories import make_interview, make_quote, make_turn
from tests.log import commit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

DAYS = [f"2026-{month:02}-{day:02}" for month in (1, 2, 3) for day in range(6, 18)]


@pytest.fixture(autouse=True)
def archive():
    """Twenty quotes, public since the beginning of the year."""
    turn = make_turn(
        interview=make_interview(slug="east"),
        text=" ".join(f"N{n}." for n in range(20)),
    )
    for number in range(20):
        make_quote(turn=turn, text=f"N{number}.")
    publish("2026-01-01T00:00Z")


def publish(moment: str) -> None:
    """As if what is new had become public at that moment."""
    before = Change.objects.version()[0]
    commit()
    Change.objects.filter(number__gt=before).update(
        takes_effect_at=datetime.fromisoformat(moment),
        committed_at=datetime.fromisoformat(moment),
    )


def of(day: str, question: str = "") -> str:
    return get(f"quotes/daily/?fields=id&date={day}{question}").json()["id"]


def calendar(question: str = "") -> dict[str, str]:
    return {day: of(day, question) for day in DAYS}


def test_a_day_has_the_whole_quote():
    answer = get("quotes/daily/").json()

    assert answer == get(f"quotes/{answer['id']}/").json()
    assert answer == get(f"quotes/daily/?date={timezone.now().date()}").json()


def test_days_differ():
    assert len(set(calendar("&interview=east").values())) > 10


def add_quotes() -> None:
    turn = Turn.objects.filter(interview__slug="east").get()
    for _ in range(100):
        make_quote(turn=turn, text="N1.")


def publish_a_draft() -> None:
    Interview.objects.filter(slug="west").update(status="published")


@pytest.mark.parametrize("add", [add_quotes, publish_a_draft])
def test_what_comes_changes_no_day_that_has_begun(add):
    draft = make_interview(slug="west", status="draft")
    # As many as make it certain that some day after the 14th gets one of them.
    draft_turn = make_turn(interview=draft, text="One. Two. Three.")
    for _ in range(100):
        make_quote(turn=draft_turn, text="Two.")
    commit()
    before = calendar()

    add()
    publish("2026-02-13T10:00:00.000001Z")  # the 14th has begun, at UTC+14

    begun = [day for day in DAYS if day <= "2026-02-14"]
    after = calendar()
    assert [after[day] for day in begun] == [before[day] for day in begun]
    assert after != before


def test_withdrawing_changes_only_the_days_that_it_had():
    before = calendar()
    withdrawn = before["2026-02-14"]

    Quote.objects.filter(public_id=withdrawn).update(
        withdrawn_at=timezone.now(), withdrawal_reason="Misheard."
    )
    commit()

    after = calendar()
    changed = {day for day in DAYS if after[day] != before[day]}
    assert changed == {day for day in DAYS if before[day] == withdrawn}


def test_restoring_gives_the_days_back():
    before = calendar()
    quote = Quote.objects.filter(public_id=before["2026-02-14"])
    quote.update(withdrawn_at=timezone.now(), withdrawal_reason="Misheard.")
    commit()

    quote.update(withdrawn_at=None, withdrawal_reason="")
    commit()

    assert calendar() == before


def test_deleting_the_newest_reshuffles_nothing():
    before = calendar("&interview=east")
    newest = Quote.objects.order_by("-pk").first()
    newest.delete()
    commit()

    after = calendar("&interview=east")

    assert {day for day in DAYS if after[day] != before[day]} == {
        day for day in DAYS if before[day] == newest.public_id
    }


def test_days_before_the_first_quote_have_one_of_the_first():
    first = set(
        Quote.objects.filter(turn__interview__slug="east").values_list(
            "public_id", flat=True
        )
    )
    turn = Turn.objects.filter(interview__slug="east").get()
    make_quote(turn=turn, text="N1.", public_id="qt_2222222222")
    publish("2026-01-01T12:00Z")

    days = {of(f"19{year}-01-01", "&interview=east") for year in range(10, 40)}

    assert days <= first
    assert of("2026-01-01", "&interview=east") in first


def test_filters_apply():
    assert of("2026-02-14", "&speaker=eve") == "qt_1111111111"
    assert problem("quotes/daily/?speaker=eve&kind=excerpt")["title"] == (
        "Nothing matches"
    )


@pytest.mark.parametrize(
    ("question", "refused"),
    {
        "date=": {"date": None},
        "date=today": {"date": None},
        "date=2026-02-30": {"date": None},
        "date=0001-01-01": {"date": None},
        "date=1899-12-31": {"date": None},
        "date=9999-12-31": {"date": None},
        "day=2026-01-01": {"day": None},
        "dat=2026-01-01": {"dat": "date"},
        "seed=1": {"seed": None},
        "date=x&topic=lew&fields=txt": {
            "date": None,
            "topic": "law",
            "fields": "text",
        },
    }.items(),
)
def test_what_is_not_understood_is_refused(question, refused):
    assert offences(f"quotes/daily/?{question}") == refused


def test_a_day_can_be_asked_for_once_it_begins_somewhere():
    somewhere = (datetime.now(UTC) + timedelta(hours=14)).date()

    assert get(f"quotes/daily/?date={somewhere}").status_code == 200
    nowhere = somewhere + timedelta(days=1)
    assert offences(f"quotes/daily/?date={nowhere}") == {"date": None}
