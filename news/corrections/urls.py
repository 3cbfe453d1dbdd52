"""Addresses in the admin."""

from django.urls import path

from news.corrections.views import WithdrawView

app_name = "news_corrections"
urlpatterns = [path("<int:pk>/withdraw/", WithdrawView.as_view(), name="withdraw")]
