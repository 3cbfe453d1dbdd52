"""The tree of pages for people."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page, Site

from core.memory import forget
from home import site_map
from home.models import HomePage, StandardPage
from members.models import User
from news.models import NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    HomePageFactory,
    NewsDeskPageFactory,
    StandardPageFactory,
    TopicFactory,
    restrict,
)
from tests.queries import queries_of

Branch = list[Any]


def tree(client: Client) -> Branch:
    """The titles as nested lists: each page followed by a list of those below it, if any."""
    html = client.get("/site-map/").content.decode()
    document = html5lib.parse(html, namespaceHTMLElements=False)
    [found] = [each for each in document.iter("div") if each.get("class") == "site-map"]
    return branch(found.find("ul"))


def branch(element: Element | None) -> Branch:
    """One list of the map."""
    titles: Branch = []
    for item in element or ():
        titles.append(item.find("a").text)  # type: ignore[union-attr]  # has its link
        if item.find("ul") is not None:
            titles.append(branch(item.find("ul")))
    return titles


@pytest.fixture
def about(home_page: HomePage, desk: NewsDeskPage) -> StandardPage:
    """A page with two below it."""
    about = StandardPageFactory(parent=home_page, title="About us", slug="about")
    StandardPageFactory(parent=about, title="Committee")
    StandardPageFactory(parent=about, title="Rules & fees")
    return about


def test_pages_stand_below_each_other_as_editors_put_them(
    client: Client, about: StandardPage
) -> None:
    assert tree(client) == ["Home", ["News Desk", "About us", ["Committee", "Rules & fees"]]]

    committee: Any = StandardPage.objects.get(title="Committee")
    committee.move(about, pos="last-child")
    assert tree(client) == ["Home", ["News Desk", "About us", ["Rules & fees", "Committee"]]]


def test_articles_are_left_to_their_desk(client: Client, about: StandardPage) -> None:
    desk = NewsDeskPage.objects.get()
    article = ArticlePageFactory(parent=desk, title="Nothing but an article")
    used, unused, draft = (
        TopicFactory.create(name=name) for name in ("Used", "Unused", "In a draft")
    )
    article.topics = [used]
    article.save()
    hidden = ArticlePageFactory(parent=desk, live=False)
    hidden.topics = [draft]
    hidden.save()

    page = client.get("/site-map/").content.decode()

    assert "Nothing but an article" not in page
    assert f'<a href="/news-desk/topics/{used.slug}/">Used</a>' in page
    assert unused.name not in page
    assert draft.name not in page
    for form in ("rss", "atom", "json"):
        assert f'href="/news-desk/feed/{form}/"' in page
    assert '<a href="/search/">Search</a>' in page


def test_desk_names_the_topics_with_the_most_articles(
    client: Client, desk: NewsDeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("news.places.TOPICS", 2)
    topics = [TopicFactory.create(name=name) for name in ("Beta", "Rare", "Alpha")]
    for named in (topics, [topics[0], topics[2]]):
        article = ArticlePageFactory(parent=desk)
        article.topics = named
        article.save()

    page = client.get("/site-map/").content.decode()

    assert page.index("Alpha") < page.index("Beta")
    assert "Rare" not in page


def test_unpublished_pages_are_left_out_and_what_is_below_them_is_not(
    client: Client, about: StandardPage
) -> None:
    about.unpublish()

    assert tree(client) == ["Home", ["News Desk", "Committee", "Rules & fees"]]


def test_private_sections_are_there_for_their_readers_alone(
    client: Client, about: StandardPage, member: User, stranger: User, superuser: User
) -> None:
    restrict(about, "Members")
    without = ["Home", ["News Desk"]]
    whole = ["Home", ["News Desk", "About us", ["Committee", "Rules & fees"]]]

    for _ in range(2):  # the second time from memory
        for person, expected in (
            (None, without),
            (stranger, without),
            (member, whole),
            (superuser, whole),
        ):
            client.logout()
            if person:
                client.force_login(person)
            assert tree(client) == expected, person

    assert client.get("/site-map/").content.decode().count("For members") == 3
    restrict(StandardPage.objects.get(title="Committee"), "Editors")
    client.force_login(member)
    assert tree(client) == ["Home", ["News Desk", "About us", ["Rules & fees"]]]


def test_private_desk_tells_strangers_neither_topics_nor_feeds(
    client: Client, desk: NewsDeskPage, member: User
) -> None:
    article = ArticlePageFactory(parent=desk)
    article.topics = [TopicFactory.create(name="Secret plans")]
    article.save()
    restrict(desk, "Members")

    assert "Secret plans" not in client.get("/site-map/").content.decode()
    client.force_login(member)
    page = client.get("/site-map/").content.decode()
    assert "Secret plans" in page
    assert "/feed/" not in page


def test_member_who_left_is_shown_no_more(
    client: Client, about: StandardPage, member: User
) -> None:
    restrict(about, "Members")
    client.force_login(member)
    assert "About us" in str(tree(client))

    member.groups.remove(Group.objects.get(name="Members"))

    assert "About us" not in str(tree(client))


def test_alias_is_as_private_as_what_it_shows(client: Client, about: StandardPage) -> None:
    shown: Any = StandardPage.objects.get(title="Committee")
    home: Any = HomePage.objects.get()
    CreatePageAliasAction(shown, parent=home, update_slug="alias").execute()
    assert str(tree(client)).count("Committee") == 2

    restrict(shown, "Members")

    assert "Committee" not in str(tree(client))


def test_very_long_map_shows_what_is_nearest_to_the_home_page_and_says_so(
    client: Client, about: StandardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = "There are more pages than fit here."
    assert more not in client.get("/site-map/").content.decode()

    monkeypatch.setattr(site_map, "LONGEST", 4)
    forget()

    assert tree(client) == ["Home", ["News Desk", "About us", ["Committee"]]]
    assert more in client.get("/site-map/").content.decode()


def test_map_costs_no_query_on_a_warm_process_whatever_is_in_it(
    client: Client, about: StandardPage, member: User
) -> None:
    few = len(queries_of(client, "/site-map/"))
    for number in range(12):
        StandardPageFactory(parent=about, title=f"Page {number}")
        restrict(NewsDeskPageFactory(parent=about.get_parent()), "Members")

    assert few == len(queries_of(client, "/site-map/")) == 0
    client.force_login(member)
    # Session, account, and what it may see of the menu and of the map; nothing for each desk.
    assert len(queries_of(client, "/site-map/")) <= 7


def test_each_site_has_its_own(client: Client, about: StandardPage, settings: Any) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "second.example"]
    home = HomePageFactory(parent=Page.get_first_root_node(), title="Second", slug="second")
    StandardPageFactory(parent=home, title="Only there")
    Site.objects.create(hostname="second.example", root_page=home)

    assert "Only there" not in str(tree(client))
    assert tree(Client(headers={"host": "second.example"})) == ["Home", ["Only there"]]


def test_map_is_for_people_sets_no_cookie_and_is_linked_everywhere(
    client: Client, about: StandardPage
) -> None:
    response = client.get("/site-map/")

    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "Set-Cookie" not in response.headers
    assert "Cache-Control" not in response.headers
    for path in ("/", "/about/", "/search/", "/site-map/"):
        assert client.get(path).content.decode().count('href="/site-map/"') == 1
    assert client.get("/nowhere/").content.decode().count('href="/site-map/"') == 2
    assert client.post("/site-map/").status_code == 405


def test_titles_are_shown_as_typed(client: Client, home_page: HomePage) -> None:
    StandardPageFactory(parent=home_page, title="<script>alert(1)</script>", slug="x")

    assert "<script>alert(1)" not in client.get("/site-map/").content.decode()
    assert "<script>alert(1)</script>" in str(tree(client))
