"""The shipped interview, which an archivist marked by hand: is the same found again?"""

import pytest

from interviews.mentions.proposals import apply, kind_of, known_names
from interviews.models import Mention
from tests.mentions.proposing import every_choice, proposals_by_interview

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


def proposed():
    return {
        (
            kind_of(proposal.place),
            proposal.place.position,
            proposal.start,
            proposal.words,
            *(entity.slug for entity in proposal.entities),
        )
        for of_one in proposals_by_interview()
        for proposal in of_one
    }


def marked():
    return {
        (
            kind_of(mention.place),
            mention.place.position,
            mention.start,
            mention.text,
            mention.entity.slug,
        )
        for mention in Mention.objects.select_related("turn", "passage", "entity")
    }


def test_nothing_is_missing_in_the_shipped_interview():
    assert proposed() == set()


def test_what_an_archivist_marked_is_found_again():
    by_hand = marked()
    Mention.objects.all().delete()

    found = proposed()

    # 95 of 96 on either side: the name that is known has its article, the archivist's not.
    assert (len(by_hand), len(found)) == (96, 96)
    assert by_hand - found == {("turn", 36, 790, "paus", "paus")}
    assert found - by_hand == {("turn", 36, 787, "de paus", "paus")}


def test_what_was_written_is_not_proposed_again():
    Mention.objects.all().delete()
    found = proposed()

    apply(known_names(), every_choice())

    assert marked() == found
    assert proposed() == set()
