"""One valid row of each kind: say what matters to the test, leave out the rest."""

from datetime import date
from itertools import count
from typing import Any

from interviews.choices import EntityKind, PassageKind, QuoteKind, Role, TurnKind
from interviews.models import (
    Entity,
    Interview,
    Mention,
    Participation,
    Passage,
    Quote,
    Speaker,
    Topic,
    Turn,
)

numbers = count(1)


def make_interview(**overrides: Any) -> Interview:
    slug = overrides.setdefault("slug", f"interview-{next(numbers)}")
    return Interview.objects.create(
        **{
            "title": f"Title of {slug}",
            "publication": "The Weekly",
            "published_on": date(2026, 1, 16),
            "source_text": f"Source of {slug}",
            "status": "published",
        }
        | overrides
    )


def make_speaker(**overrides: Any) -> Speaker:
    slug = overrides.setdefault("slug", f"speaker-{next(numbers)}")
    return Speaker.objects.create(**{"name": f"Name of {slug}"} | overrides)


def make_topic(**overrides: Any) -> Topic:
    slug = overrides.setdefault("slug", f"topic-{next(numbers)}")
    return Topic.objects.create(**{"label": f"Label of {slug}"} | overrides)


def make_entity(**overrides: Any) -> Entity:
    slug = overrides.setdefault("slug", f"entity-{next(numbers)}")
    return Entity.objects.create(
        **{"name": f"Name of {slug}", "kind": EntityKind.PLACE} | overrides
    )


def take_part(interview: Interview, speaker: Speaker, role: str, **extra: Any) -> None:
    Participation.objects.get_or_create(
        interview=interview, speaker=speaker, role=role, defaults=extra
    )


def make_turn(**overrides: Any) -> Turn:
    """An answer, at the end of its interview, by somebody who takes part in it."""
    interview = overrides.setdefault("interview", None) or make_interview()
    speaker = overrides.setdefault("speaker", None) or make_speaker()
    topics = overrides.pop("topics", [])
    kind = overrides.setdefault("kind", TurnKind.ANSWER)
    role = Role.INTERVIEWER if kind == TurnKind.QUESTION else Role.INTERVIEWEE
    take_part(interview, speaker, role)
    turn = Turn.objects.create(
        **{
            "position": interview.turns.count() + 1,
            "text": "One. Two. Three.\n\nFour. Five.",
        }
        | overrides
        | {"interview": interview, "speaker": speaker}
    )
    turn.topics.set(topics)
    return turn


def make_passage(**overrides: Any) -> Passage:
    interview = overrides.setdefault("interview", None) or make_interview()
    return Passage.objects.create(
        **{
            "position": interview.passages.count() + 1,
            "kind": PassageKind.CAPTION,
            "text": "A photograph.",
        }
        | overrides
        | {"interview": interview}
    )


def make_quote(**overrides: Any) -> Quote:
    turn = overrides.setdefault("turn", None) or make_turn()
    text = overrides.setdefault("text", "Two.")
    start = overrides.setdefault("start", turn.text.find(text))
    return Quote.objects.create(
        **{
            "end": start + len(text),
            "speaker": turn.speaker,
            "kind": QuoteKind.EXCERPT,
        }
        | overrides
        | {"turn": turn}
    )


def make_mention(**overrides: Any) -> Mention:
    place = overrides.get("turn") or overrides.get("passage")
    if place is None:
        place = overrides["turn"] = make_turn()
    text = overrides.setdefault("text", place.text[:3])
    start = overrides.setdefault("start", place.text.find(text))
    return Mention.objects.create(
        **{"end": start + len(text)}
        | overrides
        | {"entity": overrides.get("entity") or make_entity()}
    )
