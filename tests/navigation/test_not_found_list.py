"""The list of addresses not found leads to redirects, for those who may make them."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import html5lib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from home.models import HomePage
from members.models import User
from navigation.models import IgnoredAddress, NotFoundCount
from news.models import NewsDeskPage
from tests.factories import ArticlePageFactory, StandardPageFactory, restrict

LIST = "/admin/not-found/"
IGNORED = "/admin/not-found/ignored/"
IGNORE = "/admin/not-found/ignore/"


def add(site: Site, path: str, hits: int, days: int = 0) -> None:
    """A count of some days ago."""
    day = timezone.localdate() - datetime.timedelta(days=days)
    NotFoundCount.objects.create(site=site, path=path, day=day, hits=hits)


@pytest.fixture
def admin(client: Client, administrator: User) -> Client:
    """An administrator's browser."""
    client.force_login(administrator)
    return client


def rows(client: Client, url: str = LIST) -> list[dict[str, Any]]:
    """The list's rows: texts of the cells and addresses of the links."""
    response = client.get(url)
    assert response.status_code == 200
    document = html5lib.parse(response.content, namespaceHTMLElements=False)
    table = document.find(".//main//table")
    if table is None:
        return []
    found = []
    for row in table.iterfind("./tbody/tr"):
        cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iterfind("./td")]
        links = [str(link.get("href")) for link in row.iterfind(".//a")]
        found.append({"cells": cells, "links": links})
    return found


def paths(client: Client, url: str = LIST) -> list[str]:
    """The addresses in the list."""
    return [row["cells"][0].split(" ")[0] for row in rows(client, url)]


def test_most_frequent_of_the_last_week_come_first(admin: Client, site: Site) -> None:
    add(site, "/seldom", 1)
    add(site, "/often", 3)
    add(site, "/often", 2000, days=6)
    add(site, "/too-long-ago", 9, days=7)

    first, second = rows(admin)

    assert first["cells"][0].startswith("/often")
    assert first["cells"][1] == "2,003"
    assert second["cells"][0].startswith("/seldom")
    assert paths(admin, f"{LIST}?ordering=hits") == ["/seldom", "/often"]
    assert paths(admin, f"{LIST}?ordering=path") == ["/often", "/seldom"]


def test_empty_list_says_what_will_be_there(admin: Client, site: Site) -> None:
    assert "listed a minute after" in admin.get(LIST).content.decode()
    assert "is ignored" in admin.get(IGNORED).content.decode()


def test_redirect_is_made_from_the_list_and_back_again(
    admin: Client, site: Site, desk: NewsDeskPage
) -> None:
    add(site, "/2015/où", 3)
    [row] = rows(admin)
    link = next(link for link in row["links"] if "redirects/add" in link)

    form = admin.get(link)
    page = html5lib.parse(form.content, namespaceHTMLElements=False)
    assert form.context["form"].initial == {"old_path": "/2015/où", "site": str(site.pk)}
    action = str(page.find(".//form[@id='w-editor-form']").get("action"))
    answer = admin.post(
        action,
        {"old_path": "/2015/où", "site": site.pk, "is_permanent": "on", "redirect_page": desk.pk},
    )

    assert answer["Location"] == LIST
    assert Redirect.objects.get().redirect_page.specific == desk
    assert paths(admin) == []
    assert admin.get("/2015/o%C3%B9")["Location"] == "/news-desk/"


def test_refused_redirect_keeps_the_way_back(admin: Client, site: Site) -> None:
    answer = admin.post(
        "/admin/redirects/add/?not_found=1", {"old_path": "/old", "redirect_link": "/old"}
    )

    assert "back to where it comes from" in answer.content.decode()
    assert 'action="/admin/redirects/add/?not_found=1"' in answer.content.decode()


