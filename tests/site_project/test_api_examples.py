"""The examples in docs/api.md are what the API answers."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from news.models import ArticlePage, NewsDeskPage
from site_project.api import PublicPages
from tests.factories import ArticlePageFactory, DisclaimerFactory, SourceFactory, TopicFactory

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "api.md"
EXAMPLE = re.compile(r"```http\nGET (\S+)\n```\n\n```json\n(.*?)```", re.DOTALL)


def examples() -> list[tuple[str, Any]]:
    """Each request in the document with the answer it shows."""
    return [(path, json.loads(answer)) for path, answer in EXAMPLE.findall(DOCUMENT.read_text())]


def comparable(answer: Any) -> Any:
    """The answer without what differs from site to site: keys and moments."""
    text = json.dumps(answer)
    text = re.sub(r'"id": \d+', '"id": 0', text)
    text = re.sub(r"/pages/\d+/", "/pages/0/", text)
    text = re.sub(r"\d{4}-\d\d-\d\dT[0-9:.]+Z", "a moment", text)
    return json.loads(text)


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """The article that the document tells of."""
    ArticlePageFactory(parent=desk, title="Another one", shared_on=datetime.date(2020, 1, 1))
    article: ArticlePage = ArticlePageFactory(
        parent=desk,
        title="Libraries stay open",
        slug="libraries-stay-open",
        summary="All nine of them.",
        source=SourceFactory(name="The Outlet", slug="the-outlet", url="https://outlet.example/"),
        source_headline="Council keeps all nine",
        source_url="https://outlet.example/nine",
        source_author="Ada Author",
        source_published_on=datetime.date(2015, 9, 1),
        source_published_precision="month",
        shared_on=datetime.date(2024, 5, 1),
        disclaimer=DisclaimerFactory(),
        body=[{"type": "paragraph", "value": "<p>The doors <b>stay</b> open.</p>"}],
    )
    article.topics = [TopicFactory(name="Reading", slug="reading")]
    article.save_revision().publish()
    return article


def test_document_has_examples() -> None:
    assert len(examples()) == 3


@pytest.mark.parametrize(("path", "answer"), examples(), ids=lambda value: str(value)[:40])
def test_example_is_what_is_answered(
    client: Client, article: ArticlePage, path: str, answer: Any
) -> None:
    response = client.get(path.replace("/12/", f"/{article.pk}/"))

    assert response.status_code == 200
    assert comparable(json.loads(response.content)) == comparable(answer)


def test_table_names_every_parameter() -> None:
    table = DOCUMENT.read_text().partition("| Parameter |")[2].partition("\n\n")[0]
    first_columns = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    named = {name for cell in first_columns for name in re.findall(r"`(\w+)`", cell)}

    assert named == PublicPages.known_query_parameters
