"""Walking a list: each row once, in the stated order, forwards and back."""

import re

import pytest

from interviews.api import pagination
from tests.api.calls import get, offences, pages, path_of, results
from tests.api.endpoints import VIEWS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

ORDERS = [
    (name, order)
    for name, view in VIEWS.items()
    for order in ["", *view.ordering.names]
]


def question(name: str, order: str, size: int) -> str:
    return f"{name}/?page_size={size}" + (f"&ordering={order}" if order else "")


@pytest.mark.parametrize(("name", "order"), ORDERS)
@pytest.mark.parametrize("size", [1, 2, 5])
def test_a_walk_meets_each_row_once_and_comes_back(name, order, size):
    every = [row["url"] for row in results(question(name, order, 200))]

    there = list(pages(question(name, order, size)))
    back = list(pages(path_of(there[-1]["previous"]), "previous"))

    assert [row["url"] for page in there for row in page["results"]] == every
    assert [page["results"] for page in reversed(back)] == [
        page["results"] for page in there[:-1]
    ]
    assert there[0]["previous"] is None


VALUE = {
    "published_on": lambda row: (
        row.get("published_on") or row["interview"]["published_on"]
    ),
    "title": lambda row: row["title"].lower(),
    "name": lambda row: row["name"].lower(),
    "label": lambda row: row["label"].lower(),
    "position": lambda row: row.get("position") or row["turn"]["position"],
    "length": lambda row: len(row["text"]),
    "updated_at": lambda row: row["updated_at"],
}


@pytest.mark.parametrize(("name", "order"), [pair for pair in ORDERS if pair[1]])
def test_rows_come_in_the_stated_order(name, order):
    rows = results(
        f"{name}/?ordering={order}"
        + "&expand=interview" * (name in ("turns", "quotes"))
    )
    values = [VALUE[order.removeprefix("-")](row) for row in rows]

    assert values == sorted(values, reverse=order.startswith("-"))


@pytest.mark.parametrize(
    ("name", "order"),
    [
        (name, order)
        for name, view in VIEWS.items()
        for order, (_, *ties) in view.ordering.named.items()
        if ties
    ],
)
def test_the_other_way_round_ties_go_so_too(name, order):
    there = [row["url"] for row in results(f"{name}/?ordering={order}")]
    back = [row["url"] for row in results(f"{name}/?ordering=-{order}")]

    assert back == there[::-1]


def test_two_orders_hold_one_within_the_other():
    rows = results("turns/?ordering=-position,length")
    places = [(-row["position"], len(row["text"])) for row in rows]

    assert places == sorted(places)


def test_links_in_the_header_agree_with_the_body():
    first = get("turns/?page_size=2&kind=question,answer")
    second = get(path_of(first.json()["next"]))

    links = dict(
        reversed(pair)
        for pair in re.findall('<([^>]+)>; rel="([a-z]+)"', second["Link"])
    )

    assert links == {
        "first": "http://testserver/api/v1/turns/?kind=question%2Canswer&page_size=2",
        "prev": second.json()["previous"],
        "next": second.json()["next"],
    }


def test_a_count_stops_at_its_bound(monkeypatch):
    monkeypatch.setattr(pagination, "MAX_COUNT", 4)

    many, few = get("turns/?page_size=1").json(), get("topics/").json()

    assert (many["count"], many["count_is_lower_bound"]) == (4, True)
    assert (few["count"], few.keys()) == (4, {"count", "next", "previous", "results"})


def test_a_cursor_belongs_to_its_question():
    cursor = cursor_of("turns/?page_size=1&topic=law")

    assert offences(f"turns/?topic=art&cursor={cursor}") == {"cursor": None}
    assert offences(f"turns/?topic=law&ordering=length&cursor={cursor}") == {
        "cursor": None
    }
    assert offences(f"speakers/?topic=law&cursor={cursor}") == {"cursor": None}
    assert results(f"turns/?cursor={cursor}&topic=law&page_size=7&fields=id") != []


def test_a_forged_cursor_is_refused():
    cursor = cursor_of("turns/?page_size=1")
    other = cursor_of("turns/?page_size=2")
    payload, rest = cursor.split("%3A", 1)
    forged = [
        *[
            cursor[:n] + ("A" if cursor[n] != "A" else "B") + cursor[n + 1 :]
            for n in range(0, len(cursor), 7)
        ],
        f"{other.split('%3A')[0]}%3A{rest}",
        payload,
        cursor[:-1],
        cursor + "A",
        cursor * 2,
    ]

    accepted = {
        value for value in forged if get(f"turns/?cursor={value}").status_code != 400
    }

    assert accepted == set()


def cursor_of(path: str) -> str:
    return re.search("cursor=([^&]+)", get(path).json()["next"])[1]
