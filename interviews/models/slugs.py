from django.db import models

from interviews.models.fields import CreatedAtField


class FormerSlug(models.Model):
    """An address that something had before; requests for it are sent on to the new one.

    Rows are written by a database trigger whenever a slug changes.
    """

    resource = models.CharField(
        max_length=20,
        help_text="What had this slug: interview, speaker, topic or entity.",
    )
    slug = models.SlugField(
        max_length=120, help_text="The address that is no longer used."
    )
    object_id = models.BigIntegerField(help_text="The row that had it.")
    created_at = CreatedAtField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="formerslug_leads_to_one_place", fields=["resource", "slug"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.slug}"
