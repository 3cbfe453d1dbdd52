"""Addresses of the site's search and of its map."""

from django.urls import path

from home import views

app_name = "home"

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggestions, name="suggestions"),
    path("site-map/", views.site_map, name="site_map"),
]
