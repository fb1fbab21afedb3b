"""Every parameter of every list, and the exact rows that it leaves."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.api.views import (
    EntityViewSet,
    InterviewViewSet,
    QuoteViewSet,
    SpeakerViewSet,
    TopicViewSet,
    TurnViewSet,
)
from tests.api.calls import results

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]

VIEWS = {
    "interviews": InterviewViewSet,
    "speakers": SpeakerViewSet,
    "turns": TurnViewSet,
    "quotes": QuoteViewSet,
    "entities": EntityViewSet,
    "topics": TopicViewSet,
}
NAMES: dict[str, Callable[[dict[str, Any]], str]] = {
    "turns": lambda turn: f"{turn['interview']['slug']}-{turn['position']}",
    "quotes": lambda quote: quote["text"],
}


def found(question: str) -> set[str]:
    resource = question.partition("/")[0]
    name = NAMES.get(resource, lambda row: row["slug"])
    return {name(row) for row in results(question)}


COLD, LEAVE, NO = "Minsk was cold.", "Leave Minsk.", "No."
ALL_TURNS = {"north-1", "north-2", "north-3", "north-4", "south-1", "south-2"}
EXPECTED: dict[str, set[str]] = {
    "interviews/": {"north", "south"},
    "interviews/?q=before+judge": {"north"},  # in a passage and in a turn
    "interviews/?q=south+robert": {"south"},  # in the title and in a turn
    "interviews/?topic=courts": {"north"},
    "interviews/?topic=law": {"north", "south"},
    "interviews/?topic=courts,law": {"north", "south"},
    "interviews/?topic__all=law,art": {"north"},
    "interviews/?topic__not=art": {"south"},
    "interviews/?topic__exact=law": {"south"},
    "interviews/?year=2026": {"north", "south"},
    "interviews/?year=2025,2027": set(),
    "interviews/?mentioned_by=interviewee": {"north", "south"},
    "interviews/?entity=vyasna&mentioned_by=interviewee": {"north"},
    "interviews/?entity=minsk": {"north"},
    "interviews/?entity=vyasna": {"north", "south"},
    "interviews/?entity__all=vyasna,robert": {"south"},
    "interviews/?entity__not=minsk": {"south"},
    "interviews/?speaker=eve": {"north"},
    "interviews/?speaker=ann": {"north", "south"},
    "interviews/?speaker__all=ann,dee": {"south"},
    "interviews/?speaker__not=dee": {"north"},
    "interviews/?language=nl": {"north"},
    "interviews/?language=en": {"south"},
    "interviews/?language=en-GB": {"south"},
    "interviews/?language=en-gb": {"south"},
    "interviews/?publication=de%20noord": {"north"},
    "interviews/?published_after=2026-01-10": {"north", "south"},
    "interviews/?published_after=2026-01-11": {"south"},
    "interviews/?published_before=2026-01-10": {"north"},
    "interviews/?published_before=2026-01-09": set(),
    "interviews/?updated_since=2020-01-01T00:00:00Z": {"north", "south"},
    "interviews/?updated_since=2999-01-01": set(),
    "speakers/": {"ann", "bob", "eve", "dee"},
    "speakers/?topic=law": {"ann", "bob", "eve"},
    "speakers/?topic=prisons": {"bob", "eve"},
    "speakers/?topic__all=courts,prisons": {"bob"},
    "speakers/?topic__not=law": {"dee"},
    "speakers/?topic__exact=law": {"ann"},
    "speakers/?entity=minsk": {"bob"},
    "speakers/?entity__all=minsk,vyasna": {"bob"},
    "speakers/?entity__not=minsk": {"ann", "eve", "dee"},
    "speakers/?interview=north": {"ann", "bob", "eve"},
    "speakers/?interview__all=north,south": {"ann"},
    "speakers/?interview__not=south": {"bob", "eve"},
    "speakers/?role=interviewer": {"ann"},
    "speakers/?role=interviewer,interviewee": {"ann", "bob", "dee"},
    "speakers/?updated_since=2999-01-01": set(),
    "turns/": ALL_TURNS,
    "turns/?topic=law": {"north-2", "north-4", "south-1"},
    "turns/?topic__exact=law": {"south-1"},
    "turns/?topic__exact=law,courts": {"north-2", "south-1"},
    "turns/?year=2025,2026": ALL_TURNS,
    "turns/?mentioned_by=interviewer": set(),
    "turns/?mentioned_by=interviewer,interviewee": {"north-2", "north-4", "south-2"},
    "turns/?topic=courts,art": {"north-2", "north-3", "north-4"},
    "turns/?topic__all=law,art": {"north-4"},
    "turns/?topic__not=law": {"north-1", "north-3", "south-2"},
    "turns/?topic=art&topic__not=law": {"north-3"},
    "turns/?entity=minsk": {"north-2", "north-4"},
    "turns/?entity__all=minsk,vyasna": {"north-2"},
    "turns/?entity__not=minsk": ALL_TURNS - {"north-2", "north-4"},
    "turns/?speaker=ann": {"north-1", "north-3", "south-1"},
    "turns/?speaker__all=ann,bob": set(),
    "turns/?speaker__not=ann,bob": {"south-2"},
    "turns/?interview=south": {"south-1", "south-2"},
    "turns/?interview__all=north,south": set(),
    "turns/?interview__not=north": {"south-1", "south-2"},
    "turns/?kind=question": {"north-1", "north-3", "south-1"},
    "turns/?kind=question,answer": ALL_TURNS,
    "turns/?language=en": {"south-1", "south-2"},
    "turns/?publication=South%20Weekly": {"south-1", "south-2"},
    "turns/?published_after=2026-02-20": {"south-1", "south-2"},
    "turns/?published_before=2026-02-19": ALL_TURNS - {"south-1", "south-2"},
    "turns/?min_length=14&max_length=15": {"north-1", "south-2"},
    "turns/?max_length=11": {"north-3", "south-1"},
    "turns/?min_length=0": ALL_TURNS,
    "turns/?updated_since=2999-01-01": set(),
    "turns/?q=left": {"north-2", "north-4"},
    "turns/?q=left+-judge": {"north-4"},
    "turns/?q=asking+robert&language=en": {"south-2"},
    "quotes/": {COLD, LEAVE, NO},
    "quotes/?q=minsk": {COLD, LEAVE},
    "quotes/?topic=law": {COLD, LEAVE},
    "quotes/?topic__all=law,art": {LEAVE},
    "quotes/?topic__not=law": {NO},
    "quotes/?topic__exact=law,prisons": {LEAVE},
    "quotes/?year=2026": {COLD, LEAVE, NO},
    "quotes/?year=1999": set(),
    "quotes/?mentioned_by=interviewee": {COLD, LEAVE},
    "quotes/?entity=minsk": {COLD, LEAVE},
    "quotes/?entity=vyasna": set(),
    "quotes/?entity__all=minsk,vyasna": set(),
    "quotes/?entity__not=minsk": {NO},
    "quotes/?speaker=eve": {LEAVE},
    "quotes/?speaker=bob,dee": {COLD, NO},
    "quotes/?speaker__all=bob,dee": set(),
    "quotes/?speaker__not=bob": {LEAVE, NO},
    "quotes/?interview=north": {COLD, LEAVE},
    "quotes/?interview__all=north": {COLD, LEAVE},
    "quotes/?interview__not=north": {NO},
    "quotes/?kind=embedded": {LEAVE},
    "quotes/?kind=embedded,excerpt": {COLD, LEAVE, NO},
    "quotes/?featured=true": {NO},
    "quotes/?featured=false": {COLD, LEAVE},
    "quotes/?language=nl": {COLD, LEAVE},
    "quotes/?publication=SOUTH%20weekly": {NO},
    "quotes/?published_after=2026-02-01": {NO},
    "quotes/?published_before=2026-02-01": {COLD, LEAVE},
    "quotes/?min_length=4": {COLD, LEAVE},
    "quotes/?max_length=12": {LEAVE, NO},
    "quotes/?updated_since=2999-01-01": set(),
    "entities/": {"minsk", "vyasna", "robert"},
    "entities/?topic=courts": {"minsk", "vyasna"},
    "entities/?topic__all=courts,prisons": {"minsk"},
    "entities/?topic__not=prisons": {"vyasna", "robert"},
    "entities/?topic__exact=law": set(),
    "entities/?topic__exact=prisons": {"minsk"},
    "entities/?mentioned_by=interviewee": {"minsk", "vyasna", "robert"},
    "entities/?interview=south&mentioned_by=interviewee": {"robert"},
    "entities/?speaker=dee": {"robert"},
    "entities/?speaker__all=bob,dee": set(),
    "entities/?speaker__not=dee": {"minsk", "vyasna"},
    "entities/?interview=south": {"vyasna", "robert"},
    "entities/?interview__all=north,south": {"vyasna"},
    "entities/?interview__not=north": {"robert"},
    "entities/?kind=place,person": {"minsk", "robert"},
    "entities/?updated_since=2999-01-01": set(),
    "topics/": {"law", "courts", "prisons", "art"},
    "topics/?broader=law": {"courts", "prisons"},
    "topics/?broader=courts,art": set(),
    "topics/?top=true": {"law", "art"},
    "topics/?top=false": {"courts", "prisons"},
    "topics/?entity=vyasna": {"law", "courts"},
    "topics/?entity__all=minsk,vyasna": {"law", "courts"},
    "topics/?entity__not=vyasna": {"prisons", "art"},
    "topics/?speaker=ann": {"law", "art"},
    "topics/?speaker__all=ann,bob": {"law", "art"},
    "topics/?speaker__not=ann": {"courts", "prisons"},
    "topics/?interview=south": {"law"},
    "topics/?interview__all=north,south": {"law"},
    "topics/?interview__not=south": {"courts", "prisons", "art"},
    "topics/?updated_since=2999-01-01": set(),
}


@pytest.mark.parametrize("question", EXPECTED)
def test_a_filter_leaves_just_these(question):
    assert found(question) == EXPECTED[question]


@pytest.mark.parametrize("resource", VIEWS)
def test_every_parameter_is_in_the_table(resource):
    asked = {
        pair.partition("=")[0]
        for question in EXPECTED
        if question.startswith(f"{resource}/?")
        for pair in question.partition("?")[2].split("&")
    }

    assert asked == set(VIEWS[resource].filterset_class.base_filters)


RELATIONS = {
    "topic": ["law", "courts", "prisons", "art"],
    "entity": ["minsk", "vyasna", "robert"],
    "speaker": ["ann", "bob", "eve", "dee"],
    "interview": ["north", "south"],
}


@st.composite
def questions(draw):
    resource = draw(st.sampled_from(sorted(VIEWS)))
    filters = VIEWS[resource].filterset_class.base_filters
    relation = draw(st.sampled_from(sorted(RELATIONS.keys() & filters.keys())))
    slugs = st.lists(st.sampled_from(RELATIONS[relation]), min_size=1, unique=True)
    return resource, relation, draw(slugs)


@settings(max_examples=25, deadline=None)
@given(questions())
def test_any_all_and_none_obey_set_algebra(question):
    resource, relation, slugs = question
    everything = found(f"{resource}/")
    each = [found(f"{resource}/?{relation}={slug}") for slug in slugs]
    listed = ",".join(slugs)

    assert found(f"{resource}/?{relation}={listed}") == set.union(*each)
    assert found(f"{resource}/?{relation}__all={listed}") == set.intersection(*each)
    assert found(f"{resource}/?{relation}__not={listed}") == everything - set.union(
        *each
    )
