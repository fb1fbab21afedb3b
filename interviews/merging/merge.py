"""What refers to the others comes to refer to the row that is kept, in one transaction.

Their addresses lead on to it. Nothing is merged where the rows contradict each other in
what identifies them: somebody has to look first.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction

from interviews.merging.changes import Changes
from interviews.merging.undo import Undo
from interviews.models import FormerSlug, MergeRecord


class Merge(ABC):
    """What merging would do, and doing it. A rule that would be broken is a ValidationError."""

    model: ClassVar[Any]
    undo: ClassVar[type[Undo]]
    #: Which of several rows these name they are: they may not differ.
    identifying: ClassVar[tuple[str, ...]] = ("wikidata_id",)
    #: Taken over where the row that is kept has none.
    taken_over: ClassVar[tuple[str, ...]] = ()

    def __init__(self, kept: Any, others: Sequence[Any]) -> None:
        self.kept, self.others = kept, list(others)

    @property
    def rows(self) -> list[Any]:
        return [self.kept, *self.others]

    def contradictions(self) -> list[str]:
        found = []
        for name in self.identifying:
            values = {
                getattr(row, name): row for row in self.rows if getattr(row, name)
            }
            if len(values) > 1:
                each = ", ".join(f"{row}: {value}" for value, row in values.items())
                label = self.model._meta.get_field(name).verbose_name
                found.append(
                    f"They differ in {label} ({each}). One of them is another."
                )
        return found

    def consequences(self) -> list[str]:
        """In sentences, for whoever decides."""
        addresses = ", ".join(other.slug for other in self.others)
        said = [f"Requests for {addresses} are sent on to {self.kept.slug}."]
        for name in self.taken_over:
            said += self._of_field(name)
        return said

    def _of_field(self, name: str) -> list[str]:
        label = str(self.model._meta.get_field(name).verbose_name)
        given = [row for row in self.others if getattr(row, name)]
        said = []
        if given and not getattr(self.kept, name):
            first = given.pop(0)
            said.append(f"The {label} of {first} is taken over: {getattr(first, name)}")
            wanted = getattr(first, name)
        else:
            wanted = getattr(self.kept, name)
        return said + [
            f"The {label} of {row} is dropped: {getattr(row, name)}"
            for row in given
            if getattr(row, name) != wanted
        ]

    def apply(self, by: Any = None) -> MergeRecord:
        """`by`: the user who merges."""
        with transaction.atomic():
            if found := self.contradictions():
                raise ValidationError(found)
            changes = Changes(self.why)
            fields = self._taken_over()
            self.move(changes)
            self._remove_others(changes)
            changes.change([self.kept], **fields)
            return MergeRecord.objects.create(
                resource=self.resource,
                object_id=self.kept.pk,
                summary=self.why,
                notes=changes.notes(),
                made_by=by,
            )

    @abstractmethod
    def move(self, changes: Changes) -> None:
        """What refers to the others to the one that is kept."""

    @property
    def why(self) -> str:
        """For the history of what moves."""
        names = ", ".join(f"{other} ({other.slug})" for other in self.others)
        return f"{names} merged into {self.kept} ({self.kept.slug})."

    @property
    def resource(self) -> str:
        return self.model._meta.model_name

    @property
    def _keys(self) -> list[int]:
        return [other.pk for other in self.others]

    def _taken_over(self) -> dict[str, Any]:
        columns = [self.model._meta.get_field(name).attname for name in self.taken_over]
        return {
            column: value
            for column in columns
            if not getattr(self.kept, column)
            and (
                value := next(filter(None, map(attrgetter(column), self.others)), None)
            )
        }

    def _remove_others(self, changes: Changes) -> None:
        former = FormerSlug.objects.filter(resource=self.resource)
        # The database forgets the former addresses of a row that is deleted.
        changes.change(former.filter(object_id__in=self._keys), object_id=self.kept.pk)
        # One of their addresses may have been that of another row before.
        slugs = {other.slug for other in self.others}
        of_another = former.filter(slug__in=slugs)
        slugs -= set(of_another.values_list("slug", flat=True))
        changes.change(of_another, object_id=self.kept.pk)
        changes.remove(self.others)
        changes.add(
            FormerSlug(resource=self.resource, slug=slug, object_id=self.kept.pk)
            for slug in sorted(slugs)
        )


def counted(rows: Sequence[Any], one: str, many: str) -> str:
    return f"{len(rows)} {one if len(rows) == 1 else many}"
