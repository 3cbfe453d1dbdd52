"""Where the calendar stands in the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from members.signed_in import account_of
from news.overview.calendar.views import CalendarView, MoveView
from news.overview.reach import works_on_articles


class CalendarMenuItem(MenuItem):
    """The entry "Calendar", for whoever works on articles."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Likewise."""
        return works_on_articles(account_of(request))


class CalendarViewSet(ViewSet):
    """The calendar of what is planned and published."""

    name = "news_calendar"
    url_prefix = "news/calendar"
    icon = "calendar-alt"
    menu_label = _("Calendar")
    menu_item_class = CalendarMenuItem

    def get_urlpatterns(self) -> list[Any]:
        """The calendar first: the menu leads there."""
        return [
            path("", CalendarView.as_view(), name="index"),
            path("<int:pk>/move/", MoveView.as_view(), name="move"),
        ]
