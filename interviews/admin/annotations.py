from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.safestring import SafeString

from interviews.admin.fields import Rows, lines
from interviews.admin.forms import SpanForm
from interviews.admin.lists import (
    PlaceInterviewFilter,
    TurnInterviewFilter,
    count_of,
    list_link,
)
from interviews.admin.mention_proposals import NamesFinderAdmin, find_mentions
from interviews.admin.merges import MergeableAdmin
from interviews.admin.records import RecordAdmin
from interviews.admin.roles import WITHDRAW, RolesRows
from interviews.admin.texts import SpanFormSet, SpanRowForm
from interviews.admin.withdrawal import (
    PullQuoteFilter,
    StandingFilter,
    WithdrawalAdmin,
)
from interviews.merging import EntityMerge, TopicMerge
from interviews.models import Entity, Mention, Quote, Topic, Turn


class QuoteForm(SpanForm):
    class Meta:
        widgets = {"text": lines(3), "note": lines(2), "withdrawal_reason": lines(2)}


class MentionForm(SpanForm):
    class Meta:
        widgets = {"text": lines(1)}


class QuoteRowForm(SpanRowForm):
    class Meta:
        widgets = {"text": lines(4, columns=22)}


class MentionRowForm(SpanRowForm):
    class Meta:
        widgets = {"text": lines(1, columns=32)}


class QuoteInline(RolesRows, Rows):
    model = Quote
    form = QuoteRowForm
    formset = SpanFormSet
    fields = ("text", "start", "end", "kind", "speaker", "is_featured")
    autocomplete_fields = ("speaker",)
    show_change_link = True

    def get_queryset(self, request: Any) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .select_related("speaker")
            .order_by("start", "end")
        )


class MentionInline(Rows):
    model = Mention
    form = MentionRowForm
    formset = SpanFormSet
    fields = ("entity", "text", "start", "end")
    autocomplete_fields = ("entity",)

    def get_queryset(self, request: Any) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .select_related("entity")
            .order_by("start", "end")
        )


class SpanAdmin(RecordAdmin):
    def values_of(self, record: Any, row: Any) -> dict[str, Any]:
        values = super().values_of(record, row)
        place = record.turn or getattr(record, "passage", None)
        if place and place.text[record.start : record.end] != record.text:
            # The text has changed since: where the words stand is found when saving.
            values |= {"start": None, "end": None}
        return values


@admin.register(Quote)
class QuoteAdmin(WithdrawalAdmin, SpanAdmin):
    owners = ("turn",)
    form = QuoteForm
    list_display = (
        "opening",
        "speaker",
        "kind",
        "is_featured",
        "is_standing",
        "place",
        "public_id",
    )
    list_filter = (
        "kind",
        "is_featured",
        StandingFilter,
        PullQuoteFilter,
        TurnInterviewFilter,
    )
    list_select_related = ("speaker", "turn__interview")
    search_fields = (
        "text",
        "public_id",
        "speaker__name",
        "turn__interview__title",
        "note",
    )
    autocomplete_fields = ("turn", "speaker")
    fixed_once_released = ("turn",)
    fields_by_permission = {WITHDRAW: ("withdrawn_at", "withdrawal_reason")}
    readonly_fields = ("public_id", "created_at", "updated_at")

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        words = {
            "fields": ("turn", "text", ("start", "end"), "speaker", "kind"),
            "description": "Start and end may stay empty where the words occur once in "
            "the turn.",
        }
        fieldsets = (
            (None, words),
            ("For readers", {"fields": ("is_featured", "note")}),
            (
                "Withdrawal",
                {
                    "fields": ("withdrawn_at", "withdrawal_reason"),
                    "description": "A withdrawn quote keeps its words, and the public "
                    "sees the reason in their place.",
                },
            ),
        )
        record = ("Record", {"fields": ("public_id", "created_at", "updated_at")})
        return (*fieldsets, record) if obj else fieldsets

    def get_queryset(self, request: Any) -> QuerySet:
        return super().get_queryset(request).defer("turn__interview__source_text")

    @admin.display(description="words")
    def opening(self, quote: Quote) -> str:
        return str(quote)

    @admin.display(boolean=True, description="standing")
    def is_standing(self, quote: Quote) -> bool:
        return quote.withdrawn_at is None

    @admin.display(description="turn")
    def place(self, quote: Quote) -> str:
        return f"{quote.turn.interview}, {quote.turn.position}"


@admin.register(Mention)
class MentionAdmin(SpanAdmin):
    owners = ("turn", "passage")
    form = MentionForm
    list_display = ("text", "entity", "entity_kind", "place", "start", "end")
    list_filter = ("entity__kind", PlaceInterviewFilter)
    list_select_related = ("entity", "turn__interview", "passage__interview")
    search_fields = ("text", "entity__name", "entity__slug")
    autocomplete_fields = ("entity", "turn", "passage")
    fields = ("entity", ("turn", "passage"), "text", ("start", "end"))

    def get_urls(self) -> list[URLPattern]:
        find = self.admin_site.admin_view(find_mentions)
        return [
            path("find/", find, name="interviews_mention_find"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: Any) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .defer("turn__interview__source_text", "passage__interview__source_text")
        )

    @admin.display(description="kind", ordering="entity__kind")
    def entity_kind(self, mention: Mention) -> str:
        return mention.entity.get_kind_display()

    @admin.display(description="in")
    def place(self, mention: Mention) -> str:
        place = mention.place
        return f"{place.interview}, {place}" if place else ""


@admin.register(Entity)
class EntityAdmin(MergeableAdmin, NamesFinderAdmin):
    merge = EntityMerge
    actions = (*MergeableAdmin.actions, *NamesFinderAdmin.actions)
    list_display = ("name", "kind", "description", "wikidata_id", "mentions")
    list_filter = ("kind", ("wikidata_id", admin.EmptyFieldListFilter))
    search_fields = ("name", "slug", "aliases", "description", "wikidata_id")
    fields = ("name", "slug", "kind", "aliases", "description", "wikidata_id")
    used = ("mentions",)

    def get_queryset(self, request: Any) -> QuerySet:
        queryset = super().get_queryset(request)
        return queryset.annotate(mention_count=count_of(Mention, "entity"))

    @admin.display(ordering="mention_count")
    def mentions(self, entity: Any) -> SafeString:
        return list_link(Mention, entity.mention_count, entity__id__exact=entity.pk)


@admin.register(Topic)
class TopicAdmin(MergeableAdmin):
    merge = TopicMerge
    list_display = ("label", "label_en", "broader", "wikidata_id", "tagged")
    list_filter = (("broader", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("broader",)
    search_fields = ("label", "label_en", "slug", "scope_note")
    autocomplete_fields = ("broader",)
    fields = (
        "label",
        "label_en",
        "slug",
        "scope_note",
        "broader",
        "wikidata_id",
        "iptc_media_topic",
    )
    used = ("tagged",)

    def get_queryset(self, request: Any) -> QuerySet:
        queryset = super().get_queryset(request)
        tags = Turn.topics.through
        return queryset.annotate(turn_count=count_of(tags, "topic"))

    # Django would take the name of the relation for the relation.
    @admin.display(description="turns", ordering="turn_count")
    def tagged(self, topic: Any) -> SafeString:
        return list_link(Turn, topic.turn_count, topics__id__exact=topic.pk)
