"""How many questions an answer costs the database: as many for three rows as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.api.views import TurnViewSet
from interviews.choices import PassageKind, TurnKind
from tests.api.calls import get
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
from tests.log import commit

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[1, 3], ids=["one row", "three rows"])
def items(request):
    """So many of everything, each related to so many others, and one of each to ask for."""
    size = range(request.param)
    broader = make_topic()
    for _ in size:
        interview = make_interview()
        make_turn(interview=interview, kind=TurnKind.QUESTION)
        for _ in size:
            entity = make_entity()
            speaker = make_speaker(entity=entity)
            topics = [make_topic(broader=broader) for _ in size]
            turn = make_turn(interview=interview, speaker=speaker, topics=topics)
            quotes = [
                make_quote(turn=turn, text=text)
                for text in ["One.", "Two.", "Three."][: len(size)]
            ]
            for text in ["One", "Two", "Four"][: len(size)]:
                make_mention(turn=turn, text=text, entity=entity)
            passage = make_passage(
                interview=interview,
                turn=turn,
                after_paragraph=1,
                kind=PassageKind.PULL_QUOTE,
                quote=quotes[0],
            )
            make_mention(passage=passage)
    commit()
    return {
        "interview": interview.slug,
        "speaker": speaker.slug,
        "turn": turn.public_id,
        "quote": quotes[0].public_id,
        "entity": entity.slug,
        "topic": topics[0].slug,
        "broader": broader.slug,
        "all": ",".join(TurnViewSet.facets),
    }


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("interviews/", 3),
        ("interviews/?expand=speakers", 3),
        ("interviews/?fields=slug", 2),
        ("interviews/{interview}/", 2),
        ("interviews/{interview}/document/", 7),
        ("interviews/{interview}/source/", 2),
        ("speakers/", 2),
        ("speakers/?expand=entity", 2),
        ("speakers/{speaker}/", 1),
        ("turns/", 6),
        ("turns/?expand=interview,speaker,topics,mentions,quotes", 6),
        ("turns/?fields=text", 2),
        ("turns/?topic={topic}&entity={entity}&speaker={speaker}", 10),
        ("turns/?fields=id&facets=topic", 4),
        ("turns/?fields=id&facets={all}", 11),
        ("turns/?fields=id&facets={all}&topic={topic}&speaker={speaker}", 19),
        ("quotes/?fields=id&facets={all}", 11),
        ("interviews/?fields=slug&facets=topic,entity,speaker,year", 7),
        ("entities/?fields=slug&facets=topic,speaker,kind,interview", 7),
        ("turns/{turn}/", 5),
        ("quotes/", 7),
        ("quotes/?expand=speaker,teller,question,interview,turn,topics", 7),
        ("quotes/?fields=attribution", 3),
        ("quotes/?expand=context", 7),
        ("quotes/?fields=id&expand=context", 2),
        ("quotes/?expand=citations", 8),
        ("quotes/?fields=id&expand=citations", 4),
        ("quotes/{quote}/", 6),
        ("quotes/{quote}/?expand=context,citations", 7),
        ("quotes/{quote}/?format=jsonld", 5),
        ("quotes/{quote}/?format=annotation", 5),
        ("quotes/{quote}/?format=bibtex", 5),
        ("interviews/{interview}/?format=jsonld", 8),
        ("interviews/{interview}/?format=annotation", 8),
        ("quotes/?fields=links", 6),
        ("quotes/?omit=links", 5),
        ("quotes/{quote}/?format=html", 1),
        ("quotes/random/", 8),
        ("quotes/random/?count=200", 8),
        ("quotes/daily/", 11),
        ("changes/?page_size=200", 2),
        ("entities/", 3),
        ("entities/?expand=speaker", 3),
        ("entities/?expand=speaker,mentioned_by,mentions", 4),
        ("entities/?fields=mentions&expand=mentions", 3),
        ("entities/{entity}/", 2),
        ("entities/{entity}/?expand=mentions", 3),
        ("topics/", 3),
        ("topics/?expand=broader,narrower", 3),
        ("topics/{broader}/", 2),
        ("topics/?fields=slug&expand=turn_count&page_size=200", 2),
        ("topics/{broader}/?format=jsonld", 2),
    ],
)
def test_an_answer_costs_so_many_queries(items, path, count):
    with CaptureQueriesContext(connection) as queries:
        response = get(path.format(**items))

    assert response.status_code == 200
    assert [query["sql"] for query in queries][count:] == []
    assert len(queries) == count
