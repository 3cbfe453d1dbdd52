"""What the navigation registers with Wagtail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from navigation.faults import mentions_of
from navigation.viewsets import NavigationViewSetGroup


@hooks.register("register_admin_viewset")
def register_navigation() -> Any:
    """The menu entry "Navigation" with all that belongs to it."""
    return NavigationViewSetGroup()


@hooks.register("before_delete_page")
def warn_of_menus(request: HttpRequest, page: Page) -> None:
    """Say on the page that asks for a confirmation which menus lead there, or below."""
    if request.method == "GET":
        for mention in mentions_of([page], and_below=True):
            messages.warning(request, mention_text(mention.menu.name, mention.label))


def mention_text(menu: str, label: str) -> str:
    """What an editor is told."""
    return _("The menu “%(menu)s” leads here: “%(label)s”. That entry will disappear.") % {
        "menu": menu,
        "label": label,
    }
