from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    BigIntegerRangeField,
    IntegerRangeField,
    RangeOperators,
)
from django.db import models
from django.db.models import CheckConstraint, Deferrable, F, Func, Q
from django.db.models.functions import Lower

from interviews import identifiers
from interviews.choices import EntityKind, QuoteKind, TurnKind
from interviews.models import constraints, indexes, rules
from interviews.models.fields import (
    CreatedAtField,
    LowercaseSlugField,
    UpdatedAtField,
    VerbatimTextField,
)
from interviews.models.history import STAMPS, kept_history
from interviews.models.interviews import Speaker
from interviews.models.turns import Passage, Turn
from interviews.querysets import (
    EntityQuerySet,
    MentionQuerySet,
    QuoteQuerySet,
    TopicQuerySet,
)
from interviews.text import opening_words

IPTC_MEDIA_TOPIC_PATTERN = r"^[0-9]{8}$"


class Topic(models.Model):
    """A subject in a small thesaurus (SKOS concept), with broader and narrower subjects."""

    slug = LowercaseSlugField(
        max_length=120, unique=True, help_text="The topic's name in web addresses."
    )
    label = models.CharField(max_length=120, help_text="The preferred label, in Dutch.")
    label_en = models.CharField(
        max_length=120, blank=True, help_text="The preferred label, in English."
    )
    scope_note = models.TextField(
        blank=True, help_text="What the topic covers, and what it leaves to others."
    )
    broader = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="narrower",
        help_text="The topic that this one is a part of.",
    )
    wikidata_id = models.CharField(
        max_length=20,
        blank=True,
        help_text="The same subject in Wikidata, such as Q8458, if confirmed.",
    )
    iptc_media_topic = models.CharField(
        max_length=8,
        blank=True,
        help_text="Eight digits of the nearest IPTC Media Topic, if one is near.",
    )
    created_at = CreatedAtField()
    updated_at = UpdatedAtField()

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = [Lower("label"), "slug"]
        indexes = [
            models.Index(Lower("label"), "slug", name="topic_by_label"),
            models.Index(name="topic_by_update", fields=["updated_at", "slug"]),
        ]
        constraints = [
            constraints.well_formed_slug("topic"),
            constraints.well_formed_wikidata_id("topic"),
            constraints.matches(
                "topic",
                "iptc_media_topic",
                IPTC_MEDIA_TOPIC_PATTERN,
                "An IPTC Media Topic is eight digits.",
                or_empty=True,
            ),
            *constraints.not_blank("topic", ["label"]),
            constraints.printable("topic", ["label", "label_en", "scope_note"]),
        ]

    def __str__(self) -> str:
        return self.label

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def clean(self) -> None:
        super().clean()
        rules.topic_is_not_broader_than_itself(self)


class Entity(models.Model):
    """Somebody or something that is mentioned by name."""

    slug = LowercaseSlugField(
        max_length=120, unique=True, help_text="The entity's name in web addresses."
    )
    name = models.CharField(
        max_length=200, help_text="The name as the publication prints it."
    )
    kind = models.CharField(
        max_length=20, choices=EntityKind, help_text="What sort of thing this is."
    )
    aliases = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        help_text="Other names and spellings.",
    )
    description = models.TextField(
        blank=True, help_text="Who or what this is, in a sentence."
    )
    wikidata_id = models.CharField(
        max_length=20,
        blank=True,
        help_text="The same thing in Wikidata, such as Q184, if confirmed.",
    )
    created_at = CreatedAtField()
    updated_at = UpdatedAtField()

    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entities"
        ordering = [Lower("name"), "slug"]
        indexes = indexes.ENTITY
        constraints = [
            constraints.well_formed_slug("entity"),
            constraints.well_formed_wikidata_id("entity"),
            constraints.one_of("entity", "kind", EntityKind),
            *constraints.not_blank("entity", ["name"]),
            constraints.printable("entity", ["name", "description"]),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class Mention(models.Model):
    """A place in a turn or passage where an entity is named."""

    entity = models.ForeignKey(
        Entity,
        on_delete=models.CASCADE,
        db_index=False,  # mention_of_entity
        related_name="mentions",
        help_text="Who or what is named.",
    )
    turn = models.ForeignKey(
        Turn,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mentions",
        help_text="The turn that names it; empty for a mention in a passage.",
    )
    passage = models.ForeignKey(
        Passage,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="mentions",
        help_text="The passage that names it; empty for a mention in a turn.",
    )
    start = models.PositiveIntegerField(
        help_text="Where the name starts in the text, in code points from 0."
    )
    end = models.PositiveIntegerField(
        help_text="Where the name ends in the text, in code points, exclusive."
    )
    text = models.CharField(
        max_length=300,
        help_text="The name as it stands there, held equal by the database.",
    )

    objects = MentionQuerySet.as_manager()
    history = kept_history()

    class Meta:
        ordering = ["turn", "passage", "start", "entity"]
        indexes = indexes.MENTION
        constraints = [
            CheckConstraint(
                name="mention_is_in_a_turn_or_a_passage",
                condition=Q(turn__isnull=False, passage__isnull=True)
                | Q(turn__isnull=True, passage__isnull=False),
                violation_error_message="A mention is in a turn or in a passage, one of the two.",
            ),
            *constraints.span_of_text("mention"),
            *[
                ExclusionConstraint(
                    name=f"mention_overlaps_none_of_its_entity_in_{place}",
                    expressions=[
                        (
                            constraints.single_value_range(
                                "entity", BigIntegerRangeField()
                            ),
                            RangeOperators.EQUAL,
                        ),
                        (
                            constraints.single_value_range(
                                place, BigIntegerRangeField()
                            ),
                            RangeOperators.EQUAL,
                        ),
                        (
                            Func(
                                F("start"),
                                F("end"),
                                function="int4range",
                                output_field=IntegerRangeField(),
                            ),
                            RangeOperators.OVERLAPS,
                        ),
                    ],
                    condition=Q(**{f"{place}__isnull": False}),
                    deferrable=Deferrable.DEFERRED,
                    violation_error_message="This overlaps another mention of the same entity.",
                )
                for place in ("turn", "passage")
            ],
        ]

    def __str__(self) -> str:
        return f"{self.text} [{self.start}, {self.end})"

    def natural_key(self) -> tuple[str, str, str, int, int]:
        kind = "turn" if self.turn_id else "passage"
        slug, position = getattr(self, kind).natural_key()
        return (*self.entity.natural_key(), kind, slug, position, self.start)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "interviews.entity",
        "interviews.turn",
        "interviews.passage",
    ]

    def clean(self) -> None:
        super().clean()
        rules.mention_stands_in_its_place(self)

    @property
    def place(self) -> Turn | Passage | None:
        """What names the entity; there is none only while a mention is being made."""
        return self.turn or self.passage


