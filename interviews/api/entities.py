"""Who or what is mentioned by name, by whom, and where."""

from __future__ import annotations

from typing import Any

from django.utils.http import urlencode
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from interviews.addresses import addresses
from interviews.api import related
from interviews.api.references import (
    InterviewRefSerializer,
    NamerSerializer,
    PassageRefSerializer,
    SpeakerRefSerializer,
    TurnRefSerializer,
    address,
)
from interviews.api.shaping import ReadSerializer, Relation, ShapedSerializer
from interviews.models import Entity, Mention


class PlaceSerializer(ReadSerializer):
    """A place where an entity is named, in a turn or in a passage."""

    interview = InterviewRefSerializer(
        source="place.interview",
        expanded=False,
        help_text="The interview that the place is in.",
    )
    turn = TurnRefSerializer(
        expanded=False,
        allow_null=True,
        help_text="The turn that names it; null in a passage.",
    )
    passage = PassageRefSerializer(
        expanded=False,
        allow_null=True,
        help_text="The passage that names it, which the interview's document holds; null in "
        "a turn.",
    )
    speaker = SpeakerRefSerializer(
        source="turn.speaker",
        expanded=False,
        allow_null=True,
        help_text="Who speaks the turn; null in a passage.",
    )

    class Meta:
        model = Mention
        fields = ["interview", "turn", "passage", "speaker", "start", "end", "text"]


class OccurrencesSerializer(serializers.Serializer):
    """Where an entity is named: the newest interviews first, in each as it is read."""

    limit = serializers.SerializerMethodField(
        help_text="How many places are shown at most."
    )
    is_complete = serializers.SerializerMethodField(
        help_text="Whether these are all places."
    )
    places = serializers.SerializerMethodField(help_text="The places that are shown.")
    turns = serializers.SerializerMethodField(
        help_text="Where all turns that name it are, page by page, with the places in each."
    )

    def get_limit(self, entity: Entity) -> int:
        return related.MOST_PLACES

    def get_is_complete(self, entity: Any) -> bool:
        return len(entity.places) <= related.MOST_PLACES

    @extend_schema_field(PlaceSerializer(many=True))
    def get_places(self, entity: Any) -> Any:
        shown = entity.places[: related.MOST_PLACES]
        return PlaceSerializer(shown, many=True, context=self.context).data

    @extend_schema_field(serializers.URLField())
    def get_turns(self, entity: Entity) -> str:
        turns = addresses(self.context["request"].build_absolute_uri)("turns-list")
        return f"{turns}?{urlencode({'entity': entity.slug})}"


class EntitySerializer(ShapedSerializer):
    """Somebody or something that is mentioned by name."""

    url = address("entities-detail")
    mention_count = serializers.IntegerField(
        read_only=True, help_text="How often it is named, in turns and in passages."
    )
    interview_count = serializers.IntegerField(
        read_only=True, help_text="How many interviews name it."
    )
    mentions = OccurrencesSerializer(source="*", help_text="Where it is named.")

    class Meta:
        model = Entity
        fields = [
            "slug",
            "url",
            "name",
            "kind",
            "aliases",
            "description",
            "wikidata_id",
            "speaker",
            "mention_count",
            "interview_count",
            "mentioned_by",
            "updated_at",
        ]

    additions = ("mentions",)
    relations = {
        "mentioned_by": Relation(
            NamerSerializer,
            "Who speaks the turns that name it, most often first, twice where somebody "
            f"both asked and answered; at most {related.MOST_NAMERS}.",
            source="namer_columns",
            many=True,
        ),
        "speaker": Relation(
            SpeakerRefSerializer,
            "The same person as somebody whose words are recorded.",
            source="public_speaker",
            allow_null=True,
        ),
    }
    loads = {
        "speaker": related.public_speaker,
        "mention_count": related.mention_count,
        "interview_count": related.interview_count,
        "mentioned_by": related.mentioned_by,
        "mentions": related.places_of_mentions,
    }
