"""`fields`, `omit` and `expand`: which keys an answer has, and how much each holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import models
from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.serializers import (
    BaseSerializer,
    CharField,
    ModelSerializer,
    ReadOnlyField,
    URLField,
)

from interviews.api.parameters import split_list, unknown_value
from interviews.api.problems import InvalidParameters, Offence, raise_together

Load = Callable[[QuerySet], QuerySet]


@dataclass(frozen=True)
class Shape:
    """What the caller asked to see."""

    fields: Collection[str]
    expand: Collection[str] = ()

    @classmethod
    def read(
        cls,
        request: Request,
        serializer: type[ShapedSerializer],
        hits: Collection[str] = (),
    ) -> Shape:
        every = [*serializer.Meta.fields, *hits]
        expandable = [*serializer.relations, *serializer.additions]
        asked: dict[str, list[str]] = {"fields": [], "omit": [], "expand": []}

        def added() -> list[str]:
            return [name for name in asked["expand"] if name in serializer.additions]

        def read_expand() -> None:
            asked["expand"] = _names(request, "expand", expandable, "expandable here")

        def read_names(parameter: str, known: Collection[str]) -> None:
            asked[parameter] = _names(
                request, parameter, known, "a field here", serializer.conditional()
            )

        raise_together(
            read_expand,
            lambda: read_names("fields", [*every, *added()]),
            lambda: read_names("omit", every),
        )
        fields = [
            name
            for name in every
            if name in (asked["fields"] or every) and name not in asked["omit"]
        ]
        if not fields and not set(asked["fields"]) & set(added()):
            raise InvalidParameters(Offence("omit", "Leaves no field to answer with."))
        fields += added()
        return cls(fields, [name for name in asked["expand"] if name in fields])

    def load(self, queryset: QuerySet, serializer: type[ShapedSerializer]) -> QuerySet:
        """The queryset with just the related rows that this shape shows."""
        loads = [load for name in self.fields for load in serializer.loads_of(name)]
        for load in dict.fromkeys(loads):
            queryset = load(queryset)
        return queryset


def _names(
    request: Request,
    parameter: str,
    known: Collection[str],
    what: str,
    conditional: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    # An empty value is refused with the other empty parameters.
    value = request.query_params.get(parameter)
    if not value:
        return []
    names = split_list(parameter, value)
    offences = [
        Offence(parameter, f"{name!r} is there only with {conditional[name]}.", name)
        if name in conditional
        else unknown_value(parameter, name, known, what)
        for name in names
        if name not in known
    ]
    if offences:
        raise InvalidParameters(*offences)
    return names


# Comments, not docstrings, on bases: docstrings are published in the API's description.


class OptionalCharField(CharField):
    def to_representation(self, value: str) -> str | None:  # type: ignore[override]
        return super().to_representation(value) or None


class OptionalURLField(URLField):
    def to_representation(self, value: str) -> str | None:  # type: ignore[override]
        return super().to_representation(value) or None


class ReadSerializer(ModelSerializer):
    # A short value that is not known, such as an address or a name elsewhere, is empty in
    # the database and null in an answer. Prose stays a text, if an empty one.
    def build_standard_field(
        self, field_name: str, model_field: models.Field
    ) -> tuple[type, dict[str, Any]]:
        field_class, options = super().build_standard_field(field_name, model_field)
        if isinstance(model_field, models.CharField) and model_field.blank:
            del options["allow_blank"]
            options["allow_null"] = True
            if field_class is URLField:
                return OptionalURLField, options
            return OptionalCharField, options
        return field_class, options

    # Nothing is written through the API: what is unique concerns it not.
    def get_uniqueness_extra_kwargs(
        self, field_names: Any, declared_fields: Any, extra_kwargs: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        return extra_kwargs, {}


class ReferenceSerializer(ReadSerializer):
    # A small object for something related. `expand` adds the keys of Meta.fields that are
    # not in `always`; the API's description, which knows no request, lists them all.
    always: tuple[str, ...] = ("slug", "name", "url")

    def __init__(self, *args: Any, expanded: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expanded = expanded

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        if self.expanded:
            return fields
        return {name: fields[name] for name in self.always}


@dataclass(frozen=True)
class Relation:
    """A key that holds references, small until it is expanded."""

    serializer: type[ReferenceSerializer]
    help_text: str
    source: str | None = None
    many: bool = False
    allow_null: bool = False

    def field(self, *, expanded: bool) -> BaseSerializer:
        options: dict[str, Any] = {"help_text": self.help_text, "expanded": expanded}
        if self.source:
            options["source"] = self.source
        if self.many:
            options["many"] = True
        if self.allow_null:
            options["allow_null"] = True
        return self.serializer(**options)


class ShapedSerializer(ReadSerializer):
    # Keys that hold references, keys that are there only where expanded, keys that are
    # there only where searched, and the related rows that a key needs.
    relations: dict[str, Relation] = {}
    additions: tuple[str, ...] = ()
    hits: tuple[str, ...] = ()
    loads: dict[str, Load | tuple[Load, ...]] = {}

    def __init__(self, *args: Any, shape: Shape | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shape = shape

    @classmethod
    def conditional(cls) -> dict[str, str]:
        """The keys that are not always there, and what they are there with."""
        expanded = {name: f"expand={name}" for name in cls.additions}
        return expanded | dict.fromkeys(cls.hits, "q")

    @classmethod
    def loads_of(cls, name: str) -> tuple[Load, ...]:
        loads = cls.loads.get(name, ())
        return loads if isinstance(loads, tuple) else (loads,)

    def get_field_names(self, declared_fields: Any, info: Any) -> list[str]:
        if self.shape is None:
            return [*self.Meta.fields, *self.additions, *self.hits]
        return list(self.shape.fields)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        expand = self.shape.expand if self.shape else list(self.relations)
        return {
            name: self.relations[name].field(expanded=name in expand)
            if name in self.relations
            else field
            for name, field in fields.items()
        }

    def build_field(self, field_name: str, *args: Any) -> tuple[type, dict[str, Any]]:
        if field_name in self.relations:
            return ReadOnlyField, {}  # replaced above, with what `expand` asks for
        return super().build_field(field_name, *args)
