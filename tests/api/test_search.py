"""`q`: what it finds, in which order, and what an answer says of why."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.api import pagination
from interviews.search import vocabulary
from tests.api.calls import client, get, offences, pages, path_of, results
from tests.factories import (
    make_interview,
    make_passage,
    make_quote,
    make_speaker,
    make_topic,
    make_turn,
)
from tests.log import commit

pytestmark = pytest.mark.django_db

EXACT = "De gevangene ging."
FORM = "Twee gevangenen gingen."
COMPOUND = "Na de gevangenenruil."
OTHER = "In de gevangenis."


@pytest.fixture
def texts():
    """The nearest last, so that only ranking puts it first."""
    topics = [make_topic(slug="law"), make_topic(slug="art")]
    turns = []
    for text in (OTHER, COMPOUND, FORM, EXACT):
        interview = make_interview(language="nl", title=text, slug=f"i-{len(turns)}")
        speaker = make_speaker(slug=f"s-{len(turns)}")
        turn = make_turn(interview=interview, text=text, speaker=speaker, topics=topics)
        make_quote(turn=turn, text=text)
        turns.append(turn)
    commit()
    return turns


@pytest.mark.parametrize("learn", [vocabulary.learn, lambda: None])
@pytest.mark.parametrize("path", ["turns/", "quotes/"])
def test_what_comes_nearest_comes_first_and_says_why(texts, path, learn):
    learn()

    assert results(f"{path}?q=gevangene&fields=text,matched,highlights,snippet") == [
        {
            "text": text,
            "matched": matched,
            "highlights": [[start, end]],
            "snippet": {
                "text": text,
                "start": 0,
                "end": len(text),
                "highlights": [[start, end]],
            },
        }
        for text, matched, start, end in [
            (EXACT, "exact", 3, 12),
            (FORM, "form", 5, 15),
            (COMPOUND, "compound", 6, 20),
        ]
    ]


def test_interviews_come_nearest_first_with_the_turn_that_explains_it(texts):
    rows = results("interviews/?q=gevangene&fields=slug,matched,highlights,snippet")

    assert [(row["slug"], row["matched"]) for row in rows] == [
        ("i-3", "exact"),
        ("i-2", "form"),
        ("i-1", "compound"),
    ]
    # Of the title, for an interview has no other text of its own.
    assert rows[0]["highlights"] == [[3, 12]]
    piece = rows[0]["snippet"]
    assert (piece["text"], piece["highlights"]) == (EXACT, [[3, 12]])
    assert piece["turn"]["id"] == texts[3].public_id


def test_an_interview_has_the_words_in_several_of_its_texts(texts):
    interview = make_interview(slug="whole", language="nl", title="Brieven")
    make_turn(interview=interview, text="Over de tralies.")
    make_passage(interview=interview, heading="Kop", text="Een vogel.")

    found = [
        [row["slug"] for row in results(f"interviews/?q={quote(q)}")]
        for q in (
            "brief tralie vogels kop",
            "vogel -tralies",
            "vogel -gevangene",
            '"tralies een"',
            "kippen or vogel",
        )
    ]

    assert found == [["whole"], [], ["whole"], [], ["whole"]]
    (row,) = results("interviews/?q=vogels&fields=matched,snippet")
    assert row == {
        "matched": "form",
        "snippet": {
            "text": "Een vogel.",
            "start": 0,
            "end": 10,
            "highlights": [[4, 9]],
            "turn": None,
        },
    }


HITS = {"matched", "highlights", "snippet"}


@pytest.mark.parametrize("path", ["turns/", "quotes/", "interviews/"])
def test_why_a_row_was_found_is_there_only_where_searched(texts, path):
    (plain, *_), (hit, *_) = results(path), results(f"{path}?q=gevangene")

    assert hit.keys() - plain.keys() == HITS
    assert plain.keys() - hit.keys() == set()
    assert results(f"{path}?q=gevangene&fields=url,matched")[0].keys() == {
        "url",
        "matched",
    }
    less = results(f"{path}?q=gevangene&omit=snippet")[0]
    assert less.keys() == hit.keys() - {"snippet"}
    for parameter in ("fields", "omit"):
        for name in HITS:
            response = get(f"{path}?{parameter}={name}")
            assert response.status_code == 400
            (error,) = response.json()["errors"]
            assert error["detail"] == f"'{name}' is there only with q."


@pytest.mark.parametrize("path", ["turns/", "quotes/"])
@pytest.mark.parametrize(
    ("filter_", "found"),
    [
        ("speaker=s-2", [FORM]),
        ("speaker=s-0", []),
        ("interview=i-3,i-1", [EXACT, COMPOUND]),
        ("topic__all=law,art", [EXACT, FORM, COMPOUND]),
        ("topic__not=law", []),
        ("language=nl", [EXACT, FORM, COMPOUND]),
        ("min_length=20", [FORM, COMPOUND]),
        ("ordering=length", [EXACT, COMPOUND, FORM]),
        ("ordering=-length", [FORM, COMPOUND, EXACT]),
    ],
)
def test_it_goes_with_other_filters_and_with_an_order(texts, path, filter_, found):
    rows = results(f"{path}?q=gevangene&{filter_}")

    assert [row["text"] for row in rows] == found
    assert all(row["highlights"] for row in rows)


@pytest.mark.parametrize("path", ["turns/", "quotes/", "interviews/"])
@pytest.mark.parametrize("order", ["", "&ordering=-published_on"])
@pytest.mark.parametrize("size", [1, 2])
def test_a_walk_meets_each_hit_once_and_comes_back(texts, path, order, size):
    for _ in range(3):
        interview = make_interview(language="nl", title=EXACT)
        make_quote(turn=make_turn(interview=interview, text=EXACT), text=EXACT)
    question = f"{path}?q=gevangene{order}"
    every = [row["url"] for row in results(question)]

    there = list(pages(f"{question}&page_size={size}"))
    back = list(pages(path_of(there[-1]["previous"]), "previous"))

    assert len(set(every)) == 6
    assert [row["url"] for page in there for row in page["results"]] == every
    assert [page["results"] for page in reversed(back)] == [
        page["results"] for page in there[:-1]
    ]


def test_a_cursor_belongs_to_what_was_searched_for(texts):
    following = path_of(get("turns/?page_size=1&q=gevangene").json()["next"])

    assert len(results(following)) == 1
    assert offences(following.replace("q=gevangene", "q=gevangenis")) == {
        "cursor": None
    }
    assert offences(following.replace("&q=gevangene", "")) == {"cursor": None}


@pytest.mark.parametrize("path", ["turns/", "quotes/", "interviews/"])
def test_facets_count_what_is_found(texts, path):
    body = get(f"{path}?q=gevangene&facets=topic,speaker").json()

    assert body["count"] == 3
    counts = {
        (facet, value["value"]): value["count"]
        for facet, values in body["facets"].items()
        for value in values["values"]
    }
    assert counts
    assert counts == {
        (facet, slug): get(f"{path}?q=gevangene&{facet}={slug}").json()["count"]
        for facet, slug in counts
    }


@pytest.mark.parametrize(
    "hidden",
    [{"status": "draft"}, {"publish_at": "2999-01-01T00:00:00Z"}],
    ids=["draft", "embargoed"],
)
@pytest.mark.parametrize("path", ["turns/", "quotes/", "interviews/"])
def test_what_is_not_public_is_not_found(texts, path, hidden):
    before = get(f"{path}?q=gevangene&facets=topic,speaker").json()
    interview = make_interview(language="nl", title=EXACT, **hidden)
    turn = make_turn(interview=interview, text=EXACT, topics=[make_topic()])
    make_quote(turn=turn, text=EXACT)
    vocabulary.learn()

    assert get(f"{path}?q=gevangene&facets=topic,speaker").json() == before


def test_a_withdrawn_quote_is_not_found(texts):
    texts[3].quotes.update(
        withdrawn_at="2026-01-01T00:00:00Z", withdrawal_reason="Not said."
    )

    assert [row["text"] for row in results("quotes/?q=gevangene")] == [FORM, COMPOUND]


LANGUAGES = {
    "nl": "De kinderen sloten; she walked, die Häuser, qorDu’.",
    "en-GB": "She walked; kinderen, die Häuser, qorDu’.",
    "de": "Die Häuser; she walked, kinderen, qorDu’.",
    "tlh": "qorDu’; she walked, kinderen, die Häuser.",
}


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("kind", ["nl"]),
        ("walk", ["en-GB"]),
        ("Haus", ["de"]),
        ("qor", []),
        ("qordu", ["nl", "en-GB", "de", "tlh"]),
        ("hauser", ["nl", "en-GB", "de", "tlh"]),
        ("walked", ["nl", "en-GB", "de", "tlh"]),
        ("she", ["nl", "en-GB", "de", "tlh"]),
        ("kinderen -walk", ["nl", "de", "tlh"]),
        ('"she walked"', ["nl", "en-GB", "de", "tlh"]),
        ('"she walk"', []),
    ],
)
@pytest.mark.parametrize("learn", [vocabulary.learn, lambda: None])
def test_each_text_is_read_in_its_own_language(q, found, learn):
    for language, text in LANGUAGES.items():
        make_turn(interview=make_interview(language=language), text=text)
    learn()

    rows = results(f"turns/?q={quote(q)}&expand=interview")

    assert {row["interview"]["language"] for row in rows} == set(found)
    assert all(row["highlights"] for row in rows)


@pytest.mark.parametrize("path", ["turns/", "quotes/"])
def test_of_too_many_hits_the_nearest_are_put_in_order_and_it_is_said(
    texts, path, monkeypatch
):
    monkeypatch.setattr(pagination, "MAX_COUNT", 2)

    body = get(f"{path}?q=gevangene&page_size=1").json()
    walked = list(pages(f"{path}?q=gevangene&page_size=1"))
    ordered = get(f"{path}?q=gevangene&ordering=length").json()

    assert (body["count"], body["count_is_lower_bound"]) == (2, True)
    assert body["hits_are_limited"] is True
    assert [row["text"] for page in walked for row in page["results"]] == [EXACT, FORM]
    assert "hits_are_limited" not in ordered
    assert len(ordered["results"]) == 3


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("turns/?fields=text,matched,highlights,snippet&q=gevangene", 6),
        ("quotes/?fields=text,matched,highlights,snippet&q=gevangene", 6),
        ("interviews/?fields=slug,matched,highlights,snippet&q=gevangene", 9),
        ("turns/?fields=text,snippet&q=gevangene winter -minsk or zomer", 6),
    ],
)
def test_a_search_costs_so_many_queries(rows, path, count):
    for _ in range(rows):
        interview = make_interview(language="nl")
        make_quote(turn=make_turn(interview=interview, text=EXACT), text=EXACT)
    commit()

    with CaptureQueriesContext(connection) as queries:
        response = get(path)

    assert response.status_code == 200
    assert len(queries) == count


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/quotes/random/?seed=a&count=50&",
        "/api/v1/quotes/daily/?",
        "/feeds/quotes.json?",
        "/feeds/quotes.atom?",
    ],
)
def test_quotes_are_drawn_and_fed_from_what_is_found(texts, path):
    answer = client.get(f"{path}q=gevangenenruil")

    assert answer.status_code == 200
    text = answer.content.decode()
    assert [quoted in text for quoted in (COMPOUND, FORM, EXACT, OTHER)] == [
        True,
        False,
        False,
        False,
    ]
    assert "snippet" not in text


@pytest.mark.parametrize(
    ("language", "text", "asked", "found"),
    [
        ("en", "The prime minister’s car.", '"prime minister"', "prime minister’s"),
        ("en", "The prime minister’s car.", "minister", "minister’s"),
        ("fr", "Il sort de l’usine.", "usine", "l’usine"),
        ("fr", "Il sort de l'usine.", '"de usine"', "de l'usine"),
        ("it", "Nell’anno nuovo.", "anno", "Nell’anno"),
        ("fr", "Aujourd’hui.", "hui", None),
        ("nl", "De foto’s.", '"de foto"', None),
    ],
)
def test_what_an_apostrophe_joins_is_the_word_itself(language, text, asked, found):
    make_turn(interview=make_interview(language=language), text=text)

    hits = results(f"turns/?q={quote(asked)}&fields=text,matched,highlights")

    assert [
        (hit["matched"], [hit["text"][start:end] for start, end in hit["highlights"]])
        for hit in hits
    ] == ([("exact", [found])] if found else [])
