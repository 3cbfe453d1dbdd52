"""Where the calendar stands in the admin."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from news.overview.calendar.views import CalendarView, MoveView
from news.overview.menu import ArticlesMenuItem


class CalendarViewSet(ViewSet):
    """The calendar of what is planned and published."""

    name = "news_calendar"
    url_prefix = "news/calendar"
    icon = "calendar-alt"
    menu_label = _("Calendar")
    menu_item_class = ArticlesMenuItem

    def get_urlpatterns(self) -> list[Any]:
        """The calendar first: the menu leads there."""
        return [
            path("", CalendarView.as_view(), name="index"),
            path("<int:pk>/move/", MoveView.as_view(), name="move"),
        ]
