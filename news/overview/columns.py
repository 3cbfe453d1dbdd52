"""The columns of the list of articles. None of them asks the database for a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageTable, PageTitleColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.wagtail_hooks import page_listing_more_buttons
from wagtail.admin.widgets.button import Button

from news.models import ArticlePage
from news.overview.rows import ArticleRow

MORE_BUTTONS = "register_page_listing_more_buttons"


class ArticleTable(PageTable):
    """Wagtail's table of pages, whose columns can ask what the person may do."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Hand on the person's reach."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"reach": parent_context["reach"]}


class HeadlineColumn(PageTitleColumn):
    """The headline, which leads to the article's form; source, topics, and what else can be done.

    Wagtail's own column asks about rights and locks for each button of each row; here the views
    that the buttons lead to do that.
    """

    cell_template_name = "news/admin/overview/headline_cell.html"

    def get_cell_context_data(
        self, instance: ArticleRow, parent_context: dict[str, Any]
    ) -> dict[str, Any]:
        """With the row's buttons."""
        context: dict[str, Any] = BaseColumn.get_cell_context_data(self, instance, parent_context)
        request, article = parent_context["request"], instance.article
        may_open = parent_context["reach"].may("change", article) or instance.standing.review
        next_url = parent_context["actions_next_url"]
        edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
        return context | {
            "request": request,
            "article": article,
            "topics": instance.topics,
            "edit_url": f"{edit}?{urlencode({'next': next_url})}" if may_open else "",
            "buttons": sorted(
                [
                    *_buttons(article, article.get_url(request), next_url),
                    *_registered(article, request.user, next_url),
                ]
            ),
            "more_label": _("More options for “%(title)s”")
            % {"title": article.get_admin_display_title()},
        }


def _buttons(article: ArticlePage, address: str | None, next_url: str) -> Iterator[Button]:
    """What can be done with every article."""

    def to(view: str) -> str:
        return f"{reverse(f'wagtailadmin_pages:{view}', args=[article.pk])}?{back}"

    back = urlencode({"next": next_url})
    yield Button(_("Edit"), to("edit"), icon_name="edit", priority=2)
    if article.has_unpublished_changes:
        yield Button(_("View draft"), to("view_draft"), icon_name="draft", priority=4)
    if article.live and address:
        yield Button(_("View live"), address, icon_name="doc-empty", priority=6)
    yield Button(_("Copy"), to("copy"), icon_name="copy", priority=20)
    yield Button(_("History"), to("history"), icon_name="history", priority=50)
    yield Button(_("Delete"), to("delete"), icon_name="bin", priority=60)


def _registered(article: ArticlePage, user: Any, next_url: str) -> Iterator[Button]:
    """What other apps offer for pages in lists."""
    for hook in hooks.get_hooks(MORE_BUTTONS):
        if hook is page_listing_more_buttons:
            continue
        for button in hook(page=article, user=user, next_url=next_url):
            if isinstance(button, MenuItem):
                if button.is_shown(user):
                    yield Button.from_menu_item(button)
            elif button.show:
                yield button


class StandingColumn(BaseColumn):
    """What readers see of the article now, and what will happen to it by itself."""

    cell_template_name = "news/admin/overview/standing_cell.html"

    def get_cell_context_data(
        self, instance: ArticleRow, parent_context: dict[str, Any]
    ) -> dict[str, Any]:
        """With the address of a live article."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        article = instance.article
        url = article.get_url(parent_context["request"]) if article.live else None
        return context | {"standing": instance.standing, "url": url}


class UpdatedColumn(BaseColumn):
    """When the newest version was made, and below it by whom."""

    cell_template_name = "news/admin/overview/updated_cell.html"

    def get_cell_context_data(
        self, instance: ArticleRow, parent_context: dict[str, Any]
    ) -> dict[str, Any]:
        """With the person's name."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        person = instance.changed_by
        return context | {"who": get_user_display_name(person) if person else ""}


COLUMNS: list[BaseColumn] = [
    BulkActionsColumn("bulk_actions"),
    HeadlineColumn("title", label=gettext_lazy("Headline"), sort_key="title", classname="title"),
    Column(
        "shared_on",
        label=gettext_lazy("Shared on"),
        accessor=lambda row: date_format(row.article.shared_on),
        sort_key="shared_on",
        width="12%",
    ),
    UpdatedColumn(
        "latest_revision_created_at",
        label=gettext_lazy("Updated"),
        sort_key="latest_revision_created_at",
        width="15%",
    ),
    StandingColumn("status", label=gettext_lazy("Status"), sort_key="live", width="20%"),
]
