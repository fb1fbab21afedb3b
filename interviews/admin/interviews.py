from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from interviews.admin.fields import Rows, lines
from interviews.admin.forms import RecordForm
from interviews.admin.from_text import FromTextAdmin
from interviews.admin.lists import InterviewFilter, count_of, list_link
from interviews.admin.mention_proposals import NamesFinderAdmin
from interviews.admin.merges import MergeableAdmin
from interviews.admin.overview import OverviewAdmin
from interviews.admin.records import RecordAdmin
from interviews.admin.refusals import GuardedAdmin
from interviews.admin.roles import PUBLISH, RolesRows
from interviews.merging import SpeakerMerge
from interviews.models import (
    Interview,
    Participation,
    Passage,
    Quote,
    Speaker,
    Turn,
)


class InterviewForm(RecordForm):
    class Meta:
        widgets = {"metadata_line": lines(1), "note": lines(3)}


class ParticipationForm(RecordForm):
    class Meta:
        widgets = {"billed_as": lines(1, columns=40)}


class ParticipationInline(RolesRows, Rows):
    model = Participation
    form = ParticipationForm
    fields = ("speaker", "role", "billed_as")
    autocomplete_fields = ("speaker",)

    def get_queryset(self, request: Any) -> QuerySet:
        return super().get_queryset(request).select_related("speaker")


@admin.register(Interview)
class InterviewAdmin(FromTextAdmin, OverviewAdmin, NamesFinderAdmin, RecordAdmin):
    form = InterviewForm
    inlines = (ParticipationInline,)
    list_display = (
        "title",
        "publication",
        "published_on",
        "status",
        "publish_at",
        "turns",
        "quotes",
    )
    list_filter = ("status", "language", "publication")
    search_fields = ("title", "slug", "publication", "speakers__name")
    fixed_once_saved = ("source_text",)
    fields_by_permission = {PUBLISH: ("status", "publish_at")}
    readonly_fields = ("turns", "passages", "quotes", "created_at", "updated_at")

    def get_urls(self) -> list[Any]:
        return [self.from_text_url(), *super().get_urls()]

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        headline = ("title", "slug", "publication", "published_on", "language")
        description = {"fields": (*headline, "note")}
        visibility = {
            "fields": ("status", "publish_at"),
            "description": "The public sees an interview that is published and past its "
            "embargo, and nothing of any other. Editors may correct texts and tags of a "
            "published one at any time; status, embargo and deletion are for publishers.",
        }
        rights = {"fields": ("rights_holder", "licence", "credit_line")}
        source = {"fields": ("source_url", "metadata_line", "source_text")}
        record = {"fields": ("created_at", "updated_at")}
        contents = {"fields": ("turns", "passages", "quotes")}
        if obj is None:
            return (
                (None, description),
                ("Visibility", visibility),
                ("Rights", rights),
                ("Source", source),
            )
        return (
            (None, description),
            ("Contents", contents),
            ("Visibility", visibility),
            ("Rights", rights),
            ("Source", source | {"classes": ["collapse"]}),
            ("Record", record),
        )

    def get_queryset(self, request: Any) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .defer("source_text")
            .annotate(
                turn_count=count_of(Turn, "interview"),
                passage_count=count_of(Passage, "interview"),
                quote_count=count_of(Quote, "turn__interview"),
            )
        )

    @admin.display(ordering="turn_count")
    def turns(self, interview: Any) -> SafeString:
        return list_link(Turn, interview.turn_count, interview=interview.slug)

    @admin.display(ordering="passage_count")
    def passages(self, interview: Any) -> SafeString:
        return list_link(Passage, interview.passage_count, interview=interview.slug)

    @admin.display(ordering="quote_count")
    def quotes(self, interview: Any) -> SafeString:
        return list_link(Quote, interview.quote_count, interview=interview.slug)


@admin.register(Speaker)
class SpeakerAdmin(MergeableAdmin):
    merge = SpeakerMerge
    used = ("turns", "quotes")
    list_display = ("name", "slug", "description", "turns", "quotes")
    search_fields = ("name", "slug", "description")
    autocomplete_fields = ("entity",)
    fields = ("name", "slug", "description", "entity")

    def get_queryset(self, request: Any) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .annotate(
                turn_count=count_of(Turn, "speaker"),
                quote_count=count_of(Quote, "speaker"),
            )
        )

    @admin.display(ordering="turn_count")
    def turns(self, speaker: Any) -> SafeString:
        return list_link(Turn, speaker.turn_count, speaker__id__exact=speaker.pk)

    @admin.display(ordering="quote_count")
    def quotes(self, speaker: Any) -> SafeString:
        return list_link(Quote, speaker.quote_count, speaker__id__exact=speaker.pk)


@admin.register(Participation)
class ParticipationAdmin(GuardedAdmin):
    form = ParticipationForm
    list_display = ("speaker", "role", "billed_as", "interview")
    list_filter = ("role", InterviewFilter)
    list_select_related = ("interview", "speaker")
    search_fields = ("speaker__name", "billed_as", "interview__title")
    autocomplete_fields = ("interview", "speaker")
    fields = ("interview", "speaker", "role", "billed_as")
    fixed_once_released = ("interview",)

    def get_queryset(self, request: Any) -> QuerySet:
        return super().get_queryset(request).defer("interview__source_text")
