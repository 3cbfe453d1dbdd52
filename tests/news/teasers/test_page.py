"""The article's address for somebody who may not read it."""

from __future__ import annotations

import json
import re
from itertools import product
from typing import Any

import html5lib
import pytest
from django.test import Client

from home.models import Organisation
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import PASSWORD, restrict
from tests.news.teasers.canaries import KEPT, TOLD, canary_article, found_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """An article for members."""
    article = canary_article(desk)
    restrict(article, "Members")
    return article


def everything_in(response: Any) -> str:
    """Body and headers, without the furniture's own links."""
    return str(response.headers) + response.content.decode()


def test_visitor_sees_the_teaser_and_nothing_else(client: Client, article: ArticlePage) -> None:
    response = client.get(article.url)

    assert response.status_code == 200
    assert found_in(everything_in(response), TOLD) == TOLD.keys()
    assert found_in(everything_in(response), KEPT) == set()
    page = response.content.decode()
    assert '<time datetime="2015-09-21">September 21, 2015</time>' in page
    html5lib.HTMLParser(strict=True).parse(page)


def test_reader_sees_all_of_it(client: Client, article: ArticlePage, member: User) -> None:
    client.force_login(member)

    page = everything_in(client.get(article.url))

    assert found_in(page, TOLD) == TOLD.keys()
    # The picture's name is in the addresses of its sizes under another form.
    assert found_in(page, KEPT) >= KEPT.keys() - {"image"}
    assert "ways-in" not in page


def test_visitor_is_offered_what_to_do_and_comes_back(
    client: Client, article: ArticlePage, member: User
) -> None:
    Organisation.objects.create(site=article.get_site(), name="Ours", email="us@example.org")
    url = f"{article.url}?from=a%20friend"
    page = client.get(url).content.decode()
    assert "This article is for members" in page
    assert "Would you like to join" in page

    [door] = re.findall(r'<a class="button" href="([^"]*)">Sign in</a>', page)
    asked = client.get(door)
    arrived = client.post(
        door,
        {"username": member.email, "password": PASSWORD, "next": asked.context["next"]},
        follow=True,
    )

    assert arrived.redirect_chain == [(url, 302)]
    assert KEPT["body"] in arrived.content.decode()


def test_visitor_is_offered_to_join(client: Client, article: ArticlePage) -> None:
    page = client.get(article.url).content.decode()

    assert 'href="/account/join/?next=%2Fnews-desk%2Fcanaryslug%2F">Become a member</a>' in page


def test_person_outside_the_group_is_told_so(
    client: Client, desk: NewsDeskPage, member: User
) -> None:
    article = canary_article(desk, teaser="yes")
    restrict(article, "Board")
    client.force_login(member)

    response = client.get(article.url, follow=True)

    assert response.redirect_chain == []
    assert response.status_code == 200
    page = response.content.decode()
    assert "This article is for a certain group of people" in page
    assert "You are signed in as Mina Member" in page
    assert "?next=" not in page
    assert found_in(everything_in(response), KEPT) == set()


def test_machines_are_told_that_it_is_not_free(client: Client, article: ArticlePage) -> None:
    page = client.get(article.url).content.decode()
    found = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S)
    [told] = [json.loads(each) for each in found]

    data, trail = told["@graph"]
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == TOLD["title"]
    assert data["isAccessibleForFree"] is False
    part = data["hasPart"]
    assert part["@type"] == "WebPageElement"
    assert part["isAccessibleForFree"] is False
    assert f'class="{part["cssSelector"].removeprefix(".")} ' in page
    assert {"wordCount", "about", "image", "dateModified", "correction"}.isdisjoint(data)
    assert [step["name"] for step in trail["itemListElement"]][-1] == TOLD["title"]


def test_section_that_is_closed_itself_is_not_named(
    client: Client, desk: NewsDeskPage, home_page: Any
) -> None:
    article = canary_article(desk)
    desk.title = "Canarydesk"
    desk.save_revision().publish()
    assert "Canarydesk" in client.get(article.url).content.decode()

    restrict(desk, "Members")

    page = client.get(article.url).content.decode()
    assert TOLD["title"] in page
    assert "Canarydesk" not in page


@pytest.mark.parametrize("who", ["anonymous", "stranger", "member"])
def test_nobody_keeps_the_answer_and_no_cookie_comes_with_it(
    who: str, client: Client, article: ArticlePage, request: pytest.FixtureRequest
) -> None:
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))

    response = client.get(article.url)

    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    # Who is signed in is shown a form to sign out by.
    assert bool(response.cookies) is (who != "anonymous")
    assert "ETag" not in response


HEADERS: list[dict[str, str]] = [
    {},
    {"if-none-match": "*"},
    {"if-modified-since": "Wed, 21 Oct 2099 07:28:00 GMT"},
    {"range": "bytes=0-100000"},
    {"accept": "text/markdown"},
    {"x-requested-with": "XMLHttpRequest"},
]
PATHS = ["", "?page=2", "?page=1&topic=x", "index.md", "index.md?page=1"]


@pytest.mark.parametrize("method", ["get", "head", "options", "post", "put"])
def test_no_way_of_asking_gets_more(client: Client, article: ArticlePage, method: str) -> None:
    for below, headers in product(PATHS, HEADERS):
        response = getattr(client, method)(f"{article.url}{below}", headers=headers)

        is_page = method in ("get", "head") and not below.startswith("index.md")
        assert response.status_code == (200 if is_page else 404), (below, headers)
        assert found_in(everything_in(response), KEPT) == set(), (below, headers)


@pytest.mark.parametrize(
    "path", ["feed/rss/", "feed/", "2024/", "topics/canarytopic/", "body/", "page/2/", "amp/"]
)
def test_nothing_stands_below_it(client: Client, article: ArticlePage, path: str) -> None:
    response = client.get(f"{article.url}{path}")

    assert response.status_code == 404
    assert found_in(everything_in(response), TOLD | KEPT) == (
        {"topic"} if "topic" in path else set()
    )
