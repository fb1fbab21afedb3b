"""How the API describes itself (OpenAPI 3.1): what code cannot say by itself is said here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from interviews.api import problems
from interviews.api.facets import FacetSerializer
from interviews.api.pagination import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE

# Real answers about the shipped document, by operation: `make schema` captures them again.
EXAMPLES = json.loads((Path(__file__).parent / "examples.json").read_text())

SINGULAR = {"entities": "entity"}
TAGS = [
    {"name": "interviews", "description": "Documents as received, and all they hold."},
    {"name": "speakers", "description": "Whose words are recorded."},
    {
        "name": "turns",
        "description": "Questions and answers, whole, to filter by topic.",
    },
    {"name": "quotes", "description": "Spans of turns, to show elsewhere."},
    {"name": "entities", "description": "Who and what is mentioned by name."},
    {"name": "topics", "description": "A small thesaurus of what turns are about."},
    {"name": "changes", "description": "What became of everything, to keep a copy."},
    {"name": "api", "description": "Where everything is."},
]
PATH_PARAMETERS = {
    "slug": "The name in web addresses. A former one leads to the new one (301).",
    "id": "The lasting identifier.",
}
SUMMARIES = {
    "list": "List {plural}",
    "retrieve": "Get one {singular}",
    "document": "Read one interview in reading order",
    "source": "Get the document as received",
    "verify": "Say whether words were said",
    "random": "Draw quotes at random",
    "daily": "Get the quote of a day",
    "changes": "List what has changed",
    "feed_json": "Follow quotes as a JSON Feed",
    "feed_atom": "Follow quotes as an Atom feed",
    "oembed": "Embed a quote",
    None: "List the resources",
}
ANSWERS = {
    "list": "A page of {plural}.",
    "retrieve": "The {singular}.",
    "document": "The blocks of the interview.",
    "source": "The document.",
    "verify": "The verdict, and the evidence for it.",
    "random": "The quotes that are drawn.",
    "daily": "The quote of that day.",
    "changes": "What has changed, oldest first.",
    "feed_json": "A page of the feed.",
    "feed_atom": "A page of the feed.",
    "oembed": "What to show.",
    None: "The addresses of the resources.",
}


class OffenceSerializer(serializers.Serializer):
    """One parameter that cannot be honoured."""

    parameter = serializers.CharField(
        help_text="The parameter's name, as it was given."
    )
    detail = serializers.CharField(help_text="What is wrong with it.")
    value = serializers.CharField(
        required=False, help_text="The value that is not understood."
    )
    did_you_mean = serializers.CharField(
        required=False, help_text="The nearest valid name or value."
    )


class ProblemSerializer(serializers.Serializer):
    """What went wrong, as RFC 9457 writes it."""

    type = serializers.URLField(help_text="What sort of problem; leads to its meaning.")
    title = serializers.CharField(help_text="The sort of problem, in a few words.")
    status = serializers.IntegerField(help_text="The HTTP status.")
    detail = serializers.CharField(help_text="What is wrong this time.")
    instance = serializers.CharField(help_text="The address that was asked for.")
    errors = OffenceSerializer(  # type: ignore[assignment]
        many=True, required=False, help_text="For invalid parameters: each of them."
    )
    reason = serializers.CharField(
        required=False, help_text="For a withdrawn quote: why it was withdrawn."
    )
    withdrawn_at = serializers.DateTimeField(
        required=False, help_text="For a withdrawn quote: when it was withdrawn."
    )


class OperationSchema(AutoSchema):
    view: Any

    @property
    def resource(self) -> str:
        return getattr(self.view, "basename", None) or "api"

    @property
    def action(self) -> str | None:
        return getattr(self.view, "action", None)

    @property
    def purpose(self) -> str | None:
        return getattr(self.view, "purpose", self.action)

    @property
    def takes_filters(self) -> bool:
        return self.action in getattr(self.view, "filtered", ())

    def get_filter_backends(self) -> list[Any]:
        # An item that is chosen by filters has them too.
        return self.view.filter_backends if self.takes_filters else []

    def get_paginated_name(self, serializer_name: str) -> str:
        if self.purpose == "random":
            return f"Drawn{serializer_name}List"
        return super().get_paginated_name(serializer_name)

    def get_tags(self) -> list[str]:
        return [self.resource]

    def _names(self) -> dict[str, str]:
        singular = SINGULAR.get(self.resource, self.resource.removesuffix("s"))
        return {"plural": self.resource, "singular": singular}

    def get_summary(self) -> str:
        return SUMMARIES[self.purpose].format(**self._names())

    def get_operation_id(self) -> str:
        names = self._names()
        match self.purpose:
            case "list":
                return f"list_{names['plural']}"
            case "changes":
                return "list_changes"
            case "retrieve":
                return f"get_{names['singular']}"
            case "verify":
                return "verify_claim" if self.method == "GET" else "verify_long_claim"
            case None:
                return "list_resources"
            case action:
                return f"get_{names['singular']}_{action}"

    def get_override_parameters(self) -> list[Any]:
        match self.purpose:
            case "list":
                return [
                    *self._paging(),
                    *self._faceting(),
                    *self._shaping(),
                    self._format(),
                ]
            case "random" | "daily":
                return [*self.view.parameters, *self._shaping(), self._format()]
            case "changes":
                return [*self.view.parameters, self._format()]
            case "oembed":
                return self.view.parameters
            case "feed_json" | "feed_atom":
                return self._paging()[1:]
            case "retrieve":
                return [*self._shaping(), self._format()]
            case _:
                return [self._format()]

    def _paging(self) -> list[OpenApiParameter]:
        return [
            _listed(
                "ordering",
                self.view.ordering.names,
                "What to order by, most important first; - before a name turns it round. "
                "Without it, the resource's own order.",
            ),
            OpenApiParameter(
                "page_size",
                {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": MAX_PAGE_SIZE,
                    "default": DEFAULT_PAGE_SIZE,
                },
                description="How many rows a page has.",
            ),
            OpenApiParameter(
                "cursor",
                str,
                description="Where the page starts: taken from next or previous, with the "
                "same filters and ordering.",
            ),
        ]

    def _faceting(self) -> list[OpenApiParameter]:
        if not self.view.facets:
            return []
        return [
            _listed(
                "facets",
                [*self.view.facets],
                "The filters to count the values of: how many rows there would be with each, "
                "all other filters as they are.",
            )
        ]

    def _get_paginator(self) -> Any:
        paginator = super()._get_paginator()
        if self.purpose == "list" and self.view.facets:
            facet = self.resolve_serializer(FacetSerializer, "response").ref
            paginator.facets = dict.fromkeys(self.view.facets, facet)
        return paginator

    def _shaping(self) -> list[OpenApiParameter]:
        serializer = self.view.serializer_class
        every = serializer.Meta.fields
        shaping = [
            _listed(
                "fields",
                [*every, *serializer.additions],
                "The keys to answer with; all without it.",
            ),
            _listed("omit", every, "The keys to leave out."),
        ]
        if expandable := [*serializer.relations, *serializer.additions]:
            shaping.append(
                _listed("expand", expandable, "The relations to fill, the keys to add.")
            )
        return shaping

    def _format(self) -> OpenApiParameter:
        return OpenApiParameter(
            "format",
            {"type": "string", "enum": self.map_renderers("format")},
            description="The format to answer in, over what Accept says.",
        )

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        filters = self.view.filterset_class.base_filters if self.takes_filters else {}
        for parameter in operation.get("parameters", []):
            if parameter["schema"].get("type") == "array":
                parameter |= {"style": "form", "explode": False}
            if parameter["name"] in filters:
                parameter["description"] = filters[parameter["name"]].extra["help_text"]
            elif parameter["in"] == "path":
                parameter["description"] = PATH_PARAMETERS[parameter["name"]]
        (success,) = operation["responses"].values()
        success["description"] = ANSWERS[self.purpose].format(**self._names())
        if self.action == "list":
            success["headers"] = {
                "Link": {
                    "description": "The first, previous and next page (RFC 8288).",
                    "schema": {"type": "string"},
                }
            }
        name = operation["operationId"]
        renditions = self.view.renditions if self.action == "retrieve" else []
        for rendition in renditions:  # which are no serializer's
            media_type, _, _ = rendition.media_type.partition(";")
            success["content"].pop(media_type, None)
        for media_type, content in success["content"].items():
            example = f"{name}.xml" if media_type == "text/xml" else name
            content["example"] = EXAMPLES[example]["response"]
        success["content"] |= {
            rendition.media_type: {
                "schema": rendition.schema,
                "example": EXAMPLES[f"{name}.{rendition.format}"]["response"],
            }
            for rendition in renditions
        }
        if body := EXAMPLES[name].get("body"):
            operation["requestBody"]["content"]["application/json"]["example"] = body
        operation["responses"] |= self._problems()
        return operation

    def _problems(self) -> dict[str, Any]:
        types = [problems.INVALID_PARAMETERS]
        responses: dict[str, Any] = {}
        if self.purpose not in ("feed_json", "feed_atom", "oembed"):
            types.append(problems.NOT_ACCEPTABLE)
        if self.purpose in ("random", "daily"):
            types.append(problems.NOTHING_MATCHES)
        if "{" in self.path:
            types.append(problems.NOT_FOUND)
            if self.view.lookup_field == "slug":
                responses["301"] = {
                    "description": "The slug has changed; this is the new address.",
                    "headers": {
                        "Location": {
                            "description": "The new address.",
                            "schema": {"type": "string", "format": "uri"},
                        }
                    },
                }
        if self.resource == "quotes" and self.purpose == "retrieve":
            types.append(problems.GONE)
        if self.purpose == "oembed":
            types += [problems.NOT_FOUND, problems.GONE, problems.NOT_IMPLEMENTED]
        if self.method == "POST":
            types += [problems.CONTENT_TOO_LARGE, problems.UNSUPPORTED_MEDIA_TYPE]
        types += [problems.INTERNAL_ERROR, problems.UNAVAILABLE]
        self.resolve_serializer(ProblemSerializer, "response")
        for type_ in types:
            responses[str(type_.status)] = {
                "$ref": f"#/components/responses/{type_.name}"
            }
        return dict(sorted(responses.items()))


def describe_problems(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """The problem responses, which many operations share, and the tags."""
    result["components"]["responses"] = {
        type_.name: {
            "description": type_.meaning,
            "content": {
                problems.CONTENT_TYPE: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "example": EXAMPLES[type_.name]["response"],
                }
            },
        }
        for type_ in problems.TYPES
        if type_.name in EXAMPLES
    }
    result["tags"] = TAGS
    return result


def _listed(name: str, enum: list[str], description: str) -> OpenApiParameter:
    return OpenApiParameter(
        name,
        {"type": "array", "items": {"type": "string", "enum": enum}},
        description=f"{description} Several with commas.",
    )


class ReferenceExtension(OpenApiSerializerExtension):
    # Keys that `expand` adds are not always there.
    target_class = "interviews.api.shaping.ReferenceSerializer"
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: Any) -> dict[str, Any]:
        every_key = type(self.target)(expanded=True)
        schema = auto_schema._map_basic_serializer(every_key, direction)
        schema["required"] = list(self.target.always)
        for name, property_ in schema["properties"].items():
            if name not in self.target.always:
                _only_where(property_, "expanded")
        return schema


class ShapedExtension(OpenApiSerializerExtension):
    # `fields` and `omit` may leave out any key.
    target_class = "interviews.api.shaping.ShapedSerializer"
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: Any) -> dict[str, Any]:
        schema = auto_schema._map_basic_serializer(self.target, direction)
        schema.pop("required", None)
        for name in self.target.additions:
            _only_where(schema["properties"][name], "expanded")
        for name in self.target.hits:
            _only_where(schema["properties"][name], "searched with q")
        return schema


def _only_where(property_: dict[str, Any], condition: str) -> None:
    property_["description"] += f" Only where {condition}."
