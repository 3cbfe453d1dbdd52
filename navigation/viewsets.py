"""Menus in the admin."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, TitleColumn, UpdatedAtColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from core.duplicates import ChecksAgain
from navigation.faults import Fault, faults_of
from navigation.models import Menu
from navigation.models.menus import Place
from navigation.panels import FaultsPanel


class NotShownColumn(Column):
    """How many entries of a menu nobody sees."""

    def get_value(self, instance: Menu) -> str:
        """A number, or nothing."""
        lost = sum(fault.is_lost for fault in faults_of([instance], AnonymousUser()))
        return str(lost) if lost else ""


class MenuCreateView(ChecksAgain, CreateView):
    """A new menu."""


class MenuEditView(ChecksAgain, EditView):
    """A menu."""


class MenuChooserViewSet(SnippetChooserViewSet):
    """Choose a menu that is meant to stand within pages."""

    def get_object_list(self) -> QuerySet[Menu]:
        """Those that have no place of their own and are published: others would show nothing."""
        return Menu.objects.filter(place=Place.BLOCK, live=True)


class MenuViewSet(SnippetViewSet):
    """Menus."""

    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    add_view_class = MenuCreateView
    edit_view_class = MenuEditView
    chooser_viewset_class = MenuChooserViewSet
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("place", label=_("Place"), accessor="get_place_display"),
        Column("site", label=_("Site")),
        NotShownColumn("not_shown", label=_("Entries not shown")),
        UpdatedAtColumn(),
        LiveStatusTagColumn(),
    ]
    list_filter: ClassVar[list[str]] = ["site", "place"]
    edit_handler = ObjectList([FaultsPanel(), *Menu.panels])


class FaultsView(BaseListingView):
    """Every entry of a published menu that is left out, or kept from some visitors."""

    page_title = _("Menu entries not shown")
    header_icon = "warning"
    results_template_name = "navigation/admin/faults_results.html"
    index_url_name = "menu_faults:index"
    index_results_url_name = "menu_faults:index_results"
    columns: ClassVar[list[Column]] = [
        TitleColumn(
            "label",
            label=_("Entry"),
            get_url=lambda fault: reverse(
                Menu.snippet_viewset.get_url_name("edit"), args=[fault.menu.pk]
            ),
        ),
        Column("menu", label=_("Menu")),
        Column("site", label=_("Site"), accessor="menu.site"),
        Column("reason", label=_("Why it is not shown")),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """For those who may change menus."""
        if not may_change_menus(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> list[Fault]:
        """What nobody sees first."""
        menus = Menu.objects.filter(live=True).select_related("site").order_by("site", "name")
        return sorted(faults_of(menus, self.request.user), key=lambda fault: not fault.is_lost)


class FaultsViewSet(ViewSet):
    """The list of entries that are not shown."""

    name = "menu_faults"
    url_prefix = "menu-entries-not-shown"
    icon = "warning"
    menu_label = _("Entries not shown")

    def get_urlpatterns(self) -> list[Any]:
        """The list, and the list without what surrounds it."""
        return [
            path("", FaultsView.as_view(), name="index"),
            path("results/", FaultsView.as_view(results_only=True), name="index_results"),
        ]

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Shown to those who may open it."""
        return FaultsMenuItem(
            self.menu_label,
            reverse("menu_faults:index"),
            name="menu-faults",
            icon_name=self.icon,
            order=order,
        )


class FaultsMenuItem(MenuItem):
    """The way to the list."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For those who may change menus."""
        return may_change_menus(request.user)


def may_change_menus(user: Any) -> bool:
    """Whether the person looks after menus."""
    return bool(policy_registry.get_by_type(Menu).user_has_permission(user, "change"))


class NavigationViewSetGroup(SnippetViewSetGroup):
    """The entry "Navigation" of the admin's menu."""

    items = (MenuViewSet, FaultsViewSet)
    menu_label = _("Navigation")
    menu_icon = "list-ul"
    menu_order = 60
