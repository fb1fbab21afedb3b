"""A walk through a list while another connection inserts, edits and deletes."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from interviews.models import Turn
from tests.api.calls import pages
from tests.factories import make_interview, make_speaker, make_turn

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "order",
    [
        "",
        *(
            f"&ordering={name}"
            for name in ("-position", "length", "-length", "-updated_at")
        ),
    ],
)
def test_a_walk_keeps_its_place_while_rows_come_and_go(order):
    interview, speaker = make_interview(), make_speaker()
    own = {"interview": interview, "speaker": speaker}
    turns = [make_turn(**own, position=n, text="x" * n) for n in range(1, 41)]
    untouched = [turn.public_id for turn in turns[::2]]
    walked = threading.Event()

    def disturb() -> None:
        for number in range(300):
            if walked.is_set():
                break
            made = make_turn(
                **own, position=1_000 - number, text="y" * (number % 40 + 1)
            )
            edited = turns[number % 20 * 2 + 1]
            Turn.objects.filter(pk=edited.pk).update(text="z" * (number % 45 + 1))
            if number % 2:
                made.delete()
        connection.close()

    with ThreadPoolExecutor(1) as other:
        disturbance = other.submit(disturb)
        met = [
            row["id"]
            for page in pages(f"turns/?page_size=2{order}")
            for row in page["results"]
        ]
        walked.set()

    assert disturbance.exception() is None
    assert sorted(met_id for met_id in met if met_id in untouched) == sorted(untouched)
