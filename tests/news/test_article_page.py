"""The article page as a reader gets it."""

from __future__ import annotations

from django.test import Client

from news.models import NewsDeskPage
from tests.factories import ArticlePageFactory


def test_article_is_shown_to_everyone(client: Client, desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk, title="Libraries stay open")

    response = client.get(article.url)

    assert response.status_code == 200
    assert "<h1>Libraries stay open</h1>" in response.content.decode()
