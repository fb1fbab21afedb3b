from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString

from interviews import history
from interviews.admin.annotations import MentionInline, QuoteInline
from interviews.admin.fields import lines
from interviews.admin.forms import PositionForm
from interviews.admin.lists import InterviewFilter, count_of, list_link
from interviews.admin.mention_proposals import NamesFinderAdmin
from interviews.admin.room import RoomMakerAdmin
from interviews.admin.texts import TextAdmin, TextForm
from interviews.choices import QuoteKind, TurnKind
from interviews.models import Mention, Passage, Quote, Turn
from interviews.text import opening_words

NEXT = "_next"


class TurnForm(TextForm):
    class Meta:
        widgets = {"text": lines(12)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.instance.excerpts_follow = "speaker" in self.changed_data
        return cleaned


class PassageForm(TextForm):
    class Meta:
        widgets = {"heading": lines(1), "text": lines(8)}


@admin.register(Turn)
class TurnAdmin(RoomMakerAdmin, NamesFinderAdmin, TextAdmin):
    form = TurnForm
    inlines = (QuoteInline, MentionInline)
    list_display = (
        "opening",
        "position",
        "kind",
        "speaker",
        "quotes",
        "mentions",
        "interview",
    )
    list_editable = ("position",)
    list_max_show_all = 1_000
    list_filter = (
        "kind",
        InterviewFilter,
        ("topics", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("interview", "speaker")
    search_fields = ("text", "public_id", "speaker__name", "interview__title")
    autocomplete_fields = ("interview", "speaker", "topics")
    fixed_once_saved = ("interview",)
    readonly_fields = ("public_id", "created_at", "updated_at")

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        words = ("interview", "position", "kind", "speaker", "text", "topics")
        fieldsets = (
            (None, {"fields": words}),
            (
                "Typography",
                {"fields": ("opening_mark", "closing_mark"), "classes": ["collapse"]},
            ),
        )
        record = ("Record", {"fields": ("public_id", "created_at", "updated_at")})
        return (*fieldsets, record) if obj else fieldsets

    def get_queryset(self, request: Any) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .defer("interview__source_text")
            .annotate(
                quote_count=count_of(Quote, "turn"),
                mention_count=count_of(Mention, "turn"),
            )
        )

    def get_changelist_form(self, request: Any, **kwargs: Any) -> Any:
        return PositionForm

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not (change and obj.excerpts_follow):
            return
        excerpts = obj.quotes.filter(kind=QuoteKind.EXCERPT).exclude(
            speaker=obj.speaker
        )
        quotes = list(excerpts)
        for quote in quotes:
            quote.speaker = obj.speaker
        history.change(quotes, ["speaker"], f"Its turn is by {obj.speaker}.")
        if quotes:
            many = "quote is" if len(quotes) == 1 else "quotes are"
            messages.info(request, f"{len(quotes)} {many} by {obj.speaker}, too.")

    def save_related(
        self, request: Any, form: Any, formsets: Any, change: bool
    ) -> None:
        before = set(form.instance.topics.all()) if change else set()
        super().save_related(request, form, formsets, change)
        after = set(form.instance.topics.all())
        if change and after != before:
            done = [f"{topic} added" for topic in sorted(after - before, key=str)]
            done += [f"{topic} taken away" for topic in sorted(before - after, key=str)]
            history.note(form.instance, f"Topics: {', '.join(done)}.", request.user)

    def beside(self, place: Turn) -> dict[str, Turn | None]:
        turns = Turn.objects.select_related("speaker")
        before, after = turns.before(place).first(), turns.after(place).first()
        question = answer = None
        if place.kind == TurnKind.ANSWER:
            is_answered = before is None or before.kind == TurnKind.QUESTION
            questions = turns.before(place).filter(kind=TurnKind.QUESTION)
            question = before if is_answered else questions.first()
        elif after and after.kind == TurnKind.ANSWER:
            answer = after
        return {
            "question": question,
            "answer": answer,
            "before": before,
            "after": after,
        }

    def response_post_save_change(
        self, request: Any, obj: Turn
    ) -> HttpResponseRedirect:
        following = Turn.objects.after(obj).first() if NEXT in request.POST else None
        if following is None:
            return super().response_post_save_change(request, obj)
        page = reverse("admin:interviews_turn_change", args=[following.pk])
        return HttpResponseRedirect(page)

    @admin.display(description="words")
    def opening(self, turn: Turn) -> str:
        return opening_words(turn.text)

    @admin.display(ordering="quote_count")
    def quotes(self, turn: Any) -> SafeString:
        return list_link(Quote, turn.quote_count, turn__id__exact=turn.pk)

    @admin.display(ordering="mention_count")
    def mentions(self, turn: Any) -> SafeString:
        return list_link(Mention, turn.mention_count, turn__id__exact=turn.pk)


@admin.register(Passage)
class PassageAdmin(NamesFinderAdmin, TextAdmin):
    form = PassageForm
    inlines = (MentionInline,)
    list_display = (
        "opening",
        "position",
        "kind",
        "turn",
        "after_paragraph",
        "quote",
        "interview",
    )
    list_editable = ("position",)
    list_max_show_all = 300
    list_filter = ("kind", InterviewFilter)
    list_select_related = ("interview", "turn", "quote")
    search_fields = ("heading", "text", "interview__title")
    autocomplete_fields = ("interview", "turn", "quote")
    fixed_once_released = ("interview",)
    readonly_fields = ("created_at", "updated_at")

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        fieldsets = (
            (None, {"fields": ("interview", "position", "kind", "heading", "text")}),
            (
                "Place",
                {
                    "fields": ("turn", "after_paragraph"),
                    "description": "Where it is printed among the turns.",
                },
            ),
            ("Pull quote", {"fields": ("quote",)}),
        )
        record = ("Record", {"fields": ("created_at", "updated_at")})
        return (*fieldsets, record) if obj else fieldsets

    def get_queryset(self, request: Any) -> QuerySet:
        return super().get_queryset(request).defer("interview__source_text")

    def get_changelist_form(self, request: Any, **kwargs: Any) -> Any:
        return PositionForm

    def beside(self, place: Passage) -> dict[str, Turn | None]:
        return {"turn": place.turn}

    @admin.display(description="words")
    def opening(self, passage: Passage) -> str:
        return opening_words(passage.heading or passage.text)
