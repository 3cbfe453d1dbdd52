"""What to read after an article: picks first, then kindred ones, and nothing closed to a reader."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client

from members.models import User
from news.models import ArticlePage, NewsDeskPage, RelatedPick, Source, Topic
from news.related import RELATED, Onward, find_onward, onward_from
from tests.factories import ArticlePageFactory, SourceFactory, TopicFactory, restrict
from tests.queries import queries_of

DAY = datetime.date(2024, 5, 15)
NOBODY = AnonymousUser()


@pytest.fixture
def topic() -> Topic:
    return TopicFactory.create(name="Lending")


@pytest.fixture
def source() -> Source:
    return SourceFactory.create(name="The Post")


@pytest.fixture
def article(desk: NewsDeskPage, topic: Topic, source: Source) -> ArticlePage:
    return share(desk, "This", 0, topics=[topic], source=source)


def share(desk: NewsDeskPage, title: str, days: int, **fields: Any) -> ArticlePage:
    """An article shared so many days after (before, if negative) the one in question."""
    topics = fields.pop("topics", [])
    shared_on = DAY + datetime.timedelta(days=days)
    made: ArticlePage = ArticlePageFactory(parent=desk, title=title, shared_on=shared_on, **fields)
    made.topics = topics
    made.save()
    return made


def titles(onward: Onward) -> list[str]:
    return [article.title for article in onward.related]


def test_same_topic_comes_before_same_source_and_near_before_far(
    desk: NewsDeskPage, article: ArticlePage, topic: Topic, source: Source
) -> None:
    share(desk, "Source, near", 1, source=source)
    share(desk, "Topic, far", -300, topics=[topic])
    share(desk, "Topic, near", 20, topics=[topic])
    share(desk, "Both", 100, topics=[topic], source=source)
    share(desk, "Neither", 0)

    assert titles(find_onward(article, NOBODY)) == [
        "Both",
        "Topic, near",
        "Topic, far",
        "Source, near",
    ]


def test_what_is_more_than_a_year_away_is_not_related(
    desk: NewsDeskPage, article: ArticlePage, topic: Topic
) -> None:
    share(desk, "Too old", -366, topics=[topic])
    share(desk, "Too new", 366, topics=[topic])

    assert titles(find_onward(article, NOBODY)) == []


def test_picks_come_first_in_their_order_and_only_once(
    desk: NewsDeskPage, article: ArticlePage, topic: Topic
) -> None:
    kindred = share(desk, "Kindred", 1, topics=[topic])
    strange = share(desk, "Strange", -900)
    article.related_picks = [
        RelatedPick(article=strange, sort_order=0),
        RelatedPick(article=kindred, sort_order=1),
    ]
    article.save()

    assert titles(find_onward(article, NOBODY)) == ["Strange", "Kindred"]


def test_no_more_than_a_few_are_shown(
    desk: NewsDeskPage, article: ArticlePage, topic: Topic
) -> None:
    for day in range(RELATED + 3):
        share(desk, f"Kindred {day}", day, topics=[topic])

    assert len(find_onward(article, NOBODY).related) == RELATED


def test_drafts_and_closed_articles_are_left_out_for_those_who_may_not_read_them(
    desk: NewsDeskPage, article: ArticlePage, topic: Topic, member: User
) -> None:
    closed = share(desk, "Closed", 1, topics=[topic])
    draft = share(desk, "Draft", 2, topics=[topic], live=False)
    restrict(closed, "Board")
    member.groups.add(Group.objects.get(name="Board"))
    article.related_picks = [
        RelatedPick(article=closed, sort_order=0),
        RelatedPick(article=draft, sort_order=1),
    ]
    article.save()

    for_nobody, for_member = onward_from(article, NOBODY), onward_from(article, member)

    assert titles(for_nobody) == []
    assert for_nobody.newer is None
    assert titles(for_member) == ["Closed"]
    assert for_member.newer == closed


def test_neighbours_are_the_next_ones_in_the_list(desk: NewsDeskPage) -> None:
    first, second, third, fourth = (
        share(desk, title, days)
        for title, days in (("1", -5), ("2", 0), ("3, same day", 0), ("4", 1))
    )

    def around(article: ArticlePage) -> tuple[str | None, str | None]:
        onward = find_onward(article, NOBODY)
        older, newer = onward.older, onward.newer
        return older and older.title, newer and newer.title

    assert around(first) == (None, "2")
    assert around(second) == ("1", "3, same day")
    assert around(third) == ("2", "4")
    assert around(fourth) == ("3, same day", None)


def test_page_shows_them_and_follows_changes(
    client: Client, desk: NewsDeskPage, article: ArticlePage, topic: Topic
) -> None:
    def related() -> list[str]:
        section = client.get(article.url).content.decode().partition('class="onward"')[2]
        return re.findall(r'<li>\s*<a href="[^"]*">([^<]*)</a>', section)

    assert related() == []

    other = share(desk, "Kindred", 1, topics=[topic])
    assert related() == ["Kindred"]

    other.title = "Kindred, renamed"
    other.save()
    assert related() == ["Kindred, renamed"]

    other.unpublish()
    assert related() == []


def test_preview_of_a_new_article_has_nothing_to_read_on(desk: NewsDeskPage) -> None:
    assert find_onward(ArticlePage(title="New"), NOBODY) == Onward()


def test_related_articles_cost_no_query_once_known(
    client: Client, desk: NewsDeskPage, article: ArticlePage, topic: Topic
) -> None:
    alone = len(queries_of(client, article.url))
    for day in range(10):
        share(desk, f"Kindred {day}", day, topics=[topic])

    assert len(queries_of(client, article.url)) == alone
