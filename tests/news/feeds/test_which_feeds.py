"""Which feeds there are, which articles they hold, and for whom."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory, restrict
from tests.news.feeds.reading import FORMS, parsed, read_json, titles


def test_topics_and_sources_have_feeds_of_their_own(
    client: Client, article: ArticlePage, desk: NewsDeskPage
) -> None:
    ArticlePageFactory(parent=desk, title="Another one")

    assert titles(client, "/news-desk/feed/rss/") == ["Another one", "Libraries stay open"]
    for where in ("topics/reading", "sources/outlet"):
        assert titles(client, f"/news-desk/{where}/feed/rss/") == ["Libraries stay open"]
        feed = parsed(client, f"/news-desk/{where}/feed/atom/").feed
        assert feed.link == f"http://localhost:8000/news-desk/{where}/"
        read_json(client, f"/news-desk/{where}/feed/json/")
    assert parsed(client, "/news-desk/topics/reading/feed/rss/").feed.title == (
        "Reading – News Desk – Reading Rooms"
    )


@pytest.mark.parametrize(
    "path", ["feed/xml", "feed", "topics/none/feed/rss", "topics/feed/rss", "x/y/feed/rss"]
)
def test_there_is_no_other_feed(client: Client, desk: NewsDeskPage, path: str) -> None:
    assert client.get(f"/news-desk/{path}/").status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_empty_desk_has_an_empty_feed(client: Client, desk: NewsDeskPage, form: str) -> None:
    url = f"/news-desk/feed/{form}/"

    found = read_json(client, url)["items"] if form == "json" else parsed(client, url).entries

    assert found == []
    assert client.get(url).content == client.get(url).content


def test_newest_twenty_come_newest_first(client: Client, desk: NewsDeskPage) -> None:
    for day in range(1, 23):
        ArticlePageFactory(parent=desk, title=f"{day}", shared_on=datetime.date(2024, 1, day))

    assert titles(client, "/news-desk/feed/rss/") == [str(day) for day in range(22, 2, -1)]


def test_feed_holds_what_everybody_may_read_whoever_asks(
    client: Client, desk: NewsDeskPage, member: User, superuser: User
) -> None:
    ArticlePageFactory(parent=desk, title="Open")
    ArticlePageFactory(parent=desk, title="Draft", live=False)
    restrict(ArticlePageFactory(parent=desk, title="Secret"), "Members")
    answers = [client.get("/news-desk/feed/rss/")]
    for user in (member, superuser):
        client.force_login(user)
        answers.append(client.get("/news-desk/feed/rss/"))

    assert titles(client, "/news-desk/feed/rss/") == ["Open"]
    assert len({answer.content for answer in answers}) == 1
    kept_by = ["public, max-age=300", *["max-age=300, private"] * 2]
    assert [answer["Cache-Control"] for answer in answers] == kept_by
    for answer in answers:
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies


def test_desk_for_members_has_no_feed_for_others(
    client: Client, article: ArticlePage, desk: NewsDeskPage, stranger: User, member: User
) -> None:
    restrict(desk, "Members")

    answer = client.get("/news-desk/feed/rss/")
    assert answer.status_code == 404
    assert "no-store" in answer["Cache-Control"]
    client.force_login(stranger)
    assert client.get("/news-desk/feed/rss/").status_code == 403
    client.force_login(member)
    for_members = client.get("/news-desk/feed/rss/")["Cache-Control"]
    assert "no-store" in for_members
    assert "public" not in for_members


def test_desk_that_is_not_live_has_no_feed(client: Client, desk: NewsDeskPage) -> None:
    desk.unpublish()

    assert client.get("/news-desk/feed/rss/").status_code == 404
