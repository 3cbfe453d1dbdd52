"""Addresses in the admin."""

from django.urls import path

from news.disclaimers.views import ArticleWordingView, StandingDisclaimerView

app_name = "news_disclaimers"
urlpatterns = [
    path("article/<int:pk>/", ArticleWordingView.as_view(), name="article"),
    path("desk/<int:pk>/", StandingDisclaimerView.as_view(), name="desk"),
]
