"""A quote, an interview or a topic in the formats of others, each made from the row as a whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import renderers

from interviews import citations, linked_data, thesaurus, web_annotation
from interviews.addresses import Address
from interviews.models import Quote
from interviews.pages.answers import policy
from interviews.pages.quotes import card
from interviews.querysets import QuoteQuerySet


class Rendition(renderers.BaseRenderer):
    # The rows that it needs, what it makes of one, and how that is described.
    load: ClassVar[Callable[..., QuerySet]]
    build: ClassVar[Callable[..., Any]]
    schema: ClassVar[dict[str, Any]] = {"type": "string"}
    # Of the file that it is saved as, for what programs import.
    extension = ""
    headers: ClassVar[dict[str, str]] = {}
    is_for_frames = False

    @property
    def content_type(self) -> str:
        charset = f"; charset={self.charset}" if self.charset else ""
        return f"{self.media_type}{charset}"

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        return data.encode()


class JSONRendition(Rendition):
    charset = None
    schema = {"type": "object", "additionalProperties": True}

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        return json.dumps(data, ensure_ascii=False).encode()


class QuotationRenderer(JSONRendition):
    media_type = "application/ld+json"
    format = "jsonld"
    load = staticmethod(linked_data.with_what_a_quote_names)
    build = staticmethod(linked_data.quotation)


class ArticleRenderer(JSONRendition):
    media_type = "application/ld+json"
    format = "jsonld"
    load = staticmethod(linked_data.with_what_an_interview_holds)
    build = staticmethod(linked_data.article)


class AnnotationRenderer(JSONRendition):
    media_type = f'application/ld+json; profile="{web_annotation.CONTEXT}"'
    format = "annotation"
    load = staticmethod(linked_data.with_what_a_quote_names)
    build = staticmethod(web_annotation.annotation)


class AnnotationCollectionRenderer(JSONRendition):
    media_type = f'application/ld+json; profile="{web_annotation.CONTEXT}"'
    format = "annotation"
    load = staticmethod(linked_data.with_what_an_interview_holds)
    build = staticmethod(web_annotation.collection)


class ConceptRenderer(JSONRendition):
    media_type = "application/ld+json"
    format = "jsonld"
    load = staticmethod(thesaurus.with_what_a_topic_is_part_of)
    build = staticmethod(thesaurus.concept)


class BibtexRenderer(Rendition):
    media_type = "application/x-bibtex"
    format = "bibtex"
    extension = "bib"
    load = staticmethod(linked_data.with_what_a_quote_names)

    @staticmethod
    def build(quote: Quote, address: Address) -> str:
        return citations.bibtex(citations.csl_item(quote, address))


class RISRenderer(Rendition):
    media_type = "application/x-research-info-systems"
    format = "ris"
    extension = "ris"
    load = staticmethod(linked_data.with_what_a_quote_names)

    @staticmethod
    def build(quote: Quote, address: Address) -> str:
        return citations.ris(citations.csl_item(quote, address))


class CSLRenderer(JSONRendition):
    media_type = "application/vnd.citationstyles.csl+json"
    format = "csljson"
    extension = "json"
    schema = {"type": "array", "items": {"type": "object"}}
    load = staticmethod(linked_data.with_what_a_quote_names)

    @staticmethod
    def build(quote: Quote, address: Address) -> list[dict[str, Any]]:
        return [citations.csl_item(quote, address)]


class CardRenderer(Rendition):
    media_type = "text/html"
    format = "html"
    load = staticmethod(QuoteQuerySet.to_show)
    build = staticmethod(card)
    headers = policy(framed=True)
    is_for_frames = True


# The one with a profile first: the other takes any profile for its own.
OF_QUOTE: list[type[Rendition]] = [
    AnnotationRenderer,
    QuotationRenderer,
    BibtexRenderer,
    RISRenderer,
    CSLRenderer,
    CardRenderer,
]
OF_INTERVIEW: list[type[Rendition]] = [AnnotationCollectionRenderer, ArticleRenderer]
OF_TOPIC: list[type[Rendition]] = [ConceptRenderer]
