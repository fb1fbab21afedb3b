"""What is proposed for all that is stored."""

from collections.abc import Iterator

from interviews.mentions.proposals import (
    Choice,
    Proposal,
    by_interview,
    known_names,
    places_to_read,
)
from interviews.models import Passage, Turn


def proposals_by_interview() -> Iterator[list[Proposal]]:
    places = places_to_read(Turn.objects.all(), Passage.objects.all())
    return by_interview(known_names(), places)


def every_choice() -> list[Choice]:
    return [
        proposal.of(entity)
        for of_one in proposals_by_interview()
        for proposal in of_one
        for entity in proposal.entities
    ]
