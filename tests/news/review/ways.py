"""The ways that lead to a public article, by the requests of somebody's browser."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from members.models import User
from news.models import ArticlePage
from tests.news.deskwork import APPROVE, PUBLISH, SUBMIT, browser, form, fresh, save

Way = Callable[[User, ArticlePage], Any]


def publish(user: User, article: ArticlePage) -> Any:
    """The button in the editor."""
    return save(user, article, **PUBLISH)


def schedule(user: User, article: ArticlePage) -> Any:
    """The same button, with a time."""
    soon = timezone.localtime() + datetime.timedelta(days=1)
    return save(user, article, go_live_at=soon.strftime("%Y-%m-%d %H:%M"), **PUBLISH)


def approve(user: User, article: ArticlePage) -> Any:
    """A review ends in the editor."""
    save(User.objects.get(display_name="Ada Author"), article, **SUBMIT)
    return save(user, article, **APPROVE)


def approve_in_list(user: User, article: ArticlePage) -> Any:
    """A review ends on the dashboard."""
    save(User.objects.get(display_name="Ada Author"), article, **SUBMIT)
    task_state = fresh(article).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", task_state.pk])
    return browser(user).post(url)


def publish_in_list(user: User, article: ArticlePage) -> Any:
    """The bulk action."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return browser(user).post(f"{url}?id={article.pk}", {"include_descendants": ""})


def publish_with_desk(user: User, article: ArticlePage) -> Any:
    """The bulk action on the desk, with all that is below."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return browser(user).post(f"{url}?id={article.get_parent().pk}", {"include_descendants": "on"})


def publish_by_api(user: User, article: ArticlePage) -> Any:
    """What the admin's own API offers."""
    url = reverse("wagtailadmin_api:pages:action", args=[article.pk, "publish"])
    return browser(user).post(url)


def revert(user: User, article: ArticlePage) -> Any:
    """An older version put back and published at once."""
    first = article.revisions.order_by("created_at")[0]
    url = reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, first.pk])
    return browser(user).post(url, form(article, **PUBLISH))
