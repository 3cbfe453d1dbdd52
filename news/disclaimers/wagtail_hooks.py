"""What disclaimers register with Wagtail; news.wagtail_hooks imports it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from news.disclaimers import urls
from news.disclaimers.bulk_action import MoveWordingBulkAction
from news.disclaimers.log import MoveWordingFormatter
from news.disclaimers.moving import ACTION as MOVE_WORDING
from news.disclaimers.views import ask_before_exchange


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern | URLResolver]:
    """The screens on which wordings are moved."""
    return [path("disclaimers/", include(urls))]


@hooks.register("register_log_actions")
def register_moves(actions: LogActionRegistry) -> None:
    """What the history says of them."""
    actions.register_action(MOVE_WORDING)(MoveWordingFormatter)


hooks.register("before_publish_page", ask_before_exchange)
hooks.register("register_bulk_action", MoveWordingBulkAction)
