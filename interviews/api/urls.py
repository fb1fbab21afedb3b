"""The API's table of contents."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from interviews.api import views
from interviews.api.changes import ChangeViewSet
from interviews.api.draws import DailyQuoteViewSet, RandomQuoteViewSet

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
    *router.urls,
]
