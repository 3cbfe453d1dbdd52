"""The way to a page, as its readers see it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Site

from core import memory
from home.models import HomePage, StandardPage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    SourceFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
    restrict,
)
from tests.queries import queries_of


def crumbs(client: Client, path: str) -> list[tuple[str, str]]:
    """Address and words of each step; empty where there are none."""
    page = client.get(path).content.decode()
    found = re.findall(r'<nav class="breadcrumbs" aria-label="Breadcrumbs">(.*?)</nav>', page, re.S)
    assert len(found) <= 1
    return re.findall(r'<li><a href="([^"]*)">([^<]*)</a></li>', found[0]) if found else []


@pytest.fixture
def deep(home_page: HomePage) -> StandardPage:
    """A page below a page below a page below the home page."""
    about = StandardPageFactory(parent=home_page, title="About us", slug="about")
    people = StandardPageFactory(parent=about, title="People & friends", slug="people")
    return StandardPageFactory(parent=people, title="Committee", slug="committee")


HOME = ("/", "Home")
ABOUT = ("/about/", "About us")
PEOPLE = ("/about/people/", "People &amp; friends")
DESK = ("/news-desk/", "News Desk")


def test_way_leads_from_the_home_page_to_the_parent(client: Client, deep: StandardPage) -> None:
    assert crumbs(client, "/about/people/committee/") == [HOME, ABOUT, PEOPLE]
    assert crumbs(client, "/about/people/") == [HOME, ABOUT]


def test_near_the_home_page_there_are_none(
    client: Client, deep: StandardPage, desk: NewsDeskPage
) -> None:
    for path in ("/", "/about/", "/news-desk/", "/search/", "/nowhere/", "/account/login/"):
        assert crumbs(client, path) == [], path


def test_articles_and_narrowed_lists_lead_back_to_their_desk(
    client: Client, desk: NewsDeskPage
) -> None:
    article: ArticlePage = ArticlePageFactory(
        parent=desk, slug="one", source=SourceFactory(name="The Post")
    )
    article.topics = [TopicFactory(name="Reading")]
    article.save()

    for path in ("one/", "topics/reading/", "sources/the-post/", "2024/", "2024/05/"):
        assert crumbs(client, f"/news-desk/{path}") == [HOME, DESK], path


def test_unpublished_step_is_left_out_and_comes_back(client: Client, deep: StandardPage) -> None:
    path = "/about/people/committee/"
    people: Any = StandardPage.objects.get(slug="people")
    assert len(crumbs(client, path)) == 3

    people.unpublish()
    assert crumbs(client, path) == [HOME, ABOUT]

    people.save_revision().publish()
    people.title = "Persons"
    people.save_revision().publish()
    assert crumbs(client, path)[2] == ("/about/people/", "Persons")


def test_only_what_the_visitor_may_read_is_named(client: Client, deep: StandardPage) -> None:
    about = StandardPage.objects.get(slug="about")
    restrict(about, "Members")
    # Somebody who may edit the page, and so read it, and none of those above it.
    helpers = Group.objects.create(name="Helpers")
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    people = StandardPage.objects.get(slug="people")
    GroupPagePermission.objects.create(group=helpers, page=people, permission=change)
    client.force_login(UserFactory.create(groups=["Helpers"]))

    assert crumbs(client, "/about/people/committee/") == [HOME, PEOPLE]
    assert crumbs(client, "/about/people/") == []


def test_readers_of_a_private_section_see_its_steps(
    client: Client, deep: StandardPage, member: User
) -> None:
    restrict(StandardPage.objects.get(slug="about"), "Members")
    client.force_login(member)

    assert crumbs(client, "/about/people/committee/") == [HOME, ABOUT, PEOPLE]


def test_steps_cost_no_query_on_a_warm_process(client: Client, deep: StandardPage) -> None:
    shallow = len(queries_of(client, "/about/"))

    assert len(queries_of(client, "/about/people/committee/")) == shallow
    memory.clear()


def test_page_of_no_site_has_none(deep: StandardPage, client: Client) -> None:
    """A preview of a page that stands outside every site."""
    from django.template import Context, Template

    site = Site.objects.get()
    site.root_page = deep
    site.save()
    request = client.get("/").wsgi_request
    template = Template("{% load trails %}{% breadcrumbs page %}")
    above = StandardPage.objects.get(slug="people")

    assert template.render(Context({"request": request, "page": above})).strip() == ""
    Site.objects.all().delete()
    memory.clear()
    request = client.get("/").wsgi_request
    assert template.render(Context({"request": request, "page": deep})).strip() == ""


def test_machines_are_still_told_the_whole_addresses(client: Client, deep: StandardPage) -> None:
    page = client.get("/about/people/").content.decode()

    assert '"item": "http://localhost:8000/about/"' in page
