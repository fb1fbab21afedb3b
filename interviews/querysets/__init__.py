"""Every question we ask the database, by name.

A method that starts with a verb in the third person (`is_about`, `names`) gives a
condition on a row instead of a narrower set, so that the API can ask for any of, all of
and none of with the same words. Conditions take primary keys.
"""

from interviews.querysets.annotations import (
    EntityQuerySet,
    MentionQuerySet,
    QuoteQuerySet,
    TopicQuerySet,
)
from interviews.querysets.base import (
    Roles,
    SluggedQuerySet,
    is_public,
    rows,
    these,
)
from interviews.querysets.interviews import (
    InterviewQuerySet,
    ParticipationQuerySet,
    SpeakerQuerySet,
)
from interviews.querysets.merges import MergeRecordQuerySet
from interviews.querysets.turns import PassageQuerySet, TurnQuerySet
from interviews.querysets.vocabulary import NewWordQuerySet, WordQuerySet

__all__ = [
    "EntityQuerySet",
    "InterviewQuerySet",
    "MentionQuerySet",
    "MergeRecordQuerySet",
    "NewWordQuerySet",
    "ParticipationQuerySet",
    "PassageQuerySet",
    "QuoteQuerySet",
    "Roles",
    "SluggedQuerySet",
    "SpeakerQuerySet",
    "TopicQuerySet",
    "TurnQuerySet",
    "WordQuerySet",
    "is_public",
    "rows",
    "these",
]
