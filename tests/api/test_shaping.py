"""`fields`, `omit` and `expand`, and what each resource looks like."""

from itertools import combinations

import pytest

from tests.api.calls import get, problem, results
from tests.api.endpoints import VIEWS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

BASE = "http://testserver/api/v1"
KEYS = [
    (name, key)
    for name, view in VIEWS.items()
    for key in view.serializer_class.Meta.fields
]
RELATIONS = [
    (name, key)
    for name, view in VIEWS.items()
    for key in view.serializer_class.relations
]


def ref(resource: str, slug: str, name: str) -> dict[str, str]:
    return {"slug": slug, "name": name, "url": f"{BASE}/{resource}/{slug}/"}


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_fields_and_omit_part_a_row_in_two(name, key):
    whole = results(f"{name}/")

    kept, left = results(f"{name}/?fields={key}"), results(f"{name}/?omit={key}")

    assert kept == [{key: row[key]} for row in whole]
    assert [one | other for one, other in zip(kept, left, strict=True)] == whole
    assert [key in row for row in left] == [False] * len(whole)


def kind(value):
    """The shape of a value: its type, and that of its members."""
    if isinstance(value, dict):
        return {key: kind(member) for key, member in value.items()}
    if isinstance(value, list):
        return [kind(member) for member in value]
    return type(value)


def holds(more, less) -> bool:
    """Whether one value is another with keys added, at whatever depth."""
    if isinstance(less, dict):
        return more.keys() >= less.keys() and all(
            holds(more[key], less[key]) for key in less
        )
    if isinstance(less, list):
        return len(more) == len(less) and all(map(holds, more, less))
    return more == less


@pytest.mark.parametrize(("name", "key"), RELATIONS)
def test_expand_adds_keys_and_changes_none(name, key):
    plain, expanded = results(f"{name}/"), results(f"{name}/?expand={key}")

    assert holds(expanded, plain)
    assert expanded != plain
    assert [row | {key: None} for row in expanded] == [
        row | {key: None} for row in plain
    ]


@pytest.mark.parametrize("name", VIEWS)
def test_a_list_and_an_item_say_the_same(name):
    expand = ",".join(VIEWS[name].serializer_class.relations)

    for row in results(f"{name}/?expand={expand}"):
        path = row["url"].removeprefix(f"{BASE}/")
        assert get(f"{path}?expand={expand}").json() == row


@pytest.mark.parametrize("name", VIEWS)
def test_a_key_never_changes_type(name):
    relations = list(VIEWS[name].serializer_class.relations)
    shapes = [
        results(f"{name}/?expand={','.join(pair)}")
        for pair in combinations(relations, min(2, len(relations)))
    ]
    plain = results(f"{name}/")

    assert [kind_of_keys(shape) for shape in shapes] == [kind_of_keys(plain)] * len(
        shapes
    )


def kind_of_keys(rows):
    return [{key: type(value) for key, value in row.items()} for row in rows]


def test_what_is_expanded_but_not_shown_is_left_out():
    assert results(
        "turns/?fields=position&expand=speaker&kind=question&interview=south"
    ) == [{"position": 1}]


def test_a_quote_answers_on_its_own():
    row = results("quotes/?kind=embedded&expand=question")[0]
    quote_id, updated_at = row["id"], row["updated_at"]
    turn, question = row["turn"]["id"], row["question"]["id"]

    assert row == {
        "id": quote_id,
        "url": f"{BASE}/quotes/{quote_id}/",
        "text": "Leave Minsk.",
        "language": "nl",
        "kind": "embedded",
        "speaker": ref("speakers", "eve", "Eve"),
        "teller": ref("speakers", "bob", "bob"),
        "question": {
            "id": question,
            "url": f"{BASE}/turns/{question}/",
            "position": 3,
            "text": "And then?",
            "kind": "question",
        },
        "interview": ref("interviews", "north", "north"),
        "publication": "De Noord",
        "published_on": "2026-01-10",
        "turn": {"id": turn, "url": f"{BASE}/turns/{turn}/", "position": 4},
        "start": 11,
        "end": 23,
        "prefix": "She said: “",
        "suffix": "” We left.",
        "topics": [ref("topics", "art", "art"), ref("topics", "prisons", "Prisons")],
        "renditions": [],
        "is_featured": False,
        "note": "!",
        "attribution": "Eve, volgens bob, in De Noord, 10 januari 2026",
        "rights": {"rights_holder": None, "licence": None, "credit_line": None},
        "links": row["links"],  # see test_links
        "updated_at": updated_at,
    }


def test_a_turn_shows_what_is_in_it():
    row = results("turns/?entity__all=minsk,vyasna&omit=id,url,updated_at")[0]
    quote = results("quotes/?speaker=bob&fields=id,url")[0]

    assert row == {
        "interview": ref("interviews", "north", "north"),
        "position": 2,
        "kind": "answer",
        "speaker": ref("speakers", "bob", "bob"),
        "text": "Minsk was cold. Vyasna helped us.\n\nThe judge left.",
        "topics": [ref("topics", "courts", "courts")],
        "mentions": [
            {
                "entity": ref("entities", "minsk", "Minsk"),
                "start": 0,
                "end": 5,
                "text": "Minsk",
            },
            {
                "entity": ref("entities", "vyasna", "Vyasna"),
                "start": 16,
                "end": 22,
                "text": "Vyasna",
            },
        ],
        "quotes": [quote | {"start": 0, "end": 15}],
    }


def test_an_interview_lists_who_takes_part():
    row = get("interviews/north/?omit=updated_at").json()

    assert row == {
        "slug": "north",
        "url": f"{BASE}/interviews/north/",
        "title": "north",
        "publication": "De Noord",
        "published_on": "2026-01-10",
        "language": "nl",
        "source_url": None,
        "note": "",
        "speakers": [
            ref("speakers", "bob", "bob") | {"role": "interviewee", "billed_as": None},
            ref("speakers", "ann", "Ann")
            | {"role": "interviewer", "billed_as": "De Noord"},
        ],
        "rights": {"rights_holder": None, "licence": None, "credit_line": None},
        "page": "http://testserver/i/north",
        "document": f"{BASE}/interviews/north/document/",
        "source": f"{BASE}/interviews/north/source/",
    }


def test_speakers_entities_and_topics_are_linked():
    assert get("speakers/bob/?fields=entity").json() == {
        "entity": ref("entities", "robert", "Robert")
    }
    assert get("speakers/ann/?fields=entity").json() == {"entity": None}
    assert get("entities/robert/?fields=speaker").json() == {
        "speaker": ref("speakers", "bob", "bob")
    }
    assert get("entities/minsk/?fields=speaker").json() == {"speaker": None}
    assert get("topics/law/?fields=broader,narrower").json() == {
        "broader": None,
        "narrower": [
            ref("topics", "courts", "courts"),
            ref("topics", "prisons", "Prisons"),
        ],
    }
    assert get("topics/courts/?fields=broader").json() == {
        "broader": ref("topics", "law", "Law")
    }


def test_leaving_out_everything_is_refused():
    every = ",".join(VIEWS["topics"].serializer_class.Meta.fields)

    assert (
        problem(f"topics/?omit={every}")["detail"]
        == "omit: Leaves no field to answer with."
    )
