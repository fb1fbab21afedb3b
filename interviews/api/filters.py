"""What a caller may ask of each list, in the caller's words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial, reduce
from operator import or_

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
    YEARS,
    ChoicesField,
    DayField,
    KeysField,
    LanguageField,
    LengthField,
    MomentField,
    PublicationField,
    Refused,
    TruthField,
    YearsField,
)
from interviews.api.parameters import MAX_LISTED
from interviews.api.problems import InvalidParameters, Offence
from interviews.api.searching import search
from interviews.models import Entity, Interview, Speaker, Topic
from interviews.models.interviews import LANGUAGE_PATTERN

# The longest text that PostgreSQL keeps is shorter than this.
MAX_LENGTH = 2**31 - 1

Slugs = {"type": "array", "items": {"type": "string"}, "maxItems": MAX_LISTED}


@extend_schema_field(Slugs)
class RelationFilter(filters.Filter):
    """Any, all or none of the named rows, by a condition of the queryset's own."""

    field_class = KeysField
    parent: filters.FilterSet

    def __init__(
        self,
        parameter: str,
        model: type[Model],
        condition: str,
        help_text: str,
        *,
        exact: bool = False,
    ) -> None:
        super().__init__(
            parameter=parameter, model=model, exact=exact, help_text=help_text
        )
        self.condition = condition
        self.quantifier = parameter.partition("__")[2]

    def filter(self, queryset: QuerySet, value: list[set[int]]) -> QuerySet:
        if not value:
            return queryset
        condition = getattr(queryset, self.condition)
        if roles := self.roles():
            condition = partial(condition, roles=roles)
        if self.quantifier == "all":
            for keys in value:
                queryset = queryset.filter(condition(keys))
            return queryset
        any_of = Q(condition(set().union(*value)))
        return queryset.filter(~any_of if self.quantifier == "not" else any_of)

    def roles(self) -> list[str]:
        """Those of whom mentions alone count, where this is about mentions."""
        narrowing = self.parent.filters.get("mentioned_by")
        if not isinstance(narrowing, MentionedByFilter) or (
            self.condition not in narrowing.narrowed
        ):
            return []
        return self.parent.form.cleaned_data["mentioned_by"]


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


class MentionedByFilter(ChoicesFilter):
    """Who names them: a condition by itself, that narrows others which are about mentions."""

    def __init__(
        self, condition: str, narrowed: Collection[str], help_text: str
    ) -> None:
        super().__init__("mentioned_by", choices.Role, help_text, condition=condition)
        self.narrowed = narrowed


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


@extend_schema_field(
    {
        "type": "array",
        "items": {"type": "integer", "minimum": YEARS[0], "maximum": YEARS[-1]},
        "maxItems": MAX_LISTED,
    }
)
class YearFilter(filters.Filter):
    field_class = YearsField

    def filter(self, queryset: QuerySet, value: list[int]) -> QuerySet:
        if not value:
            return queryset
        # Each a range of days, for which there is an index.
        years = [Q((f"{self.field_name}__year", year)) for year in value]
        return queryset.filter(reduce(or_, years))


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
    topic__exact = RelationFilter(
        "topic__exact",
        Topic,
        "is_about",
        "Only what is about any of these topics themselves, not by a narrower one, by slug.",
        exact=True,
    )


class ByEntity(filters.FilterSet):
    entity, entity__all, entity__not = relation("entity", Entity, "names", "names")


class ByMention(ByEntity):
    mentioned_by = MentionedByFilter(
        "names_in_role",
        ["names"],
        "Only what names anybody or anything in a turn of somebody in any of these roles. "
        "Beside entity, entity__all and entity__not: no other mention counts.",
    )


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
        YearFilter(
            f"{path}published_on", help_text="Only published in any of these years."
        ),
    ]


class InterviewFilterSet(ByTopic, ByMention, BySpeaker, Updated):
    q = search("in the title, the turns and the passages")
    language, publication, published_after, published_before, year = printed("")


class SpeakerFilterSet(ByTopic, ByEntity, ByInterview, Updated):
    role = ChoicesFilter(
        "role",
        choices.Role,
        "Only who takes part in any of these roles.",
        condition="has_role",
    )


class TurnFilterSet(ByTopic, ByMention, BySpeaker, ByInterview, ByLength, Updated):
    q = search("in the text")
    language, publication, published_after, published_before, year = printed(
        "interview__"
    )
    kind = ChoicesFilter("kind", choices.TurnKind, "Only turns of any of these kinds.")


class QuoteFilterSet(
    ByTopic,
    ByMention,
    BySpeaker,
    ByInterview,
    ByLength,
    Updated,
):
    q = search("in the quoted words")
    language, publication, published_after, published_before, year = printed(
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
    mentioned_by = MentionedByFilter(
        "is_named_in_role",
        ["is_about", "is_by", "is_in"],
        "Only entities that are named in a turn of somebody in any of these roles. Beside "
        "topic, speaker and interview: no other mention counts.",
    )


class TopicFilterSet(ByEntity, BySpeaker, ByInterview, Updated):
    broader = RelationFilter(
        "broader",
        Topic,
        "is_part_of",
        "Only what is directly a part of any of these topics, by slug.",
        exact=True,
    )
    top = TruthFilter(
        "broader",
        "isnull",
        help_text="Only topics that are a part of no other, or only those that are.",
    )


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
