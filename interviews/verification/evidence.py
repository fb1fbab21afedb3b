"""A claim against all that is public: who said what stands there, and in which quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from interviews.choices import QuoteKind
from interviews.models import Entity, Interview, Quote, Speaker, Turn
from interviews.querysets import InterviewQuerySet
from interviews.verification.candidates import turns_with
from interviews.verification.claims import Claim
from interviews.verification.comparison import Difference, Span, Verdict
from interviews.verification.meaning import Names
from interviews.verification.verdicts import Place, Record, judge
from interviews.verification.wording import WORD, sentences_around, words

# How much of a place must lie within embedded words for them to be those.
WITHIN = 0.8
SHORTEST_PART = 4


@dataclass(frozen=True)
class Match:
    """Where a claim, or a piece of it, stands, and who said so."""

    turn: Turn
    speaker: Speaker
    teller: Speaker | None
    claim: Span
    record: Span
    sentence: Span
    similarity: float
    differences: list[Difference]
    quote: Quote | None

    # Whether it holds words of the teller, too: They said: "…".
    is_told: bool

    def is_said_by(self, speaker: int) -> bool:
        return speaker == self.speaker.pk or (
            self.is_told and speaker == self.turn.speaker_id
        )

    @property
    def is_whole(self) -> bool:
        """Whether no word of the sentence stands before or after the match."""
        before = self.turn.text[self.sentence.start : self.record.start]
        after = self.turn.text[self.record.end : self.sentence.end]
        return not (WORD.search(before) or WORD.search(after))


@dataclass(frozen=True)
class Evidence:
    verdict: Verdict
    similarity: float
    changes_meaning: bool
    misattributed: bool
    matches: list[Match]
    nearest: list[Match]

    @property
    def quote(self) -> Quote | None:
        """The stored quote that holds the words, if there is one that holds them all."""
        if self.verdict == Verdict.STITCHED or not self.matches:
            return None
        return self.matches[0].quote


def verify(
    text: str,
    *,
    speaker: int | None = None,
    interview: int | None = None,
) -> Evidence:
    """What the public record says of a text that holds at least one word.

    `speaker` and `interview` are primary keys: who is said to have said it, and the only
    interview to look in.
    """
    claim = Claim.read(text)
    interviews = Interview.objects.published()
    if interview is not None:
        interviews = interviews.filter(pk=interview)
    turns = {turn.pk: turn for turn in _turns(claim, interviews)}
    finding = judge(
        claim,
        [Record.read(turn.pk, turn.text) for turn in turns.values()],
        _names(turns.values()),
    )
    matches = [_match(turns[place.record], place) for place in finding.places]
    nearest = [_match(turns[place.record], place) for place in finding.nearest]
    misattributed = False
    if speaker is not None and matches:
        said_so = [match for match in matches if match.is_said_by(speaker)]
        others = [match for match in matches if not match.is_said_by(speaker)]
        # The same words may stand in several places; the pieces of a stitched claim were
        # all claimed to be said.
        must_all = finding.verdict == Verdict.STITCHED
        misattributed = bool(others) if must_all else not said_so
        if not must_all:
            matches = [*said_so, *others]
    return Evidence(
        finding.verdict,
        finding.similarity,
        finding.changes_meaning,
        misattributed,
        matches,
        nearest,
    )


def _turns(claim: Claim, interviews: InterviewQuerySet) -> Iterable[Turn]:
    quotes = Quote.objects.standing().select_related("speaker")
    return (
        turns_with(claim, interviews)
        .select_related("speaker")
        .prefetch_related(
            Prefetch("interview", Interview.objects.without_source()),
            Prefetch("quotes", quotes),
        )
        .order_by("interview__published_on", "interview__slug", "position")
    )


def _names(turns: Iterable[Turn]) -> Names:
    """The names that the interviews mention."""
    whole: dict[str, set[int]] = defaultdict(set)
    parts: dict[str, set[int]] = defaultdict(set)
    interviews = {turn.interview_id for turn in turns}
    mentioned = Entity.objects.filter(mentions__turn__interview__in=interviews)
    for entity in mentioned.distinct():
        for name in (entity.name, *entity.aliases):
            found = words(name)
            for word in found:
                # Of het Westen and de paus, just the name.
                if word.is_capitalised and len(word.key) >= SHORTEST_PART:
                    parts[word.key].add(entity.pk)
            if len(found) == 1:
                whole[found[0].key].add(entity.pk)
                parts[found[0].key].add(entity.pk)
    return Names(
        {word: frozenset(of) for word, of in whole.items()},
        {word: frozenset(of) for word, of in parts.items()},
    )


def _match(turn: Turn, place: Place) -> Match:
    embedded = _embedded(turn, place.span)
    return Match(
        turn=turn,
        speaker=embedded.speaker if embedded else turn.speaker,
        teller=turn.speaker if embedded else None,
        claim=place.claim,
        record=place.span,
        sentence=_sentence(turn.text, place.span),
        similarity=place.similarity,
        differences=place.differences,
        quote=_quote(turn, place.span),
        is_told=embedded is not None and not _holds(embedded, place.span),
    )


def _sentence(text: str, span: Span) -> Span:
    start, end = sentences_around(text, span.start, span.end)
    return Span(start, end, text[start:end])


def _embedded(turn: Turn, span: Span) -> Quote | None:
    for quote in turn.quotes.all():
        if quote.kind != QuoteKind.EMBEDDED:
            continue
        shared = min(quote.end, span.end) - max(quote.start, span.start)
        if shared >= WITHIN * (span.end - span.start):
            return quote
    return None


def _holds(quote: Quote, span: Span) -> bool:
    return quote.start <= span.start and span.end <= quote.end


def _quote(turn: Turn, span: Span) -> Quote | None:
    holding = [quote for quote in turn.quotes.all() if _holds(quote, span)]
    return min(
        holding,
        key=lambda quote: (quote.end - quote.start, quote.public_id),
        default=None,
    )
