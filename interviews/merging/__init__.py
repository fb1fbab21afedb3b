"""Two rows that are one thing become one row, and two again where that was a mistake."""

from interviews.merging.entities import EntityMerge
from interviews.merging.merge import Merge
from interviews.merging.speakers import SpeakerMerge
from interviews.merging.topics import TopicMerge
from interviews.merging.undo import Undo

__all__ = ["EntityMerge", "Merge", "SpeakerMerge", "TopicMerge", "Undo"]
