"""What our pages say of themselves, in the language of the interview or in English."""

from __future__ import annotations

from interviews.attribution import language_of_labels

LABELS = {
    "nl": {
        "quote_by": "Citaat van",
        "question": "De vraag",
        "speaker": "Wie het zei",
        "teller": "Wie het navertelde",
        "interview": "Waar het staat",
        "topics": "Onderwerpen",
        "rights": "Rechten",
        "note": "Toelichting",
        "read_there": "Lees het in het interview",
        "data": "Dit citaat als data",
        "withdrawn": "Dit citaat is ingetrokken",
        "withdrawn_on": "Ingetrokken op",
        "reason": "De reden",
        "publisher": "Lees het bij de uitgever",
        "interview_data": "Dit interview als data",
    },
    "en": {
        "quote_by": "Quote from",
        "question": "The question",
        "speaker": "Who said it",
        "teller": "Who passed it on",
        "interview": "Where it appeared",
        "topics": "Topics",
        "rights": "Rights",
        "note": "Note",
        "read_there": "Read it in the interview",
        "data": "This quote as data",
        "withdrawn": "This quote was withdrawn",
        "withdrawn_on": "Withdrawn on",
        "reason": "The reason",
        "publisher": "Read it at the publisher’s",
        "interview_data": "This interview as data",
    },
}


def labels(language: str) -> dict[str, str]:
    """The labels, and as `lang` the language that they are in."""
    spoken = language_of_labels(language)
    return LABELS[spoken] | {"lang": spoken}
