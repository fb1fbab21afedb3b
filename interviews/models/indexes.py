"""What the lists are found by, in their orders, however many rows there are.

Those with `include` answer without reading rows, which hold long texts.
"""

from django.contrib.postgres.indexes import OpClass
from django.db.models import Index, Q
from django.db.models.functions import Length, Lower, Upper

from interviews.choices import InterviewStatus, QuoteKind

INTERVIEW = [
    # The default order of interviews, and the outer side of turns and quotes in theirs.
    Index(name="interview_newest_first", fields=["-published_on", "slug"]),
    Index(name="interview_by_update", fields=["updated_at", "slug"]),
    Index(Lower("title"), "slug", name="interview_by_title"),
    # Whether the public may see an interview, and what its turns and quotes are
    # found by, without reading its row.
    Index(
        name="interview_is_public",
        fields=["id"],
        include=[
            "publish_at",
            "published_on",
            "slug",
            "language",
            "publication",
        ],
        condition=Q(status=InterviewStatus.PUBLISHED),
    ),
    Index(
        name="interview_is_public_newest",
        fields=["-published_on", "slug"],
        include=["id", "publish_at", "language", "publication"],
        condition=Q(status=InterviewStatus.PUBLISHED),
    ),
    # Those whose words only our reading page has.
    Index(
        name="interview_without_source_url",
        fields=["id"],
        condition=Q(source_url=""),
    ),
    # As the filters compare them: without regard to capitals, and a language with
    # its regional forms. What is common and what rare is known by these, too.
    Index(Upper("publication"), "published_on", name="interview_by_publication"),
    Index(
        OpClass(Upper("language"), name="text_pattern_ops"),
        name="interview_by_language",
    ),
]

PARTICIPATION = [
    Index(
        name="participation_of_speaker",
        fields=["speaker", "interview", "role"],
    )
]

TURN = [
    Index(name="turn_by_update", fields=["updated_at", "public_id"]),
    Index(Length("text"), "public_id", name="turn_by_length"),
    Index(name="turn_by_position", fields=["position", "public_id"]),
    Index(
        name="turn_of_speaker",
        fields=["speaker", "interview", "position"],
        include=["id"],
    ),
    # All that is asked of turns beside their text, which is long.
    Index(
        name="turn_in_interview",
        fields=["interview", "position"],
        include=["id", "kind", "role", "speaker", "updated_at"],
    ),
    Index(
        name="turn_without_text",
        fields=["id"],
        include=["interview", "position", "kind", "role", "speaker"],
    ),
]

ENTITY = [
    Index(Lower("name"), "slug", name="entity_by_name"),
    Index(name="entity_by_update", fields=["updated_at", "slug"]),
    Index("kind", Lower("name"), "slug", name="entity_of_kind"),
]

MENTION = [
    Index(
        name="mention_in_turn",
        fields=["turn", "start"],
        include=["end", "entity"],
    ),
    Index(name="mention_in_passage", fields=["passage", "start"]),
    Index(name="mention_of_entity", fields=["entity", "turn", "passage"]),
]

QUOTE = [
    Index(name="quote_in_turn", fields=["turn", "start", "public_id"]),
    Index(name="quote_by_update", fields=["updated_at", "public_id"]),
    Index(Length("text"), "public_id", name="quote_by_length"),
    Index(
        name="quote_standing",
        fields=["turn"],
        include=["id", "start", "end", "speaker", "kind"],
        condition=Q(withdrawn_at__isnull=True),
    ),
    # The few among many.
    Index(name="quote_featured", fields=["turn"], condition=Q(is_featured=True)),
    Index(
        name="quote_embedded",
        fields=["speaker", "turn"],
        condition=Q(kind=QuoteKind.EMBEDDED),
    ),
]
