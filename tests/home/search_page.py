"""Articles to find, and the search page as a visitor reads it."""

from __future__ import annotations

import re
from typing import Any

import html5lib
from django.test import Client

from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory


def add(desk: NewsDeskPage, title: str, text: str = "", **fields: Any) -> ArticlePage:
    """An article with a text."""
    body = [{"type": "paragraph", "value": f"<p>{text}</p>"}] if text else []
    return ArticlePageFactory(parent=desk, title=title, body=body, **fields)


def page_of(client: Client, **query: Any) -> str:
    """The page's HTML, which is well-formed."""
    response = client.get("/search/", query)
    assert response.status_code == 200
    html = response.content.decode()
    html5lib.HTMLParser(strict=True).parse(html)
    return html


def headlines(client: Client, **query: Any) -> list[str]:
    """The results' headlines, without marks."""
    found = re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", page_of(client, **query))
    return [re.sub(r"</?mark>", "", headline) for headline in found]
