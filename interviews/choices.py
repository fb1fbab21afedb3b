"""The vocabulary of the domain: every closed list of values."""

from django.db.models import TextChoices


class InterviewStatus(TextChoices):
    DRAFT = "draft"
    PUBLISHED = "published"


class Role(TextChoices):
    INTERVIEWER = "interviewer"
    INTERVIEWEE = "interviewee"


class TurnKind(TextChoices):
    QUESTION = "question"
    ANSWER = "answer"


class PassageKind(TextChoices):
    INTRODUCTION = "introduction"
    SIDEBAR = "sidebar"
    SUBHEADING = "subheading"
    CAPTION = "caption"
    PULL_QUOTE = "pull_quote"


class EntityKind(TextChoices):
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    EVENT = "event"
    WORK = "work"
    AWARD = "award"
    CASE = "case"
    CONCEPT = "concept"


class QuoteKind(TextChoices):
    EXCERPT = "excerpt"
    EMBEDDED = "embedded"


class Resource(TextChoices):
    INTERVIEW = "interview"
    SPEAKER = "speaker"
    TURN = "turn"
    QUOTE = "quote"
    ENTITY = "entity"
    TOPIC = "topic"


class ChangeKind(TextChoices):
    CREATED = "created"
    UPDATED = "updated"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"
