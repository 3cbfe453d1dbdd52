"""What people do at the desk, by the requests their browsers send."""

from __future__ import annotations

import datetime
import html
from typing import Any
from unittest.mock import patch

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from core.scheduling import carry_out
from members.models import User
from news.models import ArticlePage, NewsDeskPage, Publishing
from tests.factories import SourceFactory

PUBLISH = {"action-publish": "1"}
SUBMIT = {"action-submit": "1"}
APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}
SEND_BACK = {
    "action-workflow-action": "true",
    "workflow-action-name": "reject",
    "workflow-action-extra-data": '{"comment": "Please name the source."}',
}


def require_four_eyes(is_required: bool = True) -> None:
    """Set the site's rule."""
    Publishing.objects.update_or_create(pk=1, defaults={"four_eyes": is_required})


def browser(user: User) -> Any:
    """A signed-in browser."""
    client = Client()
    client.force_login(user)
    return client


def least(**changed: Any) -> dict[str, Any]:
    """What the editor's form sends at least."""
    return {
        "title": "Libraries stay open",
        "slug": "libraries-stay-open",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "related_picks-TOTAL_FORMS": "0",
        "related_picks-INITIAL_FORMS": "0",
        **changed,
    }


def form(article: Any = None, /, **changed: Any) -> dict[str, Any]:
    """What the editor's form sends for an article as its newest version has it."""
    newest = article.get_latest_revision_as_object() if article else None
    if newest:
        values = {"title": newest.title, "slug": newest.slug, "shared_on": newest.shared_on}
        values["source"] = newest.source_id
    else:
        values = {"shared_on": "2024-05-01", "source": SourceFactory.create().pk}
    return {name: value for name, value in least(**values | changed).items() if value is not None}


def opened(article: ArticlePage) -> dict[str, str]:
    """What the form says of the version it was opened with."""
    latest = fresh(article).get_latest_revision()
    return {
        "loaded_revision_id": str(latest.pk),
        "loaded_revision_created_at": latest.created_at.isoformat(),
    }


def new_article_url(desk: NewsDeskPage) -> str:
    """Where an article is begun."""
    return reverse("wagtailadmin_pages:add", args=["news", "articlepage", desk.pk])


def edit_url(article: Page) -> str:
    """Where it is written."""
    return reverse("wagtailadmin_pages:edit", args=[article.pk])


def write(user: User, desk: NewsDeskPage, **changed: Any) -> ArticlePage:
    """Have this person begin an article and save it as a draft."""
    slug = f"written-{ArticlePage.objects.count()}"
    response = browser(user).post(new_article_url(desk), form(**{"slug": slug, **changed}))
    assert response.status_code == 302
    return ArticlePage.objects.order_by("-pk")[0]


def save(user: User, article: ArticlePage, **changed: Any) -> Any:
    """Have this person save or do something else from the article's form."""
    return browser(user).post(edit_url(article), form(fresh(article), **changed))


def autosave(user: User, article: ArticlePage, **changed: Any) -> Any:
    """What an open editor sends by itself: it rewrites the newest version in place."""
    latest = fresh(article).get_latest_revision()
    data = form(fresh(article), overwrite_revision_id=latest.pk, **changed)
    return browser(user).post(
        edit_url(article),
        data,
        headers={"x-requested-with": "XMLHttpRequest", "accept": "application/json"},
    )


def fresh(article: ArticlePage) -> ArticlePage:
    """The article as the database has it."""
    return ArticlePage.objects.get(pk=article.pk)


def is_public(article: ArticlePage) -> bool:
    """Whether readers get the article."""
    return Client().get(fresh(article).url).status_code == 200


def read(article: ArticlePage) -> str:
    """What readers see."""
    return Client().get(fresh(article).url).content.decode()


def told(user: User, article: ArticlePage) -> str:
    """What this person is told when they open the article next, or what it says there."""
    return html.unescape(browser(user).get(edit_url(article)).content.decode())


def follow(user: User, url: str, data: dict[str, Any]) -> tuple[Any, str]:
    """Send a form and read what comes of it: the last answer and its words."""
    response = browser(user).post(url, data, follow=True)
    return response, html.unescape(response.content.decode())


def let_the_clock_run(until: datetime.datetime) -> None:
    """Have the scheduler look at a later moment."""
    with patch.object(timezone, "now", lambda: until):
        carry_out()
