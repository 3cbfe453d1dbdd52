"""Addresses of approval without an account in the admin."""

from django.urls import path

from news.review.guests.admin_views import ChangeInvitationView, GuestInvitationsView

app_name = "news_guests"
urlpatterns = [
    path("<int:article_id>/", GuestInvitationsView.as_view(), name="invitations"),
    path(
        "<int:article_id>/<int:invitation_id>/", ChangeInvitationView.as_view(), name="invitation"
    ),
]
