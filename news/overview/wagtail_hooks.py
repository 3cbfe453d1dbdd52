"""What the list of articles registers with Wagtail; news.wagtail_hooks imports it."""

from __future__ import annotations

from wagtail import hooks

from news.overview.changes import log_actions
from news.overview.changes.actions import ACTIONS
from news.overview.viewsets import ArticlePagesViewSet


@hooks.register("register_admin_viewset")
def register_article_pages() -> ArticlePagesViewSet:
    """Articles in Wagtail's explorer."""
    return ArticlePagesViewSet("article_pages")


hooks.register("register_log_actions", log_actions.register)
for action in ACTIONS:
    hooks.register("register_bulk_action", action)
