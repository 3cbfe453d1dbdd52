"""Of which articles everybody may see the teaser, where the table does not say (test_table)."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client
from wagtail.models import PageViewRestriction

from core import memory
from core.memory import forget
from home.models import HomePage
from news.models import ArticlePage, NewsDeskPage
from news.teasers import has_teaser
from tests.factories import ArticlePageFactory, NewsDeskPageFactory, restrict

pytestmark = pytest.mark.django_db


def test_restriction_of_another_kind_is_not_for_members(desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk)
    PageViewRestriction.objects.create(page=article, restriction_type="login")

    assert not has_teaser(article)
    assert not ArticlePage.objects.shown_to(AnonymousUser()).exists()


def test_without_the_group_of_members_nothing_is_for_them(desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk)
    restrict(article, "Members")
    assert has_teaser(article)

    Group.objects.get(name="Members").delete()

    assert not has_teaser(article)


@pytest.mark.parametrize(
    ("there", "here", "expected"),
    [
        ("usual", "usual", True),
        ("no", "usual", False),
        ("usual", "no", False),
        ("no", "yes", False),
    ],
)
def test_alias_has_a_teaser_where_both_places_say_so(
    desk: NewsDeskPage, home_page: HomePage, there: str, here: str, expected: bool
) -> None:
    other: Any = NewsDeskPageFactory(parent=home_page, teasers=there)
    article: Any = ArticlePageFactory(parent=other)
    restrict(other, "Members")
    alias: Any = article.create_alias(parent=desk)
    NewsDeskPage.objects.filter(pk=desk.pk).update(teasers=here)
    forget()

    alias = ArticlePage.objects.get(pk=alias.pk)
    assert has_teaser(alias) is expected
    shown = ArticlePage.objects.shown_to(AnonymousUser())
    assert shown.filter(pk=alias.pk).exists() is expected


def test_desk_that_is_taken_down_shows_no_teasers(desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk)
    restrict(article, "Members")

    desk.unpublish()

    assert not has_teaser(ArticlePage.objects.get(pk=article.pk))


def test_draft_of_the_choice_changes_nothing(client: Client, desk: NewsDeskPage) -> None:
    article: Any = ArticlePageFactory(parent=desk, title="Canary headline", teaser="no")
    restrict(article, "Members")
    article.teaser = "yes"

    article.save_revision()
    assert client.get(article.url).status_code == 404

    article.save_revision().publish()
    assert client.get(article.url).status_code == 200


def test_change_of_the_desk_holds_from_the_next_request_on(
    client: Client, desk: NewsDeskPage
) -> None:
    article = ArticlePageFactory(parent=desk, title="Canary headline")
    restrict(article, "Members")
    assert "Canary headline" in client.get("/").content.decode()

    desk.teasers = "no"
    desk.save_revision().publish()

    assert "Canary headline" not in client.get("/").content.decode()
    assert client.get(article.url).status_code == 404
    memory.clear()
    assert client.get(article.url).status_code == 404
