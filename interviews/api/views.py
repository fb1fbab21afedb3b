"""The resources: what each list and each item is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django.db.models import F, QuerySet
from django.db.models.functions import Length, Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import ResolverMatch
from django_filters.rest_framework import FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.pagination import BasePagination
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from interviews import counting
from interviews.addresses import addresses
from interviews.api import facets, filters, parameters, problems, renderers
from interviews.api.documents import DocumentSerializer
from interviews.api.pagination import Column, KeysetPagination, Ordering, column
from interviews.api.references import RootSerializer
from interviews.api.renderers import Rendition
from interviews.api.serializers import (
    EntitySerializer,
    InterviewSerializer,
    QuoteSerializer,
    SpeakerSerializer,
    TopicSerializer,
    TurnSerializer,
)
from interviews.api.shaping import Shape, ShapedSerializer
from interviews.counting import Facet
from interviews.models import Entity, Interview, Quote, Speaker, Topic, Turn
from interviews.querysets import SluggedQuerySet

SLUG = "[a-z0-9-]{1,120}"
PUBLIC_ID = "[A-Za-z0-9_]{1,20}"
CHOOSING = ("fields", "omit", "expand")
SHAPING = (*CHOOSING, "format")
PAGING = ("ordering", "page_size", "cursor")


class ResourceViewSet(ReadOnlyModelViewSet):
    # The request is read at the edge: everything it asks for is understood, or all that
    # is not is named in one answer.
    serializer_class: type[ShapedSerializer]
    filterset_class: ClassVar[type[FilterSet]]
    ordering: ClassVar[Ordering]
    renditions: ClassVar[list[type[Rendition]]] = []
    pagination_class: type[BasePagination] = KeysetPagination
    lookup_field = "slug"
    lookup_value_regex = SLUG
    # The actions that take `fields`, `omit` and `expand`, and those that take filters.
    shaped: ClassVar[tuple[str, ...]] = ("list", "retrieve")
    filtered: ClassVar[tuple[str, ...]] = ("list",)
    facets: ClassVar[dict[str, Facet]] = {}
    asked_facets: Mapping[str, Facet] = {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if self.action is None:  # a method that is not allowed, which comes first
            self.http_method_not_allowed(request)
        if self.action == "metadata":  # OPTIONS, which is about the address alone
            return
        checks = [
            lambda: parameters.refuse_unknown(request, self.parameter_names()),
            lambda: super(ResourceViewSet, self).initial(request, *args, **kwargs),
        ]
        if self.action in self.shaped:
            checks.append(self.read_shape)
        if self.action in self.filtered:
            checks.append(self.read_filters)
        if self.action == "list":
            checks.append(lambda: self.paging.read(request, self))
            if self.facets:
                checks.append(self.read_facets)
        problems.raise_together(*checks)

    @property
    def paging(self) -> Any:
        return self.paginator

    def parameter_names(self) -> list[str]:
        match self.action:
            case "list":
                faceting = ["facets"] if self.facets else []
                return [
                    *self.filterset_class.base_filters,
                    *PAGING,
                    *faceting,
                    *SHAPING,
                ]
            case "retrieve":
                return [*SHAPING]
            case _:
                return ["format"]

    def get_renderers(self) -> list[BaseRenderer]:
        if self.action == "retrieve":
            return [*super().get_renderers(), *(kind() for kind in self.renditions)]
        return super().get_renderers()

    @property
    def default_response_headers(self) -> dict[str, str]:
        headers = super().default_response_headers
        if self.renditions and self.action == "retrieve":
            headers["Vary"] = "Accept"
        return headers

    @property
    def rendition(self) -> Rendition | None:
        # None while the request is refused for its format.
        renderer = getattr(self.request, "accepted_renderer", None)
        return renderer if isinstance(renderer, Rendition) else None

    def read_shape(self) -> None:
        if self.rendition:
            parameters.refuse_beside(self.request, CHOOSING, self.rendition.format)
        else:
            self.shape = Shape.read(self.request, self.serializer_class)

    def read_filters(self) -> None:
        self.filterset = filters.read(
            self.filterset_class, self.request, super().get_queryset()
        )

    def read_facets(self) -> None:
        names = facets.read(self.request, self.facets)
        self.asked_facets = {name: self.facets[name] for name in names}

    def get_queryset(self) -> QuerySet:
        queryset = super().get_queryset()
        if self.rendition:
            return self.rendition.load(queryset)
        if self.action == "retrieve":
            return self.shape.load(queryset, self.serializer_class)
        return queryset

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        if not (rendition := self.rendition):
            return super().retrieve(request, *args, **kwargs)
        row = self.get_object()
        response = Response(
            rendition.build(row, addresses(request.build_absolute_uri)),
            content_type=rendition.content_type,
            headers=rendition.headers,
        )
        response.xframe_options_exempt = rendition.is_for_frames
        if rendition.extension:
            name = f"{row.public_id}.{rendition.extension}"
            response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if self.action in self.filtered:
            return self.shape.load(self.filterset.qs, self.serializer_class)
        return queryset

    def get_paginated_response(self, data: Any) -> Response:
        response = super().get_paginated_response(data)
        if self.asked_facets:
            response.data["facets"] = facets.count(
                self.asked_facets, self.request, self.filterset, self.ordering.default
            )
        return response

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        if shape := getattr(self, "shape", None):
            kwargs["shape"] = shape
        return super().get_serializer(*args, **kwargs)

    def get_object(self) -> Any:
        try:
            return super().get_object()
        except Http404:
            self.raise_if_moved()
            raise

    def raise_if_moved(self) -> None:
        queryset = cast("SluggedQuerySet", super().get_queryset())
        if slug := queryset.slug_since(self.kwargs["slug"]):
            match = cast("ResolverMatch", self.request.resolver_match)
            kwargs = match.kwargs | {"slug": slug}
            address = addresses(self.request.build_absolute_uri)(
                match.view_name, **kwargs
            )
            query = self.request.META.get("QUERY_STRING")
            raise problems.Moved(f"{address}?{query}" if query else address)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204)


class PlainTextRenderer(BaseRenderer):
    media_type = "text/plain"
    format = "txt"
    charset = "utf-8"

    def render(self, data: str, *args: Any, **kwargs: Any) -> bytes:
        return data.encode() if data else b""  # as for OPTIONS


class InterviewViewSet(ResourceViewSet):
    """Published interviews."""

    queryset = Interview.objects.published().without_source()
    serializer_class = InterviewSerializer
    filterset_class = filters.InterviewFilterSet
    facets = counting.OF_INTERVIEWS
    renditions = renderers.OF_INTERVIEW
    ordering = Ordering(
        default=(column("-published_on"), column("slug")),
        named={
            "published_on": (F("published_on"),),
            "title": (Lower("title"), F("slug")),
            "updated_at": (F("updated_at"), F("slug")),
        },
    )

    @action(detail=True, serializer_class=DocumentSerializer)
    def document(self, request: Request, slug: str) -> Response:
        """Everything that was printed, in reading order, passages where they were printed."""
        context = self.get_serializer_context()
        return Response(DocumentSerializer(self.get_object(), context=context).data)

    @extend_schema(responses={(200, "text/plain"): str})
    @action(detail=True, renderer_classes=[PlainTextRenderer])
    def source(self, request: Request, slug: str) -> Response:
        """The document as received, byte for byte, in UTF-8."""
        return Response(self.get_object().source_text)


class SpeakerViewSet(ResourceViewSet):
    """People whose words are recorded, asking, answering or quoted by another."""

    queryset = Speaker.objects.published()
    serializer_class = SpeakerSerializer
    filterset_class = filters.SpeakerFilterSet
    ordering = Ordering(
        default=(Column(Lower("name")), column("slug")),
        named={
            "name": (Lower("name"), F("slug")),
            "updated_at": (F("updated_at"), F("slug")),
        },
    )


class TurnViewSet(ResourceViewSet):
    """Questions and answers of published interviews."""

    queryset = Turn.objects.published()
    serializer_class = TurnSerializer
    filterset_class = filters.TurnFilterSet
    facets = counting.OF_TURNS
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_regex = PUBLIC_ID
    ordering = Ordering(
        default=(
            column("-interview__published_on"),
            column("interview__slug"),
            column("position"),
        ),
        named={
            "published_on": (F("interview__published_on"),),
            "position": (F("position"), F("public_id")),
            "length": (Length("text"), F("public_id")),
            "updated_at": (F("updated_at"), F("public_id")),
        },
    )

    def raise_if_moved(self) -> None:
        pass


class QuoteViewSet(ResourceViewSet):
    """Quotes from published interviews that were not withdrawn."""

    queryset = Quote.objects.published()
    serializer_class = QuoteSerializer
    filterset_class = filters.QuoteFilterSet
    facets = counting.OF_QUOTES
    renditions = renderers.OF_QUOTE
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_regex = PUBLIC_ID
    ordering = Ordering(
        default=(
            column("-turn__interview__published_on"),
            column("turn__interview__slug"),
            column("turn__position"),
            column("start"),
            column("public_id"),
        ),
        named={
            "published_on": (F("turn__interview__published_on"),),
            "position": (
                F("turn__position"),
                F("turn__public_id"),
                F("start"),
                F("public_id"),
            ),
            "length": (Length("text"), F("public_id")),
            "updated_at": (F("updated_at"), F("public_id")),
        },
    )

    def raise_if_moved(self) -> None:
        withdrawn = Quote.objects.in_published_interviews().filter(
            public_id=self.kwargs["id"]
        )
        if quote := withdrawn.first():
            raise problems.Withdrawn(quote)


class EntityViewSet(ResourceViewSet):
    """People, organisations, places and other things that are mentioned by name."""

    queryset = Entity.objects.published()
    serializer_class = EntitySerializer
    filterset_class = filters.EntityFilterSet
    facets = counting.OF_ENTITIES
    ordering = Ordering(
        default=(Column(Lower("name")), column("slug")),
        named={
            "name": (Lower("name"), F("slug")),
            "updated_at": (F("updated_at"), F("slug")),
        },
    )


class TopicViewSet(ResourceViewSet):
    """The subjects that turns are about, with broader and narrower ones."""

    queryset = Topic.objects.published()
    serializer_class = TopicSerializer
    filterset_class = filters.TopicFilterSet
    renditions = renderers.OF_TOPIC
    ordering = Ordering(
        default=(Column(Lower("label")), column("slug")),
        named={
            "label": (Lower("label"), F("slug")),
            "updated_at": (F("updated_at"), F("slug")),
        },
    )


class RootView(APIView):
    """The resources of the API and where they are."""

    @extend_schema(responses=RootSerializer)
    def get(self, request: Request) -> Response:
        parameters.refuse_unknown(request, ["format"])
        names = {
            name: f"{name}-list"
            for name in (
                "interviews",
                "speakers",
                "turns",
                "quotes",
                "entities",
                "topics",
            )
        } | {
            "random": "quotes-random",
            "daily": "quotes-daily",
            "verify": "verify",
            "changes": "changes",
            "feed_json": "feed-json",
            "feed_atom": "feed-atom",
            "oembed": "oembed",
            "schema": "schema",
            "docs": "docs",
        }
        return Response(
            {name: reverse(view, request=request) for name, view in names.items()}
        )


def problem_types(request: HttpRequest) -> HttpResponse:
    """What each problem type means, at the address that problems give as their type."""
    return render(request, "interviews/problems.html", {"types": problems.TYPES})
