"""The admin tells nobody of a page that they may not read and have no right on."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.models import HomePage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory, NewsDeskPageFactory, UserFactory, restrict
from tests.members.matrix.test_costs import add_pages, restrict_only

CLOSED, OWN, OPEN, DRAFT = "Zqclosed", "Zqown", "Zqopen", "Zqdraft"
TITLES = (CLOSED, OWN, OPEN, DRAFT)


@pytest.fixture
def closed_desk(desk: NewsDeskPage) -> NewsDeskPage:
    """A desk for the Board, with an article, beside the one for everybody."""
    made: NewsDeskPage = NewsDeskPageFactory.create(parent=desk.get_parent(), title="Zqboard")
    restrict(made, "Board")
    ArticlePageFactory.create(parent=made, title=CLOSED)
    ArticlePageFactory.create(parent=desk, title=OPEN)
    ArticlePageFactory.create(parent=desk, title=DRAFT, live=False)
    return made


def someone_of(group: str, desk: NewsDeskPage) -> User:
    """In this group, and with an article of their own on the desk."""
    account: User = UserFactory.create(groups=[group])
    ArticlePageFactory.create(parent=desk, title=OWN, owner=account, live=False)
    return account


def told(client: Client, address: str, **query: Any) -> set[str]:
    """Which of the titles an answer names."""
    text = client.get(address, query).content.decode()
    return {title for title in TITLES if title in text}


def everywhere(client: Client, desk: NewsDeskPage, closed: NewsDeskPage) -> set[str]:
    """Which of the titles any of the admin's lists, choosers and searches names."""
    found: set[str] = set()
    for below in (desk, closed):
        found |= told(client, f"/admin/choose-page/{below.pk}/")
        found |= told(client, f"/admin/pages/{below.pk}/")
        found |= told(client, "/admin/api/main/pages/", child_of=below.pk)
    for address in ("/admin/choose-page/search/", "/admin/pages/search/", "/admin/articles/"):
        for title in TITLES:
            # The form repeats what was searched for.
            found |= told(client, address, q=title[:-1])
    for page in ArticlePage.objects.all():
        found |= told(client, "/admin/choose-page/chosen-multiple/", id=page.pk)
        found |= told(client, f"/admin/choose-page/{page.pk}/")
        found |= told(client, f"/admin/api/main/pages/{page.pk}/")
        found |= told(client, f"/admin/pages/{page.pk}/")
        found |= told(client, f"/admin/pages/{page.pk}/results/")
    found |= told(client, "/admin/reports/page-types-usage/")
    found |= told(client, "/admin/reports/page-types-usage/results/")
    return found


@pytest.mark.parametrize(
    ("group", "titles"),
    [
        ("Membership", {OPEN}),
        ("Contributors", {OPEN, DRAFT, OWN}),
        ("Editors", {CLOSED, OPEN, DRAFT, OWN}),
        ("Administrators", {CLOSED, OPEN, DRAFT, OWN}),
    ],
)
def test_admin_tells_of_pages_that_one_may_read_or_works_on(
    client: Client, desk: NewsDeskPage, closed_desk: NewsDeskPage, group: str, titles: set[str]
) -> None:
    client.force_login(someone_of(group, closed_desk))

    assert everywhere(client, desk, closed_desk) == titles


def test_reader_of_a_page_is_told_of_it(
    client: Client, desk: NewsDeskPage, closed_desk: NewsDeskPage
) -> None:
    client.force_login(UserFactory.create(groups=["Membership", "Board"]))

    assert everywhere(client, desk, closed_desk) == {CLOSED, OPEN}


def test_chooser_begins_at_the_top_where_the_place_is_not_to_be_known(
    client: Client, desk: NewsDeskPage, closed_desk: NewsDeskPage
) -> None:
    ArticlePage.objects.child_of(desk).delete()
    client.force_login(UserFactory.create(groups=["Membership"]))

    page = client.get("/admin/choose-page/", {"page_type": "news.ArticlePage"})
    below = client.get(f"/admin/choose-page/{closed_desk.pk}/")

    assert page.status_code == 200
    assert "Zq" not in page.content.decode()
    assert below.status_code == 404
    assert client.get("/admin/choose-page/chosen-multiple/", {"id": "x"}).status_code == 404


@pytest.mark.parametrize(
    "path", ["/admin/choose-page/", "/admin/choose-page/search/?q=Zq", "/admin/articles/"]
)
def test_a_thousand_restrictions_cost_no_query_more(
    client: Client, home_page: HomePage, desk: NewsDeskPage, path: str
) -> None:
    client.force_login(someone_of("Contributors", desk))
    pages = add_pages(home_page)

    def queries() -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    restrict_only(pages[:1])
    few = queries()
    restrict_only(pages)

    assert queries() == few
