"""A quote as a CSL-JSON item: the structured record that every citation is made from."""

from __future__ import annotations

import re
from typing import Any

from interviews.addresses import Address
from interviews.attribution import attribution_line
from interviews.choices import EntityKind, Role
from interviews.models import Interview, Quote, Speaker

PLAIN_NAME = re.compile(r"[^\W\d_]([^\W\d_]|['’.-])*( [^\W\d_]([^\W\d_]|['’.-])*)+")
CONJUNCTIONS = {"and", "en", "et", "und", "y"}


def csl_item(quote: Quote, address: Address) -> dict[str, Any]:
    """The interview is the work; the quoted words and whose they are go under `annote`.

    Not under `note`, where processors look for lines that replace other fields.
    """
    interview = quote.turn.interview
    item = {
        "id": quote.public_id,
        "type": "interview",
        "title": interview.title,
        "author": [csl_name(speaker) for speaker in _authors(interview)],
        "interviewer": [csl_name(speaker) for speaker in _interviewers(interview)],
        "container-title": interview.publication,
        "issued": {"date-parts": [list(interview.published_on.timetuple()[:3])]},
        "language": interview.language,
        "URL": interview.source_url or address("interview-page", slug=interview.slug),
        "annote": f"“{quote.text}” ({attribution_line(quote)})",
    }
    return {name: value for name, value in item.items() if value}


def is_by_its_author(quote: Quote) -> bool:
    """Whether the author that a citation names is the one whose words these are."""
    return _authors(quote.turn.interview) == [quote.speaker]


def csl_name(speaker: Speaker) -> dict[str, str]:
    """Family name and given name of a person, or the name whole where that is a guess.

    Only the plain name of somebody we know to be a person is parted, before its last word
    and the words in lower case that lead up to it: Jan van der Berg. Others, such as a
    team that did not give its names, are filed under the name as it is printed.
    """
    words = speaker.name.split(" ")
    is_person = speaker.entity and speaker.entity.kind == EntityKind.PERSON
    is_plain = PLAIN_NAME.fullmatch(speaker.name) and not CONJUNCTIONS & set(words)
    if not (is_person and is_plain):
        return {"literal": speaker.name}
    family = words.pop()
    particles: list[str] = []
    while words and words[-1].islower():
        particles.insert(0, words.pop())
    if not words:
        return {"literal": speaker.name}
    name = {"family": family, "given": " ".join(words)}
    return name | ({"non-dropping-particle": " ".join(particles)} if particles else {})


def _authors(interview: Interview) -> list[Speaker]:
    """Who is interviewed, as the styles have it; else, where nobody answers, who asks."""
    return _who(interview, Role.INTERVIEWEE) or _who(interview, Role.INTERVIEWER)


def _interviewers(interview: Interview) -> list[Speaker]:
    interviewers = _who(interview, Role.INTERVIEWER)
    return [] if interviewers == _authors(interview) else interviewers


def _who(interview: Interview, role: Role) -> list[Speaker]:
    parts = [part for part in interview.participations.all() if part.role == role]
    speakers = [part.speaker for part in parts]
    return sorted(speakers, key=lambda speaker: (speaker.name.casefold(), speaker.slug))
