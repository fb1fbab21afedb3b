from interviews.models.annotations import Entity, Mention, Quote, Topic
from interviews.models.changes import Change
from interviews.models.interviews import Interview, Participation, Speaker
from interviews.models.merges import MergeRecord
from interviews.models.slugs import FormerSlug
from interviews.models.turns import Passage, Turn
from interviews.models.vocabulary import NewWord, Word

__all__ = [
    "Change",
    "Entity",
    "FormerSlug",
    "Interview",
    "Mention",
    "MergeRecord",
    "NewWord",
    "Participation",
    "Passage",
    "Quote",
    "Speaker",
    "Topic",
    "Turn",
    "Word",
]
