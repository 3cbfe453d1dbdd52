"""The desk's lists: which articles, in which order, on which page."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from core import memory
from core.paging import NUMBER_LENGTH, PAGE_LENGTH, page_number
from news.models import ArticlePage, NewsDeskPage, Source, Topic
from tests.bulk import add_articles
from tests.factories import ArticlePageFactory, SourceFactory, TopicFactory, restrict
from tests.queries import queries_of

NONSENSE = [
    "abc",
    "0",
    "-1",
    "1000000000",
    "10001",
    "1.5",
    "1e3",
    "",
    " ",
    "٣",
    "²",
    "１",
    "+1",
    "1_000",
    "0x1",
    "None",
    "9" * 5000,
    "1;DROP TABLE news_source",
    "\ud7ff",
]


def shown(client: Client, path: str, **query: Any) -> list[str]:
    """The headlines on a page of a list, from top to bottom."""
    response = client.get(path, query, follow=True)
    assert response.status_code == 200
    page = response.content.decode()
    return re.findall(r'<h[23]><a href="[^"]*">([^<]*)</a></h[23]>', page)


def share(desk: NewsDeskPage, *titles: str, **fields: Any) -> list[ArticlePage]:
    """Live articles, each shared a day after the one before."""
    first = datetime.date(2024, 1, 1)
    return [
        ArticlePageFactory(
            parent=desk, title=title, shared_on=first + datetime.timedelta(days=day), **fields
        )
        for day, title in enumerate(titles)
    ]


def test_newest_article_comes_first(client: Client, desk: NewsDeskPage) -> None:
    share(desk, "Oldest", "Middle", "Newest")

    assert shown(client, desk.url) == ["Newest", "Middle", "Oldest"]


def test_articles_of_one_day_come_in_the_order_of_their_making(
    client: Client, desk: NewsDeskPage
) -> None:
    for title in ("First", "Second", "Third"):
        ArticlePageFactory(parent=desk, title=title)

    assert shown(client, desk.url) == ["Third", "Second", "First"]


def test_newest_featured_article_leads_the_first_page(client: Client, desk: NewsDeskPage) -> None:
    _, older, newer, _ = share(desk, "A", "B", "C", "D")
    for article in (older, newer):
        article.featured = True
        article.save()

    assert shown(client, desk.url) == ["C", "D", "B", "A"]


def test_pages_show_every_article_once_also_where_all_are_of_one_day(
    client: Client, desk: NewsDeskPage
) -> None:
    add_articles(desk, 2 * PAGE_LENGTH + 3)
    ArticlePage.objects.update(shared_on=datetime.date(2024, 5, 1))
    # Beyond the first page nothing is put in front.
    ArticlePage.objects.filter(title="Bulk article 1").update(featured=True)
    memory.clear()

    pages = [shown(client, desk.url, page=number) for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [PAGE_LENGTH, PAGE_LENGTH, 3]
    assert len({title for page in pages for title in page}) == 2 * PAGE_LENGTH + 3
    assert pages[2][-1] == "Bulk article 1"


def test_pages_lead_to_each_other_and_no_further(client: Client, desk: NewsDeskPage) -> None:
    add_articles(desk, 2 * PAGE_LENGTH)

    first, second = (client.get(desk.url + query).content.decode() for query in ("", "?page=2"))

    assert 'rel="next" href="/news-desk/?page=2"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev" href="/news-desk/"' in second
    assert 'rel="next"' not in second
    assert client.get(desk.url, {"page": "3"}).status_code == 404


@pytest.mark.parametrize("nonsense", NONSENSE, ids=[ascii(each)[:20] for each in NONSENSE])
def test_nonsense_for_a_page_number_is_not_found(
    client: Client, desk: NewsDeskPage, nonsense: str
) -> None:
    add_articles(desk, 1)

    assert client.get(desk.url, {"page": nonsense}).status_code == 404


@given(st.text(max_size=12))
def test_page_number_is_a_number_in_bounds_or_not_found(given_text: str) -> None:
    try:
        number = page_number(given_text)
    except Http404:
        assert not (given_text.isascii() and given_text.isdigit()) or not (
            int(given_text) >= 1 and len(given_text) <= NUMBER_LENGTH
        )
    else:
        assert number == int(given_text)
        assert number >= 1


def test_page_beyond_the_last_is_not_found_however_far(client: Client, desk: NewsDeskPage) -> None:
    assert client.get(desk.url, {"page": 10**NUMBER_LENGTH - 1}).status_code == 404
    assert client.get(desk.url, {"page": "2"}).status_code == 404
    assert client.get(desk.url, {"page": "1"})["Location"] == desk.url
    assert client.get(desk.url, {"page": "01"})["Location"] == desk.url


def test_drafts_and_private_articles_are_left_out_and_pages_stay_full(
    client: Client, desk: NewsDeskPage
) -> None:
    add_articles(desk, PAGE_LENGTH)
    ArticlePageFactory(parent=desk, title="Draft", live=False)
    private = ArticlePageFactory(parent=desk, title="Private")
    restrict(private, "Board")

    page = shown(client, desk.url)

    assert len(page) == PAGE_LENGTH
    assert not {"Draft", "Private"} & set(page)
    assert client.get(desk.url, {"page": "2"}).status_code == 404


def test_empty_desk_says_so(client: Client, desk: NewsDeskPage) -> None:
    assert "Nothing has been shared yet" in client.get(desk.url).content.decode()


@pytest.mark.parametrize("kind", ["topics", "sources"])
def test_list_of_a_topic_or_source_shows_its_articles_only(
    client: Client, desk: NewsDeskPage, kind: str
) -> None:
    topic, source = TopicFactory.create(name="Räume"), SourceFactory.create(name="Räume")
    matching: dict[str, Any] = {"topics": [topic]} if kind == "topics" else {"source": source}
    share(desk, "One", "Two", **matching)
    share(desk, "Other")
    path = f"{desk.url}{kind}/räume/"

    assert shown(client, path) == ["Two", "One"]
    page = client.get(path).content.decode()
    assert "<h1>Räume</h1>" in page
    assert 'class="lead' not in page
    assert client.get(path, {"page": "2"}).status_code == 404


@pytest.mark.parametrize("kind", ["topics", "sources"])
def test_empty_list_of_a_topic_or_source_says_so(
    client: Client, desk: NewsDeskPage, kind: str
) -> None:
    TopicFactory.create(name="Empty")
    SourceFactory.create(name="Empty")

    page = client.get(f"{desk.url}{kind}/empty/").content.decode()

    assert "Nothing has been shared here yet" in page


@pytest.mark.parametrize(
    "path",
    [
        "topics/",
        "sources/",
        "topics/unknown/",
        "sources/unknown/",
        "topics/known/more/",
        "unknown/",
        "2015/",
        "topics/KNOWN/",
        "feed/other/",
    ],
)
def test_unknown_address_under_a_desk_is_not_found(
    client: Client, desk: NewsDeskPage, path: str
) -> None:
    Topic.objects.create(name="Known", slug="known")
    Source.objects.create(name="Known", slug="known")

    assert client.get(desk.url + path).status_code == 404


def test_nothing_of_an_unpublished_desk_is_found(client: Client, desk: NewsDeskPage) -> None:
    topic = TopicFactory.create(name="Known")
    NewsDeskPage.objects.update(live=False)
    memory.clear()

    for path in (desk.url, f"{desk.url}topics/{topic.slug}/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["", "topics/known/", "sources/known/"])
def test_lists_cost_the_same_for_10_and_60_articles(
    client: Client, desk: NewsDeskPage, path: str
) -> None:
    topic, source = TopicFactory.create(name="Known"), SourceFactory.create(name="Known")
    costs = []
    for number in (10, 50):
        add_articles(desk, number)
        ArticlePage.objects.update(source=source)
        about = ArticlePage.topics.through
        untold = ArticlePage.objects.exclude(topics=topic)
        about.objects.bulk_create(about(articlepage=each, topic=topic) for each in untold)
        memory.clear()
        costs.append(len(queries_of(client, desk.url + path)))

    assert costs[0] == costs[1] <= 10
