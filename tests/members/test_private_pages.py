"""What visitors meet at a private page."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from home.models import HomePage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import PASSWORD, ArticlePageFactory, restrict

LOGIN = "/account/login/"


@pytest.fixture
def private_article(desk: NewsDeskPage) -> ArticlePage:
    """An article for members."""
    article = ArticlePageFactory(parent=desk, title="For members only", teaser="no")
    restrict(article, "Members")
    return article


def no_store(cache_control: str) -> bool:
    """Whether no cache, shared or not, may keep what came with this header."""
    return {"no-store", "private"} <= {part.strip() for part in cache_control.split(",")}


def test_anonymous_visitor_is_offered_the_sign_in_and_brought_back(
    client: Client, private_article: ArticlePage, member: User
) -> None:
    url = f"{private_article.url}?from=a%20friend"
    told = client.get(url)
    assert told.status_code == 404
    assert b"For members only" not in told.content
    [door] = re.findall(r'href="([^"]*\?next=[^"]*)"', told.content.decode())

    asked = client.get(door)
    arrived = client.post(
        door,
        {"username": member.email, "password": PASSWORD, "next": asked.context["next"]},
        follow=True,
    )

    assert arrived.redirect_chain == [(url, 302)]
    assert b"<h1>For members only</h1>" in arrived.content


def test_stranger_is_told_so_and_not_sent_round_in_a_circle(
    client: Client, private_article: ArticlePage, stranger: User
) -> None:
    client.force_login(stranger)

    response = client.get(private_article.url, follow=True)

    assert response.status_code == 403
    assert response.redirect_chain == []
    page = response.content.decode()
    assert "This is not open to your account" in page
    assert f"You are signed in as {stranger.display_name}" in page
    assert 'class="masthead"' in page
    assert "For members only" not in page


def test_stranger_who_signs_in_for_a_private_page_is_told_so(
    client: Client, private_article: ArticlePage, stranger: User
) -> None:
    answer = client.post(
        f"{LOGIN}?next={private_article.url}",
        {"username": stranger.email, "password": PASSWORD, "next": private_article.url},
        follow=True,
    )

    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1


@pytest.mark.parametrize("who", ["anonymous", "stranger", "member", "editor"])
def test_no_cache_keeps_an_answer_of_a_private_page(
    who: str, client: Client, private_article: ArticlePage, request: pytest.FixtureRequest
) -> None:
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))

    response = client.get(private_article.url)

    assert response.status_code == {"anonymous": 404, "stranger": 403}.get(who, 200)
    assert no_store(response.headers.get("Cache-Control", ""))


@pytest.mark.parametrize("path", ["/", "/news-desk/", "/news-desk/open/"])
def test_public_page_sets_no_cookie_and_may_be_kept(
    path: str, client: Client, desk: NewsDeskPage
) -> None:
    ArticlePageFactory(parent=desk, slug="open")

    response = client.get(path)

    assert response.status_code == 200
    assert not response.cookies
    assert not no_store(response.headers.get("Cache-Control", ""))


def test_private_articles_are_on_no_list_of_strangers(
    client: Client, private_article: ArticlePage, home_page: HomePage, member: User
) -> None:
    assert private_article.source
    paths = ("/", "/news-desk/", f"/news-desk/sources/{private_article.source.slug}/")
    for path in paths:
        assert b"For members only" not in client.get(path).content

    client.force_login(member)
    for path in paths:
        assert b"For members only" in client.get(path).content


def test_private_desk_is_private_with_all_its_lists(
    client: Client, private_article: ArticlePage, desk: NewsDeskPage, member: User
) -> None:
    restrict(desk, "Members")
    assert private_article.source
    paths = [desk.url, f"{desk.url}sources/{private_article.source.slug}/"]

    assert [client.get(path).status_code for path in paths] == [404, 404]
    client.force_login(member)
    assert [client.get(path).status_code for path in paths] == [200, 200]


def test_restriction_holds_from_the_next_request_on(
    client: Client, desk: NewsDeskPage, home_page: HomePage
) -> None:
    article = ArticlePageFactory(parent=desk, title="Soon private", teaser="no")
    assert b"Soon private" in client.get("/").content
    assert client.get(article.url).status_code == 200

    restrict(article, "Members")

    assert b"Soon private" not in client.get("/").content
    assert client.get(article.url).status_code == 404
