"""Change many articles as the list of articles does, and look at what came of it."""

from __future__ import annotations

import html
from typing import Any
from urllib.parse import urlencode

from django.test import Client

from news.models import ArticlePage

LIST = "/admin/articles/"


def address(kind: str, *articles: ArticlePage, **narrowed: Any) -> str:
    """Where one is asked about this change to these articles, or to all in a list."""
    chosen = {"id": [article.pk for article in articles]} if articles else {"id": "all"}
    query = urlencode({**narrowed, **chosen, "next": LIST}, doseq=True)
    return f"/admin/bulk/news/articlepage/{kind}/?{query}"


def change(client: Client, kind: str, *articles: ArticlePage, **wanted: Any) -> str:
    """Make the change; what the next page says."""
    response = client.post(address(kind, *articles), wanted, follow=True)
    assert response.status_code == 200
    return " ".join(html.unescape(response.content.decode()).split())


def latest(article: ArticlePage) -> ArticlePage:
    """The newest version."""
    found: ArticlePage = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    return found


def live(article: ArticlePage) -> ArticlePage:
    """What readers see."""
    return ArticlePage.objects.get(pk=article.pk)


def named(article: ArticlePage) -> set[str]:
    """Its topics."""
    return {topic.name for topic in article.topics.all()}
