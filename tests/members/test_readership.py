"""A page's form says in plain words who can read the page."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from core.checks import page_types
from home.models import HomePage
from members.models import User
from members.readership import who_reads
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory, StandardPageFactory, restrict

pytestmark = pytest.mark.django_db

EVERYBODY = "Everybody can read this."
TEASER = "Everybody else sees its teaser."
NOTHING = "Everybody else sees nothing of it."


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """An article on the News Desk."""
    article: ArticlePage = ArticlePageFactory(parent=desk)
    return article


CASES: dict[str, tuple[list[tuple[str, tuple[str, ...]]], str]] = {
    "open": ([], EVERYBODY),
    "members": ([("article", ("Members",))], f"Members can read this. {TEASER}"),
    "inherited": (
        [("desk", ("Members",))],
        f"Members can read this, because News Desk is for Members. {TEASER}",
    ),
    "group": ([("article", ("Board",))], f"The group Board can read this. {NOTHING}"),
    "groups": (
        [("article", ("Board", "Members", "Staff"))],
        f"The groups Board, Members and Staff can read this. {TEASER}",
    ),
    "groups, inherited": (
        [("desk", ("Board", "Staff"))],
        "The groups Board and Staff can read this, because News Desk is for Board or Staff. "
        + NOTHING,
    ),
    "nested": (
        [("desk", ("Members",)), ("article", ("Board",))],
        "To read this, people must be let in at each step: News Desk is for Members and this page "
        f"is for Board. {NOTHING}",
    ),
    "nobody": (
        [("article", ())],
        f"Only those who may edit this can read it: it is closed to all groups. {NOTHING}",
    ),
}


@pytest.mark.parametrize(("restrictions", "words"), CASES.values(), ids=CASES.keys())
def test_words_say_who_and_why(
    article: ArticlePage,
    desk: NewsDeskPage,
    restrictions: list[tuple[str, tuple[str, ...]]],
    words: str,
) -> None:
    for place, groups in restrictions:
        restrict({"article": article, "desk": desk}[place], *groups)

    assert who_reads(ArticlePage.objects.get(pk=article.pk)) == words


def test_new_page_is_as_private_as_where_it_will_stand(
    desk: NewsDeskPage, home_page: HomePage
) -> None:
    assert who_reads(ArticlePage(), desk) == EVERYBODY
    restrict(desk, "Members")

    desk = NewsDeskPage.objects.get()
    because = "Members can read this, because News Desk is for Members."
    assert who_reads(ArticlePage(), desk) == f"{because} {TEASER}"
    assert who_reads(ArticlePage(teaser="no"), desk) == f"{because} {NOTHING}"


def test_left_over_restriction_lets_nobody_in(article: ArticlePage) -> None:
    PageViewRestriction.objects.create(page=article, restriction_type="password", password="x")

    assert "closed to all groups" in who_reads(ArticlePage.objects.get(pk=article.pk))


def said_in(page: str) -> list[str]:
    """What a form says: in its status, and beside the choice of a teaser."""
    return [unescape(each) for each in re.findall(r"<p[^>]*data-who-reads[^>]*>([^<]*)</p>", page)]


def edit(page: Any) -> str:
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_forms_say_it_in_the_status_and_beside_the_choice(
    client: Client, editor: User, article: ArticlePage, desk: NewsDeskPage
) -> None:
    restrict(desk, "Members")
    client.force_login(editor)

    said = said_in(client.get(edit(article)).content.decode())

    assert said == [f"Members can read this, because News Desk is for Members. {TEASER}"] * 2
    new = reverse("wagtailadmin_pages:add", args=["news", "articlepage", desk.pk])
    assert "because News Desk is for Members" in client.get(new).content.decode()


def test_form_of_any_page_says_it(
    client: Client, administrator: User, home_page: HomePage, desk: NewsDeskPage
) -> None:
    page = StandardPageFactory(parent=home_page)
    restrict(page, "Board")
    client.force_login(administrator)

    assert said_in(client.get(edit(page)).content.decode()) == [
        f"The group Board can read this. {NOTHING}"
    ]
    assert said_in(client.get(edit(desk)).content.decode()) == [EVERYBODY] * 2


def test_it_is_asked_again_after_the_privacy_was_changed(
    client: Client, administrator: User, article: ArticlePage
) -> None:
    client.force_login(administrator)
    page = client.get(edit(article)).content.decode()
    [address] = set(re.findall(r'data-who-reads="([^"]*)"', page))
    assert client.get(address).content.decode() == EVERYBODY
    members = Group.objects.get(name="Members")

    client.post(
        reverse("wagtailadmin_pages:set_privacy", args=[article.pk]),
        {"restriction_type": "groups", "groups": [members.pk]},
    )

    assert client.get(address).content.decode() == f"Members can read this. {TEASER}"


def test_who_may_not_edit_the_page_is_not_told(
    client: Client, member: User, article: ArticlePage
) -> None:
    address = reverse("members_who_reads", args=[article.pk])
    assert client.get(address).status_code == 302

    client.force_login(member)

    assert client.get(address).status_code in (302, 403)


@pytest.mark.parametrize("kind", ["login", "password"])
def test_dialog_takes_groups_alone_for_every_page_type(
    client: Client, superuser: User, home_page: HomePage, desk: NewsDeskPage, kind: str
) -> None:
    pages = {
        type(page): page
        for page in (
            home_page,
            desk,
            StandardPageFactory(parent=home_page),
            ArticlePageFactory(parent=desk),
        )
    }
    assert pages.keys() == set(page_types())
    client.force_login(superuser)
    for page in pages.values():
        dialog = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
        shown = client.get(dialog).json()["html"]
        assert re.findall(r'name="restriction_type"[^>]*value="(\w+)"', shown) == ["none", "groups"]

        client.post(dialog, {"restriction_type": kind, "password": "x"})

    assert not PageViewRestriction.objects.exists()
