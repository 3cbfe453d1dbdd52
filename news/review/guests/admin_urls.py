"""Addresses below /admin/ of approval without an account."""

from django.urls import path

from news.review.guests.admin_views import ChangeInvitationView, GuestInvitationsView

urlpatterns = [
    path(
        "news/guests/<int:article_id>/",
        GuestInvitationsView.as_view(),
        name="guest_invitations",
    ),
    path(
        "news/guests/<int:article_id>/<int:invitation_id>/",
        ChangeInvitationView.as_view(),
        name="guest_invitation",
    ),
]