def test_form_from_elsewhere_goes_back_to_the_redirects(admin: Client, site: Site) -> None:
    assert admin.get("/admin/redirects/add/").context["form"].initial == {}
    answer = admin.post("/admin/redirects/add/", {"old_path": "/x", "redirect_link": "/search/"})

    assert answer["Location"] == reverse("wagtailredirects:index")


@pytest.mark.parametrize("query", ["site=x&redirect_page='", "old_path=%01%0A", "site=99999999"])
def test_made_up_links_to_the_form_do_no_harm(admin: Client, site: Site, query: str) -> None:
    response = admin.get(f"/admin/redirects/add/?not_found=1&{query}")

    assert response.status_code == 200


def test_address_with_a_redirect_is_not_listed(
    admin: Client, site: Site, second_site: Site
) -> None:
    for path in ("/here", "/there", "/everywhere"):
        add(site, path, 1)
    Redirect.objects.create(old_path="/here", site=site, redirect_link="/search/")
    Redirect.objects.create(old_path="/there", site=second_site, redirect_link="/search/")
    Redirect.objects.create(old_path="/everywhere", redirect_link="/search/")

    assert paths(admin) == ["/there"]


def test_sites_are_told_apart_where_there_are_several(
    admin: Client, site: Site, second_site: Site
) -> None:
    add(site, "/old", 1)
    add(second_site, "/old", 2)

    first, second = rows(admin)

    assert (first["cells"][1], second["cells"][1]) == ("branch.example", "localhost")
    assert first["links"][0] == "http://branch.example/old"
    query = parse_qs(urlsplit(first["links"][1]).query)
    assert query["site"] == [str(second_site.pk)]


def test_site_deleted_meanwhile_is_not_listed(admin: Client, site: Site, second_site: Site) -> None:
    add(site, "/old", 1)
    NotFoundCount.objects.create(
        site_id=second_site.pk + 100, path="/x", day=timezone.localdate(), hits=1
    )

    assert paths(admin) == ["/old"]


def test_page_with_the_same_last_part_is_suggested(
    admin: Client, site: Site, desk: NewsDeskPage
) -> None:
    article = ArticlePageFactory(parent=desk, title="A Letter", slug="a-letter")
    for number, path in enumerate(["/news/a-letter", "/2015/A-Letter.html", "/a-letters"]):
        add(site, path, 9 - number)

    listed = rows(admin)

    assert [row["cells"][-1] for row in listed] == ["A Letter", "A Letter", ""]
    query = parse_qs(urlsplit(listed[0]["links"][1]).query)
    assert query["redirect_page"] == [str(article.pk)]
    form = admin.get(listed[0]["links"][1]).context["form"]
    assert form["redirect_page"].value() == str(article.pk)


def test_only_what_is_certain_and_readable_is_suggested(
    admin: Client, site: Site, home_page: HomePage, desk: NewsDeskPage, second_site: Site
) -> None:
    StandardPageFactory(parent=home_page, slug="twice")
    ArticlePageFactory(parent=desk, slug="twice")
    StandardPageFactory(parent=home_page, slug="draft", live=False)
    StandardPageFactory(parent=second_site.root_page, slug="elsewhere")
    for path in ("/old/twice", "/old/draft", "/old/elsewhere", "/branch", "/"):
        add(site, path, 1)

    assert {row["cells"][-1] for row in rows(admin)} == {""}


def test_page_that_its_reader_may_not_see_is_not_suggested(
    client: Client, site: Site, home_page: HomePage, stranger: User
) -> None:
    from navigation.not_found.listing import addresses, with_suggestions

    page = StandardPageFactory(parent=home_page, slug="board")
    restrict(page, "Members")
    add(site, "/old/board", 1)

    [row] = with_suggestions(addresses(ignored=False), stranger)

    assert row.page is None


