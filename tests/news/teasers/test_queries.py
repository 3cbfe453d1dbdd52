"""What the rule costs: nothing on a warm process, and never more for more restrictions."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from core import memory
from core.memory import forget
from home.models import HomePage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.bulk import add_articles
from tests.factories import ArticlePageFactory, TopicFactory
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

MANY = 1_000
ARTICLES = 30
# Beyond what a page costs where nothing is restricted.
MOST_ADDED = 2


def close(pages: Sequence[Page]) -> None:
    """Every second one to Members, the others to a group."""
    groups = [Group.objects.get(name="Members"), Group.objects.get_or_create(name="Board")[0]]
    restrictions = PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page_id=page.pk, restriction_type=PageViewRestriction.GROUPS)
        for page in pages
    )
    link = PageViewRestriction.groups.through
    link.objects.bulk_create(
        link(pageviewrestriction=restriction, group=groups[number % 2])
        for number, restriction in enumerate(restrictions)
    )
    forget()


@pytest.fixture
def closed(desk: NewsDeskPage, home_page: HomePage) -> list[Page]:
    """What is to be restricted: an article first, more articles, and pages enough."""
    add_articles(desk, ARTICLES)
    first = home_page.numchild + 1
    pages = [
        Page(
            path=Page._get_path(home_page.path, home_page.depth + 1, position),
            depth=home_page.depth + 1,
            title="Page",
            draft_title="Page",
            slug=f"page-{position}",
            url_path=f"{home_page.url_path}page-{position}/",
            content_type=ContentType.objects.get_for_model(Page),
            locale_id=home_page.locale_id,
            translation_key=uuid.uuid4(),
        )
        for position in range(first, first + MANY - ARTICLES)
    ]
    articles = ArticlePage.objects.order_by("pk")
    return [*(article.page_ptr for article in articles), *Page.objects.bulk_create(pages)]


@pytest.fixture
def paths(closed: list[Page], desk: NewsDeskPage) -> list[str]:
    """Pages of every kind, with an article that stays open."""
    desk.refresh_from_db()
    article = ArticlePageFactory(parent=desk, shared_on=datetime.date(2024, 6, 1))
    article.topics = [TopicFactory(name="Lending")]
    article.save()
    return ["/", desk.url, f"{desk.url}2024/", f"{desk.url}topics/lending/", article.url]


def costs(client: Client, paths: list[str]) -> tuple[list[int], list[int]]:
    """What each page costs a process that knows everything, and one that knows nothing."""
    warm = [len(queries_of(client, path)) for path in paths]
    cold = []
    for path in paths:
        memory.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        asked = [query["sql"] for query in captured.captured_queries]
        cold.append(sum('"core_generation"' not in sql for sql in asked))
    return warm, cold


@pytest.mark.parametrize("who", ["anonymous", "member"])
def test_thousand_restrictions_cost_what_two_cost(
    client: Client, closed: list[Page], paths: list[str], who: str, member: User
) -> None:
    if who == "member":
        client.force_login(member)
    open_to_all, _ = costs(client, paths)

    close(closed[:2])
    few, few_cold = costs(client, paths)
    close(closed[2:])
    many, many_cold = costs(client, paths)

    assert max(now - then for then, now in zip(open_to_all, few, strict=True)) <= MOST_ADDED
    # For who may read less, lists may be shorter, and cost less.
    # Once some name is hidden from somebody, whose groups to look at is asked once a page.
    assert max(now - then for then, now in zip(few, many, strict=True)) <= 1
    assert max(now - then for then, now in zip(few_cold, many_cold, strict=True)) <= 1


def test_teaser_costs_no_more_than_the_article(client: Client, closed: list[Page]) -> None:
    url = closed[0].specific.url
    public = len(queries_of(client, url))

    close(closed)

    assert len(queries_of(client, url)) <= public


def test_what_machines_and_editors_ask_for_still_answers(
    client: Client, closed: list[Page], desk: NewsDeskPage, editor: User
) -> None:
    close(closed)

    for path in ("/sitemap.xml", "/api/v2/pages/", "/llms.txt", "/search/?q=bulk", "/site-map/"):
        assert client.get(path).status_code == 200, path
    client.force_login(editor)
    new = reverse("wagtailadmin_pages:add", args=["news", "articlepage", desk.pk])
    assert client.get(new).status_code == 200
    edit = reverse("wagtailadmin_pages:edit", args=[closed[0].pk])
    assert client.get(edit).status_code == 200
