"""What the navigation registers with Wagtail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.contrib.redirects.models import Redirect
from wagtail.permissions import policy_registry

from navigation import urls
from navigation.models import Menu
from navigation.models.menus import Place
from navigation.viewsets import NavigationViewSetGroup


@hooks.register("register_admin_viewset")
def register_navigation() -> Any:
    """The menu entry "Navigation" with all that belongs to it."""
    return NavigationViewSetGroup()


@hooks.register("before_delete_snippet")
def say_what_goes_with_a_menu(request: HttpRequest, instances: Iterable[Any]) -> None:
    """Whoever deletes the main menu may only have wanted to take it down."""
    for menu in instances:
        if request.method == "GET" and isinstance(menu, Menu) and menu.place != Place.BLOCK:
            messages.warning(
                request,
                _(
                    "Without “%(menu)s” its place on all pages is empty, and its entries cannot be "
                    "brought back. Unpublish it instead, and it can be published again."
                )
                % {"menu": menu},
            )


@hooks.register("register_admin_urls", order=-1)
def register_redirects() -> list[Any]:
    """Our views of redirects are found before Wagtail's, which have the same addresses."""
    return [path("", include(urls))]


class NotFoundMenuItem(MenuItem):
    """The entry "Addresses not found", for whoever may do something about them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The right is that of redirects."""
        policy = policy_registry.get_by_type(Redirect)
        return bool(policy.user_has_permission(request.user, "add"))


@hooks.register("register_reports_menu_item")
def register_not_found() -> MenuItem:
    """In the menu Reports."""
    return NotFoundMenuItem(
        _("Addresses not found"),
        reverse("not_found:index"),
        name="addresses-not-found",
        icon_name="search",
        order=1200,
    )
