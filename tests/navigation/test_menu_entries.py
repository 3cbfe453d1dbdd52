"""What menus show: entries of every kind, groups, and lists that fill themselves."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Page, Site

from core import memory
from core.link_lists import Link, fills, withdraw
from home.models import HomePage
from members.models import User
from navigation.entries import read_entries
from navigation.models import Menu
from news.models import NewsDeskPage
from tests.factories import ArticlePageFactory, StandardPageFactory, TopicFactory, restrict
from tests.navigation.compose import entry, group, nodes, set_menu, to_address, to_page, words

pytestmark = pytest.mark.django_db


def test_page_entry_follows_its_page(home_page: HomePage, desk: NewsDeskPage) -> None:
    about: Any = StandardPageFactory(parent=home_page, title="About us", slug="about")
    set_menu("main", to_page(about), to_page(desk, "Our desk"))
    assert [(node.label, node.url) for node in nodes()] == [
        ("About us", "/about/"),
        ("Our desk", "/news-desk/"),
    ]

    about.title = "Who we are"
    about.slug = "who"
    about.save_revision().publish()
    assert nodes()[0].label == "Who we are"
    assert nodes()[0].url == "/who/"

    below: Any = StandardPageFactory(parent=home_page, slug="society")
    about.refresh_from_db()
    about.move(below, pos="last-child")
    assert nodes()[0].url == "/society/who/"

    about.refresh_from_db()
    about.unpublish()
    assert words() == ["Our desk"]

    Page.objects.get(pk=about.pk).delete()
    assert words() == ["Our desk"]


def test_addresses_of_every_kind(site: Site) -> None:
    set_menu(
        "main",
        to_address("https://example.org/a?b=c", "Elsewhere"),
        to_address("/search/", "Here"),
        entry("email", email="office@example.org", label=""),
        entry("telephone", telephone="+44 (0)20 7946 0018", label="Call us"),
    )

    assert [(node.label, node.url) for node in nodes()] == [
        ("Elsewhere", "https://example.org/a?b=c"),
        ("Here", "/search/"),
        ("office@example.org", "mailto:office@example.org"),
        ("Call us", "tel:+442079460018"),
    ]


def test_what_leads_nowhere_is_left_out(home_page: HomePage, desk: NewsDeskPage) -> None:
    set_menu(
        "main",
        to_page(999_999),
        entry("page", page=None, label="No page"),
        entry("document", document=999_999, label="No document"),
        to_address("", "No address"),
        to_address("https://example.org/", ""),
        entry("email", email="", label="No e-mail"),
        entry("list", list="no.such_list", most=3),
        entry("heading", label=""),
        group("Empty"),
        group("Only a heading", entry("heading", label="Alone")),
        group("Nothing left", to_page(999_999)),
        group("", to_page(desk)),
    )
    assert words() == []


def test_headings_without_entries_below_them_go(desk: NewsDeskPage) -> None:
    set_menu(
        "main",
        group(
            "Group",
            entry("heading", label="Gone"),
            entry("heading", label="Stays"),
            to_page(desk),
            entry("heading", label="At the end"),
        ),
    )
    assert words() == ["Group", ["Stays", "News Desk"]]


def test_page_of_a_group_comes_first_in_it_and_names_it(
    home_page: HomePage, desk: NewsDeskPage
) -> None:
    about = StandardPageFactory(parent=home_page, title="About us")
    set_menu("main", group("", to_page(desk), page=about), group("More", page=about))
    assert words() == ["About us", ["About us", "News Desk"], "More", ["About us"]]

    about.unpublish()
    # Without its page the first one has no name, and the second nothing in it.
    assert words() == []


def test_lists_fill_themselves(home_page: HomePage, desk: NewsDeskPage, member: User) -> None:
    topic, unused = TopicFactory(name="Archives"), TopicFactory(name="Unused")
    first = ArticlePageFactory(parent=desk, title="First")
    first.topics.add(topic)
    first.save()
    set_menu(
        "main",
        group("Topics", entry("list", list="news.topics", most=5)),
        group("Latest", entry("list", list="news.latest", most=2)),
    )
    assert words() == ["Topics", ["Archives"], "Latest", ["First"]]

    second = ArticlePageFactory(parent=desk, title="Second")
    ArticlePageFactory(parent=desk, title="Third")
    restrict(second, "Members")
    assert words() == ["Topics", ["Archives"], "Latest", ["Third", "First"]]
    assert words(user=member)[3] == ["Third", "Second"]
    assert all(unused.name not in said for said in words() if isinstance(said, list))

    desk.unpublish()
    assert words()[:1] == ["Latest"]


def test_other_apps_can_register_lists(site: Site) -> None:
    @fills("tests.list", label="A list of the tests")
    def _list(site: Site, user: Any, most: int) -> list[Link]:
        return [Link(f"{number}", f"/{number}/", "Words") for number in range(most)]

    try:
        set_menu("main", entry("list", list="tests.list", most=3))
        assert words() == ["0", "1", "2"]
        assert nodes()[0].description == "Words"
    finally:
        withdraw("tests.list")


def test_draft_of_a_menu_is_not_shown_and_makes_nobody_forget(
    site: Site, desk: NewsDeskPage
) -> None:
    menu = set_menu("main", to_page(desk))
    assert words() == ["News Desk"]
    token = memory.generation()

    menu.entries = [to_address(label="Draft")]
    revision = menu.save_revision()

    assert memory.generation() == token
    assert words() == ["News Desk"]
    revision.publish()
    assert words() == ["Draft"]
    Menu.objects.get(pk=menu.pk).unpublish()
    assert words() == []


def test_entries_of_other_kinds_than_known_are_left_out(desk: NewsDeskPage) -> None:
    """A kind that an app brought and took away with it."""
    stored = [{"type": "carousel", "value": {}}, to_page(desk)]
    assert [entry.kind for entry in read_entries(stored)] == ["page"]


def test_address_to_write_to_holds_nothing_but_the_address(site: Site) -> None:
    set_menu("main", entry("email", email="foo?bcc=spy@example.org", label="Write"))

    assert nodes()[0].url == "mailto:foo%3Fbcc%3Dspy@example.org"
