"""Articles with a plan, and the clock it is kept by."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory

NOW = datetime.datetime(2026, 12, 3, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)


def set_clock(monkeypatch: pytest.MonkeyPatch, now: datetime.datetime) -> None:
    """Have it be another moment."""
    monkeypatch.setattr(timezone, "now", lambda: now)


def draft(desk: NewsDeskPage, **fields: Any) -> ArticlePage:
    """An article that nobody has seen yet, with its version."""
    article = ArticlePageFactory(parent=desk, live=False, first_published_at=None, **fields)
    article.save_revision(clean=False)
    return ArticlePage.objects.get(pk=article.pk)


def scheduled(desk: NewsDeskPage, at: datetime.datetime, **fields: Any) -> ArticlePage:
    """An article of which a version is approved to go live at a moment."""
    article = draft(desk, go_live_at=at, **fields)
    article.latest_revision.publish()
    return ArticlePage.objects.get(pk=article.pk)


def changes_scheduled(desk: NewsDeskPage, at: datetime.datetime, **fields: Any) -> ArticlePage:
    """A public article of which changes are approved to go live at a moment."""
    article = ArticlePageFactory(parent=desk, **fields)
    article.save_revision().publish()
    version = ArticlePage.objects.get(pk=article.pk)
    version.title, version.go_live_at = "Changed", at
    version.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)
