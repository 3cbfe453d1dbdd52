"""The member's own feed below /account/: kept out of counts, caches and robots."""

from django.urls import path

from news.feeds.personal import views

urlpatterns = [
    path("", views.PersonalFeedView.as_view(), name="personal_feed"),
    path("<str:token>/<str:form>/", views.feed, name="personal_feed_as"),
]
