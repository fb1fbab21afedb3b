"""`q`: what is searched for, and what an answer says of why each row was found."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from interviews.api.references import TurnRefSerializer
from interviews.api.shaping import ShapedSerializer
from interviews.models import Turn
from interviews.search import conditions, highlights, question
from interviews.search.languages import primary
from interviews.search.matching import Level, Span
from interviews.search.question import Question

MAX_LENGTH = 4_000
MATCHED = {level.value: level.name.lower() for level in Level}
SPANS = {
    "type": "array",
    "items": {
        "type": "array",
        "items": {"type": "integer", "minimum": 0},
        "minItems": 2,
        "maxItems": 2,
    },
}


class QuestionField(forms.CharField):
    def clean(self, value: Any) -> Question | None:
        if not (text := super().clean(value)):
            return None
        if len(text) > MAX_LENGTH:
            raise forms.ValidationError(
                f"Is longer than {MAX_LENGTH:,} characters. To look for a long text, "
                "use /quotes/verify/."
            )
        return question.read(text)


@extend_schema_field({"type": "string", "maxLength": MAX_LENGTH})
class SearchFilter(filters.Filter):
    field_class = QuestionField

    def filter(self, queryset: QuerySet, value: Question | None) -> QuerySet:
        if value is None:
            return queryset
        return queryset.filter(conditions.meets(queryset.model, value))


def search(what: str) -> SearchFilter:
    return SearchFilter(
        help_text=f"Words to find {what}, best match first. All of them, in any of their "
        "forms, alone or in compounds (those that are written as one word in Dutch, or "
        "with hyphens in any language); words that are in nearly every text, such as the "
        "and een, only where nothing else is asked; "
        '"these words as they stand"; one or another; -without. What is typed is never '
        "an error.",
    )


class SnippetSerializer(serializers.Serializer):
    """A piece of a text, cut between words."""

    text = serializers.CharField(help_text="The piece, as it stands in the text.")
    start = serializers.IntegerField(
        help_text="Where it starts in the text, in code points from 0."
    )
    end = serializers.IntegerField(
        help_text="Where it ends in the text, in code points, exclusive."
    )
    highlights = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()),
        help_text="Where the words found are in the piece, as [start, end] in code points.",
    )


class PlacedSnippetSerializer(SnippetSerializer):
    """A piece of one of the texts of an interview, cut between words."""

    turn = TurnRefSerializer(
        allow_null=True,
        expanded=False,
        help_text="The turn that it is from; null where it is from a passage or the title.",
    )


@extend_schema_field({"type": "string", "enum": [*MATCHED.values()]})
class MatchedField(serializers.ReadOnlyField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="nearness", **kwargs)

    def to_representation(self, value: int) -> str:
        return MATCHED[value]


class HitField(serializers.Field):
    def __init__(self, text: str = "text", **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)
        self.text = text

    def spans(self, row: Any, text: str) -> list[Span]:
        asked: Question = self.context["view"].question
        return highlights.find(asked.in_language(primary(row.text_language)), text)


@extend_schema_field(SPANS)
class HighlightsField(HitField):
    def to_representation(self, row: Any) -> list[Span]:
        return self.spans(row, getattr(row, self.text))


@extend_schema_field(SnippetSerializer)
class SnippetField(HitField):
    def to_representation(self, row: Any) -> dict[str, Any]:
        return self.of(row, getattr(row, self.text))

    def of(self, row: Any, text: str) -> dict[str, Any]:
        return vars(highlights.snippet(text, self.spans(row, text)))


@extend_schema_field(PlacedSnippetSerializer)
class PlacedSnippetField(SnippetField):
    def to_representation(self, row: Any) -> dict[str, Any]:
        best = row.best_text
        shown = self.of(row, best.text if best else getattr(row, self.text))
        place = TurnRefSerializer(best, expanded=False, context=self.context)
        return shown | {"turn": place.data if isinstance(best, Turn) else None}


class FoundSerializer(ShapedSerializer):
    # A row of a list that can be searched: it says why it was found.
    hits = ("matched", "highlights", "snippet")

    matched = MatchedField(
        help_text="How near the text comes to what was searched for: exact, in another "
        "form, or in a compound."
    )
    highlights = HighlightsField(
        help_text="Where the words found are in the text, as [start, end] in code points."
    )
    snippet = SnippetField(help_text="The piece of the text with most of them.")
