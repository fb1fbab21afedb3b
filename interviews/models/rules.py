"""Rules that read more than one row, said in words for forms.

The database holds each of them by itself, with the same name (see the migration of
invariants); what is here lets an editor see what is wrong before it is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from interviews.choices import QuoteKind, Role, TurnKind
from interviews.text import opening_words, paragraphs

if TYPE_CHECKING:
    from interviews.models import Interview, Mention, Passage, Quote, Topic, Turn


def source_is_kept(interview: Interview) -> None:
    if interview.pk is None:
        return
    stored = type(interview).objects.filter(pk=interview.pk).first()
    if stored and stored.source_text != interview.source_text:
        raise ValidationError(
            {"source_text": "The document as received is kept and cannot be changed."}
        )


def turn_is_spoken_by_a_participant(turn: Turn) -> None:
    if turn.interview_id is None or turn.speaker_id is None:
        return
    role = Role.INTERVIEWER if turn.kind == TurnKind.QUESTION else Role.INTERVIEWEE
    takes_part = turn.interview.participations.filter(
        speaker_id=turn.speaker_id, role=role
    )
    if not takes_part.exists():
        raise ValidationError(
            {
                "speaker": f"{turn.speaker} does not take part in this interview as "
                f"{role.label.lower()}. Add the participation first."
            }
        )


def spans_in_turn_hold(turn: Turn) -> None:
    """No quote, mention or passage loses its place when the turn is saved."""
    if turn.pk is None:
        return
    errors = (
        [] if turn.spans_move_along else [*_lost_quotes(turn), *_lost_mentions(turn)]
    )
    count = len(paragraphs(turn.text))
    errors += [
        f"{passage} is printed after paragraph {passage.after_paragraph}, and the text "
        f"would have {count}."
        for passage in turn.passages.filter(after_paragraph__gt=count)
    ]
    if errors:
        raise ValidationError({"text": errors})
    if turn.excerpts_follow:
        return
    misattributed = turn.quotes.standing().filter(kind=QuoteKind.EXCERPT)
    if misattributed.exclude(speaker_id=turn.speaker_id).exists():
        raise ValidationError(
            {"speaker": "The turn has excerpts that name another speaker."}
        )


def spans_in_passage_hold(passage: Passage) -> None:
    if passage.pk is None or passage.spans_move_along:
        return
    if errors := _lost_mentions(passage):
        raise ValidationError({"text": errors})


def _lost_quotes(turn: Turn) -> list[str]:
    return [
        f"Quote {quote.public_id} “{opening_words(quote.text)}” would no longer be what is "
        f"said at its place ({quote.start}–{quote.end}). Change or withdraw it first."
        for quote in turn.quotes.standing()
        if turn.text[quote.start : quote.end] != quote.text
    ]


def _lost_mentions(place: Turn | Passage) -> list[str]:
    return [
        f"The mention “{mention.text}” would no longer stand at its place "
        f"({mention.start}–{mention.end}). Move or delete it first."
        for mention in place.mentions.all()
        if place.text[mention.start : mention.end] != mention.text
    ]


def passage_has_its_place(passage: Passage) -> None:
    errors = {}
    if passage.turn is not None:
        count = len(paragraphs(passage.turn.text))
        if passage.turn.interview_id != passage.interview_id:
            errors["turn"] = "The turn belongs to another interview."
        elif (passage.after_paragraph or 0) > count:
            errors["after_paragraph"] = f"The turn has {count} paragraphs."
    if (
        passage.quote is not None
        and passage.quote.turn.interview_id != passage.interview_id
    ):
        errors["quote"] = "The quote belongs to another interview."
    if errors:
        raise ValidationError(errors)


def topic_is_not_broader_than_itself(topic: Topic) -> None:
    if topic.pk is None or topic.broader_id is None:
        return
    if topic.broader_id in type(topic).objects.narrower_by_key([topic.pk])[topic.pk]:
        raise ValidationError(
            {
                "broader": f"{topic.broader} is {topic} itself or one of its narrower topics."
            }
        )


def mention_stands_in_its_place(mention: Mention) -> None:
    if mention.place is not None:
        _text_is_cut_out(mention.place.text, mention)


def quote_is_verbatim(quote: Quote) -> None:
    if quote.turn_id is None:
        return
    if quote.withdrawn_at is not None:
        _withdrawn_words_stay(quote)
        return
    _text_is_cut_out(quote.turn.text, quote)
    if (
        quote.kind == QuoteKind.EXCERPT
        and quote.speaker_id is not None
        and quote.speaker_id != quote.turn.speaker_id
    ):
        raise ValidationError(
            {
                "speaker": f"An excerpt is in the words of its turn's speaker, "
                f"{quote.turn.speaker}. Words of somebody else are embedded."
            }
        )


def _withdrawn_words_stay(quote: Quote) -> None:
    stored = type(quote)._base_manager.filter(pk=quote.pk)
    if stored.exclude(withdrawn_at=None).exclude(text=quote.text).exists():
        raise ValidationError(
            {"text": "A withdrawn quote keeps the words that were withdrawn."}
        )


def _text_is_cut_out(text: str, span: Quote | Mention) -> None:
    if span.start is None or span.end is None or not span.text:
        return
    if span.end <= span.start:
        # Said here because PostgreSQL cannot even compare such a range with others.
        raise ValidationError({"end": "A span ends after it starts."})
    if text[span.start : span.end] != span.text:
        raise ValidationError({"text": _where_it_stands(text, span)})


def _where_it_stands(text: str, span: Quote | Mention) -> str:
    stands = f"From {span.start} to {span.end} stands “{text[span.start : span.end]}”."
    found = text.find(span.text)
    if found < 0:
        return f"{stands} These words are nowhere in the text."
    return f"{stands} These words stand from {found} to {found + len(span.text)}."
