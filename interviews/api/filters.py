"""What a caller may ask of each list, in the caller's words."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.db.models import Model, Q, QuerySet, TextChoices
from django.db.models.functions import Length
from django_filters import rest_framework as filters
from drf_spectacular.drainage import set_override
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.request import Request

from interviews import choices
from interviews.api.fields import (
    ChoicesField,
    DayField,
    KeysField,
    LanguageField,
    LengthField,
    MomentField,
    PublicationField,
    Refused,
    TruthField,
)
from interviews.api.parameters import MAX_LISTED
from interviews.api.problems import InvalidParameters, Offence
from interviews.models import Entity, Interview, Speaker, Topic
from interviews.models.interviews import LANGUAGE_PATTERN

# The longest text that PostgreSQL keeps is shorter than this.
MAX_LENGTH = 2**31 - 1

Slugs = {"type": "array", "items": {"type": "string"}, "maxItems": MAX_LISTED}


@extend_schema_field(Slugs)
class RelationFilter(filters.Filter):
    """Any, all or none of the named rows, by a condition of the queryset's own."""

    field_class = KeysField

    def __init__(
        self, parameter: str, model: type[Model], condition: str, help_text: str
    ) -> None:
        super().__init__(parameter=parameter, model=model, help_text=help_text)
        self.condition = condition
        self.quantifier = parameter.partition("__")[2]

    def filter(self, queryset: QuerySet, value: list[set[int]]) -> QuerySet:
        if not value:
            return queryset
        condition = getattr(queryset, self.condition)
        if self.quantifier == "all":
            for keys in value:
                queryset = queryset.filter(condition(keys))
            return queryset
        any_of = Q(condition(set().union(*value)))
        return queryset.filter(~any_of if self.quantifier == "not" else any_of)


def relation(
    name: str, model: type[Model], condition: str, what: str
) -> list[RelationFilter]:
    return [
        RelationFilter(
            name, model, condition, f"Only what {what} any of these, by slug."
        ),
        RelationFilter(
            f"{name}__all", model, condition, f"Only what {what} all of these, by slug."
        ),
        RelationFilter(
            f"{name}__not",
            model,
            condition,
            f"Only what {what} none of these, by slug.",
        ),
    ]


class ChoicesFilter(filters.Filter):
    field_class = ChoicesField

    def __init__(
        self,
        parameter: str,
        known: type[TextChoices],
        help_text: str,
        condition: str | None = None,
    ) -> None:
        super().__init__(parameter=parameter, known=known, help_text=help_text)
        self.parameter = parameter
        self.condition = condition
        set_override(
            self,
            "field",
            {
                "type": "array",
                "items": {"type": "string", "enum": known.values},
                "maxItems": MAX_LISTED,
            },
        )

    def filter(self, queryset: QuerySet, value: list[str]) -> QuerySet:
        if not value:
            return queryset
        if self.condition:
            return queryset.filter(getattr(queryset, self.condition)(value))
        return queryset.filter(Q((f"{self.parameter}__in", value)))


@extend_schema_field(OpenApiTypes.BOOL)
class TruthFilter(filters.Filter):
    field_class = TruthField


@extend_schema_field(OpenApiTypes.DATE)
class DayFilter(filters.Filter):
    field_class = DayField


@extend_schema_field(OpenApiTypes.DATETIME)
class MomentFilter(filters.Filter):
    field_class = MomentField


@extend_schema_field({"type": "string", "pattern": LANGUAGE_PATTERN})
class LanguageFilter(filters.Filter):
    """The language and its regional forms (RFC 4647, basic filtering)."""

    field_class = LanguageField

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        if not value:
            return queryset
        return queryset.filter(
            Q((f"{self.field_name}__iexact", value))
            | Q((f"{self.field_name}__istartswith", f"{value}-"))
        )


@extend_schema_field(OpenApiTypes.STR)
class PublicationFilter(filters.Filter):
    field_class = PublicationField


