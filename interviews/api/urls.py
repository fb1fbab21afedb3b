"""The API's table of contents."""

from django.urls import path
from django.views.generic import RedirectView
from rest_framework.routers import SimpleRouter

from interviews.api import views
from interviews.api.changes import ChangeViewSet
from interviews.api.draws import DailyQuoteViewSet, RandomQuoteViewSet
from interviews.api.verification import VerificationView

router = SimpleRouter()
router.register("interviews", views.InterviewViewSet, "interviews")
router.register("speakers", views.SpeakerViewSet, "speakers")
router.register("turns", views.TurnViewSet, "turns")
router.register("quotes", views.QuoteViewSet, "quotes")
router.register("entities", views.EntityViewSet, "entities")
router.register("topics", views.TopicViewSet, "topics")

urlpatterns = [
    path("", views.RootView.as_view(), name="root"),
    path(
        "changes/",
        ChangeViewSet.as_view({"get": "list"}, basename="changes"),
        name="changes",
    ),
    # Feeds are at the root of the site, and may be looked for here.
    path(
        "feeds/quotes.json",
        RedirectView.as_view(
            pattern_name="feed-json", query_string=True, permanent=True
        ),
    ),
    path(
        "feeds/quotes.atom",
        RedirectView.as_view(
            pattern_name="feed-atom", query_string=True, permanent=True
        ),
    ),
    # Before the router, which takes any word after quotes/ for an identifier.
    path(
        "quotes/random/",
        RandomQuoteViewSet.as_view({"get": "list"}, basename="quotes"),
        name="quotes-random",
    ),
    path(
        "quotes/daily/",
        DailyQuoteViewSet.as_view({"get": "daily"}, basename="quotes"),
        name="quotes-daily",
    ),
    path("quotes/verify/", VerificationView.as_view(), name="verify"),
    *router.urls,
]
