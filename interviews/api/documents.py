"""The interview as it was printed: blocks in reading order."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from interviews import choices
from interviews.api.references import (
    InterviewRefSerializer,
    MentionSerializer,
    QuoteSpanSerializer,
    SpeakerRefSerializer,
    TopicRefSerializer,
    TurnRefSerializer,
)
from interviews.api.shaping import ReadSerializer
from interviews.document import Block, TurnRun, reading_order
from interviews.models import Interview, Mention, Passage, Quote


class TurnBlockSerializer(serializers.Serializer):
    """Paragraphs of a turn that are printed in one go; a passage may part two of them."""

    type = serializers.ChoiceField(
        choices=["turn"],
        read_only=True,
        help_text="This block is part of a turn, or all.",
    )
    turn = TurnRefSerializer(
        expanded=False, help_text="The turn that these words are of."
    )
    kind = serializers.ChoiceField(
        source="turn.kind",
        choices=choices.TurnKind.choices,
        help_text="A question or an answer.",
    )
    speaker = SpeakerRefSerializer(
        source="turn.speaker", expanded=False, help_text="Who speaks the turn."
    )
    start = serializers.IntegerField(
        help_text="Where the block starts in the turn's text, in code points from 0."
    )
    end = serializers.IntegerField(
        help_text="Where the block ends in the turn's text, in code points, exclusive."
    )
    text = serializers.CharField(help_text="The turn's text from start to end.")
    opening_mark = serializers.CharField(
        help_text="Quotation mark printed before the block; typography, not words."
    )
    closing_mark = serializers.CharField(
        help_text="Quotation mark printed after the block; typography, not words."
    )
    topics = TopicRefSerializer(
        source="turn.topics",
        many=True,
        expanded=False,
        help_text="What the turn is about.",
    )
    mentions = serializers.SerializerMethodField(
        help_text="Where somebody or something is named in the block, by offsets in the turn."
    )
    quotes = serializers.SerializerMethodField(
        help_text="The quotes that have words in the block, by offsets in the turn."
    )

    @extend_schema_field(MentionSerializer(many=True, expanded=False))
    def get_mentions(self, run: TurnRun) -> Any:
        return MentionSerializer(
            _within(run, run.turn.mentions.all()),
            many=True,
            expanded=False,
            context=self.context,
        ).data

    @extend_schema_field(QuoteSpanSerializer(many=True, expanded=False))
    def get_quotes(self, run: TurnRun) -> Any:
        return QuoteSpanSerializer(
            _within(run, run.turn.quotes.all()),
            many=True,
            expanded=False,
            context=self.context,
        ).data

    def to_representation(self, run: TurnRun) -> dict[str, Any]:
        return {"type": "turn"} | super().to_representation(run)


def _within(run: TurnRun, spans: Any) -> list[Any]:
    return [span for span in spans if span.start < run.end and span.end > run.start]


class PassageBlockSerializer(ReadSerializer):
    """Something printed around the conversation, from the introduction to a pull quote."""

    type = serializers.ChoiceField(
        choices=["passage"], read_only=True, help_text="This block is a passage."
    )
    turn = TurnRefSerializer(
        expanded=False,
        allow_null=True,
        help_text="The turn in or after which it is printed; null before the first turn.",
    )
    mentions = MentionSerializer(
        many=True,
        expanded=False,
        help_text="Where somebody or something is named, in text order.",
    )
    quote = serializers.SerializerMethodField(
        help_text="For a pull quote: what was really said; null where nothing is linked."
    )

    class Meta:
        model = Passage
        fields = [
            "type",
            "kind",
            "heading",
            "text",
            "turn",
            "after_paragraph",
            "mentions",
            "quote",
        ]

    @extend_schema_field(QuoteSpanSerializer(expanded=False, allow_null=True))
    def get_quote(self, passage: Passage) -> Any:
        if passage.quote is None or passage.quote.withdrawn_at is not None:
            return None
        return QuoteSpanSerializer(
            passage.quote, expanded=False, context=self.context
        ).data

    def to_representation(self, passage: Passage) -> dict[str, Any]:
        return {"type": "passage"} | super().to_representation(passage)


class DocumentSerializer(serializers.Serializer):
    """An interview in reading order.

    What the source prints is `metadata_line`, then every block: its heading where it has
    one, then its text between its marks, each followed by a blank line.
    """

    interview = InterviewRefSerializer(
        source="*", expanded=False, help_text="The interview."
    )
    metadata_line = serializers.CharField(
        help_text="What the source prints before its first words, exactly, such as a date."
    )
    blocks = serializers.SerializerMethodField(
        help_text="Turns, and passages where they were printed."
    )

    @extend_schema_field(
        PolymorphicProxySerializer(
            component_name="Block",
            serializers={
                "turn": TurnBlockSerializer,
                "passage": PassageBlockSerializer,
            },
            resource_type_field_name="type",
            many=True,
        )
    )
    def get_blocks(self, interview: Interview) -> list[dict[str, Any]]:
        return [self._block(block) for block in _blocks(interview)]

    def _block(self, block: Block) -> dict[str, Any]:
        if isinstance(block, TurnRun):
            return TurnBlockSerializer(block, context=self.context).data
        return PassageBlockSerializer(block, context=self.context).data


def _blocks(interview: Interview) -> list[Block]:
    mentions = Prefetch("mentions", Mention.objects.in_text_order())
    quotes = Prefetch("quotes", Quote.objects.standing().in_text_order())
    turns = (
        interview.turns.in_reading_order()
        .select_related("speaker")
        .prefetch_related("topics", mentions, quotes)
    )
    passages = (
        interview.passages.in_reading_order()
        .select_related("turn", "quote")
        .prefetch_related(mentions)
    )
    return reading_order(turns, passages)
