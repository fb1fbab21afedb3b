from datetime import date

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.db.models.functions import Lower

from interviews.choices import InterviewStatus, Role
from interviews.models import constraints, indexes, rules
from interviews.models.fields import (
    CreatedAtField,
    LowercaseSlugField,
    Says,
    UpdatedAtField,
)
from interviews.models.history import STAMPS, kept_history
from interviews.querysets import (
    InterviewQuerySet,
    ParticipationQuerySet,
    SpeakerQuerySet,
)

LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
WEB_ADDRESS_PATTERN = r"^https?://\S+$"


class Interview(models.Model):
    """A published conversation, with the document that it was received as."""

    slug = LowercaseSlugField(
        max_length=120, unique=True, help_text="The interview's name in web addresses."
    )
    title = models.CharField(
        max_length=300,
        help_text="The headline, or a title of ours where none was printed.",
    )
    publication = models.CharField(
        max_length=200,
        help_text="The newspaper, magazine or station that published it.",
    )
    published_on = models.DateField(help_text="The day of publication.")
    language = models.CharField(
        max_length=35,
        default="nl",
        help_text="Language of the text, as a BCP 47 tag such as nl.",
    )
    source_url = models.URLField(
        max_length=500,
        blank=True,
        help_text="Where the publisher has the article, if known.",
    )
    source_text = models.TextField(
        help_text="The document as received, character for character; never changed."
    )
    metadata_line = models.CharField(
        max_length=500,
        blank=True,
        help_text="What the source prints before its first words, exactly, such as a date.",
    )
    note = models.TextField(
        blank=True, help_text="What a reader should know about this record."
    )
    rights_holder = models.CharField(
        max_length=200, blank=True, help_text="Who owns the text."
    )
    licence = models.CharField(
        max_length=200,
        blank=True,
        help_text="Licence of the text, if one is given.",
    )
    credit_line = models.CharField(
        max_length=300,
        blank=True,
        help_text="How to credit the text when it is quoted.",
    )
    status = models.CharField(
        max_length=20,
        choices=InterviewStatus,
        default=InterviewStatus.DRAFT,
        help_text="Drafts are seen by editors alone.",
    )
    publish_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Embargo: a published interview stays hidden until this moment.",
    )
    created_at = CreatedAtField()
    updated_at = UpdatedAtField()
    speakers = models.ManyToManyField(
        "Speaker",
        through="Participation",
        related_name="interviews",
        help_text="Who takes part, asking or answering.",
    )

    objects = InterviewQuerySet.as_manager()
    # The document as received never changes, and is large.
    history = kept_history(*STAMPS, "source_text")

    class Meta:
        ordering = ["-published_on", "slug"]
        permissions = [
            ("publish_interview", "Can publish, unpublish and put under embargo")
        ]
        indexes = indexes.INTERVIEW
        constraints = [
            constraints.well_formed_slug("interview"),
            constraints.one_of("interview", "status", InterviewStatus),
            constraints.matches(
                "interview",
                "language",
                LANGUAGE_PATTERN,
                "Use a BCP 47 tag such as nl or en-GB.",
            ),
            constraints.matches(
                "interview",
                "source_url",
                WEB_ADDRESS_PATTERN,
                "The source's address starts with http:// or https://.",
                or_empty=True,
            ),
            *constraints.not_blank(
                "interview", ["title", "publication", "source_text"]
            ),
            constraints.printable(
                "interview",
                [
                    "title",
                    "publication",
                    "metadata_line",
                    "note",
                    "rights_holder",
                    "licence",
                    "credit_line",
                ],
            ),
            CheckConstraint(
                # Years that PostgreSQL keeps and Python cannot read would break every reader.
                name="interview_published_on_is_a_year_of_print",
                condition=Q(published_on__range=(date(1450, 1, 1), date(2999, 12, 31))),
                violation_error_message="The day of publication lies between 1450 and 2999.",
            ),
            CheckConstraint(
                name="interview_publish_at_is_in_range",
                condition=Q(publish_at__isnull=True)
                | Q(publish_at__range=("1900-01-01T00:00Z", "2999-12-31T00:00Z")),
                violation_error_message="The embargo ends between 1900 and 2999.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def clean(self) -> None:
        super().clean()
        rules.source_is_kept(self)


Interview._meta.get_field("title").register_lookup(Says)


class Speaker(models.Model):
    """Somebody whose words are recorded, whether they took part or are quoted by another."""

    slug = LowercaseSlugField(
        max_length=120, unique=True, help_text="The speaker's name in web addresses."
    )
    name = models.CharField(
        max_length=200, help_text="The name as the publication prints it."
    )
    description = models.TextField(blank=True, help_text="Who this is, in a sentence.")
    entity = models.OneToOneField(
        "Entity",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="speaker",
        help_text="The same person as somebody who is mentioned.",
    )
    created_at = CreatedAtField()
    updated_at = UpdatedAtField()

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name"), "slug"]
        indexes = [
            models.Index(Lower("name"), "slug", name="speaker_by_name"),
            models.Index(name="speaker_by_update", fields=["updated_at", "slug"]),
        ]
        constraints = [
            constraints.well_formed_slug("speaker"),
            *constraints.not_blank("speaker", ["name"]),
            constraints.printable("speaker", ["name", "description"]),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class Participation(models.Model):
    """The part that a speaker has in an interview."""

    interview = models.ForeignKey(
        Interview,
        on_delete=models.CASCADE,
        related_name="participations",
        help_text="The interview taken part in.",
    )
    speaker = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        db_index=False,  # participation_of_speaker
        related_name="participations",
        help_text="Who takes part.",
    )
    role = models.CharField(
        max_length=20, choices=Role, help_text="Asking the questions or answering them."
    )
    billed_as = models.CharField(
        max_length=300,
        blank=True,
        help_text="Affiliation at that time, as the publication prints it.",
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["interview", "role", "speaker"]
        indexes = indexes.PARTICIPATION
        constraints = [
            UniqueConstraint(
                # Turns refer to these three columns together: see the migration of invariants.
                name="participation_is_once_in_a_role",
                fields=["interview", "speaker", "role"],
                violation_error_message="This speaker already has this role in the interview.",
            ),
            constraints.one_of("participation", "role", Role),
            constraints.printable("participation", ["billed_as"]),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}, {self.get_role_display().lower()}"

    def natural_key(self) -> tuple[str, str, str]:
        return (*self.interview.natural_key(), *self.speaker.natural_key(), self.role)

    natural_key.dependencies = ["interviews.interview", "interviews.speaker"]  # type: ignore[attr-defined]
