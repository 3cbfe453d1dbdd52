"""Addresses of approval without an account in the admin."""

from django.urls import path

from news.review.guests.admin_views import ChangeInvitationView, GuestInvitationsView

urlpatterns = [
    path(
        "<int:article_id>/",
        GuestInvitationsView.as_view(),
        name="guest_invitations",
    ),
    path(
        "<int:article_id>/<int:invitation_id>/",
        ChangeInvitationView.as_view(),
        name="guest_invitation",
    ),
]
