from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from interviews.api import problems, views
from interviews.api.feeds import AtomFeedViewSet, JsonFeedViewSet
from interviews.api.oembed import OEmbedView

handler400 = problems.bad_request
handler404 = problems.not_found
handler500 = problems.server_error

admin.site.site_header = admin.site.site_title = "Verbatim"
admin.site.index_title = "Editing"
admin.site.site_url = "/api/docs/"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="docs")),
    path("", include("interviews.pages.urls")),
    path("oembed", OEmbedView.as_view(), name="oembed"),
    path("admin/", admin.site.urls),
    path("api/v1/", include("interviews.api.urls")),
    path(
        "feeds/quotes.json",
        JsonFeedViewSet.as_view({"get": "list"}, basename="quotes"),
        name="feed-json",
    ),
    path(
        "feeds/quotes.atom",
        AtomFeedViewSet.as_view({"get": "list"}, basename="quotes"),
        name="feed-atom",
    ),
    path("api/problems/", views.problem_types, name="problems"),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
]