class Quote(models.Model):
    """Words somebody said, as a span of a turn; the database refuses any other words."""

    public_id = models.CharField(
        max_length=20,
        unique=True,
        default=identifiers.quote_id,
        editable=False,
        help_text="The quote's lasting identifier.",
    )
    turn = models.ForeignKey(
        Turn,
        on_delete=models.PROTECT,
        db_index=False,  # quote_in_turn
        related_name="quotes",
        help_text="The turn that holds the words.",
    )
    start = models.PositiveIntegerField(
        help_text="Where the quote starts in the turn's text, in code points from 0."
    )
    end = models.PositiveIntegerField(
        help_text="Where the quote ends in the turn's text, in code points, exclusive."
    )
    text = VerbatimTextField(
        help_text="The words, equal to the turn's text from start to end."
    )
    speaker = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        related_name="quotes",
        help_text="Whose words they are.",
    )
    kind = models.CharField(
        max_length=20,
        choices=QuoteKind,
        default=QuoteKind.EXCERPT,
        help_text="Words of the turn's speaker, or words of another that the speaker repeats.",
    )
    is_featured = models.BooleanField(
        default=False, help_text="Picked by the editors to be shown first."
    )
    note = models.TextField(
        blank=True, help_text="What a reader should know about these words."
    )
    withdrawn_at = models.DateTimeField(
        null=True, blank=True, help_text="When the quote was withdrawn."
    )
    withdrawal_reason = models.TextField(
        blank=True, help_text="Why it was withdrawn, for those who used it."
    )
    created_at = CreatedAtField()
    updated_at = UpdatedAtField()

    question_columns: dict[str, Any] | None
    columns_before: dict[str, Any] | None
    columns_after: dict[str, Any] | None

    objects = QuoteQuerySet.as_manager()
    history = kept_history(*STAMPS)

    class Meta:
        ordering = ["turn", "start", "public_id"]
        permissions = [("withdraw_quote", "Can withdraw and restore")]
        indexes = indexes.QUOTE
        constraints = [
            constraints.matches(
                "quote",
                "public_id",
                identifiers.pattern("qt"),
                "This is no identifier of a quote.",
            ),
            constraints.one_of("quote", "kind", QuoteKind),
            *constraints.span_of_text("quote"),
            *constraints.not_blank("quote", ["text"]),
            constraints.printable("quote", ["text", "note", "withdrawal_reason"]),
            CheckConstraint(
                name="quote_is_withdrawn_with_a_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawal_reason="")
                | Q(withdrawn_at__isnull=False, withdrawal_reason__regex=r"\S"),
                violation_error_message="Withdraw a quote with both a moment and a reason.",
            ),
            CheckConstraint(
                name="quote_withdrawn_at_is_in_range",
                condition=Q(withdrawn_at__isnull=True)
                | Q(withdrawn_at__range=("1900-01-01T00:00Z", "2999-12-31T00:00Z")),
                violation_error_message="A quote is withdrawn between 1900 and 2999.",
            ),
        ]

    def __str__(self) -> str:
        return opening_words(self.text)

    def natural_key(self) -> tuple[str]:
        return (self.public_id,)

    def clean(self) -> None:
        super().clean()
        rules.quote_is_verbatim(self)

    @property
    def teller(self) -> Speaker | None:
        """Who repeats the words, where they are another's."""
        return self.turn.speaker if self.kind == QuoteKind.EMBEDDED else None

    @property
    def question(self) -> Turn | None:
        """What the quoted answer answers; read with `QuoteQuerySet.with_question`."""
        if self.turn.kind == TurnKind.QUESTION or not self.question_columns:
            return None
        return Turn(**self.question_columns)

    @property
    def turn_before(self) -> Turn | None:
        """Read with `QuoteQuerySet.with_neighbours`, as the turn after."""
        return _turn_of(self.columns_before)

    @property
    def turn_after(self) -> Turn | None:
        return _turn_of(self.columns_after)


def _turn_of(columns: dict[str, Any] | None) -> Turn | None:
    if not columns:
        return None
    return Turn(**columns | {"speaker": Speaker(**columns["speaker"])})
