"""What pages cost: the same for little and for much content."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from home.models import HomePage
from news.models import Disclaimer, NewsDeskPage
from tests.bulk import add_articles
from tests.factories import (
    ArticlePageFactory,
    DisclaimerFactory,
    DocumentFactory,
    ImageFactory,
    SourceFactory,
    StandardPageFactory,
    TopicFactory,
)
from tests.queries import queries_of

BUDGET = 12


def one_of_each(home_page: HomePage, disclaimer: Disclaimer) -> list[tuple[str, Any]]:
    """A block of every kind that fetches something, each with targets of its own."""
    page = StandardPageFactory(parent=home_page)
    document = DocumentFactory()
    image = {"image": ImageFactory().pk, "decorative": True, "alt_text": ""}
    figure = {"image": image, "caption": "A caption"}
    return [
        ("paragraph", f'<p>See <a linktype="page" id="{page.pk}">this</a>.</p>'),
        ("paragraph", f'<p>And <a linktype="document" id="{document.pk}">that</a>.</p>'),
        ("image", figure),
        ("gallery", {"heading": "", "images": [figure, figure]}),
        ("document", {"document": document.pk, "label": ""}),
        (
            "case_study_links",
            {"heading": "", "links": [{"page": page.pk}, {"document": document.pk}]},
        ),
        ("note", {"heading": "", "text": f'<p><a linktype="page" id="{page.pk}">x</a></p>'}),
        ("disclaimer", disclaimer.pk),
    ]


def body_of(blocks: list[tuple[str, Any]]) -> list[dict[str, Any]]:
    """Blocks as a StreamField stores them."""
    return [{"type": kind, "value": value} for kind, value in blocks]


@pytest.fixture
def article_path(desk: NewsDeskPage) -> str:
    """A minimal article's address."""
    return ArticlePageFactory(parent=desk).url


def test_article_costs_at_most_the_budget(client: Client, article_path: str) -> None:
    assert len(queries_of(client, article_path)) <= BUDGET


def test_full_article_costs_at_most_the_budget(
    client: Client, desk: NewsDeskPage, home_page: HomePage
) -> None:
    article = ArticlePageFactory(
        parent=desk,
        image=ImageFactory(),
        image_decorative=True,
        disclaimer=DisclaimerFactory(),
        body=body_of([("paragraph", "<p>Short.</p>")]),
    )
    article.topics = [TopicFactory(), TopicFactory()]
    article.save()

    assert len(queries_of(client, article.url)) <= BUDGET


def test_sixty_blocks_cost_what_one_of_each_costs(
    client: Client, desk: NewsDeskPage, home_page: HomePage
) -> None:
    once = one_of_each(home_page, DisclaimerFactory.create())
    many = [block for _ in range(8) for block in one_of_each(home_page, DisclaimerFactory.create())]
    rest = {
        "parent": desk,
        "source": SourceFactory(logo=ImageFactory()),
        "image": ImageFactory(),
        "image_decorative": True,
    }
    short = ArticlePageFactory(body=body_of(once), **rest)
    long = ArticlePageFactory(body=body_of(many), **rest)
    for article in (short, long):
        article.topics = [TopicFactory()]
        article.save()

    assert len(many) > 60
    short_queries, long_queries = queries_of(client, short.url), queries_of(client, long.url)

    assert len(long_queries) == len(short_queries) <= BUDGET


@pytest.mark.parametrize("path", ["/", "/news-desk/"])
def test_lists_cost_the_same_for_ten_and_a_thousand_articles(
    client: Client, desk: NewsDeskPage, path: str
) -> None:
    topics = [TopicFactory(), TopicFactory()]
    for _ in range(10):
        article = ArticlePageFactory(parent=desk, image=ImageFactory(), image_decorative=True)
        article.topics = topics
        article.save()
    few = queries_of(client, path)

    add_articles(desk, 990)
    many = queries_of(client, path)

    assert len(few) <= BUDGET
    assert len(many) == len(few)
