"""What the desk registers with Wagtail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogActionRegistry

from news.overview.changes.actions import ACTIONS
from news.overview.changes.log import TOGETHER, ChangedWithOthers
from news.overview.viewsets import ArticlePagesViewSet
from news.review import answers, log, urls
from news.viewsets import NewsDeskViewSetGroup


@hooks.register("register_admin_viewset")
def register_news_desk() -> Any:
    """The menu entry "News Desk" with all that belongs to it."""
    return NewsDeskViewSetGroup()


@hooks.register("register_admin_viewset")
def register_article_pages() -> Any:
    """Articles in Wagtail's explorer."""
    return ArticlePagesViewSet("article_pages")


for action in ACTIONS:
    hooks.register("register_bulk_action", action)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """What the audit log knows beyond Wagtail's own."""
    actions.register_action(TOGETHER)(ChangedWithOthers)


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
def register_review_urls() -> list[URLResolver]:
    """Steps between an article's form and its being public."""
    return [path("review/", include(urls, namespace="news_review"))]


hooks.register("register_log_actions", log.register)
hooks.register("before_publish_page", answers.answer_publishing)
hooks.register("before_edit_page", answers.note_what_reviewer_sees)
# After others have had their say: its answer replaces that of the view.
hooks.register("after_edit_page", answers.answer_approval, order=100)
hooks.register("construct_page_action_menu", answers.offer_what_is_allowed)
hooks.register("before_bulk_action", answers.answer_publishing_of_many)
