"""What related rows a key needs, beside those of its own.

In one query for all of a page, and without the document that an interview came as, which
is long.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Lower

from interviews import naming
from interviews.api.shaping import Load
from interviews.models import (
    Interview,
    Mention,
    Participation,
    Passage,
    Quote,
    Speaker,
    Topic,
)

MOST_NAMERS = 20
MOST_PLACES = 100


def participations(queryset: QuerySet) -> QuerySet:
    rows = Participation.objects.select_related("speaker")
    in_order = rows.order_by("role", Lower("speaker__name"), "speaker__slug")
    return queryset.prefetch_related(Prefetch("participations", in_order))


def interview(queryset: QuerySet) -> QuerySet:
    rows = Interview.objects.without_source()
    return queryset.prefetch_related(Prefetch("interview", rows))


def interview_of_turn(queryset: QuerySet) -> QuerySet:
    rows = Interview.objects.without_source()
    return queryset.prefetch_related(Prefetch("turn__interview", rows))


def people_of_interview(queryset: QuerySet) -> QuerySet:
    """After `interview_of_turn`, or the interview would come with its document."""
    rows = Participation.objects.select_related("speaker__entity")
    return queryset.prefetch_related(Prefetch("turn__interview__participations", rows))


def neighbours(queryset: Any) -> QuerySet:
    return queryset.with_neighbours()


def topics(queryset: QuerySet) -> QuerySet:
    return queryset.prefetch_related("topics")


def topics_of_turn(queryset: QuerySet) -> QuerySet:
    return queryset.prefetch_related("turn__topics")


def mentions(queryset: QuerySet) -> QuerySet:
    rows = Mention.objects.in_text_order()
    return queryset.prefetch_related(Prefetch("mentions", rows))


def mention_count(queryset: QuerySet) -> QuerySet:
    return naming.with_mention_count(queryset)


def interview_count(queryset: QuerySet) -> QuerySet:
    return naming.with_interview_count(queryset)


def mentioned_by(queryset: QuerySet) -> QuerySet:
    return naming.with_namers(queryset, MOST_NAMERS)


def places_of_mentions(queryset: QuerySet) -> QuerySet:
    # One more, which tells that there are more.
    rows = naming.places_of(MOST_PLACES + 1)
    return queryset.prefetch_related(Prefetch("mentions", rows, to_attr="places"))


def quotes(queryset: QuerySet) -> QuerySet:
    rows = Quote.objects.standing().in_text_order().select_related("speaker")
    return queryset.prefetch_related(Prefetch("quotes", rows))


def question(queryset: Any) -> QuerySet:
    return queryset.with_question()


def narrower(queryset: QuerySet) -> QuerySet:
    return queryset.prefetch_related(Prefetch("narrower", Topic.objects.published()))


def counted_turns(queryset: Any) -> QuerySet:
    return queryset.with_turn_count()


def public_speaker(queryset: QuerySet) -> QuerySet:
    rows = Speaker.objects.published()
    return queryset.prefetch_related(
        Prefetch("speaker", rows, to_attr="public_speaker")
    )


def joined(path: str) -> Load:
    return lambda queryset: queryset.select_related(path)


turn = joined("turn")


def pull_quotes(queryset: QuerySet) -> QuerySet:
    rows = Passage.objects.in_reading_order()
    return queryset.prefetch_related(Prefetch("renditions", rows))
