"""Articles to find."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from core.search import find, parse
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory

Add = Callable[..., ArticlePage]
Search = Callable[..., list[str]]


@pytest.fixture
def add(desk: NewsDeskPage) -> Add:
    """Add an article: its headline, its text, and whatever else."""

    def make(title: str, text: str = "", **fields: Any) -> ArticlePage:
        body = [{"type": "paragraph", "value": f"<p>{text}</p>"}] if text else []
        topics = fields.pop("topics", [])
        article: ArticlePage = ArticlePageFactory(
            **({"parent": desk, "title": title, "body": body} | fields)
        )
        if topics:
            article.topics = topics
            article.save()
        return article

    return make


@pytest.fixture
def search() -> Search:
    """Search as somebody; gives the headlines found, in order."""

    def ask(typed: str, user: Any = None, **options: Any) -> list[str]:
        found = find(parse(typed), user or AnonymousUser(), **options)
        return [page.title for _, page in found.fetch(0, 100)]

    return ask
