"""The home page and standard pages as visitors get them."""

from __future__ import annotations

import datetime
import re

import pytest
from django.contrib.auth.models import Group
from django.template import Context
from django.test import Client, RequestFactory

from home.models import HomePage
from members.models import User
from news.models import NewsDeskPage
from news.places import LATEST, latest_articles
from tests.factories import (
    ArticlePageFactory,
    StandardPageFactory,
    restrict,
)

BODY = [
    {"type": "heading", "value": {"text": "How to join", "level": "h2"}},
    {"type": "paragraph", "value": "<p>Write to us.</p>"},
]


def headlines(client: Client) -> list[str]:
    """The articles on the home page, from top to bottom."""
    page = client.get("/").content.decode()
    return re.findall(r'<h[23]><a href="[^"]*">([^<]*)</a></h[23]>', page)


def test_home_page_shows_the_latest_articles(client: Client, desk: NewsDeskPage) -> None:
    for day in range(1, LATEST + 3):
        ArticlePageFactory(
            parent=desk, title=f"Day {day}", shared_on=datetime.date(2024, 5, day), slug=f"d{day}"
        )

    assert headlines(client) == [f"Day {day}" for day in range(LATEST + 2, 2, -1)]


def test_home_page_shows_what_the_visitor_may_read(
    client: Client, desk: NewsDeskPage, member: User
) -> None:
    ArticlePageFactory(parent=desk, title="Draft", live=False)
    ArticlePageFactory(parent=desk, title="Public")
    for number in range(LATEST + 1):
        restrict(ArticlePageFactory(parent=desk, title=f"Private {number}"), "Board")

    assert headlines(client) == ["Public"]
    member.groups.add(Group.objects.get(name="Board"))
    client.force_login(member)
    assert headlines(client) == [f"Private {number}" for number in range(LATEST, 0, -1)]


def test_empty_home_page_says_what_is_to_come(client: Client, home_page: HomePage) -> None:
    page = client.get("/").content.decode()

    assert "<h1>Home</h1>" in page
    assert "Nothing has been shared yet. Please come back soon." in page


def test_request_that_no_site_answers_to_gets_no_articles(home_page: HomePage) -> None:
    home_page.get_site().delete()

    assert latest_articles(Context({"request": RequestFactory().get("/")})) == ""


def test_home_page_shows_introduction_and_body(client: Client, home_page: HomePage) -> None:
    home_page.introduction = "Small libraries, together."
    home_page.body = BODY
    home_page.save_revision().publish()

    page = client.get("/").content.decode()

    assert "<h1>Small libraries, together.</h1>" in page
    assert "How to join" in page
    assert "Write to us." in page


def test_standard_page_shows_introduction_and_body(client: Client, home_page: HomePage) -> None:
    about = StandardPageFactory(
        parent=home_page, title="About us", introduction="Who we are.", body=BODY
    )
    deeper = StandardPageFactory(parent=about, title="Deeper")

    page = client.get(about.url).content.decode()

    for text in ("<h1>About us</h1>", "Who we are.", "How to join", "Write to us."):
        assert text in page
    assert client.get(deeper.url).status_code == 200


@pytest.mark.parametrize("live", [True, False])
def test_page_is_found_once_it_is_published(
    client: Client, home_page: HomePage, live: bool
) -> None:
    page = StandardPageFactory(parent=home_page, live=live)

    assert client.get(page.url or "/none/").status_code == (200 if live else 404)


def test_search_engines_get_the_description_the_editor_wrote(
    client: Client, home_page: HomePage
) -> None:
    page = StandardPageFactory(
        parent=home_page,
        title="About us",
        seo_title="About the association",
        search_description="A “description”.",
        introduction="Not this.",
    )

    html = client.get(page.url).content.decode()

    assert '<meta name="description" content="A “description”.">' in html
    assert "<title>About the association – News Desk</title>" in html
