"""The made-up corpus is one that the database takes, with every rule and trigger."""

from collections import Counter

import pytest
from django.apps import apps
from django.db import connection

from benchmarks import lists
from benchmarks.corpus import COLUMNS, TOPICS, Corpus, number_on, write
from interviews.models import Change, Quote
from tests.api.calls import get
from tests.api.endpoints import VIEWS
from tests.conftest import kept_until_the_module_ends
from tests.factories import make_topic
from tests.log import commit

TURNS = 400


@pytest.fixture(scope="module")
def corpus(django_db_setup, django_db_blocker):
    with kept_until_the_module_ends(django_db_blocker):
        # The benchmark goes without triggers.
        for rows in Corpus(TURNS).batches():
            write(rows)
        number_on()
        commit()
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE"
            )  # other tests leave the database thinking it empty
        yield


def test_a_seed_gives_one_corpus():
    first, again, other = (list(Corpus(TURNS, seed).batches()) for seed in (1, 1, 2))

    assert first == again
    assert first != other


@pytest.mark.django_db
@pytest.mark.usefixtures("corpus")
def test_the_database_takes_every_row():
    made = Counter()
    for rows in Corpus(TURNS).batches():
        made.update({name: len(rows[name]) for name in rows})
    kept = {name: apps.get_model("interviews", name) for name in COLUMNS}

    assert {name: model.objects.count() for name, model in kept.items()} == made
    assert made["turn"] == TURNS
    assert Change.objects.filter(resource="quote", kind="created").exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("corpus")
def test_the_corpus_has_what_is_rare():
    quotes = Quote.objects.all()

    assert set(quotes.values_list("kind", flat=True)) == {"excerpt", "embedded"}
    assert quotes.filter(is_featured=True).exists()
    assert quotes.exclude(withdrawn_at=None).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("corpus")
def test_later_rows_are_numbered_after_it():
    assert make_topic(slug="later").pk == TOPICS + 1


@pytest.mark.django_db
@pytest.mark.usefixtures("corpus")
def test_the_benchmark_asks_for_every_filter_and_every_order():
    questions = list(lists.questions(lists.values_of_groups()))

    assert [path for path in questions if get(path).status_code != 200] == []
    assert set(questions) >= {
        f"{name}/?ordering={order}"
        for name, view in VIEWS.items()
        for order in view.ordering.names
    }
    assert {path.partition("=")[0] for path in questions} >= {
        f"{name}/?{parameter}"
        for name, view in VIEWS.items()
        for parameter in view.filterset_class.base_filters
    }
