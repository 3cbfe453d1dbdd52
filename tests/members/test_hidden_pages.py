"""A page that is not for a visitor answers as if there were none, whatever is asked and how."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from core.checks import page_types
from core.models import BasePage
from home.models import HomePage, StandardPage
from members.models import User
from navigation.models import NotFoundCount
from navigation.not_found.counting import not_found
from news.models import NewsDeskPage, ShareImage
from tests.factories import (
    ArticlePageFactory,
    NewsDeskPageFactory,
    SourceFactory,
    StandardPageFactory,
    TopicFactory,
    restrict,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

# Everything that stands for a page nobody may know of, and an address like it that is none.
PAIRS = {
    "page": ("/secret/", "/absent/"),
    "page below it": ("/secret/below/", "/absent/below/"),
    "no page below it": ("/secret/absent/", "/absent/absent/"),
    "below an open page": ("/open/secret/", "/open/absent/"),
    "with a query": ("/secret/?page=2", "/absent/?page=2"),
    "without a slash": ("/secret", "/absent"),
    "article": ("/news-desk/secret/", "/news-desk/absent/"),
    "its plain text": ("/news-desk/secret/index.md", "/news-desk/absent/index.md"),
    "article for members": ("/news-desk/hushed/", "/news-desk/absent/"),
    "desk": ("/secret-desk/", "/absent-desk/"),
    "page of the desk": ("/secret-desk/?page=2", "/absent-desk/?page=2"),
    "not its address": ("/secret-desk/?page=1", "/absent-desk/?page=1"),
    "topic there": ("/secret-desk/topics/lending/", "/absent-desk/topics/lending/"),
    "source there": ("/secret-desk/sources/the-post/", "/absent-desk/sources/the-post/"),
    "year there": ("/secret-desk/2024/", "/absent-desk/2024/"),
    "month there": ("/secret-desk/2024/05/", "/absent-desk/2024/05/"),
    "feed": ("/secret-desk/feed/rss/", "/absent-desk/feed/rss/"),
    "feed of a topic": (
        "/secret-desk/topics/lending/feed/atom/",
        "/absent-desk/topics/lending/feed/atom/",
    ),
    "article there": ("/secret-desk/article/", "/absent-desk/article/"),
    "its plain text there": ("/secret-desk/article/index.md", "/absent-desk/article/index.md"),
    "no article there": ("/secret-desk/absent/", "/absent-desk/absent/"),
    "picture for sharing": ("/media/share/{key}-x.png", "/media/share/{absent}-x.png"),
}


@pytest.fixture
def hidden(home_page: HomePage, desk: NewsDeskPage) -> Any:
    """Pages for the board, and an article for members that says nothing of itself."""
    TopicFactory(name="Lending")
    post = SourceFactory(name="The Post")
    secret = StandardPageFactory(parent=home_page, slug="secret", title="Canary")
    StandardPageFactory(parent=secret, slug="below", title="Canary")
    within = StandardPageFactory(parent=StandardPageFactory(parent=home_page, slug="open"))
    within.slug = "secret"
    within.save()
    article = ArticlePageFactory(parent=desk, slug="secret", title="Canary", source=post)
    hushed = ArticlePageFactory(parent=desk, slug="hushed", title="Canary", teaser="no")
    secret_desk = NewsDeskPageFactory(parent=home_page, slug="secret-desk", title="Canary")
    ArticlePageFactory(parent=secret_desk, slug="article", title="Canary")
    for page in (secret, within, article, secret_desk):
        restrict(page, "Board")
    restrict(hushed, "Members")
    picture = ShareImage(article=article, made_of="x")
    picture.file.save(f"{article.pk}-x.png", ContentFile(b"png"))
    return article


def asked(client: Client, path: str, hidden: Any, method: str = "get", **headers: str) -> Any:
    """The answer with the headers, without what says the address and the time again."""
    path = path.format(key=hidden.pk, absent=hidden.pk + 1000)
    response = getattr(client, method)(path, headers=headers)
    body = response.content.decode()
    for echoed in re.findall(r"[?&]next=([^\"]*)", body):
        body = body.replace(echoed, "")
    kept = {name: value for name, value in response.headers.items() if name != "Expires"}
    if kept.get("Location") == f"{path}/":
        kept["Location"] = "with a slash"
    kept.pop("Content-Length", None)  # the address is in the body
    return response.status_code, kept, body, dict(response.cookies)


@pytest.mark.parametrize("method", ["get", "head", "options", "post", "put", "delete"])
def test_visitor_cannot_tell_it_from_no_page(client: Client, hidden: Any, method: str) -> None:
    for name, pair in PAIRS.items():
        secret, absent = (asked(client, path, hidden, method) for path in pair)

        assert secret == absent, name
        assert secret[0] in ({404, 301} if pair[0] == "/secret" else {404, 405}), name
        assert "Canary" not in secret[2], name


@pytest.mark.parametrize(
    "headers",
    [
        {"if-none-match": "*"},
        {"if-modified-since": "Wed, 21 Oct 2099 07:28:00 GMT"},
        {"range": "bytes=0-10"},
        {"accept": "application/json"},
        {"cookie": "sessionid=made-up"},
    ],
)
def test_no_header_tells_it_from_no_page(
    client: Client, hidden: Any, headers: dict[str, str]
) -> None:
    for pair in PAIRS.values():
        secret, absent = (asked(client, path, hidden, **headers) for path in pair)
        assert secret == absent, pair


def test_it_costs_as_much_as_no_page(client: Client, hidden: Any) -> None:
    """The way to an article asks for one row either way: what takes time is the same."""
    for secret, absent in (PAIRS["article"], PAIRS["article for members"], PAIRS["page"]):
        costs = [len(queries_of(client, path, answer=404)) for path in (secret, absent)]
        assert abs(costs[0] - costs[1]) <= 1, (secret, costs)


@pytest.mark.usefixtures("hidden")
def test_both_offer_the_sign_in(client: Client) -> None:
    for path, back in (("/secret/?a=1&b=2", "%2Fsecret%2F%3Fa%3D1%26b%3D2"), ("/x/", "%2Fx%2F")):
        page = client.get(path).content.decode()
        assert f'href="/account/login/?next={back}"' in page


@pytest.mark.usefixtures("hidden")
def test_whoever_is_signed_in_learns_that_it_is_for_a_group_and_not_what_it_is(
    client: Client, stranger: User, member: User
) -> None:
    client.force_login(member)
    for path in ("/secret/", "/news-desk/secret/", "/secret-desk/", "/secret-desk/feed/rss/"):
        response = client.get(path, follow=True)
        assert (response.status_code, response.redirect_chain) == (403, [])
        page = response.content.decode()
        assert "This page is for another group of people" in page
        assert "Canary" not in page
        assert "login" not in page
        assert "no-store" in response["Cache-Control"]
        assert client.options(path).status_code == 403
    assert client.get("/absent/").status_code == 404
    assert "?next=" not in client.get("/absent/").content.decode()


@pytest.mark.usefixtures("hidden")
def test_what_a_member_asks_for_signed_out_is_not_listed_as_missing(client: Client) -> None:
    not_found._pending.clear()  # a process counts on from test to test
    client.get("/secret/")
    client.get("/news-desk/secret/index.md")
    client.get("/missing/")
    not_found.write()

    assert list(NotFoundCount.objects.values_list("path", flat=True)) == ["/missing"]


def test_front_page_of_a_closed_site_asks_to_sign_in(
    client: Client, home_page: HomePage, stranger: User
) -> None:
    """That there is one is no secret, and members type its address."""
    StandardPageFactory(parent=home_page, slug="page")
    restrict(home_page, "Members")

    asked_to_sign_in = client.get("/")
    assert asked_to_sign_in.status_code == 302
    assert "login" in asked_to_sign_in["Location"]
    assert [client.get(path).status_code for path in ("/page/", "/absent/")] == [404, 404]

    client.force_login(stranger)
    assert client.get("/", follow=True).status_code == 403


def test_every_page_type_offers_groups_alone() -> None:
    types = list(page_types())
    assert StandardPage in types
    assert all(issubclass(each, BasePage) for each in types)
    assert {tuple(each.private_page_options) for each in types} == {("groups",)}
