"""What the desk registers with Wagtail."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from news.viewsets import NewsDeskViewSetGroup


@hooks.register("register_admin_viewset")
def register_news_desk() -> Any:
    """The menu entry "News Desk" with all that belongs to it."""
    return NewsDeskViewSetGroup()
