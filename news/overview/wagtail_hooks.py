"""What the list of articles registers with Wagtail; news.wagtail_hooks imports it."""

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from news.overview.changes.actions import ACTIONS
from news.overview.changes.log import TOGETHER, ChangedWithOthers
from news.overview.viewsets import ArticlePagesViewSet


@hooks.register("register_admin_viewset")
def register_article_pages() -> Any:
    """Articles in Wagtail's explorer."""
    return ArticlePagesViewSet("article_pages")


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """What the audit log knows beyond Wagtail's own."""
    actions.register_action(TOGETHER)(ChangedWithOthers)


for action in ACTIONS:
    hooks.register("register_bulk_action", action)
