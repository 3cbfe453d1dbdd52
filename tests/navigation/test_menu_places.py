"""Where menus stand: on which site, at which place, and which entry is the current page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, Site

from home.models import HomePage
from navigation.menus import menus_of
from navigation.models import Menu
from news.models import NewsDeskPage
from tests.factories import ArticlePageFactory, HomePageFactory, StandardPageFactory
from tests.navigation.compose import (
    group,
    nodes,
    request_from,
    set_menu,
    to_address,
    to_page,
    words,
)

pytestmark = pytest.mark.django_db


def test_new_site_has_a_menu_of_its_pages_and_places_for_the_others(
    home_page: HomePage, desk: NewsDeskPage
) -> None:
    about = StandardPageFactory(parent=home_page, title="About us", show_in_menus=True)
    StandardPageFactory(parent=home_page, title="Not in menus", show_in_menus=False)
    StandardPageFactory(parent=home_page, title="Draft", show_in_menus=True, live=False)
    StandardPageFactory(parent=about, title="Deeper", show_in_menus=True)

    assert words("main") == ["News Desk", "About us"]
    assert words("utility") == words("footer") == []
    assert set(Menu.objects.values_list("place", flat=True)) == {"main", "utility", "footer"}


def test_each_site_has_menus_of_its_own(site: Site, settings: Any, client: Client) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "second.example"]
    root = Page.get_first_root_node()
    home = HomePageFactory(parent=root, title="Second", slug="second")
    page = StandardPageFactory(parent=home, title="Only here", slug="here", show_in_menus=True)
    Site.objects.create(hostname="second.example", root_page=home)

    assert words(host="second.example") == ["Only here"]
    assert words() == ["News Desk"]
    # A page of another site is reached by its whole address.
    set_menu_of = Menu.objects.get(place="footer", site=site)
    set_menu_of.entries = [to_page(page)]
    set_menu_of.save()
    assert nodes("footer")[0].url == "http://second.example/here/"
    assert "Only here" in client.get("/", headers={"host": "second.example"}).content.decode()


def test_page_outside_all_sites_is_left_out(site: Site) -> None:
    home = HomePageFactory(parent=Page.get_first_root_node(), title="Adrift", slug="adrift")
    set_menu("main", to_page(home))
    assert words() == []


def test_without_any_site_there_are_no_menus(site: Site, client: Client) -> None:
    site.delete()

    assert menus_of(request_from()) == {}
    assert client.get("/").status_code == 404


def current(html: str) -> dict[str, str]:
    """What is marked in a page's menus, by the words, and how."""
    head, _, _rest = html.partition("</header>")
    marked = re.findall(r'<(?:a|summary)[^>]* aria-current="(\w+)"[^>]*>([^<]*)<', head)
    return {words: how for how, words in marked}


def test_current_page_and_those_above_it_are_marked(
    client: Client, home_page: HomePage, desk: NewsDeskPage
) -> None:
    about = StandardPageFactory(parent=home_page, title="About", slug="about")
    StandardPageFactory(parent=about, title="History", slug="history")
    article = ArticlePageFactory(parent=desk, title="Article", slug="article")
    set_menu(
        "main",
        to_page(home_page, "Start"),
        group("Us", to_page(about, "About entry")),
        to_page(desk, "Desk entry"),
        to_address("/search/", "Search entry"),
    )

    def marked(path: str) -> dict[str, str]:
        found = current(client.get(path).content.decode())
        return {name: how for name, how in found.items() if name != "Search"}

    assert marked("/") == {"Start": "page"}
    assert marked("/about/") == {"About entry": "page", "Us": "true"}
    assert marked("/about/history/") == {"About entry": "true", "Us": "true"}
    assert marked("/news-desk/") == {"Desk entry": "page"}
    assert marked("/news-desk/article/") == {"Desk entry": "true"}
    year = article.shared_on.year
    assert marked(f"/news-desk/{year}/") == {"Desk entry": "true"}
    assert marked("/search/") == {"Search entry": "page"}
    assert current(client.get("/nowhere/").content.decode()) == {}


def test_page_with_letters_beyond_ascii_is_marked_as_current(
    client: Client, home_page: HomePage
) -> None:
    page = StandardPageFactory(parent=home_page, title="Über uns", slug="über-uns")
    set_menu("main", to_page(page))

    assert current(client.get(page.url).content.decode()) == {"Über uns": "page"}


def test_menu_with_a_place_of_its_own_does_not_stand_within_pages(
    client: Client, home_page: HomePage
) -> None:
    menu = set_menu("utility", to_address("/search/", "Look around"))
    page = StandardPageFactory(parent=home_page, body=[{"type": "menu", "value": menu.pk}])

    html = client.get(page.url).content.decode()
    assert "Look around" not in html.partition("<main")[2].partition("</main>")[0]
