"""What the home app registers with Wagtail."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.handbooks import urls as handbook_urls
from home.viewsets import NoticeViewSet


@hooks.register("register_admin_viewset")
def register_notices() -> NoticeViewSet:
    """The menu entry "Notices"."""
    return NoticeViewSet()


@hooks.register("register_admin_urls")
def register_handbooks() -> list[Any]:
    """Our handbooks, within the admin."""
    return [path("handbook/", include(handbook_urls))]


def _handbook(label: Any, name: str, order: int) -> MenuItem:
    return MenuItem(
        label,
        reverse("handbooks:handbook", args=[name]),
        name=f"handbook-{name}",
        icon_name="help",
        order=order,
    )


@hooks.register("register_help_menu_item")
def register_handbook_for_editors() -> MenuItem:
    """Before Wagtail's own help, which knows nothing of desks."""
    return _handbook(_("Handbook for editors"), "editors", 100)


@hooks.register("register_help_menu_item")
def register_handbook_for_administrators() -> MenuItem:
    """Everybody may read it: it tells how things are done, not who did what."""
    return _handbook(_("Handbook for administrators"), "administrators", 110)
