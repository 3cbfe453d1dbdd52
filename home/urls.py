"""Addresses of the site's search, of its map, and of what its pages are dressed in."""

from django.urls import path, re_path

from home import views

app_name = "home"

urlpatterns = [
    path("search/", views.search, name="search"),
    re_path(r"^-/accent-([0-9a-f]{6})-([0-9a-f]{16})\.css$", views.accent, name="accent"),
    re_path(
        r"^-/admin-accent-([0-9a-f]{6})-([0-9a-f]{16})\.css$",
        views.admin_accent,
        name="admin_accent",
    ),
    path("search/suggest/", views.suggestions, name="suggestions"),
    path("site-map/", views.site_map, name="site_map"),
]
