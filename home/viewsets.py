"""Notices in the admin."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.models import Site
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from home.models import Notice


class NoticeIndexView(IndexView):
    """The list of notices; says in words what is being shown, to whom, until when."""

    add_item_label = _("New notice")

    def get_base_queryset(self) -> QuerySet[Notice]:
        """All of them with what the words need."""
        return super().get_base_queryset().select_related("group", "site")

    @cached_property
    def columns(self) -> list[Column]:
        """Which site a notice is for is told only where there are several."""
        columns: list[Column] = super().columns
        is_alone = Site.objects.count() == 1
        return [each for each in columns if each.name != "site" or not is_alone]


class NoticeViewSet(SnippetViewSet):
    """What stands at the top of every page for a while."""

    model = Notice
    index_view_class = NoticeIndexView
    icon = "info-circle"
    menu_label = _("Notices")
    menu_order = 105
    add_to_settings_menu = True
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column("status", label=_("Shown"), accessor="status"),
        Column("audience", label=_("For whom"), accessor="audience_in_words"),
        Column("level", label=_("Level"), accessor="get_level_display", sort_key="level"),
        Column(
            "site",
            label=_("Site"),
            accessor=lambda notice: notice.site.site_name or notice.site.hostname,
        ),
    ]
