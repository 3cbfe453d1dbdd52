"""What the reports register with Wagtail; news.wagtail_hooks imports it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path
from wagtail import hooks

from news.reports import menu, urls


@hooks.register("register_admin_urls")
def register_urls() -> list[URLResolver]:
    """The reports, beside Wagtail's own."""
    return [path("reports/desk/", include(urls))]


@hooks.register("construct_reports_menu")
def put_reports_first(request: HttpRequest, items: list[Any]) -> None:
    """What the desk is asked for most comes before Wagtail's own."""
    items += menu.entries_for(request.user)
