from interviews.models.annotations import Entity, Mention, Quote, Topic
from interviews.models.changes import Change
from interviews.models.interviews import Interview, Participation, Speaker
from interviews.models.slugs import FormerSlug
from interviews.models.turns import Passage, Turn

__all__ = [
    "Change",
    "Entity",
    "FormerSlug",
    "Interview",
    "Mention",
    "Participation",
    "Passage",
    "Quote",
    "Speaker",
    "Topic",
    "Turn",
]
