"""The article that stands in the feeds of these tests."""

from __future__ import annotations

import datetime

import pytest

from home.models import Organisation
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory, DisclaimerFactory, SourceFactory, TopicFactory


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """An article of which everything is known."""
    organisation = Organisation.for_site(desk.get_site())
    organisation.name = "Reading Rooms"
    organisation.save()
    article = ArticlePageFactory(
        parent=desk,
        title="Libraries stay open",
        slug="open",
        summary="All nine of them.",
        content_note="mentions closures",
        source=SourceFactory(name="The Outlet", url="https://outlet.example/", slug="outlet"),
        source_headline="Council keeps all nine",
        source_url="https://outlet.example/nine",
        source_author="Ada Author",
        source_published_on=datetime.date(2015, 9, 21),
        shared_on=datetime.date(2024, 5, 1),
        disclaimer=DisclaimerFactory(text="We disagree."),
        body=[
            {"type": "paragraph", "value": "<p>The doors stay open.</p>"},
            {
                "type": "embed",
                "value": {"address": "https://vimeo.com/76979871", "title": "The vote"},
            },
        ],
    )
    article.topics = [TopicFactory(name="Reading", slug="reading"), TopicFactory(name="Money")]
    article.save_revision().publish()
    article.refresh_from_db()
    return article
