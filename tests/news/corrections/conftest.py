"""The day of these tests, and the article that is corrected in them."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Thursday in December."""
    now = datetime.datetime(2026, 12, 3, 12, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """An article that readers have seen."""
    article: ArticlePage = ArticlePageFactory(
        parent=desk,
        title="Libraries stay open",
        slug="libraries-stay-open",
        body=[{"type": "paragraph", "value": "<p>Nine libraries would close.</p>"}],
    )
    article.save_revision().publish()
    return ArticlePage.objects.get()
