"""Addresses in the admin."""

from __future__ import annotations

from django.urls import path

from news.review import views

app_name = "news_review"
urlpatterns = [
    path("<int:pk>/publish-alone/", views.PublishAloneView.as_view(), name="publish_alone"),
    path("<int:pk>/schedule/", views.ScheduleAtEmbargoView.as_view(), name="schedule"),
    path("<int:pk>/not-approved/", views.NotApprovedView.as_view(), name="not_approved"),
]
