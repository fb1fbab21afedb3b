from django.db import models

from interviews.changelog import ChangeQuerySet
from interviews.choices import ChangeKind, Resource
from interviews.models.annotations import Quote


class Change(models.Model):
    """A line of the log of all that the public may see; the database itself writes it.

    The highest number is the version of the content: it rises with every commit that
    changed something public, whoever made it.
    """

    number = models.BigIntegerField(
        help_text="The commit that made the change; later commits have higher numbers."
    )
    resource = models.CharField(
        max_length=20, choices=Resource, help_text="What sort of thing has changed."
    )
    object_id = models.BigIntegerField(help_text="The row that has changed.")
    quote = models.ForeignKey(
        Quote,
        # A quote that is gone keeps its lines, so the column is no foreign key in SQL.
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="changes",
        help_text="The row, where it is a quote.",
    )
    name = models.CharField(
        max_length=120, help_text="The slug or the lasting identifier at that time."
    )
    kind = models.CharField(
        max_length=20, choices=ChangeKind, help_text="What became of it."
    )
    is_debut = models.BooleanField(
        help_text="Whether the public may see it for the first time."
    )
    takes_effect_at = models.DateTimeField(
        help_text="Since when the public may know: the commit, or the end of an embargo."
    )
    committed_at = models.DateTimeField(help_text="When the change was made.")
    withdrawn_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="For a withdrawn quote: when it was withdrawn.",
    )
    withdrawal_reason = models.TextField(
        blank=True, help_text="For a withdrawn quote: why it was withdrawn."
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="change_by_number", fields=["number"]),
            models.Index(name="change_in_order", fields=["takes_effect_at", "id"]),
            models.Index(
                name="change_of_row",
                fields=["resource", "object_id", "takes_effect_at"],
            ),
            models.Index(
                name="change_of_name",
                fields=["resource", "name", "takes_effect_at", "id"],
            ),
            models.Index(
                name="change_debut_of_quote",
                fields=["takes_effect_at", "id"],
                condition=models.Q(is_debut=True, resource=Resource.QUOTE),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.resource} {self.name} {self.kind}"
