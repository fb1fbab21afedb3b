"""Actions with a page of their own: which rows, in its address; what is done, by its form."""

import re
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponseRedirect
from django.urls import reverse

# What an address can hold and a page can show.
MOST_SELECTED = 500
KEYS = re.compile(r"[0-9]{1,18}(,[0-9]{1,18})*")


def to_page_of(
    name: str, request: Any, queryset: QuerySet
) -> HttpResponseRedirect | None:
    """To the page with this name, for the rows that were selected in a list."""
    keys = list(queryset.values_list("pk", flat=True)[: MOST_SELECTED + 1])
    if len(keys) > MOST_SELECTED:
        messages.error(request, f"Select at most {MOST_SELECTED}.")
        return None
    return HttpResponseRedirect(
        reverse(f"admin:{name}", query={"of": ",".join(map(str, keys))})
    )


def selected(request: Any) -> list[int]:
    keys = request.GET.get("of", "")
    if not KEYS.fullmatch(keys):
        return []
    return [int(key) for key in keys.split(",")][:MOST_SELECTED]
