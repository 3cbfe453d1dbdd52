"""What the home app registers with Wagtail."""

from __future__ import annotations

from wagtail import hooks

from home.viewsets import NoticeViewSet


@hooks.register("register_admin_viewset")
def register_notices() -> NoticeViewSet:
    """The menu entry "Notices"."""
    return NoticeViewSet()
