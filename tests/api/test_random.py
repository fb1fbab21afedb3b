"""Quotes by chance: fair, in an order that the seed decides, and none twice."""

from collections import Counter

import pytest

from interviews import drawing
from interviews.models import Quote, Turn
from tests.api.calls import get, offences, pages, path_of, problem, results
from tests.factories import make_interview, make_quote, make_speaker, make_turn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]


@pytest.fixture
def quotes() -> list[str]:
    """Many quotes, with gaps between their keys."""
    interview, speaker = make_interview(slug="east"), make_speaker()
    turn = make_turn(
        interview=interview, speaker=speaker, text=" ".join(f"N{n}." for n in range(60))
    )
    made = [make_quote(turn=turn, text=f"N{n}.") for n in range(60)]
    gone = [quote.pk for number, quote in enumerate(made) if number % 3]
    Quote.objects.filter(pk__in=gone).delete()
    return [quote.public_id for quote in made if quote.pk not in gone]


def drawn(question: str) -> list[str]:
    return [row["id"] for row in results(f"quotes/random/?fields=id&{question}")]


def walked(question: str) -> list[str]:
    return [
        row["id"]
        for page in pages(f"quotes/random/?fields=id&{question}")
        for row in page["results"]
    ]


def test_one_is_drawn():
    body = get("quotes/random/?seed=spring").json()

    assert body.keys() == {"count", "seed", "next", "previous", "results"}
    assert (body["count"], body["seed"], body["previous"]) == (3, "spring", None)
    (quote,) = body["results"]
    assert quote == get(f"quotes/{quote['id']}/").json()


@pytest.mark.parametrize("count", [1, 7, 20, 200])
def test_a_walk_draws_each_once(quotes, count):
    all_at_once = drawn("interview=east&seed=a&count=200")

    assert walked(f"interview=east&seed=a&count={count}") == all_at_once
    assert sorted(all_at_once) == sorted(quotes)


def test_another_seed_draws_in_another_order(quotes):
    orders = {tuple(drawn(f"interview=east&count=20&seed={n}")) for n in range(10)}

    assert len(orders) == 10
    assert {frozenset(order) for order in orders} == {frozenset(quotes)}


def test_without_a_seed_each_is_drawn_as_often(quotes):
    # Seeds that the server might choose. The order hangs on the quotes' keys, too, and those
    # are others in every run: hence a bound that chance alone hardly ever passes.
    often = Counter(
        path
        for number in range(60)
        for path in drawn(f"interview=east&count=5&seed={number:016x}")
    )
    expected = 60 * 5 / len(quotes)

    unevenness = sum((often[quote] - expected) ** 2 / expected for quote in quotes)
    assert unevenness < 64  # chi square, 19 degrees of freedom, one in a million


def test_without_a_seed_one_is_chosen_and_kept():
    first, second = (get("quotes/random/?count=2") for _ in range(2))

    assert first["Cache-Control"] == "no-store"
    assert "Cache-Control" not in get("quotes/random/?seed=a")
    assert first.json()["seed"] != second.json()["seed"]
    following = get(path_of(first.json()["next"])).json()
    assert following["seed"] == first.json()["seed"]
    assert drawn(f"count=3&seed={following['seed']}") == [
        row["id"] for body in (first.json(), following) for row in body["results"]
    ]


@pytest.mark.parametrize("size", [1, 3, 20])
def test_trying_places_draws_what_sorting_draws(quotes, monkeypatch, size):
    question = f"interview=east&seed=b&count={size}"
    by_sorting = walked(question)

    for most in (drawing.MAX_TRIED, 100):
        # As for a corpus too large to sort, then also with keys too far apart to try.
        monkeypatch.setattr(drawing, "FEW", 4)
        monkeypatch.setattr(drawing, "MIN_BITS", 10)
        monkeypatch.setattr(drawing, "MAX_TRIED", most)
        tried = walked(question)
        monkeypatch.setattr(drawing, "FEW", 10_000)

        assert tried == walked(question)

    assert sorted(tried) == sorted(by_sorting)


def test_a_count_stops_at_its_bound(quotes, monkeypatch):
    monkeypatch.setattr(drawing, "FEW", 4)

    body = get("quotes/random/?interview=east").json()

    assert (body["count"], body["count_is_lower_bound"]) == (4, True)


def test_what_comes_meanwhile_repeats_nothing(quotes):
    first = get("quotes/random/?interview=east&seed=c&count=5").json()
    turn = Turn.objects.get(interview__slug="east")
    for _ in range(5):
        make_quote(turn=turn, text="N1.")
    Quote.objects.filter(public_id=first["results"][0]["id"]).delete()

    rest = [
        row["id"] for page in pages(path_of(first["next"])) for row in page["results"]
    ]

    shown = [row["id"] for row in first["results"]]
    assert len(rest) == len(set(rest))
    assert set(rest) & set(shown) == set()
    assert set(rest) | set(shown) >= set(quotes)


def test_what_is_excluded_is_not_drawn(quotes):
    shown, withdrawn, gone = quotes[:8], quotes[8], "qt_zzzzzzzzzz"
    Quote.objects.filter(public_id=withdrawn).update(
        withdrawn_at="2026-03-01T00:00Z", withdrawal_reason="Misheard."
    )

    left = drawn(
        f"interview=east&seed=d&count=20&exclude={','.join([*shown, withdrawn, gone])}"
    )

    assert sorted(left) == sorted(quotes[9:])


def test_a_list_of_what_was_shown_may_be_long():
    ids = ",".join(f"qt_{number:1>10}" for number in range(1_000, 1_200)).replace(
        "0", "z"
    )

    assert get(f"quotes/random/?exclude={ids}").status_code in (200, 404)
    assert offences(f"quotes/random/?exclude={ids},qt_2222222222") == {"exclude": None}


def test_filters_apply():
    assert drawn("featured=true&count=9") == [
        Quote.objects.get(is_featured=True).public_id
    ]


@pytest.mark.parametrize("question", ["interview=south&kind=embedded", "min_length=99"])
def test_nothing_to_draw_is_a_problem(question):
    assert problem(f"quotes/random/?{question}") == {
        "type": "http://testserver/api/problems/#nothing-matches",
        "title": "Nothing matches",
        "status": 404,
        "detail": "The question is understood, and there is no quote that it leaves.",
        "instance": f"/api/v1/quotes/random/?{question}",
    }


@pytest.mark.parametrize(
    ("question", "refused"),
    {
        "count=0": {"count": None},
        "count=201": {"count": None},
        "count=one": {"count": None},
        "seed=": {"seed": None},
        "seed=" + "a" * 101: {"seed": None},
        "exclude=1": {"exclude": None},
        "exclude=qt_1111111111,": {"exclude": None},
        "cursor=x": {"cursor": None},
        "sed=1": {"sed": "seed"},
        "ordering=length": {"ordering": None},
        "topic=lew&count=0": {"topic": "law", "count": None},
    }.items(),
)
def test_what_is_not_understood_is_refused(question, refused):
    assert offences(f"quotes/random/?{question}") == refused


def test_a_cursor_belongs_to_its_filters_and_seed():
    cursor = get("quotes/random/?seed=a").json()["next"].partition("cursor=")[2]
    cursor = cursor.partition("&")[0]

    assert drawn(f"cursor={cursor}&count=9") == drawn("seed=a&count=9")[1:]
    assert offences(f"quotes/random/?seed=b&cursor={cursor}") == {"cursor": None}
    assert offences(f"quotes/random/?kind=excerpt&cursor={cursor}") == {"cursor": None}
    assert offences(f"quotes/?cursor={cursor}") == {"cursor": None}
