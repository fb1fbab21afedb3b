"""An address once given keeps leading to what had it."""

import pytest

from interviews.models import FormerSlug, Topic
from tests.api.calls import get, problem, results
from tests.factories import (
    make_entity,
    make_interview,
    make_mention,
    make_speaker,
    make_topic,
    make_turn,
)

pytestmark = pytest.mark.django_db


def rename(row, *slugs: str) -> None:
    for slug in slugs:
        row.slug = slug
        row.save()


@pytest.fixture
def row(request):
    """A public row of each kind that has an address."""
    topic, entity = make_topic(slug="old-topics"), make_entity(slug="old-entities")
    interview = make_interview(slug="old-interviews")
    speaker = make_speaker(slug="old-speakers")
    turn = make_turn(interview=interview, speaker=speaker, topics=[topic])
    make_mention(turn=turn, entity=entity)
    rows = [interview, speaker, topic, entity]
    return next(row for row in rows if row.slug == f"old-{request.param}")


@pytest.mark.parametrize(
    ("row", "resource"),
    [(name, name) for name in ("interviews", "speakers", "topics", "entities")],
    indirect=["row"],
)
def test_a_former_address_leads_to_the_present_one(row, resource):
    rename(row, "newer", "newest")

    moved = get(f"{resource}/old-{resource}/?fields=slug")
    between = get(f"{resource}/newer/")

    assert (moved.status_code, moved["Location"]) == (
        301,
        f"http://testserver/api/v1/{resource}/newest/?fields=slug",
    )
    assert (between.status_code, between["Location"]) == (
        301,
        f"http://testserver/api/v1/{resource}/newest/",
    )
    assert get(f"{resource}/newest/").json()["slug"] == "newest"


@pytest.mark.parametrize("row", ["interviews"], indirect=True)
@pytest.mark.parametrize("part", ["document", "source"])
def test_a_former_address_leads_to_the_same_part(row, part):
    rename(row, "newest")

    moved = get(f"interviews/old-interviews/{part}/")

    assert moved["Location"] == f"http://testserver/api/v1/interviews/newest/{part}/"


@pytest.mark.parametrize("row", ["topics"], indirect=True)
def test_a_former_slug_still_filters(row):
    rename(row, "newest")

    assert results("turns/?topic=old-topics") == results("turns/?topic=newest") != []


@pytest.mark.parametrize("row", ["topics"], indirect=True)
def test_a_name_taken_back_leads_nowhere_else(row):
    rename(row, "newer", "old-topics")

    assert get("topics/old-topics/").json()["slug"] == "old-topics"
    assert get("topics/newer/")["Location"].endswith("/topics/old-topics/")
    assert set(FormerSlug.objects.values_list("slug", flat=True)) == {"newer"}


@pytest.mark.parametrize("row", ["topics"], indirect=True)
def test_a_name_taken_over_is_of_its_new_owner(row):
    rename(row, "newer")
    other = make_topic(slug="old-topics")
    make_turn(topics=[other])

    assert get("topics/old-topics/").json()["label"] == other.label

    rename(other, "elsewhere")

    assert get("topics/old-topics/")["Location"].endswith("/topics/elsewhere/")


@pytest.mark.parametrize("row", ["topics"], indirect=True)
def test_a_name_taken_over_by_what_is_hidden_leads_where_it_did(row):
    rename(row, "newer")
    make_topic(slug="old-topics")

    assert get("topics/old-topics/")["Location"].endswith("/topics/newer/")


@pytest.mark.parametrize("row", ["topics"], indirect=True)
def test_a_deleted_row_leaves_no_address(row):
    rename(row, "newer")

    Topic.objects.filter(pk=row.pk).delete()

    assert problem("topics/old-topics/")["status"] == 404
    assert set(FormerSlug.objects.all()) == set()


@pytest.mark.parametrize("row", ["interviews"], indirect=True)
def test_a_hidden_row_is_not_led_to(row):
    rename(row, "secret")
    row.status = "draft"
    row.save()

    assert (
        problem("interviews/old-interviews/")["detail"]
        == problem("interviews/never-was/")["detail"]
    )
