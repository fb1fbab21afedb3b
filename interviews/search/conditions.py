"""A question as conditions on rows: turns and quotes by their text, interviews by all of
theirs together."""

from __future__ import annotations

from django.db.models import Case, Count, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from interviews.models import Interview, Passage, Quote, Turn
from interviews.models.fields import Relevance
from interviews.search.matching import NOTHING, All, AnyOf, Level, Node, Not
from interviews.search.question import Question

LANGUAGE_OF = {
    Interview: "language",
    Turn: "interview__language",
    Quote: "turn__interview__language",
}


def meets(model: type, question: Question, level: Level = Level.COMPOUND) -> Q:
    """Rows of this model that the question finds, not counting what is further off."""
    nodes = question.nodes
    if not nodes:
        return Q(pk__in=[])
    one_of_texts = _anywhere if model is Interview else _in_text
    if len(nodes) == 1:  # there are texts in no other language
        return one_of_texts(*nodes.values(), level)
    by_language = Q()
    for language, node in nodes.items():
        by_language |= _is_in(LANGUAGE_OF[model], language) & one_of_texts(node, level)
    if model is Interview:
        return by_language
    # What an index can look for, whatever the language.
    return Q(text__says=_in_any_language(question, level)) & by_language


def nearness(model: type, question: Question) -> Combinable:
    """The nearest level at which a row meets the question, which it does."""
    levels = (Level.EXACT, Level.FORM)
    return Case(
        *(When(meets(model, question, level), then=Value(level.value)) for level in levels),
        default=Value(Level.COMPOUND.value),
        output_field=IntegerField(),
    )


def relevance(model: type, question: Question) -> Combinable:
    """How much of the question a row has, among those that are equally near."""
    if model is not Interview:
        return Relevance("text", _in_any_language(question, Level.FORM))
    terms = AnyOf(tuple(term for node in question.nodes.values() for term in node.terms()))
    turns = Turn.objects.filter(
        interview=OuterRef("pk"), text__says=terms.tsquery(Level.COMPOUND)
    )
    counted = turns.order_by().values("interview").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


def _is_in(path: str, language: str) -> Q:
    return Q((f"{path}__iexact", language)) | Q((f"{path}__istartswith", f"{language}-"))


def _in_any_language(question: Question, level: Level) -> str:
    queries = [node.tsquery(level) for node in question.nodes.values()]
    return " | ".join(f"({query})" for query in queries) or NOTHING


def _in_text(node: Node, level: Level) -> Q:
    return Q(text__says=node.tsquery(level))


def _anywhere(node: Node, level: Level) -> Q:
    """Each term in the title, a turn or a passage: not all need stand in one of them."""
    match node:
        case All(of):
            condition = Q()
            for part in of:
                condition &= _anywhere(part, level)
            return condition
        case AnyOf(of):
            condition = Q()
            for part in of:
                condition |= _anywhere(part, level)
            return condition
        case Not(of):
            return ~_anywhere(of, Level.FORM)
    query = node.tsquery(level)
    turns = Turn.objects.filter(text__says=query).order_by()
    passages = Passage.objects.filter(text__says=query).order_by()
    return (
        Q(title__says=query)
        | Q(pk__in=turns.values("interview"))
        | Q(pk__in=passages.values("interview"))
    )
