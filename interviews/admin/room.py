"""A turn that is added between two others makes room for itself when it is saved."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse

from interviews import history
from interviews.admin.refusals import REFUSALS, GuardedAdmin, in_words
from interviews.models import Turn

#: In the address of the page that adds a turn.
MAKE_ROOM = "make_room"


class RoomMakerAdmin(GuardedAdmin):
    def changeform_view(
        self,
        request: Any,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        def view() -> HttpResponse:
            return super(RoomMakerAdmin, self).changeform_view(
                request, object_id, form_url, extra_context
            )

        adds = request.method == "POST" and object_id is None
        if not (adds and MAKE_ROOM in request.GET and self.has_add_permission(request)):
            return view()
        try:
            with transaction.atomic():
                _make_room(request.POST)
                response = view()
                if response.status_code != 302:
                    # Shown again: nothing was saved, and nothing has moved.
                    transaction.set_rollback(True)
                return response
        except REFUSALS as refusal:
            request.refusal = in_words(refusal)
        return view()


def _make_room(typed: Any) -> None:
    interview, position = typed.get("interview", ""), typed.get("position", "")
    if not all(
        key.isascii() and key.isdigit() and len(key) < 10
        for key in (interview, position)
    ):
        return
    turns = Turn.objects.filter(interview=interview)
    if turns.filter(position=position).exists():
        later = turns.filter(position__gte=position)
        # Nobody else makes room among them until this is saved.
        moved = list(later.select_for_update(no_key=True).order_by("pk"))
        for turn in moved:
            turn.position += 1
        history.change(moved, ["position"], "A turn was added before it.")
