"""A question as conditions on rows: turns and quotes by their text, interviews by all of
theirs together."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    JSONField,
    Model,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from interviews.models import Interview, Passage, Quote, Turn
from interviews.models.fields import Relevance
from interviews.querysets import these
from interviews.search.matching import NOTHING, AnyOf, Level
from interviews.search.question import Question

LANGUAGE_OF: dict[type[Model], str] = {
    Interview: "language",
    Turn: "interview__language",
    Quote: "turn__interview__language",
}


def meets(model: type[Model], question: Question, level: Level = Level.COMPOUND) -> Q:
    """Rows of this model that the question finds, not counting what is further off."""
    nodes = question.nodes
    if not nodes:
        return Q(pk__in=[])
    if model is Interview:
        return Q(pk__in=these(_interviews(question, level)))
    # What an index can look for, whatever the language of a text is.
    any_of = Q(text__says=_in_any_language(question, level))
    queries = {language: node.tsquery(level) for language, node in nodes.items()}
    if len(set(queries.values())) == 1:
        return any_of
    # A case, for the planner would take two conditions on the words to leave fewer rows.
    by_language = Case(
        *(
            When(
                _is_in(LANGUAGE_OF[model], language),
                then=ExpressionWrapper(Q(text__says=query), BooleanField()),
            )
            for language, query in queries.items()
        ),
        default=Value(False),
    )
    return any_of & Q(by_language)


def _interviews(question: Question, level: Level) -> list[int]:
    return [
        interview
        for interview, hit in question.interviews.items()
        if hit.level <= level
    ]


def with_hits(queryset: QuerySet, question: Question) -> QuerySet:
    """With how near each row comes, how much of it there is, and in which language."""
    model = queryset.model
    return queryset.annotate(
        nearness=nearness(model, question),
        relevance=relevance(model, question),
        text_language=F(LANGUAGE_OF[model]),
    )


def find_best_texts(interviews: Sequence[Interview], question: Question) -> None:
    """For each of a few interviews, its text with the most of the question."""
    turns = Turn.objects.filter(interview__in=interviews)
    passages = Passage.objects.filter(interview__in=interviews)
    found = {
        text.interview_id: text
        for texts in (passages, turns)  # turns go over passages
        for text in _best(texts, question)
    }
    for interview in interviews:
        interview.best_text = found.get(interview.pk)  # type: ignore[attr-defined]


def nearest(queryset: QuerySet, question: Question, most: int) -> QuerySet:
    """Of very many rows, some, those that come nearest first: what can be put in order."""
    keys: dict[int, None] = {}
    for level in Level:
        rows = queryset.filter(meets(queryset.model, question, level)).order_by()
        keys |= dict.fromkeys(rows.values_list("pk", flat=True)[:most])
        if len(keys) >= most:
            break
    return queryset.filter(pk__in=these(list(keys)[:most]))


def nearness(model: type[Model], question: Question) -> Combinable:
    """The nearest level at which a row meets the question, which it does."""
    levels = (Level.EXACT, Level.FORM)
    return Case(
        *(
            When(meets(model, question, level), then=Value(level.value))
            for level in levels
        ),
        default=Value(Level.COMPOUND.value),
        output_field=IntegerField(),
    )


def relevance(model: type[Model], question: Question) -> Combinable:
    """How much of the question a row has, among those that are equally near."""
    if model is not Interview:
        return Relevance("text", _in_any_language(question, Level.FORM))
    texts = {key: hit.texts for key, hit in question.interviews.items()}
    return Func(
        Value(texts, JSONField()),
        Cast("pk", TextField()),
        template="(%(expressions)s)::int",
        arg_joiner=" ->> ",
        output_field=IntegerField(),
    )


def _with_any_term(texts: QuerySet, question: Question) -> QuerySet:
    """Those of some texts that any word of the question is in."""
    terms = [term for node in question.nodes.values() for term in node.terms()]
    return texts.filter(text__says=AnyOf(tuple(terms)).tsquery(Level.COMPOUND))


def _best(texts: QuerySet, question: Question) -> QuerySet:
    """Of each interview, the one of these texts that has the most of the question."""
    most = Relevance("text", _in_any_language(question, Level.COMPOUND))
    ranked = _with_any_term(texts, question).order_by(
        "interview_id", most.desc(), "position"
    )
    return ranked.distinct("interview_id")


def _is_in(path: str, language: str) -> Q:
    return Q((f"{path}__iexact", language)) | Q(
        (f"{path}__istartswith", f"{language}-")
    )


def _in_any_language(question: Question, level: Level) -> str:
    queries = dict.fromkeys(node.tsquery(level) for node in question.nodes.values())
    return " | ".join(f"({query})" for query in queries) or NOTHING