def test_list_asks_as_much_for_many_as_for_few(
    admin: Client, site: Site, desk: NewsDeskPage, django_assert_max_num_queries: Any
) -> None:
    for number in range(2):
        ArticlePageFactory(parent=desk, slug=f"article-{number}")
        add(site, f"/old/article-{number}", 1)
    rows(admin)
    with CaptureQueriesContext(connection) as captured:
        rows(admin)
    few = len(captured)
    for number in range(2, 40):
        ArticlePageFactory(parent=desk, slug=f"article-{number}")
        add(site, f"/old/article-{number}", 1)
    rows(admin)

    with django_assert_max_num_queries(few):
        assert len(rows(admin)) == 40


def test_long_list_is_divided(admin: Client, site: Site) -> None:
    for number in range(60):
        add(site, f"/old/{number:02}", 60 - number)

    assert len(paths(admin)) == 50
    assert paths(admin, f"{LIST}?p=2")[0] == "/old/50"


def test_hostile_addresses_are_shown_harmlessly(admin: Client, site: Site) -> None:
    add(site, "/<script>alert(1)</script>\"'", 1)
    add(site, "/" + "x" * 254, 1)

    page = admin.get(LIST).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_ignored_address_is_gone_until_it_is_listed_again(admin: Client, site: Site) -> None:
    add(site, "/noise", 1)
    for _ in range(2):
        answer = admin.post(IGNORE, {"site": site.pk, "path": "/noise"}, follow=True)
    assert [str(each).split("<")[0].strip() for each in answer.context["messages"]] == [
        "“/noise” is ignored."
    ]
    assert paths(admin) == []
    assert paths(admin, IGNORED) == ["/noise"]

    admin.post(IGNORE, {"site": site.pk, "path": "/noise", "again": "1"})

    assert paths(admin) == ["/noise"]
    assert paths(admin, IGNORED) == []


def test_buttons_carry_their_token(site: Site, administrator: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator)
    add(site, "/noise", 1)
    page = html5lib.parse(client.get(LIST).content, namespaceHTMLElements=False)
    form = page.find(f".//form[@action='{IGNORE}']")
    data = {each.get("name"): each.get("value") for each in form.iterfind("./input")}

    assert client.post(IGNORE, data)["Location"] == LIST
    assert IgnoredAddress.objects.get().path == "/noise"


@pytest.mark.parametrize(
    "data", [{}, {"site": "x", "path": "/a"}, {"site": "1", "path": "x" * 300}, {"path": "\0"}]
)
def test_what_cannot_be_ignored_is_said(admin: Client, site: Site, data: dict[str, str]) -> None:
    answer = admin.post(IGNORE, data, follow=True)

    assert "cannot be ignored" in answer.content.decode()
    assert not IgnoredAddress.objects.exists()


def test_reading_ignores_nothing(admin: Client, site: Site) -> None:
    assert admin.get(IGNORE).status_code == 405


@pytest.mark.parametrize("kind", ["editor", "member", "stranger"])
def test_list_is_for_those_who_may_make_redirects(
    client: Client, site: Site, kind: str, request: pytest.FixtureRequest
) -> None:
    add(site, "/secret", 1)
    client.force_login(request.getfixturevalue(kind))
    for url in (LIST, IGNORED, "/admin/redirects/", "/admin/redirects/add/"):
        response = client.get(url)
        # Who may not enter the admin at all is refused; an editor is sent back to its beginning.
        assert response.status_code in (302, 403), url
        assert b"secret" not in response.content
    for url in (IGNORE, "/admin/redirects/import/process/", "/admin/redirects/add/"):
        assert client.post(url, {"site": site.pk, "path": "/secret"}).status_code in (302, 403), url
    assert not IgnoredAddress.objects.exists()


def test_menu_names_the_list_to_those_who_may_see_it(
    client: Client, editor: User, administrator: User
) -> None:
    for user, is_named in ((editor, False), (administrator, True)):
        client.force_login(user)
        assert (LIST in client.get("/admin/").content.decode()) is is_named


def test_redirects_lead_to_the_list(admin: Client, site: Site) -> None:
    assert LIST in admin.get("/admin/redirects/").content.decode()
