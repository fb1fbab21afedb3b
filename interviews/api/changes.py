"""What has changed since a moment or since the last time that somebody asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, cast

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Q
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.utils.urls import replace_query_param
from rest_framework.viewsets import ViewSet

from interviews.api import parameters
from interviews.api.fields import MomentField
from interviews.api.pagination import (
    DEFAULT_PAGE_SIZE,
    MAX_PAGE_SIZE,
    fingerprint,
    page_size_of,
)
from interviews.api.problems import InvalidParameters, Offence, raise_together
from interviews.api.shaping import ReadSerializer
from interviews.changelog import Horizon
from interviews.choices import ChangeKind, Resource
from interviews.models import Change

SALT = "interviews.changes"
BEFORE_ALL = Horizon(0, datetime.fromisoformat("1900-01-01T00:00:00Z"))
# Of every commit there will be.
LAST_NUMBER = 2**63 - 1
DETAILS = {
    Resource.INTERVIEW: ("interviews-detail", "slug"),
    Resource.SPEAKER: ("speakers-detail", "slug"),
    Resource.TURN: ("turns-detail", "id"),
    Resource.QUOTE: ("quotes-detail", "id"),
    Resource.ENTITY: ("entities-detail", "slug"),
    Resource.TOPIC: ("topics-detail", "slug"),
}


@dataclass(frozen=True)
class Place:
    """What a reader has seen; between two pages also where in what they walk through."""

    seen: Horizon
    reach: Horizon | None = None
    after: tuple[datetime, int] | None = None

    def encode(self, question: str) -> str:
        return signing.dumps(
            {
                "q": question,
                "s": _plain(self.seen),
                "r": _plain(self.reach) if self.reach else None,
                "a": [self.after[0].isoformat(), self.after[1]] if self.after else None,
            },
            salt=SALT,
        )

    @classmethod
    def read(cls, value: str | None, question: str) -> Place:
        if value is None:
            return cls(BEFORE_ALL)
        if value[:1].isdigit():
            return cls(_just_before(value))
        try:
            payload = signing.loads(value, salt=SALT)
        except signing.BadSignature:
            raise InvalidParameters(
                Offence(
                    "since",
                    "Is neither a moment such as 2026-01-16T09:00:00Z nor a since that "
                    "this API gave.",
                    value,
                )
            ) from None
        if payload["q"] != question:
            raise InvalidParameters(
                Offence(
                    "since",
                    "Belongs to another question: the resources differ. "
                    "Start again without it.",
                    value,
                )
            )
        after = payload["a"]
        return cls(
            _horizon(payload["s"]),
            _horizon(payload["r"]) if payload["r"] else None,
            (datetime.fromisoformat(after[0]), after[1]) if after else None,
        )


def _plain(horizon: Horizon) -> list[Any]:
    return [horizon.number, horizon.moment.isoformat()]


def _horizon(plain: Sequence[Any]) -> Horizon:
    return Horizon(plain[0], datetime.fromisoformat(plain[1]))


def _just_before(value: str) -> Horizon:
    try:
        moment = cast("datetime", MomentField().clean(value))
    except ValidationError as refused:
        raise InvalidParameters(
            Offence("since", " ".join(refused.messages), value)
        ) from None
    return Horizon(LAST_NUMBER, moment - timedelta(microseconds=1))


class ChangeSerializer(ReadSerializer):
    """What became of one thing."""

    change = serializers.ChoiceField(
        choices=ChangeKind.choices,
        source="kind",
        read_only=True,
        help_text="What became of it. Both created and updated ask to fetch it; of what was "
        "withdrawn or removed, no copy should be shown any longer.",
    )
    id = serializers.CharField(
        source="name",
        read_only=True,
        help_text="Its slug, or its lasting identifier if it is a turn or a quote.",
    )
    url = serializers.SerializerMethodField(
        help_text="Where this is in the API, or was: 410 if withdrawn, 404 if removed."
    )
    changed_at = serializers.DateTimeField(
        source="takes_effect_at",
        read_only=True,
        help_text="When the change could first be seen.",
    )
    reason = serializers.SerializerMethodField(
        help_text="For a withdrawn quote: why it was withdrawn."
    )

    class Meta:
        model = Change
        fields = [
            "resource",
            "change",
            "id",
            "url",
            "changed_at",
            "withdrawn_at",
            "reason",
        ]

    @extend_schema_field(serializers.URLField())
    def get_url(self, change: Change) -> str:
        view, lookup = DETAILS[Resource(change.resource)]
        return reverse(
            view, kwargs={lookup: change.name}, request=self.context["request"]
        )

    def get_reason(self, change: Change) -> str | None:
        return change.withdrawal_reason or None


class ChangesSerializer(serializers.Serializer):
    """What has changed, oldest first, and how to ask for what will."""

    since = serializers.CharField(
        help_text="Keep this, and give it as `since` to be told what changed after this "
        "answer. It is there too when nothing is new."
    )
    next = serializers.URLField(
        allow_null=True,
        help_text="The next page, where there is more already; null at the end.",
    )
    results = ChangeSerializer(
        many=True, help_text="Each thing that changed, once, by what became of it last."
    )


class ChangeViewSet(ViewSet):
    """What became public, changed, was withdrawn or removed, oldest first.

    To keep a copy: start without `since`, follow `next` to its end, and keep the last
    `since`. From then on ask with that, as often as you like, and keep the newest. Fetch
    what was created or updated from its `url`; delete what was withdrawn or removed.
    Nothing is missed or out of order, whatever is written meanwhile; each thing comes once,
    by what became of it last. An embargo that ends counts as a change at that moment.

    A turn's row stands for its topics, mentions and quotes too, and a speaker's, entity's or
    topic's row for its name wherever that is shown.
    """

    purpose = "changes"
    parameters: ClassVar = [
        OpenApiParameter(
            "since",
            str,
            description="A since of an earlier answer, or a moment such as "
            "2026-01-16T09:00:00Z. From the beginning without it.",
        ),
        OpenApiParameter(
            "resource",
            {"type": "array", "items": {"type": "string", "enum": Resource.values}},
            description="Only these resources. Several with commas.",
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
    ]

    @extend_schema(responses=forced_singular_serializer(ChangesSerializer))
    def list(self, request: Request) -> Response:
        raise_together(
            lambda: parameters.refuse_unknown(
                request, ["since", "resource", "page_size", "format"]
            ),
            lambda: self.read(request),
        )
        reach = self.place.reach or Change.objects.horizon()
        changes = Change.objects.latest_of_each(reach).beyond(self.place.seen)
        if self.resources:
            changes = changes.filter(resource__in=self.resources)
        if self.place.after:
            moment, key = self.place.after
            changes = changes.filter(
                Q(takes_effect_at__gt=moment) | Q(pk__gt=key),
                takes_effect_at__gte=moment,
            )
        rows = [*changes.in_order()[: self.page_size + 1]]
        page, more = rows[: self.page_size], len(rows) > self.page_size
        place = Place(reach)
        if more:
            place = Place(
                self.place.seen, reach, (page[-1].takes_effect_at, page[-1].pk)
            )
        since = place.encode(self.question)
        following = replace_query_param(request.build_absolute_uri(), "since", since)
        return Response(
            {
                "since": since,
                "next": following if more else None,
                "results": ChangeSerializer(
                    page, many=True, context={"request": request}
                ).data,
            },
            headers={"Link": f'<{following}>; rel="next"'} if more else None,
        )

    def read(self, request: Request) -> None:
        asked = request.query_params
        self.question = fingerprint(request, {"since"})

        def read_since() -> None:
            self.place = Place.read(asked.get("since"), self.question)

        def read_page() -> None:
            self.page_size = page_size_of(asked.get("page_size"))

        def read_resources() -> None:
            self.resources = _resources(asked.get("resource"))

        raise_together(read_since, read_page, read_resources)


def _resources(value: str | None) -> list[str]:
    if not value:
        return []
    words = parameters.split_list("resource", value)
    what = f"one of {', '.join(Resource.values)}"
    offences = [
        parameters.unknown_value("resource", word, Resource.values, what)
        for word in words
        if word not in Resource.values
    ]
    if offences:
        raise InvalidParameters(*offences)
    return words
