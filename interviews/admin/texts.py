"""Pages of texts with quotes and mentions in them, which follow an edit of the text."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.text import capfirst

from interviews.admin.edits import TextEdit
from interviews.admin.fields import ChosenFormSet
from interviews.admin.forms import RecordForm, SpanForm, shown_again
from interviews.admin.marked_text import MarkedText
from interviews.admin.records import RecordAdmin
from interviews.models import Turn

PREVIEW = "_preview"
GIVEN_UP = "_given_up"


class TextForm(RecordForm):
    edit: TextEdit | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        text, is_stored = cleaned.get("text"), self.instance.pk is not None
        if is_stored and text and text != self.instance.text:
            by_hand = getattr(self.instance, "rows_changed_by_hand", ())
            self.edit = TextEdit(self.instance, text, by_hand)
            self._stop_where_words_are_lost(self.edit)
            self.instance.edit, self.instance.spans_move_along = self.edit, True
        return cleaned

    def _stop_where_words_are_lost(self, edit: TextEdit) -> None:
        for quote in edit.stopping:
            self.add_error(
                "text",
                f"{capfirst(quote.name)} would no longer be what is said at its place: "
                f"{quote.loss}. Change or withdraw it first.",
            )
        if edit.lost and not edit.may_lose(self.data.get(GIVEN_UP, "")):
            self.add_error(
                "text",
                "Mentions would be deleted. Tick the box above if that is meant.",
            )


class SpanRowForm(SpanForm):
    """A row of a text's page. What the editor left alone is checked by the text's edit."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_permitted = True

    def clean(self) -> dict[str, Any]:
        place = self.cleaned_data.get("turn") or self.cleaned_data.get("passage")
        edit = getattr(place, "edit", None)
        if edit and not {"text", "start", "end"} & set(self.changed_data):
            anchor = edit.anchors.get(self.instance)
            if anchor and anchor.holds:
                self.cleaned_data |= {"start": anchor.start, "end": anchor.end}
        return super().clean()

    def _span(self, words: str, place: Any) -> tuple[int | None, int | None]:
        start, end = super()._span(words, place)
        edit = getattr(place, "edit", None)
        if edit and start is not None and place.text[start:end] != words:
            # The row may have been filled in from the text as it was before the edit.
            anchor = edit.anchor_of(words, start)
            if anchor and anchor.holds:
                return anchor.start, anchor.end
        return start, end


class SpanFormSet(ChosenFormSet):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            # For the text's own form, which is cleaned before the rows are.
            text: Any = self.instance
            text.rows_changed_by_hand = {
                *getattr(text, "rows_changed_by_hand", ()),
                *(
                    row.instance
                    for row in self.initial_forms
                    if row.instance.pk and row.has_changed()
                ),
            }


class TextAdmin(RecordAdmin):
    class Media:
        css = {"all": ["interviews/admin/marked_text.css"]}

    def get_form(
        self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return shown_again(form) if PREVIEW in request.POST else form

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        edit = getattr(form, "edit", None)
        if edit and edit.summary:
            obj._change_reason = edit.summary
        super().save_model(request, obj, form, change)
        if edit:
            edit.save()
            if edit.summary:
                messages.info(request, f"With the text: {edit.summary}")

    def beside(self, place: Any) -> dict[str, Turn | None]:
        """What is read together with the text, by what it is to it."""
        return {}

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {
            "edit": getattr(context["adminform"].form, "edit", None),
            "is_preview": PREVIEW in request.POST,
            "given_up": request.POST.get(GIVEN_UP, ""),
        }
        if original := context["original"]:
            # What a form has read stands in its instance, saved or not.
            page = getattr(request, "stored_page", None)
            place = page.form.instance if page else original
            beside = {name: turn for name, turn in self.beside(place).items() if turn}
            context |= {"marked": MarkedText(place), "beside": beside}
        return super().render_change_form(request, context, *args, **kwargs)
