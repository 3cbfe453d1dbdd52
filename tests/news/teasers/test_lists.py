"""Lists show teasers; what finds articles by their words, or hands them out whole, does not."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client

from home.models import HomePage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from news.related import onward_from
from tests.factories import ArticlePageFactory, restrict
from tests.news.teasers.canaries import KEPT, TOLD, canary_article, found_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """An article for members; the newest of two."""
    ArticlePageFactory(parent=desk, title="Open", shared_on=datetime.date(2024, 4, 1))
    article = canary_article(desk)
    restrict(article, "Members")
    return article


LISTS = ["/", "/news-desk/", "source", "/news-desk/2024/", "/news-desk/2024/05/"]


def address(name: str, article: ArticlePage) -> str:
    """Of a list the article is on."""
    if name == "source":
        assert article.source
        return f"/news-desk/sources/{article.source.slug}/"
    return name


@pytest.mark.parametrize("name", LISTS)
def test_lists_show_the_teaser_marked_and_nothing_else(
    client: Client, article: ArticlePage, name: str, member: User
) -> None:
    path = address(name, article)
    response = client.get(path)
    assert response.status_code == 200
    page = response.content.decode()

    assert found_in(page, TOLD) == TOLD.keys()
    assert found_in(page, KEPT) == set()
    assert page.count('<span class="for-whom">For members</span>') == 1
    assert '<p class="row-topics">' not in page
    assert "lead-with-picture" not in page

    client.force_login(member)
    page = client.get(path).content.decode()
    assert "lead-with-picture" in page or '<p class="row-topics">' in page


@pytest.mark.parametrize("teaser", ["section", "no"])
def test_numbers_and_lists_agree(
    client: Client, article: ArticlePage, member: User, teaser: str
) -> None:
    article.teaser = teaser
    article.save_revision().publish()
    seen = 2 if teaser == "section" else 1

    def numbers() -> tuple[int, int]:
        page = client.get("/news-desk/2024/").content.decode()
        [said] = re.findall(r"(\d+) articles?<", page)
        return int(said), len(re.findall(r'<article class="row', page))

    assert numbers() == (seen, seen)
    client.force_login(member)
    assert numbers() == (2, 2)


def test_topic_is_named_by_articles_one_may_read_and_then_leads_to_teasers_too(
    client: Client, article: ArticlePage
) -> None:
    topic = article.topics.get()
    path = f"/news-desk/topics/{topic.slug}/"
    assert client.get(path).status_code == 404

    opened = ArticlePage.objects.get(title="Open")
    opened.topics.add(topic)
    opened.save()

    assert found_in(client.get(path).content.decode(), TOLD) == TOLD.keys()


def test_article_of_a_group_is_marked_as_one(client: Client, desk: NewsDeskPage) -> None:
    article = canary_article(desk, teaser="yes")
    restrict(article, "Board")

    page = client.get("/news-desk/").content.decode()

    assert '<span class="for-whom">For a group</span>' in page


def test_reading_on_leads_to_teasers_too(
    client: Client, article: ArticlePage, member: User, desk: NewsDeskPage
) -> None:
    opened = ArticlePage.objects.get(title="Open")
    page = client.get(opened.url).content.decode()

    assert f'<a rel="prev" href="{article.url}">' in page
    assert found_in(page, KEPT) == set()

    article.teaser = "no"
    article.save_revision().publish()

    assert article.url not in client.get(opened.url).content.decode()
    assert onward_from(opened, member).newer == article


SEARCHES = [TOLD["title"], TOLD["summary"], KEPT["body"], "Canary", "Canaryt"]


@pytest.mark.parametrize(
    "path",
    [
        *(f"/search/?q={words}" for words in SEARCHES),
        *(f"/search/suggest/?q={words}" for words in SEARCHES),
        "/search/?q=%22canarybody%22",
        "/api/v2/pages/?type=news.ArticlePage&fields=*",
        "/api/v2/pages/?search=canarybody",
        "/sitemap.xml",
        "/sitemap-articles.xml",
        "/sitemap-news.xml",
        "/news-desk/feed/rss/",
        "/news-desk/feed/atom/",
        "/news-desk/feed/json/",
        "/llms.txt",
        "/site-map/",
    ],
)
def test_what_finds_or_hands_out_articles_knows_nothing_of_it(
    client: Client, article: ArticlePage, path: str
) -> None:
    # Sources and topics are suggested by their names, and a search repeats what was asked.
    words = TOLD | KEPT | {"slug": "canaryslug"}
    looked_for = {
        name: word
        for name, word in words.items()
        if name not in ("source", "topic") and word.casefold() not in path.casefold()
    }

    assert found_in(client.get(path).content.decode(), looked_for) == set()


def test_one_article_in_the_api_is_none(client: Client, article: ArticlePage) -> None:
    response = client.get(f"/api/v2/pages/{article.pk}/")

    assert response.status_code == 404
    assert found_in(response.content.decode(), TOLD | KEPT) == set()


def test_picture_of_a_card_is_not_the_articles(
    client: Client, article: ArticlePage, home_page: HomePage
) -> None:
    page: Any = client.get(article.url).content.decode()

    assert "og:title" in page
    assert "og:image" not in page
