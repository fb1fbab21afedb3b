"""Quotes as feeds, newest first: JSON Feed 1.1, and the same items as Atom (RFC 4287)."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.utils.urls import remove_query_param

from interviews.api.pagination import KeysetPagination, Ordering, column
from interviews.api.references import InterviewRefSerializer, TopicRefSerializer
from interviews.api.views import QuoteViewSet
from interviews.attribution import attribution_line
from interviews.models import Change, Interview, Quote
from interviews.text import opening_words

VERSION = "https://jsonfeed.org/version/1.1"
ATOM = "http://www.w3.org/2005/Atom"
TITLE = "Verbatim: quotes"
DESCRIPTION = "Words that were said, each with its place in the interview."
# Of a feed without items.
NEVER = "1970-01-01T00:00:00Z"
# What the database takes and XML 1.0 does not.
NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class AuthorSerializer(serializers.Serializer):
    """Who said the words."""

    name = serializers.CharField(help_text="The name as the publication prints it.")
    url = serializers.URLField(help_text="The speaker in the API.")


class OfVerbatimSerializer(serializers.Serializer):
    """What a feed has no word for."""

    about = serializers.SerializerMethodField(help_text="What these keys mean.")
    attribution = serializers.SerializerMethodField(
        help_text="The line to print under the quote."
    )
    teller = serializers.SerializerMethodField(
        help_text="Who repeats the words, where they are embedded in another's turn."
    )
    quote = serializers.HyperlinkedIdentityField(
        view_name="quotes-detail",
        lookup_field="public_id",
        lookup_url_kwarg="id",
        help_text="All that the API has on the quote.",
    )
    interview = InterviewRefSerializer(
        source="turn.interview",
        expanded=False,
        help_text="The interview that they are from.",
    )
    publication = serializers.CharField(
        source="turn.interview.publication",
        help_text="The newspaper, magazine or station that published them.",
    )
    published_on = serializers.DateField(
        source="turn.interview.published_on", help_text="The day of publication."
    )
    topics = TopicRefSerializer(
        source="turn.topics",
        many=True,
        expanded=False,
        help_text="What the turn is about.",
    )
    credit_line = serializers.CharField(
        source="turn.interview.credit_line",
        help_text="How to credit the text; empty if nothing is asked.",
    )

    @extend_schema_field(serializers.URLField())
    def get_about(self, quote: Quote) -> str:
        return reverse("docs", request=self.context["request"])

    def get_attribution(self, quote: Quote) -> str:
        return attribution_line(quote)

    def get_teller(self, quote: Quote) -> str | None:
        return quote.teller.name if quote.teller else None


class FeedItemSerializer(serializers.Serializer):
    """A quote as an item of a feed."""

    id = serializers.SerializerMethodField(help_text="The quote's lasting address.")
    url = serializers.SerializerMethodField(help_text="The quote's page.")
    external_url = serializers.URLField(
        source="turn.interview.source_url",
        required=False,
        help_text="Where the publisher has the article, if known.",
    )
    title = serializers.SerializerMethodField(
        help_text="Who says it, and the opening words."
    )
    content_text = serializers.CharField(source="text", help_text="The exact words.")
    summary = serializers.SerializerMethodField(
        help_text="The line to print under the quote."
    )
    image = serializers.SerializerMethodField(help_text="The quote as a picture.")
    date_published = serializers.DateTimeField(
        source="public_since",
        help_text="When it could be seen here for the first time.",
    )
    date_modified = serializers.SerializerMethodField(help_text="When it last changed.")
    authors = serializers.SerializerMethodField(help_text="Whose words they are.")
    tags = serializers.SerializerMethodField(help_text="What the turn is about.")
    language = serializers.CharField(
        source="turn.interview.language",
        help_text="Language of the words, as a BCP 47 tag such as nl.",
    )
    _verbatim = OfVerbatimSerializer(
        source="*", help_text="What a feed has no word for."
    )

    @extend_schema_field(serializers.URLField())
    def get_id(self, quote: Quote) -> str:
        return self._address("quote-page", quote)

    @extend_schema_field(serializers.URLField())
    def get_url(self, quote: Quote) -> str:
        return self._address("quote-page", quote)

    @extend_schema_field(serializers.URLField())
    def get_image(self, quote: Quote) -> str:
        return self._address("quote-image", quote)

    def get_title(self, quote: Quote) -> str:
        return f"{quote.speaker.name}: {opening_words(quote.text)}"

    def get_summary(self, quote: Quote) -> str:
        return attribution_line(quote)

    @extend_schema_field(serializers.DateTimeField())
    def get_date_modified(self, quote: Any) -> str:
        return _moment(max(quote.updated_at, quote.public_since))

    @extend_schema_field(AuthorSerializer(many=True))
    def get_authors(self, quote: Quote) -> list[dict[str, str]]:
        url = reverse(
            "speakers-detail",
            kwargs={"slug": quote.speaker.slug},
            request=self.context["request"],
        )
        return [{"name": quote.speaker.name, "url": url}]

    def get_tags(self, quote: Quote) -> list[str]:
        return [topic.label for topic in quote.turn.topics.all()]

    def _address(self, view: str, quote: Quote) -> str:
        return reverse(
            view, kwargs={"id": quote.public_id}, request=self.context["request"]
        )

    def to_representation(self, quote: Any) -> dict[str, Any]:
        item = super().to_representation(quote)
        if not item["external_url"]:
            del item["external_url"]
        return item


_moment = serializers.DateTimeField().to_representation


class FeedSerializer(serializers.Serializer):
    """Quotes, newest first, as JSON Feed 1.1 has it."""

    version = serializers.URLField(help_text="The version of JSON Feed.")
    title = serializers.CharField(help_text="The name of the feed.")
    description = serializers.CharField(help_text="What is in it.")
    home_page_url = serializers.URLField(help_text="The site that the feed is of.")
    feed_url = serializers.URLField(help_text="The feed, from its first item.")
    next_url = serializers.URLField(
        required=False, help_text="What comes after these, where there is more."
    )
    items = FeedItemSerializer(many=True, help_text="The quotes of this page.")


class FeedPagination(KeysetPagination):
    def get_paginated_response(self, data: Any) -> Response:
        paged = super().get_paginated_response(data)
        address = self.request.build_absolute_uri()
        feed = {
            "version": VERSION,
            "title": TITLE,
            "description": DESCRIPTION,
            "home_page_url": self.request.build_absolute_uri("/"),
            "feed_url": remove_query_param(address, "cursor"),
            "items": data,
        }
        if following := paged.data["next"]:
            feed["next_url"] = following
        return Response(feed, headers=dict(paged.headers))


class JsonFeedRenderer(JSONRenderer):
    media_type = "application/feed+json"
    format = "json"


class AtomRenderer(BaseRenderer):
    media_type = "application/atom+xml"
    format = "atom"
    charset = "utf-8"

    def render(self, data: Any, accepted: Any = None, context: Any = None) -> bytes:
        if not data:  # as for OPTIONS
            return b""
        request = context["request"]
        return atom(data, request.build_absolute_uri())


def atom(feed: dict[str, Any], address: str) -> bytes:
    """A JSON Feed as Atom, paged as RFC 5005 has it; `address` is that of this page."""
    root = ElementTree.Element("feed", {"xmlns": ATOM})
    _add(root, "id", feed["feed_url"])
    _add(root, "title", feed["title"])
    _add(root, "subtitle", feed["description"])
    moments = [item["date_modified"] for item in feed["items"]]
    _add(root, "updated", max(moments, default=NEVER))
    _link(root, "self", address, AtomRenderer.media_type)
    _link(root, "first", feed["feed_url"], AtomRenderer.media_type)
    _link(root, "alternate", feed["home_page_url"], "text/html")
    if "next_url" in feed:
        _link(root, "next", feed["next_url"], AtomRenderer.media_type)
    for item in feed["items"]:
        _add_entry(root, item)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add_entry(root: ElementTree.Element, item: dict[str, Any]) -> None:
    extra = item["_verbatim"]
    entry = ElementTree.SubElement(root, "entry", {"xml:lang": item["language"]})
    _add(entry, "id", item["id"])
    _add(entry, "title", item["title"])
    _add(entry, "published", item["date_published"])
    _add(entry, "updated", item["date_modified"])
    for author in item["authors"]:
        person = ElementTree.SubElement(entry, "author")
        _add(person, "name", author["name"])
        _add(person, "uri", author["url"])
    _link(entry, "alternate", item["url"], "text/html")
    _link(entry, "enclosure", item["image"], "image/png")
    if "external_url" in item:
        _link(entry, "via", item["external_url"], "text/html")
    for topic in extra["topics"]:
        scheme = topic["url"].removesuffix(f"{topic['slug']}/")
        category = {"term": topic["slug"], "label": topic["name"], "scheme": scheme}
        ElementTree.SubElement(
            entry, "category", {name: _xml(value) for name, value in category.items()}
        )
    if extra["credit_line"]:
        _add(entry, "rights", extra["credit_line"])
    _add(entry, "summary", item["summary"], type="text")
    _add(entry, "content", item["content_text"], type="text")


def _add(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = _xml(text)


def _link(parent: ElementTree.Element, rel: str, href: str, media_type: str) -> None:
    attributes = {"rel": rel, "type": media_type, "href": _xml(href)}
    ElementTree.SubElement(parent, "link", attributes)


def _xml(text: str) -> str:
    return NOT_IN_XML.sub("\ufffd", text.replace("\r", "\n"))


class AsAddressed(BaseContentNegotiation):
    # The address says which format it is; readers of feeds ask for anything.
    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


class JsonFeedViewSet(QuoteViewSet):
    """Quotes as a feed, newest first: those that came to the public last are on top.

    Takes the filters of the list of quotes. A quote that is withdrawn is no longer in the
    feed.
    """

    purpose = "feed_json"
    shaped = ()
    finds = False
    queryset = Quote.objects.published().with_debut()
    ordering = Ordering(default=(column("-public_since"), column("-debut")), named={})
    pagination_class = FeedPagination
    renderer_classes = [JsonFeedRenderer]
    facets = {}
    content_negotiation_class = AsAddressed

    def parameter_names(self) -> list[str]:
        return [*self.filterset_class.base_filters, "page_size", "cursor"]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return self.filterset.qs.select_related(
            "speaker", "turn__speaker"
        ).prefetch_related(
            Prefetch("turn__interview", Interview.objects.without_source()),
            "turn__topics",
        )

    @extend_schema(
        responses={
            (200, "application/feed+json"): forced_singular_serializer(FeedSerializer)
        }
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        number, moment = Change.objects.version()
        etag = f'W/"{number}-{moment and moment.timestamp()}"'
        changed_at = int(moment.timestamp()) if moment else 0
        response = get_conditional_response(
            request._request, etag, changed_at, HttpResponse()
        )
        if response is None or response.status_code == 200:
            response = self.page()
        response["ETag"] = etag
        response["Last-Modified"] = http_date(changed_at)
        response["Cache-Control"] = "public, max-age=60, stale-while-revalidate=600"
        return response

    def page(self) -> Response:
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        items = FeedItemSerializer(rows, many=True, context={"request": self.request})
        return self.get_paginated_response(items.data)


class AtomFeedViewSet(JsonFeedViewSet):
    """Quotes as a feed in Atom, with the same items as the JSON Feed."""

    purpose = "feed_atom"
    renderer_classes = [AtomRenderer]

    @extend_schema(responses={(200, "application/atom+xml"): OpenApiTypes.STR})
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        return super().list(request, *args, **kwargs)
