"""The four-eyes rule, tried by every way that leads to a public article."""

from __future__ import annotations

import pytest
from django.test import Client

from members.models import User
from news.models import ArticlePage, Authorship, NewsDeskPage
from news.review import four_eyes
from tests.factories import ArticlePageFactory, UserFactory
from tests.news.deskwork import fresh, is_public, write
from tests.news.review.ways import (
    Way,
    approve,
    approve_in_list,
    publish,
    publish_by_api,
    publish_in_list,
    publish_with_desk,
    revert,
    schedule,
)

WAYS: list[Way] = [
    publish,
    schedule,
    approve,
    approve_in_list,
    publish_in_list,
    publish_with_desk,
    publish_by_api,
    revert,
]


def name_of(way: Way) -> str:
    """What the test of it is called."""
    return way.__name__


by_every_way = pytest.mark.parametrize("way", WAYS, ids=name_of)


def is_public_or_planned(article: ArticlePage) -> bool:
    """Whether readers get it, now or by the clock."""
    return fresh(article).live or fresh(article).approved_schedule


@by_every_way
def test_author_makes_nothing_public_while_the_rule_is_on(
    way: Way, rule: None, author: User, draft: ArticlePage
) -> None:
    response = way(author, draft)

    assert response.status_code in {302, 403}
    assert not is_public_or_planned(draft)
    assert not is_public(draft)


@by_every_way
def test_superuser_makes_own_work_public_by_no_way_without_a_reason(
    way: Way, rule: None, desk: NewsDeskPage, superuser: User, author: User
) -> None:
    article = write(superuser, desk)

    way(superuser, article)

    assert not is_public_or_planned(article)


@by_every_way
def test_colleague_makes_it_public_while_the_rule_is_on(
    way: Way, rule: None, colleague: User, draft: ArticlePage
) -> None:
    response = way(colleague, draft)

    assert response.status_code in {200, 302}
    assert is_public_or_planned(draft)


@by_every_way
def test_author_makes_it_public_while_the_rule_is_off(
    way: Way, author: User, draft: ArticlePage
) -> None:
    way(author, draft)

    assert is_public_or_planned(draft)


def test_row_that_is_set_live_by_hand_is_refused_within_the_admin(
    rule: None, author: User, draft: ArticlePage
) -> None:
    """Whatever code of a view publishes without Wagtail's actions comes to the same gate."""
    from wagtail.log_actions import LogContext

    article = fresh(draft)
    article.live = True
    with LogContext(user=author), pytest.raises(four_eyes.FourEyesError):
        article.save()


def test_imported_articles_need_nobody(rule: None, desk: NewsDeskPage) -> None:
    """Content that the site itself makes: an import, demo content."""
    ArticlePageFactory.create(parent=desk)

    assert ArticlePage.objects.live().count() == 1
    assert not Authorship.objects.exists()


def test_readers_pay_nothing_for_the_rule(rule: None, desk: NewsDeskPage) -> None:
    article = ArticlePageFactory.create(parent=desk)

    assert Client().get(article.url).status_code == 200


def test_nobody_is_everybody_s_author(rule: None, draft: ArticlePage) -> None:
    assert not four_eyes.may_make_public(UserFactory.build(pk=None), ArticlePage())
