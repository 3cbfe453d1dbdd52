"""What a review found could come out, or be made to pile up, and no longer can."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from core import memory
from home.models import HomePage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    HomePageFactory,
    NewsDeskPageFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
    restrict,
)

pytestmark = pytest.mark.django_db


def body_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_search_finds_nothing_of_a_tree_that_belongs_to_no_site(
    client: Client, home_page: HomePage
) -> None:
    staging = HomePageFactory(parent=Page.objects.get(depth=1), title="Staging", slug="staging")
    StandardPageFactory(parent=staging, title="Zeppelin launch")
    desk = NewsDeskPageFactory(parent=staging)
    ArticlePageFactory(parent=desk, title="Zeppelin secrets")

    for path in ("/search/?q=zeppelin", "/search/?q=zepelin", "/search/suggest/?q=zepp"):
        assert "Zeppelin" not in body_of(client, path)


def test_rights_taken_away_are_taken_from_what_is_remembered(
    client: Client, desk: NewsDeskPage
) -> None:
    open_article = ArticlePageFactory(parent=desk, shared_on=datetime.date(2024, 1, 1))
    closed = ArticlePageFactory(
        parent=desk, title="Among ourselves", shared_on=datetime.date(2024, 1, 2), teaser="no"
    )
    restrict(closed, "Members")
    group = Group.objects.create(name="Helpers")
    user = UserFactory.create()
    user.groups.add(group)
    right = GroupPagePermission.objects.create(
        group=group, page=desk, permission=Permission.objects.get(codename="change_page")
    )
    client.force_login(user)
    assert "Among ourselves" in body_of(client, open_article.url)
    assert "2 articles" in body_of(client, desk.url)

    right.delete()

    assert "Among ourselves" not in body_of(client, open_article.url)
    assert "1 article" in body_of(client, desk.url)


@pytest.mark.parametrize(
    "address",
    [
        "/news-desk/{number:04}/",
        "/news-desk/topics/lending/?year={number}",
        "/api/v2/pages/?type=news.ArticlePage&topic=invented-{number}",
        "/news-desk/topics/invented-{number}/",
        "/invented-{number}/",
        "/news-desk/invented-{number}/",
    ],
)
def test_addresses_made_up_leave_nothing_in_memory(
    client: Client, desk: NewsDeskPage, address: str
) -> None:
    TopicFactory(name="Lending")
    ArticlePageFactory(parent=desk)
    client.get(address.format(number=100))
    known = len(memory._entries)

    for number in range(101, 120):
        client.get(address.format(number=number))

    assert len(memory._entries) <= known


def test_address_of_the_original_is_no_markup_in_the_plain_version(
    client: Client, desk: NewsDeskPage
) -> None:
    address = "https://e.org/><script/src=//evil.example/x.js></script>"
    article = ArticlePageFactory(parent=desk, source_url=address)

    assert "<script" not in body_of(client, f"{article.url}index.md")


def test_alias_of_an_open_article_is_not_called_one_for_members(
    client: Client, desk: NewsDeskPage, member: User
) -> None:
    article: ArticlePage = ArticlePageFactory(parent=desk, teaser="no")
    alias = article.create_alias(update_slug="again")
    assert "For members" not in body_of(client, desk.url)

    restrict(article, "Members")
    client.force_login(member)

    assert body_of(client, desk.url).count("For members") == 2
    client.logout()
    assert alias.url not in body_of(client, desk.url)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_pages_are_only_read(client: Client, desk: NewsDeskPage, method: str) -> None:
    for path in (desk.url, f"{desk.url}?topic=x", ArticlePageFactory(parent=desk).url):
        assert getattr(client, method)(path).status_code == 405
