"""Addresses of what editors do with files, within the admin."""

from django.urls import path

from members.files import views

app_name = "members_files"

urlpatterns = [
    path("<int:page_id>/<slug:kind>/<int:file_id>/to/new/", views.move_to_new, name="move_to_new"),
    path(
        "<int:page_id>/<slug:kind>/<int:file_id>/to/<int:collection_id>/", views.move, name="move"
    ),
]
