"""Addresses of the site's search."""

from django.urls import path

from home import views

app_name = "home"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggestions, name="suggestions"),
]
