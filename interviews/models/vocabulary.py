from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import UniqueConstraint

from interviews.querysets import NewWordQuerySet, WordQuerySet


class Word(models.Model):
    """A word that stands in texts of a language, and what it is found by."""

    language = models.CharField(
        max_length=35, help_text="Primary subtag of the language, such as nl."
    )
    word = models.CharField(
        max_length=60, help_text="The word, folded as texts are for search."
    )
    keys = ArrayField(
        models.TextField(),
        help_text="What it shares with its other forms, and with what compounds it is "
        "a part of.",
    )

    objects = WordQuerySet.as_manager()

    class Meta:
        ordering = ["language", "word"]
        indexes = [GinIndex(name="word_by_key", fields=["keys"])]
        constraints = [
            UniqueConstraint(name="word_is_known_once", fields=["language", "word"])
        ]

    def __str__(self) -> str:
        return f"{self.word} ({self.language})"


class NewWord(models.Model):
    """A word that came into a text and whose forms were not looked at yet.

    Rows are written by database triggers. Several may be of one word: to hold it unique,
    writers of texts would have to wait for each other.
    """

    language = models.CharField(
        max_length=35, help_text="Primary subtag of the language, such as nl."
    )
    word = models.CharField(
        max_length=60, help_text="The word, folded as texts are for search."
    )

    objects = NewWordQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(name="new_word", fields=["language", "word"])]

    def __str__(self) -> str:
        return f"{self.word} ({self.language})"
