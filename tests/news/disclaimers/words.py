"""What the tests of disclaimers say, and where readers and programs find it."""

from __future__ import annotations

import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from news.models import ArticlePage, Disclaimer, DisclaimerWording
from tests.factories import ArticlePageFactory

SPRING, SUMMER = datetime.date(2024, 3, 1), datetime.date(2024, 6, 1)


def add_wording(
    disclaimer: Disclaimer, text: str, day: datetime.date = SUMMER
) -> DisclaimerWording:
    """Add a wording in force from a day on."""
    return DisclaimerWording.objects.create(
        disclaimer=disclaimer, in_force_from=day, text=f"<p>{text}</p>"
    )


def draft_on(desk: Any, **fields: Any) -> ArticlePage:
    """An article that was never public."""
    article = ArticlePageFactory.create(parent=desk, live=False, **fields)
    article.save_revision()
    return fresh(article)


def fresh(article: ArticlePage) -> ArticlePage:
    """The article as the next request finds it, at its latest draft."""
    stored: ArticlePage = ArticlePage.objects.get(pk=article.pk)
    return stored.get_latest_revision_as_object() if stored.latest_revision else stored


def publish(article: ArticlePage) -> ArticlePage:
    """Save and publish it; return it as the next request finds it."""
    article.save_revision().publish()
    return fresh(article)


def within(*disclaimers: Disclaimer) -> list[dict[str, Any]]:
    """A text with these disclaimers in it."""
    return [{"type": "disclaimer", "value": each.pk} for each in disclaimers]


def page_of(client: Client, article: ArticlePage) -> str:
    """The article's page as readers get it."""
    return client.get(article.url).content.decode()


def tomorrow() -> datetime.date:
    """The day after this one."""
    return timezone.localdate() + datetime.timedelta(days=1)
