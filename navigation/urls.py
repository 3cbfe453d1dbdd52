"""Addresses of our own in the admin."""

from django.urls import include, path

from navigation.not_found import views as not_found
from navigation.redirects import imports, views

# Before Wagtail's own, whose places they take; what is not named here stays Wagtail's.
redirect_patterns = [
    path("", views.RedirectIndexView.as_view()),
    path("results/", views.RedirectIndexView.as_view(results_only=True)),
    path("add/", views.RedirectCreateView.as_view()),
    path("<int:redirect_id>/", views.RedirectEditView.as_view()),
    path("import/process/", imports.process_import),
]
not_found_patterns = [
    path("", not_found.NotFoundView.as_view(), name="index"),
    path("ignored/", not_found.IgnoredView.as_view(), name="ignored"),
    path("ignore/", not_found.IgnoreView.as_view(), name="ignore"),
]

urlpatterns = [
    path("redirects/", include(redirect_patterns)),
    path("not-found/", include((not_found_patterns, "not_found"))),
]
