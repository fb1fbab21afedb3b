"""What a caller receives: one serializer for each resource, and the interview's document."""

from __future__ import annotations

from rest_framework import serializers
from rest_framework.relations import HyperlinkedIdentityField

from interviews import text
from interviews.api.differences import RenditionSerializer
from interviews.api.expansions import CitationsSerializer, ContextSerializer
from interviews.api.references import (
    EntityRefSerializer,
    InterviewPageField,
    InterviewRefSerializer,
    MentionSerializer,
    ParticipantSerializer,
    QuestionSerializer,
    QuoteLinksSerializer,
    QuoteSpanSerializer,
    RightsSerializer,
    SpeakerRefSerializer,
    TopicRefSerializer,
    TurnRefSerializer,
    address,
    public_id,
)
from interviews.api.related import (
    counted_turns,
    interview,
    interview_of_turn,
    joined,
    mentions,
    narrower,
    neighbours,
    participations,
    people_of_interview,
    pull_quotes,
    question,
    quotes,
    topics,
    topics_of_turn,
    turn,
)
from interviews.api.searching import (
    FoundSerializer,
    HighlightsField,
    PlacedSnippetField,
)
from interviews.api.shaping import Relation, ShapedSerializer
from interviews.attribution import attribution_line
from interviews.models import (
    Interview,
    Quote,
    Speaker,
    Topic,
    Turn,
)
from interviews.reading_page import with_reading_page


class InterviewSerializer(FoundSerializer):
    """A published conversation."""

    url = address("interviews-detail")
    highlights = HighlightsField(
        "title",
        help_text="Where the words found are in the title, as [start, end] in code points.",
    )
    snippet = PlacedSnippetField(
        "title",
        help_text="The piece of a turn, or else of a passage, with most of them.",
    )
    rights = RightsSerializer(source="*", help_text="Whose the text is.")
    page = InterviewPageField(
        source="*",
        read_only=True,
        help_text="All of it as a plain page to read, with an anchor for each turn.",
    )
    document = HyperlinkedIdentityField(
        view_name="interviews-document",
        lookup_field="slug",
        help_text="Everything that was printed, in reading order.",
    )
    source = HyperlinkedIdentityField(  # type: ignore[assignment]
        view_name="interviews-source",
        lookup_field="slug",
        help_text="The document as received.",
    )

    class Meta:
        model = Interview
        fields = [
            "slug",
            "url",
            "title",
            "publication",
            "published_on",
            "language",
            "source_url",
            "note",
            "speakers",
            "rights",
            "page",
            "document",
            "source",
            "updated_at",
        ]

    relations = {
        "speakers": Relation(
            ParticipantSerializer,
            "Who takes part, asking or answering.",
            source="participations",
            many=True,
        )
    }
    loads = {"speakers": participations}


class SpeakerSerializer(ShapedSerializer):
    """Somebody whose words are recorded, whether they took part or are quoted by another."""

    url = address("speakers-detail")

    class Meta:
        model = Speaker
        fields = ["slug", "url", "name", "description", "entity", "updated_at"]

    relations = {
        "entity": Relation(
            EntityRefSerializer,
            "The same person as somebody who is mentioned.",
            allow_null=True,
        )
    }
    loads = {"entity": joined("entity")}


class TurnSerializer(FoundSerializer):
    """One question or one answer, whole."""

    id = public_id("The turn's lasting identifier.")
    url = address("turns-detail", "public_id")

    class Meta:
        model = Turn
        fields = [
            "id",
            "url",
            "interview",
            "position",
            "kind",
            "speaker",
            "text",
            "topics",
            "mentions",
            "quotes",
            "updated_at",
        ]

    relations = {
        "interview": Relation(
            InterviewRefSerializer, "The interview that the turn belongs to."
        ),
        "speaker": Relation(SpeakerRefSerializer, "Who speaks the turn."),
        "topics": Relation(TopicRefSerializer, "What the turn is about.", many=True),
        "mentions": Relation(
            MentionSerializer,
            "Where somebody or something is named, in text order.",
            many=True,
        ),
        "quotes": Relation(
            QuoteSpanSerializer,
            "The quotes that the turn holds, in text order.",
            many=True,
        ),
    }
    loads = {
        "interview": interview,
        "speaker": joined("speaker"),
        "topics": topics,
        "mentions": mentions,
        "quotes": quotes,
    }


