"""Menus as visitors see them: what they show, to whom, where they stand, what they cost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, GroupPagePermission, Page, Site

from core import memory
from core.closures import closures
from core.link_lists import Link, fills, withdraw
from core.sites import site_root_paths
from home.models import HomePage
from members.models import User
from navigation.entries import read_entries
from navigation.menus import menus_of
from navigation.models import Menu
from news.models import NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    DocumentFactory,
    HomePageFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
    restrict,
)
from tests.navigation.compose import (
    entry,
    group,
    nodes,
    request_from,
    set_menu,
    to_address,
    to_page,
    words,
)

pytestmark = pytest.mark.django_db


def costs(user: Any = None) -> int:
    """How many queries the menus take, but for the one that asks whether memory still holds."""
    request = request_from(user)
    Site.find_for_request(request)
    with CaptureQueriesContext(connection) as captured:
        menus_of(request)
    return sum("core_generation" not in query["sql"] for query in captured.captured_queries)


def begin_cold() -> None:
    """As a process that has served nothing yet, but for what every page asks by itself.

    Where each site begins, and the access rule's restrictions.
    """
    memory.clear()
    closures()
    site_root_paths()


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


def test_entry_is_hidden_from_those_who_may_not_read_its_page(
    home_page: HomePage, member: User, stranger: User, administrator: User, superuser: User
) -> None:
    private = StandardPageFactory(parent=home_page, title="For members")
    set_menu("main", to_page(private))
    assert words() == ["For members"]

    restriction = restrict(private, "Members")

    assert words() == words(user=stranger) == []
    assert words(user=member) == words(user=administrator) == ["For members"]
    assert words(user=superuser) == ["For members"]
    restriction.delete()
    assert words() == ["For members"]


def test_owner_of_a_page_sees_it_in_the_menu_and_others_with_the_same_groups_do_not(
    home_page: HomePage,
) -> None:
    owner, other = (UserFactory.create(groups=["Authors"]) for _ in range(2))
    page = StandardPageFactory(parent=home_page, title="My own", owner=owner)
    restrict(page, "Members")
    GroupPagePermission.objects.create(
        group=Group.objects.get(name="Authors"),
        page=home_page,
        permission=Permission.objects.get(
            content_type__app_label="wagtailcore", codename="add_page"
        ),
    )
    set_menu("main", to_page(page))

    assert words(user=owner) == ["My own"]
    assert words(user=other) == []


def test_documents_are_as_private_as_their_collection(
    site: Site, member: User, stranger: User, superuser: User
) -> None:
    root = Collection.get_first_root_node()
    assert root
    closed = root.add_child(name="Closed")
    inner = closed.add_child(name="Inner")
    document = DocumentFactory(title="Minutes", collection=inner)
    opened = DocumentFactory(title="Statutes")
    set_menu(
        "main",
        entry("document", document=document.pk, label=""),
        entry("document", document=opened.pk, label="Rules"),
    )
    assert words() == ["Minutes", "Rules"]

    restriction = CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="groups"
    )
    assert words() == words(user=member) == ["Rules"]
    restriction.groups.add(Group.objects.get(name="Members"))
    assert words(user=member) == words(user=superuser) == ["Minutes", "Rules"]
    assert words() == words(user=stranger) == ["Rules"]

    restriction.restriction_type = "login"
    restriction.save()
    assert words(user=member) == ["Minutes", "Rules"]
    assert words(user=stranger) == words() == ["Rules"]
    # A shared password is no membership.
    restriction.restriction_type = "password"
    restriction.save()
    assert words(user=member) == words() == ["Rules"]
    assert words(user=superuser) == ["Minutes", "Rules"]

    document.delete()
    opened.delete()
    assert words(user=superuser) == []


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


def test_signed_in_visitor_can_sign_out_and_others_in(client: Client, member: User) -> None:
    assert 'href="/account/login/"' in client.get("/").content.decode()

    client.force_login(member)

    page = client.get("/").content.decode()
    assert 'action="/account/logout/"' in page
    assert 'href="/account/login/"' not in page


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


def test_list_in_many_places_is_made_once(desk: NewsDeskPage) -> None:
    def cold(number: int) -> int:
        lists = (entry("list", list="news.latest", most=3) for _ in range(number))
        set_menu("main", *(group(f"Group {each['id']}", each) for each in lists))
        begin_cold()
        return costs()

    assert cold(12) == cold(1)


def test_address_to_write_to_holds_nothing_but_the_address(site: Site) -> None:
    set_menu("main", entry("email", email="foo?bcc=spy@example.org", label="Write"))

    assert nodes()[0].url == "mailto:foo%3Fbcc%3Dspy@example.org"
