"""What the navigation registers with Wagtail."""

from __future__ import annotations

from typing import Any

from wagtail import hooks

from navigation.viewsets import NavigationViewSetGroup


@hooks.register("register_admin_viewset")
def register_navigation() -> Any:
    """The menu entry "Navigation" with all that belongs to it."""
    return NavigationViewSetGroup()