@extend_schema_field({"type": "integer", "minimum": 0, "maximum": MAX_LENGTH})
class LengthFilter(filters.Filter):
    field_class = LengthField

    def __init__(self, lookup: str, help_text: str) -> None:
        super().__init__(
            "text_length",
            lookup,
            help_text=help_text,
            min_value=0,
            max_value=MAX_LENGTH,
        )

    def filter(self, queryset: QuerySet, value: int | None) -> QuerySet:
        if value is None:
            return queryset
        return super().filter(queryset.alias(text_length=Length("text")), value)


# Filter sets: small groups that several lists share, then one for each list.


class Updated(filters.FilterSet):
    updated_since = MomentFilter(
        "updated_at",
        "gte",
        help_text="Only what changed at or after this moment, such as 2026-01-16T09:00:00Z.",
    )


class ByTopic(filters.FilterSet):
    topic, topic__all, topic__not = relation(
        "topic", Topic, "is_about", "is about (itself or by a narrower topic)"
    )


class ByEntity(filters.FilterSet):
    entity, entity__all, entity__not = relation("entity", Entity, "names", "names")


class BySpeaker(filters.FilterSet):
    speaker, speaker__all, speaker__not = relation(
        "speaker", Speaker, "is_by", "has words of"
    )


class ByInterview(filters.FilterSet):
    interview, interview__all, interview__not = relation(
        "interview", Interview, "is_in", "is in"
    )


class ByLength(filters.FilterSet):
    min_length = LengthFilter("gte", "Only texts of at least this many characters.")
    max_length = LengthFilter("lte", "Only texts of at most this many characters.")


def printed(path: str) -> list[filters.Filter]:
    """Filters on where and when an interview appeared, for what is reached by `path`."""
    return [
        LanguageFilter(
            f"{path}language",
            help_text="Only this language and its regional forms, as a BCP 47 tag.",
        ),
        PublicationFilter(
            f"{path}publication",
            "iexact",
            help_text="Only from this publication, by its name.",
        ),
        DayFilter(
            f"{path}published_on",
            "gte",
            help_text="Only published on or after this day, such as 2026-01-16.",
        ),
        DayFilter(
            f"{path}published_on",
            "lte",
            help_text="Only published on or before this day, such as 2026-01-16.",
        ),
    ]


class InterviewFilterSet(ByTopic, ByEntity, BySpeaker, Updated):
    language, publication, published_after, published_before = printed("")


class SpeakerFilterSet(ByTopic, ByEntity, ByInterview, Updated):
    role = ChoicesFilter(
        "role",
        choices.Role,
        "Only who takes part in any of these roles.",
        condition="has_role",
    )


class TurnFilterSet(ByTopic, ByEntity, BySpeaker, ByInterview, ByLength, Updated):
    language, publication, published_after, published_before = printed("interview__")
    kind = ChoicesFilter("kind", choices.TurnKind, "Only turns of any of these kinds.")


class QuoteFilterSet(
    ByTopic,
    ByEntity,
    BySpeaker,
    ByInterview,
    ByLength,
    Updated,
):
    language, publication, published_after, published_before = printed(
        "turn__interview__"
    )
    kind = ChoicesFilter(
        "kind", choices.QuoteKind, "Only quotes of any of these kinds."
    )
    featured = TruthFilter(
        "is_featured", help_text="Only quotes that the editors picked, or only others."
    )


class EntityFilterSet(ByTopic, BySpeaker, ByInterview, Updated):
    kind = ChoicesFilter(
        "kind", choices.EntityKind, "Only entities of any of these kinds."
    )


class TopicFilterSet(ByEntity, BySpeaker, ByInterview, Updated):
    pass


def read(
    filterset_class: type[filters.FilterSet], request: Request, queryset: QuerySet
) -> filters.FilterSet:
    """The filters that a request asks for, or a refusal that names each bad one."""
    filterset = filterset_class(request.query_params, queryset, request=request)
    if not filterset.is_valid():
        raise InvalidParameters(*_offences(filterset.form))
    return filterset


def _offences(form: forms.Form) -> Iterable[Offence]:
    for name, errors in form.errors.as_data().items():
        value = form.data.get(name)
        for error in errors:
            if isinstance(error, Refused):
                yield from error.offences
            else:
                yield Offence(name, " ".join(error.messages), value)
