"""Menus cost no query on a warm process, and few on a cold one, whatever their length."""

from __future__ import annotations

from typing import Any

import pytest

from home.models import HomePage
from members.models import User
from news.models import NewsDeskPage
from tests.factories import DocumentFactory, StandardPageFactory, restrict
from tests.navigation.compose import entry, group, set_menu, to_page
from tests.navigation.menu_costs import begin_cold, costs

pytestmark = pytest.mark.django_db


def test_menus_cost_no_query_on_a_warm_process(
    home_page: HomePage, desk: NewsDeskPage, member: User
) -> None:
    private = StandardPageFactory(parent=home_page, title="Private")
    restrict(private, "Members")
    set_menu("main", to_page(private), group("Desk", to_page(desk)))
    set_menu("footer", entry("document", document=DocumentFactory().pk, label=""))

    begin_cold()
    # Menus, what they lead to, which collections are closed.
    assert costs() == 3
    assert costs() == 0
    # For somebody signed in, the groups of the account.
    costs(member)
    assert costs(member) == 1


def test_number_of_queries_does_not_grow_with_the_menu(
    home_page: HomePage, desk: NewsDeskPage
) -> None:
    def cold(*pages: Any) -> int:
        set_menu("main", *(group(f"Group {page.pk}", to_page(page)) for page in pages))
        begin_cold()
        return costs()

    few = cold(desk)
    assert cold(*(StandardPageFactory(parent=home_page) for _ in range(12))) == few


def test_list_in_many_places_is_made_once(desk: NewsDeskPage) -> None:
    def cold(number: int) -> int:
        lists = (entry("list", list="news.latest", most=3) for _ in range(number))
        set_menu("main", *(group(f"Group {each['id']}", each) for each in lists))
        begin_cold()
        return costs()

    assert cold(12) == cold(1)
