"""Who sees the calendar, what they see of it, and where they find it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import User
from news.models import NewsDeskPage
from tests.factories import ArticlePageFactory, NewsDeskPageFactory, UserFactory
from tests.news.overview.calendar.planned import DAY, NOW, draft, scheduled
from tests.news.overview.calendar.shown import CALENDAR, page_of


def test_only_what_a_person_works_on_is_there(
    client: Client, home_page: Any, desk: NewsDeskPage, editor: User
) -> None:
    from wagtail.models import GroupPagePermission

    other = NewsDeskPageFactory(parent=home_page)
    GroupPagePermission.objects.filter(page=other).delete()
    for at in (desk, other):
        scheduled(at, NOW + DAY, title=f"On {at.title}")
        draft(at, go_live_at=NOW + DAY, title=f"Draft on {at.title}")
        ArticlePageFactory(parent=at, shared_on=NOW.date(), title=f"Shared on {at.title}")
    client.force_login(editor)

    page = page_of(client)

    assert f"Shared on {desk.title}" in page
    assert f"{other.title}" not in page


@pytest.mark.parametrize("groups", [["Members"], []])
def test_nobody_sees_it_who_works_on_no_article(
    client: Client, desk: NewsDeskPage, groups: list[str]
) -> None:
    client.force_login(UserFactory.create(groups=groups))

    assert client.get(CALENDAR).status_code in (302, 403)


def test_menu_leads_to_it(edith: Client, desk: NewsDeskPage) -> None:
    assert reverse("news_calendar:index") == CALENDAR
    assert CALENDAR in edith.get(reverse("wagtailadmin_home")).content.decode()


def test_menu_offers_nothing_to_whoever_has_no_articles(client: Client, desk: NewsDeskPage) -> None:
    client.force_login(UserFactory.create(groups=["Moderators"]))

    menu = client.get(reverse("wagtailadmin_home")).content.decode()

    assert CALENDAR not in menu
    assert reverse("articles:index") not in menu
