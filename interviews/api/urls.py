"""The API's table of contents."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from interviews.api import views
from interviews.api.changes import ChangeViewSet

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
    *router.urls,
]
