"""Pages, at the root of the site; short, for they are shared."""

from django.urls import path

from interviews.pages import views

urlpatterns = [
    path("q/<slug:id>", views.show_quote, name="quote-page"),
    path("q/<slug:id>/card", views.show_card, name="quote-card"),
    path("q/<slug:id>.png", views.show_image, name="quote-image"),
    path("i/<slug:slug>", views.show_interview, name="interview-page"),
]
