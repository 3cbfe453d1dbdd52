"""Addresses of what helps while an article is written, below the admin's."""

from django.urls import path

from news.writing.paste_views import sort_paste

app_name = "news_writing"

urlpatterns = [
    path("articles/paste/", sort_paste, name="sort_paste"),
]
