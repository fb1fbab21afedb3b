"""The resources: what each list and each item is made of."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.db.models.functions import Length, Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from interviews import counting
from interviews.api import filters, parameters, problems, renderers
from interviews.api.documents import DocumentSerializer
from interviews.api.entities import EntitySerializer
from interviews.api.pagination import Column, Ordering, column
from interviews.api.references import RootSerializer
from interviews.api.resources import ResourceViewSet
from interviews.api.serializers import (
    InterviewSerializer,
    QuoteSerializer,
    SpeakerSerializer,
    TopicSerializer,
    TurnSerializer,
)
from interviews.models import Entity, Interview, Quote, Speaker, Topic, Turn

PUBLIC_ID = "[A-Za-z0-9_]{1,20}"


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
