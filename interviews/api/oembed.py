"""oEmbed 1.0: what a site needs to show a quote for which it was given the address."""

from __future__ import annotations

import re
from collections.abc import Callable
from math import ceil
from typing import Any, ClassVar
from urllib.parse import SplitResult, unquote, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.http.request import split_domain_port, validate_host
from django.template.loader import render_to_string
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from interviews.addresses import addresses
from interviews.api import problems
from interviews.api.problems import InvalidParameters, Offence
from interviews.attribution import attribution_line, language_of_labels
from interviews.models import Quote
from interviews.pages.answers import CACHE_CONTROL, unless_known
from interviews.pages.images import SIZE as THUMBNAIL_SIZE
from interviews.text import opening_words, paragraphs

VERSION = "1.0"
ADDRESS = re.compile(r"/q/(?P<id>[A-Za-z0-9_]{1,20})(?:/card|\.png)?/?")
WIDTH, NARROWEST = 550, 240
# Letters of about 16 pixels, in lines of 24, with the margins that browsers give.
CHARACTER_WIDTH, LINE_HEIGHT, PARAGRAPH_MARGIN, INDENT = 8, 24, 16, 80
CACHE_AGE = 3600
# Not allowed in XML, though PostgreSQL keeps them.
NO_XML = re.compile("[\ufffe\uffff]")


class OEmbedSerializer(serializers.Serializer):
    """A quote as oEmbed has it."""

    type = serializers.ChoiceField(
        choices=["rich", "link"], help_text="`link` where there is too little room."
    )
    version = serializers.CharField(help_text="The version of oEmbed.")
    title = serializers.CharField(help_text="Who says it, and the opening words.")
    author_name = serializers.CharField(help_text="Whose words they are.")
    author_url = serializers.URLField(help_text="The speaker in the API.")
    provider_name = serializers.CharField(help_text="Verbatim.")
    provider_url = serializers.URLField(help_text="The site that the quote is on.")
    cache_age = serializers.IntegerField(help_text="How long to keep it, in seconds.")
    thumbnail_url = serializers.URLField(
        required=False, help_text="The quote as a picture, if that fits."
    )
    thumbnail_width = serializers.IntegerField(required=False, help_text="In pixels.")
    thumbnail_height = serializers.IntegerField(required=False, help_text="In pixels.")
    html = serializers.CharField(
        required=False, help_text="For `rich`: the quote as HTML, without scripts."
    )
    width = serializers.IntegerField(
        required=False, help_text="For `rich`: how wide it is at most, in pixels."
    )
    height = serializers.IntegerField(
        required=False, help_text="For `rich`: about how high it is then, in pixels."
    )


class OEmbedView(APIView):
    """What a site needs to show a quote for which it was given the address (oEmbed 1.0).

    Parameters that are not known are ignored, as oEmbed asks.
    """

    basename = "quotes"
    purpose = "oembed"
    parameters: ClassVar = [
        OpenApiParameter(
            "url",
            {"type": "string", "format": "uri"},
            required=True,
            description="The page, the card or the picture of a quote.",
        ),
        *(
            OpenApiParameter(
                name, {"type": "integer", "minimum": 1}, description=description
            )
            for name, description in {
                "maxwidth": "How wide it may be, in pixels.",
                "maxheight": "How high it may be, in pixels.",
            }.items()
        ),
        OpenApiParameter(
            "format",
            {"type": "string", "enum": ["json", "xml"], "default": "json"},
            description="The format to answer in, whatever Accept says.",
        ),
    ]

    @extend_schema(
        responses={
            (200, "application/json"): OEmbedSerializer,
            (200, "text/xml"): OpenApiTypes.STR,
        }
    )
    def get(self, request: Request) -> Any:
        asked: dict[str, Any] = {}

        def read(
            name: str, reader: Callable[[Request, str], Any]
        ) -> Callable[[], None]:
            return lambda: asked.update({name: reader(request, name)})

        problems.raise_together(
            read("url", _required),
            read("maxwidth", _pixels),
            read("maxheight", _pixels),
            read("format", _given),
        )
        writer = WRITERS.get(asked["format"] or "json")
        if writer is None:
            raise problems.FormatNotImplemented
        quote = _quote(request, asked["url"])
        body = _answer(request, quote, asked["maxwidth"], asked["maxheight"])
        response = writer(body)
        response["Cache-Control"] = CACHE_CONTROL
        return unless_known(request._request, response)

    def perform_content_negotiation(
        self,
        request: Request,
        force: bool = False,
    ) -> Any:
        # `format` alone decides, and Accept may be anything.
        return self.get_renderers()[0], "application/json"

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204)