class QuoteSerializer(FoundSerializer):
    """Words somebody said, with their place in the turn that holds them."""

    id = public_id("The quote's lasting identifier.")
    url = address("quotes-detail", "public_id")
    language = serializers.CharField(
        source="turn.interview.language",
        read_only=True,
        help_text="Language of the words, as a BCP 47 tag such as nl.",
    )
    publication = serializers.CharField(
        source="turn.interview.publication",
        read_only=True,
        help_text="The newspaper, magazine or station that published them.",
    )
    published_on = serializers.DateField(
        source="turn.interview.published_on",
        read_only=True,
        help_text="The day of publication.",
    )
    prefix = serializers.SerializerMethodField(
        help_text="The 32 code points before the words, or as many as there are."
    )
    suffix = serializers.SerializerMethodField(
        help_text="The 32 code points after the words, or as many as there are."
    )
    attribution = serializers.SerializerMethodField(
        help_text="The line to print under the words: who said them, and where they appeared."
    )
    rights = RightsSerializer(source="turn.interview", help_text="Whose the text is.")
    renditions = RenditionSerializer(
        many=True,
        read_only=True,
        help_text="What pull quotes printed of the words, and how it differs.",
    )
    context = ContextSerializer(  # type: ignore[assignment]
        source="*", help_text="What was said before and after the turn."
    )
    citations = CitationsSerializer(source="*", help_text="The quote as a reference.")
    links = QuoteLinksSerializer(
        source="*", help_text="Where to show it, and its place."
    )

    class Meta:
        model = Quote
        fields = [
            "id",
            "url",
            "text",
            "language",
            "kind",
            "speaker",
            "teller",
            "question",
            "interview",
            "publication",
            "published_on",
            "turn",
            "start",
            "end",
            "prefix",
            "suffix",
            "topics",
            "renditions",
            "is_featured",
            "note",
            "attribution",
            "rights",
            "links",
            "updated_at",
        ]

    additions = ("context", "citations")
    relations = {
        "speaker": Relation(SpeakerRefSerializer, "Whose words they are."),
        "teller": Relation(
            SpeakerRefSerializer,
            "Who repeats them, where they are embedded in another's turn.",
            allow_null=True,
        ),
        "question": Relation(
            QuestionSerializer,
            "The question that the quoted answer is given to.",
            allow_null=True,
        ),
        "interview": Relation(
            InterviewRefSerializer,
            "The interview that they are from.",
            source="turn.interview",
        ),
        "turn": Relation(TurnRefSerializer, "The turn that holds them."),
        "topics": Relation(
            TopicRefSerializer,
            "What the turn is about.",
            source="turn.topics",
            many=True,
        ),
    }
    loads = {
        "language": interview_of_turn,
        "speaker": joined("speaker"),
        "teller": joined("turn__speaker"),
        "question": question,
        "interview": interview_of_turn,
        "publication": interview_of_turn,
        "published_on": interview_of_turn,
        "turn": turn,
        "prefix": turn,
        "suffix": turn,
        "topics": topics_of_turn,
        "renditions": pull_quotes,
        "attribution": (interview_of_turn, joined("speaker"), joined("turn__speaker")),
        "rights": interview_of_turn,
        "context": neighbours,
        "citations": (
            interview_of_turn,
            people_of_interview,
            joined("speaker"),
            joined("turn__speaker"),
        ),
        "links": (interview_of_turn, with_reading_page),
    }

    def get_prefix(self, quote: Quote) -> str:
        return text.prefix(quote.turn.text, quote.start)

    def get_suffix(self, quote: Quote) -> str:
        return text.suffix(quote.turn.text, quote.end)

    def get_attribution(self, quote: Quote) -> str:
        return attribution_line(quote)


class TopicSerializer(ShapedSerializer):
    """A subject in a small thesaurus, with broader and narrower subjects."""

    url = address("topics-detail")
    turn_count = serializers.IntegerField(
        read_only=True,
        help_text="How many turns are about it, itself or by a narrower topic.",
    )

    class Meta:
        model = Topic
        fields = [
            "slug",
            "url",
            "label",
            "label_en",
            "scope_note",
            "broader",
            "narrower",
            "wikidata_id",
            "iptc_media_topic",
            "updated_at",
        ]

    relations = {
        "broader": Relation(
            TopicRefSerializer,
            "The topic that this one is a part of.",
            allow_null=True,
        ),
        "narrower": Relation(
            TopicRefSerializer, "The topics that are a part of this one.", many=True
        ),
    }
    # All turns of a topic are counted anew each time, which nobody should pay unasked.
    additions = ("turn_count",)
    loads = {
        "broader": joined("broader"),
        "narrower": narrower,
        "turn_count": counted_turns,
    }
