from django.db import models
from django.db.models import (
    Case,
    CheckConstraint,
    Deferrable,
    Q,
    UniqueConstraint,
    Value,
    When,
)

from interviews import identifiers
from interviews.choices import PassageKind, Role, TurnKind
from interviews.models import constraints, indexes, rules
from interviews.models.fields import CreatedAtField, UpdatedAtField, VerbatimTextField
from interviews.models.history import STAMPS, kept_history
from interviews.models.interviews import Interview, Speaker
from interviews.querysets import PassageQuerySet, TurnQuerySet
from interviews.text import opening_words


class Turn(models.Model):
    """One question or one answer, whole."""

    public_id = models.CharField(
        max_length=20,
        unique=True,
        default=identifiers.turn_id,
        editable=False,
        help_text="The turn's lasting identifier.",
    )
    interview = models.ForeignKey(
        Interview,
        on_delete=models.CASCADE,
        db_index=False,  # turn_in_interview
        related_name="turns",
        help_text="The interview that the turn belongs to.",
    )
    position = models.PositiveIntegerField(
        help_text="Place of the turn in the interview, from 1."
    )
    kind = models.CharField(
        max_length=20, choices=TurnKind, help_text="A question or an answer."
    )
    speaker = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        db_index=False,  # turn_of_speaker
        related_name="turns",
        help_text="Who speaks the turn.",
    )
    text = VerbatimTextField(
        help_text="The words, paragraphs parted by a blank line, without the quotation "
        "marks that delimit the turn."
    )
    opening_mark = models.CharField(
        max_length=4,
        blank=True,
        help_text="Quotation mark printed before the turn; typography, not words.",
    )
    closing_mark = models.CharField(
        max_length=4,
        blank=True,
        help_text="Quotation mark printed after the turn; typography, not words.",
    )
    topics = models.ManyToManyField(
        "Topic",
        blank=True,
        related_name="turns",
        help_text="What the turn is about.",
    )
    role = models.GeneratedField(
        expression=Case(
            When(kind=TurnKind.QUESTION, then=Value(Role.INTERVIEWER)),
            default=Value(Role.INTERVIEWEE),
        ),
        output_field=models.CharField(max_length=20, choices=Role),
        db_persist=True,
        help_text="The role in which the speaker must take part in the interview.",
    )
    created_at = CreatedAtField()
    updated_at = UpdatedAtField()

    # Set by whoever moves quotes and mentions along with an edit of the text.
    spans_move_along = False
    # Set by whoever gives its excerpts the speaker that the turn is given.
    excerpts_follow = False

    objects = TurnQuerySet.as_manager()
    history = kept_history(*STAMPS, "role")

    class Meta:
        ordering = ["interview", "position"]
        indexes = indexes.TURN
        constraints = [
            UniqueConstraint(
                # Deferred, so that turns can change places. Its index serves reading order.
                name="turn_position_is_unique",
                fields=["interview", "position"],
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Another turn of the interview has this position.",
            ),
            CheckConstraint(
                name="turn_position_is_from_one",
                condition=Q(position__gte=1),
                violation_error_message="Positions count from 1.",
            ),
            constraints.one_of("turn", "kind", TurnKind),
            constraints.matches(
                "turn",
                "public_id",
                identifiers.pattern("tn"),
                "This is no identifier of a turn.",
            ),
            *constraints.not_blank("turn", ["text"]),
            constraints.printable("turn", ["text"]),
            CheckConstraint(
                name="turn_marks_are_no_words",
                condition=~Q(opening_mark__regex=r"\w") & ~Q(closing_mark__regex=r"\w"),
                violation_error_message="A mark around a turn has no letters or digits.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {opening_words(self.text)}"

    def natural_key(self) -> tuple[str, int]:
        return (*self.interview.natural_key(), self.position)

    natural_key.dependencies = ["interviews.interview"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        rules.turn_is_spoken_by_a_participant(self)
        rules.spans_in_turn_hold(self)


class Passage(models.Model):
    """Something printed around the conversation, from the introduction to a pull quote."""

    interview = models.ForeignKey(
        Interview,
        on_delete=models.CASCADE,
        related_name="passages",
        help_text="The interview that the passage is printed with.",
    )
    position = models.PositiveIntegerField(
        help_text="Order among the interview's passages, from 1."
    )
    kind = models.CharField(
        max_length=20,
        choices=PassageKind,
        help_text="Introduction, sidebar, subheading, caption or pull quote.",
    )
    heading = models.CharField(
        max_length=300,
        blank=True,
        help_text="The passage's own heading, where it has one.",
    )
    text = VerbatimTextField(
        help_text="The words as printed, quotation marks included, paragraphs parted by a "
        "blank line."
    )
    turn = models.ForeignKey(
        Turn,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="passages",
        help_text="The turn in or after which it is printed; empty before the first turn.",
    )
    after_paragraph = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="After how many of the turn's paragraphs it is printed.",
    )
    quote = models.ForeignKey(
        "Quote",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="renditions",
        help_text="For a pull quote: what was really said.",
    )
    created_at = CreatedAtField()
    updated_at = UpdatedAtField()

    spans_move_along = False

    objects = PassageQuerySet.as_manager()
    history = kept_history(*STAMPS)

    class Meta:
        ordering = ["interview", "position"]
        constraints = [
            UniqueConstraint(
                name="passage_position_is_unique",
                fields=["interview", "position"],
                deferrable=Deferrable.DEFERRED,
                violation_error_message="Another passage of the interview has this position.",
            ),
            CheckConstraint(
                name="passage_position_is_from_one",
                condition=Q(position__gte=1),
                violation_error_message="Positions count from 1.",
            ),
            constraints.one_of("passage", "kind", PassageKind),
            CheckConstraint(
                name="passage_place_is_whole",
                condition=Q(turn__isnull=True, after_paragraph__isnull=True)
                | Q(turn__isnull=False, after_paragraph__isnull=False),
                violation_error_message="Give both the turn and the paragraph after which the "
                "passage is printed, or neither.",
            ),
            CheckConstraint(
                name="passage_quote_is_rendered_by_a_pull_quote",
                condition=Q(quote__isnull=True) | Q(kind=PassageKind.PULL_QUOTE),
                violation_error_message="Only a pull quote renders a quote.",
            ),
            *constraints.not_blank("passage", ["text"]),
            constraints.printable("passage", ["heading", "text"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {opening_words(self.heading or self.text)}"

    def natural_key(self) -> tuple[str, int]:
        return (*self.interview.natural_key(), self.position)

    natural_key.dependencies = ["interviews.interview"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        rules.passage_has_its_place(self)
        rules.spans_in_passage_hold(self)
