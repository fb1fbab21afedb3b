"""Small objects for what is related: name and address, and more when it is expanded."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.relations import HyperlinkedIdentityField

from interviews import choices
from interviews.addresses import addresses
from interviews.api.shaping import ReadSerializer, ReferenceSerializer
from interviews.links import quote_links
from interviews.models import (
    Entity,
    Interview,
    Mention,
    Participation,
    Passage,
    Quote,
    Speaker,
    Topic,
    Turn,
)
from interviews.naming import Namer


def address(view_name: str, lookup: str = "slug") -> HyperlinkedIdentityField:
    return HyperlinkedIdentityField(
        view_name=view_name,
        lookup_field=lookup,
        lookup_url_kwarg="slug" if lookup == "slug" else "id",
        help_text="Where this is in the API.",
    )


def public_id(help_text: str) -> serializers.CharField:
    return serializers.CharField(
        source="public_id", read_only=True, help_text=help_text
    )


class InterviewRefSerializer(ReferenceSerializer):
    """An interview, by title and address."""

    name = serializers.CharField(
        source="title", read_only=True, help_text="The title of the interview."
    )
    url = address("interviews-detail")

    class Meta:
        model = Interview
        fields = [
            "slug",
            "name",
            "url",
            "publication",
            "published_on",
            "language",
            "source_url",
            "note",
        ]


class SpeakerRefSerializer(ReferenceSerializer):
    """A speaker, by name and address."""

    url = address("speakers-detail")

    class Meta:
        model = Speaker
        fields = ["slug", "name", "url", "description"]


class ParticipantSerializer(ReferenceSerializer):
    """Somebody who takes part in an interview, and in which role."""

    slug = serializers.SlugField(
        source="speaker.slug",
        read_only=True,
        help_text="The speaker's name in web addresses.",
    )
    name = serializers.CharField(
        source="speaker.name",
        read_only=True,
        help_text="The name as the publication prints it.",
    )
    url = serializers.HyperlinkedRelatedField(
        source="speaker",
        view_name="speakers-detail",
        lookup_field="slug",
        read_only=True,
        help_text="Where this is in the API.",
    )
    description = serializers.CharField(
        source="speaker.description",
        read_only=True,
        help_text="Who this is, in a sentence.",
    )

    always = ("slug", "name", "url", "role", "billed_as")

    class Meta:
        model = Participation
        fields = ["slug", "name", "url", "role", "billed_as", "description"]


class EntityRefSerializer(ReferenceSerializer):
    """An entity, by name and address."""

    url = address("entities-detail")

    class Meta:
        model = Entity
        fields = [
            "slug",
            "name",
            "url",
            "kind",
            "aliases",
            "description",
            "wikidata_id",
        ]


class TopicRefSerializer(ReferenceSerializer):
    """A topic, by label and address."""

    name = serializers.CharField(
        source="label", read_only=True, help_text="The preferred label, in Dutch."
    )
    url = address("topics-detail")

    class Meta:
        model = Topic
        fields = [
            "slug",
            "name",
            "url",
            "label_en",
            "scope_note",
            "iptc_media_topic",
            "wikidata_id",
        ]


class TurnRefSerializer(ReferenceSerializer):
    """A turn, by its place in the interview."""

    id = public_id("The turn's lasting identifier.")
    url = address("turns-detail", "public_id")

    always: tuple[str, ...] = ("id", "url", "position")

    class Meta:
        model = Turn
        fields = ["id", "url", "position", "kind", "text"]


class QuestionSerializer(TurnRefSerializer):
    """A question, with its words."""

    always = ("id", "url", "position", "text")


class QuoteSpanSerializer(ReferenceSerializer):
    """A quote, by its place in the turn."""

    id = public_id("The quote's lasting identifier.")
    url = address("quotes-detail", "public_id")

    always = ("id", "url", "start", "end")

    class Meta:
        model = Quote
        fields = ["id", "url", "start", "end", "text", "kind", "speaker", "is_featured"]

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        if self.expanded:
            fields["speaker"] = SpeakerRefSerializer(
                expanded=False, help_text="Whose words they are."
            )
        return fields


class NamerSerializer(ReferenceSerializer):
    """Who speaks turns that name an entity, asking or answering, and how often."""

    url = address("speakers-detail")
    role = serializers.ChoiceField(
        choices=choices.Role.choices,
        help_text="Whether the speaker asks or answers in those turns.",
    )
    mention_count = serializers.IntegerField(
        help_text="How often these turns name the entity."
    )

    always = ("slug", "name", "url", "role", "mention_count")

    class Meta:
        model = Speaker
        fields = ["slug", "name", "url", "role", "mention_count", "description"]

    def to_representation(self, columns: dict[str, Any]) -> dict[str, Any]:
        return super().to_representation(Namer(**columns))


class PassageRefSerializer(ReferenceSerializer):
    """A passage, which has no address of its own, by its place in the interview."""

    always: tuple[str, ...] = ("kind", "position")

    class Meta:
        model = Passage
        fields = ["kind", "position"]


class MentionSerializer(ReferenceSerializer):
    """A place in a text where an entity is named."""

    always = ("entity", "start", "end", "text")

    class Meta:
        model = Mention
        fields = ["entity", "start", "end", "text"]

    def get_fields(self) -> dict[str, Any]:
        return super().get_fields() | {
            "entity": EntityRefSerializer(
                expanded=self.expanded, help_text="Who or what is named."
            )
        }


class InterviewPageField(serializers.URLField):
    # Not an address in the API, which would keep the `format` that was asked for.
    def to_representation(self, interview: Any) -> str:
        return addresses(self.context["request"].build_absolute_uri)(
            "interview-page", slug=interview.slug
        )


class QuoteLinksSerializer(serializers.Serializer):
    """Where a quote is shown, drawn and embedded, and where its words stand."""

    page = serializers.URLField(help_text="The quote's page, to share and to link to.")
    card = serializers.URLField(help_text="The words on a small page, for a frame.")
    image = serializers.URLField(help_text="The words as a picture (PNG, 1200 by 630).")
    oembed = serializers.URLField(help_text="How to embed the page (oEmbed 1.0).")
    source = serializers.URLField(  # type: ignore[assignment]
        help_text="The words selected in the publisher's article, where its address is "
        "known, or else in the interview's reading page (URL text fragment)."
    )
    jsonld = serializers.URLField(help_text="The quote in schema.org's terms.")
    annotation = serializers.URLField(help_text="The quote as a W3C Web Annotation.")

    def to_representation(self, quote: Quote) -> dict[str, str]:
        return quote_links(quote, addresses(self.context["request"].build_absolute_uri))


class RightsSerializer(ReadSerializer):
    """Whose the text is, and how to credit it."""

    class Meta:
        model = Interview
        fields = ["rights_holder", "licence", "credit_line"]


class RootSerializer(serializers.Serializer):
    """Where everything is."""

    interviews = serializers.URLField(help_text="Published interviews.")
    speakers = serializers.URLField(help_text="Whose words are recorded.")
    turns = serializers.URLField(help_text="Questions and answers.")
    quotes = serializers.URLField(help_text="Spans of turns, to show elsewhere.")
    entities = serializers.URLField(help_text="Who and what is mentioned by name.")
    topics = serializers.URLField(help_text="What turns are about.")
    random = serializers.URLField(help_text="Quotes by chance, the same for a seed.")
    daily = serializers.URLField(help_text="The quote of the day.")
    verify = serializers.URLField(help_text="Were these words said?")
    changes = serializers.URLField(help_text="What was changed, withdrawn or removed.")
    feed_json = serializers.URLField(help_text="Quotes as a JSON Feed.")
    feed_atom = serializers.URLField(help_text="Quotes as an Atom feed.")
    oembed = serializers.URLField(help_text="How to embed a quote, by its address.")
    schema = serializers.URLField(help_text="This description, as OpenAPI 3.1.")
    docs = serializers.URLField(help_text="This description, to read and try.")