def _given(request: Request, name: str) -> str | None:
    values = request.query_params.getlist(name)
    if len(values) > 1:
        raise InvalidParameters(Offence(name, "Given more than once."))
    if values and not values[0].strip():
        raise InvalidParameters(
            Offence(name, "Has no value. Leave the parameter out instead.")
        )
    return values[0] if values else None


def _required(request: Request, name: str) -> str:
    value = _given(request, name)
    if value is None:
        raise InvalidParameters(Offence(name, "Is needed: the address of a quote."))
    return value


def _pixels(request: Request, name: str) -> int | None:
    value = _given(request, name)
    if value is None:
        return None
    if not re.fullmatch("0*[1-9][0-9]{0,8}", value):
        raise InvalidParameters(
            Offence(name, "Is not a whole number of pixels, from 1.", value)
        )
    return int(value)


# Whose address it is: by its text alone, for it is never fetched.


def _quote(request: Request, url: str) -> Quote:
    try:
        address = urlsplit(url.strip())
        is_ours = _is_ours(request, address)
        path = unquote(address.path, errors="strict")
    except ValueError:
        raise Http404 from None
    found = ADDRESS.fullmatch(path)
    if not (is_ours and found):
        raise Http404
    quotes = Quote.objects.in_published_interviews().to_show()
    quote = quotes.filter(public_id=found["id"]).first()
    if quote is None:
        raise Http404
    if quote.withdrawn_at is not None:
        raise problems.Withdrawn(quote)
    return quote


def _is_ours(request: Request, address: SplitResult) -> bool:
    if address.scheme not in ("http", "https") or "@" in address.netloc:
        return False
    domain, port = split_domain_port(address.netloc)
    own_domain, own_port = split_domain_port(request.get_host())
    hosts = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    return port in {"", "80", "443", own_port} and validate_host(
        domain, [own_domain, *hosts]
    )


# What is answered.


def _answer(
    request: Request, quote: Quote, maxwidth: int | None, maxheight: int | None
) -> dict[str, Any]:
    address = addresses(request.build_absolute_uri)
    page = address("quote-page", id=quote.public_id)
    words = f"{quote.speaker.name}: “{opening_words(quote.text)}”"
    body: dict[str, Any] = {
        "type": "link",
        "version": VERSION,
        "title": words,
        "author_name": quote.speaker.name,
        "author_url": address("speakers-detail", slug=quote.speaker.slug),
        "provider_name": "Verbatim",
        "provider_url": request.build_absolute_uri("/"),
        "cache_age": CACHE_AGE,
    }
    if _fits(THUMBNAIL_SIZE, maxwidth, maxheight):
        body |= {
            "thumbnail_url": address("quote-image", id=quote.public_id),
            "thumbnail_width": THUMBNAIL_SIZE[0],
            "thumbnail_height": THUMBNAIL_SIZE[1],
        }
    attribution = attribution_line(quote)
    width = min(WIDTH, maxwidth or WIDTH)
    height = _height([*paragraphs(quote.text), attribution], width)
    if width >= NARROWEST and _fits((width, height), maxwidth, maxheight):
        html = _html(quote, attribution, page)
        body |= {"type": "rich", "html": html, "width": width, "height": height}
    return body


def _fits(size: tuple[int, int], maxwidth: int | None, maxheight: int | None) -> bool:
    return all(
        limit is None or length <= limit
        for length, limit in zip(size, (maxwidth, maxheight), strict=True)
    )


def _height(texts: list[str], width: int) -> int:
    """About how high the words will be: the page that shows them chooses the letters."""
    in_line = (width - INDENT) // CHARACTER_WIDTH
    lines = sum(
        max(ceil(len(line) / in_line), 1) for text in texts for line in text.split("\n")
    )
    return lines * LINE_HEIGHT + (len(texts) + 1) * PARAGRAPH_MARGIN


def _html(quote: Quote, attribution: str, page: str) -> str:
    language = quote.turn.interview.language
    context = {
        "page": page,
        "language": language,
        "paragraphs": paragraphs(quote.text),
        "attribution": attribution,
        "attribution_language": language_of_labels(language),
    }
    return render_to_string("interviews/oembed.html", context).strip()


def _json(body: dict[str, Any]) -> HttpResponse:
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _xml(body: dict[str, Any]) -> HttpResponse:
    root = ElementTree.Element("oembed")
    for name, value in body.items():
        ElementTree.SubElement(root, name).text = NO_XML.sub("\ufffd", str(value))
    return HttpResponse(
        ElementTree.tostring(root, encoding="utf-8", xml_declaration=True),
        content_type="text/xml; charset=utf-8",
    )


WRITERS = {"json": _json, "xml": _xml}
