"""What pages cost: the same for little and for much content."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from home.models import HomePage
from news.bulk import make_articles
from news.models import ArticlePage, Disclaimer, NewsDeskPage
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

BUDGET = 10


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


@pytest.mark.parametrize("number", [500, pytest.param(10_000, marks=pytest.mark.faults)])
def test_pages_cost_the_same_with_ten_and_with_many_articles(
    client: Client, desk: NewsDeskPage, number: int
) -> None:
    make_articles(desk, 10)
    for article in ArticlePage.objects.all():
        article.image, article.image_decorative = ImageFactory(), True
        article.save()
    article = ArticlePage.objects.exclude(topics=None).earliest("pk")
    [topic, *_] = article.topics.all()
    assert article.source
    paths = [
        "/",
        "/news-desk/",
        article.url,
        f"/news-desk/topics/{topic.slug}/",
        f"/news-desk/sources/{article.source.slug}/",
        f"/news-desk/{article.shared_on.year}/",
        "/search/?q=people",
    ]
    few = {path: len(queries_of(client, path)) for path in paths}

    desk.refresh_from_db()
    make_articles(desk, number - 10)
    many = {path: len(queries_of(client, path)) for path in paths}

    assert all(cost <= BUDGET for cost in few.values()), few
    assert {path: cost for path, cost in many.items() if cost > few[path]} == {}
