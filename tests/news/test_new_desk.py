"""A second desk is as good as the first."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Workflow

from home.models import HomePage
from members.models import User
from news.models import NewsDeskPage
from tests.factories import ArticlePageFactory, NewsDeskPageFactory


def rights(page: Page, group: str) -> set[str]:
    """What a group may do on a page by a right given there."""
    granted = GroupPagePermission.objects.filter(page=page, group__name=group)
    return set(granted.values_list("permission__codename", flat=True))


def test_editors_get_the_rights_they_have_on_the_first_desk(
    client: Client, administrator: User, editor: User, home_page: HomePage, desk: NewsDeskPage
) -> None:
    client.force_login(administrator)
    url = reverse("wagtailadmin_pages:add", args=["news", "newsdeskpage", home_page.pk])
    form = {
        "title": "Second desk",
        "slug": "second-desk",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "action-publish": "1",
    }

    assert client.post(url, form).status_code == 302

    second = NewsDeskPage.objects.get(slug="second-desk")
    assert rights(second, "Editors") == rights(desk, "Editors") != set()
    assert rights(second, "Contributors") == rights(desk, "Contributors") == {"add_page"}
    client.force_login(editor)
    new_article = reverse("wagtailadmin_pages:add", args=["news", "articlepage", second.pk])
    assert client.get(new_article).status_code == 200


def test_rights_taken_away_stay_away_when_the_desk_is_saved_again(home_page: HomePage) -> None:
    second: Any = NewsDeskPageFactory(parent=home_page)
    GroupPagePermission.objects.filter(page=second).delete()

    second.title = "Renamed"
    second.save()
    second.save_revision().publish()

    assert not rights(second, "Editors")


def test_articles_of_a_new_desk_go_through_the_same_review(
    home_page: HomePage, desk: NewsDeskPage
) -> None:
    second: Any = NewsDeskPageFactory(parent=home_page)

    assert second.get_workflow() == desk.get_workflow() is not None


def test_new_desk_has_no_review_where_there_is_none(home_page: HomePage) -> None:
    Workflow.objects.all().delete()

    second: Any = NewsDeskPageFactory(parent=home_page)

    assert second.get_workflow() is None


def test_desk_can_be_made_where_nobody_writes(home_page: HomePage) -> None:
    Group.objects.filter(name__in=["Editors", "Contributors"]).delete()

    second = NewsDeskPageFactory(parent=home_page)

    assert not GroupPagePermission.objects.filter(page=second).exists()


def test_articles_bring_no_rights_of_their_own(desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk)

    assert not GroupPagePermission.objects.filter(page=article).exists()


@pytest.mark.parametrize("path", ["/", "/second/"])
def test_each_desk_shows_its_own_articles_and_the_home_page_those_of_all(
    path: str, client: Client, home_page: HomePage, desk: NewsDeskPage
) -> None:
    second = NewsDeskPageFactory(parent=home_page, slug="second")
    ArticlePageFactory(parent=desk, title="On the first")
    ArticlePageFactory(parent=second, title="On the second")

    page = client.get(path).content.decode()

    assert "On the second" in page
    assert ("On the first" in page) is (path == "/")
