"""Addresses below the admin that the article's form uses."""

from __future__ import annotations

from django.urls import path

from news.writing import begin_views, paste_views, views

app_name = "news_writing"
urlpatterns = [
    path("sources/", views.find, name="find_sources"),
    path("sources/new/", views.create_source, name="create_source"),
    path("date/", views.understood_date, name="read_date"),
    path("topics/", views.suggested_topics, name="suggest_topics"),
    path("doubles/", views.doubles, name="find_doubles"),
    path("paste/", paste_views.sort_paste, name="sort_paste"),
    path(
        "begin/<int:parent_page_id>/copy/",
        begin_views.ChooseToCopyView.as_view(),
        name="choose_to_copy",
    ),
    path(
        "begin/<int:parent_page_id>/copy/<int:article_id>/",
        begin_views.BeginWithCopyView.as_view(),
        name="copy",
    ),
    path(
        "begin/<int:parent_page_id>/<slug:name>/",
        begin_views.BeginWithOutlineView.as_view(),
        name="begin",
    ),
]
