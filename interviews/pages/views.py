"""The pages that people read, at the root of the site. They ignore every parameter:
whoever shares an address may add to it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.urls import reverse
from django.views.decorators.http import require_safe

from interviews.links import Absolute
from interviews.models import Interview, Quote
from interviews.pages.answers import page, unless_known
from interviews.pages.images import quote_image
from interviews.pages.interviews import interview_page
from interviews.pages.labels import labels
from interviews.pages.quotes import quote_card, quote_page, withdrawn_page


def _showing(
    answer: Callable[[Quote, Absolute], HttpResponse],
) -> Callable[..., HttpResponseBase]:
    """A view of one quote: gone with a reason if it was withdrawn."""

    @require_safe
    def view(request: HttpRequest, id: str) -> HttpResponseBase:  # noqa: A002
        quotes = Quote.objects.in_published_interviews().to_show()
        quote = quotes.filter(public_id=id).first()
        if quote is None:
            return not_found(request)
        if quote.withdrawn_at is not None:
            return withdrawn_page(quote, quote.withdrawn_at)
        return unless_known(request, answer(quote, request.build_absolute_uri))

    return view


show_quote = _showing(quote_page)
show_card = _showing(quote_card)
show_image = _showing(quote_image)


@require_safe
def show_interview(request: HttpRequest, slug: str) -> HttpResponseBase:
    public = Interview.objects.published().without_source()
    if interview := public.filter(slug=slug).first():
        answer = interview_page(interview, request.build_absolute_uri)
        return unless_known(request, answer)
    if slug_now := public.slug_since(slug):
        return HttpResponsePermanentRedirect(
            reverse("interview-page", kwargs={"slug": slug_now})
        )
    return not_found(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page("not_found.html", {"labels": labels("en")}, status=404)
