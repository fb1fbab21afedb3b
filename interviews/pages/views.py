"""The pages that people read, at the root of the site. They ignore every parameter:
whoever shares an address may add to it."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.urls import reverse
from django.views.decorators.http import require_safe

from interviews.addresses import Address, addresses
from interviews.linked_data import with_what_a_quote_names
from interviews.models import Interview, Quote
from interviews.pages.answers import page, rendered, unless_known
from interviews.pages.images import quote_image
from interviews.pages.interviews import interview_page
from interviews.pages.labels import labels
from interviews.pages.quotes import quote_card, quote_page, withdrawn_page
from interviews.querysets import QuoteQuerySet


def _showing(
    answer: Callable[[Quote, Address], HttpResponse],
    load: Callable[[QuoteQuerySet], QuerySet] = QuoteQuerySet.to_show,
) -> Callable[..., HttpResponseBase]:
    """A view of one quote: gone with a reason if it was withdrawn."""

    @require_safe
    def view(request: HttpRequest, id: str) -> HttpResponseBase:  # noqa: A002
        quotes = load(Quote.objects.in_published_interviews())
        quote = quotes.filter(public_id=id).first()
        if quote is None:
            return not_found(request)
        if quote.withdrawn_at is not None:
            return withdrawn_page(quote, quote.withdrawn_at)
        return unless_known(
            request, answer(quote, addresses(request.build_absolute_uri))
        )

    return view


show_quote = _showing(quote_page, with_what_a_quote_names)
show_card = _showing(quote_card)
show_image = _showing(quote_image)


@require_safe
def show_interview(request: HttpRequest, slug: str) -> HttpResponseBase:
    public = Interview.objects.published().without_source()
    if interview := public.filter(slug=slug).first():
        answer = interview_page(interview, addresses(request.build_absolute_uri))
        return unless_known(request, answer)
    if slug_now := public.slug_since(slug):
        return HttpResponsePermanentRedirect(
            reverse("interview-page", kwargs={"slug": slug_now})
        )
    return not_found(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(rendered("not_found.html", {"labels": labels("en")}), status=404)
