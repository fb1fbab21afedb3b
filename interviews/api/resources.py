"""What all resources share: a request is read at the edge, filtered, ordered and shaped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django.db.models import F, QuerySet
from django.http import Http404
from django.urls import ResolverMatch
from django_filters.rest_framework import FilterSet
from rest_framework.pagination import BasePagination
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from interviews.addresses import addresses
from interviews.api import facets, filters, parameters, problems
from interviews.api.pagination import Column, KeysetPagination, Ordering
from interviews.api.renderers import Rendition
from interviews.api.shaping import Shape, ShapedSerializer
from interviews.counting import Facet
from interviews.models import Interview
from interviews.querysets import SluggedQuerySet
from interviews.search import conditions
from interviews.search.question import Question

SLUG = "[a-z0-9-]{1,120}"
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
    # Whether rows that `q` finds say why, and come with the nearest first; else they come
    # as they do without it.
    finds: ClassVar[bool] = True
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
            self.shape = Shape.read(self.request, self.serializer_class, self.hits)

    def read_filters(self) -> None:
        self.filterset = filters.read(
            self.filterset_class, self.request, super().get_queryset()
        )

    @property
    def hits(self) -> tuple[str, ...]:
        """The keys that say why a row was found."""
        is_searched = self.request.query_params.get("q", "").strip()
        return self.serializer_class.hits if is_searched and self.finds else ()

    @property
    def question(self) -> Question | None:
        filterset = getattr(self, "filterset", None)  # not where it was refused
        return filterset.form.cleaned_data.get("q") if filterset else None

    @property
    def ranks(self) -> bool:
        asked = self.finds and self.question is not None
        return asked and "ordering" not in self.request.query_params

    def columns(self, ordering: str | None) -> tuple[Column, ...]:
        """What the list is ordered by: where it is searched, by how near rows come."""
        if self.ranks:
            near = (Column(F("nearness")), Column(F("relevance"), descending=True))
            return near + self.ordering.default
        return self.ordering.columns(ordering)

    def nearest(self, queryset: QuerySet, most: int) -> QuerySet:
        return conditions.nearest(queryset, cast("Question", self.question), most)

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset) or []
        if queryset.model is Interview and "snippet" in self.shape.fields:
            conditions.find_best_texts(rows, cast("Question", self.question))
        return rows

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
            found = self.filterset.qs
            if self.question and self.finds:
                found = conditions.with_hits(found, self.question)
            return self.shape.load(found, self.serializer_class)
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
