"""What the desk registers with Wagtail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry

from news.disclaimers import urls as disclaimers
from news.disclaimers.bulk_action import MoveWordingBulkAction
from news.disclaimers.log import MoveWordingFormatter
from news.disclaimers.moving import ACTION as MOVE_WORDING
from news.disclaimers.views import ask_before_exchange
from news.viewsets import NewsDeskViewSetGroup


@hooks.register("register_admin_viewset")
def register_news_desk() -> Any:
    """The menu entry "News Desk" with all that belongs to it."""
    return NewsDeskViewSetGroup()


@hooks.register("before_delete_snippet")
def keep_what_is_in_use(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Say why a source or a disclaimer stays, instead of failing half-way."""
    used = [instance for instance in instances if getattr(instance, "is_in_use", False)]
    for instance in used:
        messages.error(
            request,
            _("“%(name)s” is in use on the desk and cannot be deleted. Its usage says where.")
            % {"name": instance},
        )
    return redirect(used[0].snippet_viewset.get_url_name("list")) if used else None


@hooks.register("register_admin_urls")
def register_disclaimers() -> list[Any]:
    """The screens on which wordings are moved."""
    return [path("disclaimers/", include(disclaimers))]


@hooks.register("register_log_actions")
def register_moves(actions: LogActionRegistry) -> None:
    """What the history says of them."""
    actions.register_action(MOVE_WORDING)(MoveWordingFormatter)


hooks.register("before_publish_page", ask_before_exchange)
hooks.register("register_bulk_action", MoveWordingBulkAction)
