"""The address of links to reviewers, below /account/: kept out of counts, caches and robots."""

from django.urls import path

from news.review.guests.views import GuestReviewView

urlpatterns = [path("<str:token>/", GuestReviewView.as_view(), name="guest_review")]
