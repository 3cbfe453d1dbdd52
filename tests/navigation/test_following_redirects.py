"""Readers of old addresses are led on in one hop, nowhere that is not there, and are counted."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from home.models import HomePage
from members.models import User
from navigation.models import RedirectUse
from navigation.redirects.uses import forget_old_uses, uses
from news.models import NewsDeskPage
from tests.factories import StandardPageFactory, restrict
from tests.queries import queries_of


def keep(old_path: str, link: str = "", **fields: Any) -> Redirect:
    """A redirect that is there, whichever way it came."""
    return Redirect.objects.create(old_path=old_path, redirect_link=link, **fields)


def led_to(client: Client, path: str, **headers: str) -> str | None:
    """Where an address leads, None if it is not found."""
    response = client.get(path, headers=headers)
    if response.headers.get("Location") == f"{path}/":
        response = client.get(f"{path}/", headers=headers)
    if response.status_code == 404:
        return None
    assert response.status_code in (301, 302)
    return str(response["Location"])


@pytest.mark.parametrize(
    "path",
    [
        "/2015/o%C3%B9",
        "/2015/où/",
        "/2015/o%c3%b9/?utm_source=mail",
        "/2015/où/?a=1&b=2",
    ],
)
def test_old_address_leads_on_however_it_is_written(
    client: Client, desk: NewsDeskPage, path: str
) -> None:
    keep("/2015/où", redirect_page=desk)

    assert led_to(client, path) == "/news-desk/"


def test_kind_of_redirect_is_kept(client: Client, site: Site) -> None:
    keep("/for-good", "/search/")
    keep("/for-now", "https://example.org/", is_permanent=False)

    assert client.get("/for-good").status_code == 301
    assert client.get("/for-now").status_code == 302


def test_redirect_with_the_query_goes_before_the_one_without(client: Client, site: Site) -> None:
    keep("/index.html", "/without")
    keep("/index.html?a=1&b=2", "/with")

    assert led_to(client, "/index.html?b=2&a=1") == "/with"
    assert led_to(client, "/index.html?b=3") == "/without"


def test_encoded_form_is_found_too(client: Client, site: Site) -> None:
    keep("/caf%C3%A9", "/search/")

    assert led_to(client, "/caf%C3%A9/") == "/search/"


def test_each_site_has_its_own(
    client: Client, site: Site, second_site: Site, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    keep("/old", "/everywhere")
    keep("/old", "/there", site=second_site)
    keep("/here", "/search/", site=site)

    assert led_to(client, "/old") == "/everywhere"
    assert led_to(client, "/old", host="branch.example") == "/there"
    assert led_to(client, "/here") == "/search/"
    assert led_to(client, "/here", host="branch.example") is None


def test_chain_that_came_about_by_itself_is_one_hop(
    client: Client, home_page: HomePage, django_capture_on_commit_callbacks: Any
) -> None:
    page = StandardPageFactory(parent=home_page, slug="second")
    keep("/first", "/second/")
    page.slug = "third"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert led_to(client, "/second/") == "/third/"
    assert led_to(client, "/first") == "/third/"


def test_one_hop_is_permanent_only_if_each_was(client: Client, site: Site) -> None:
    keep("/a", "/b")
    keep("/b", "/c", is_permanent=False)

    assert client.get("/a").status_code == 302


@pytest.mark.parametrize("length", [1, 2, 5, 30])
def test_circle_made_past_the_forms_is_not_found(client: Client, site: Site, length: int) -> None:
    for number in range(length):
        keep(f"/r{number}", f"/r{(number + 1) % length}/")

    assert led_to(client, "/r0") is None


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//evil.example/", "data:x", "\u202e", ""])
def test_target_written_past_the_forms_leads_nowhere(client: Client, site: Site, link: str) -> None:
    keep("/old", link)

    assert led_to(client, "/old") is None


def test_page_that_is_not_published_is_not_found(client: Client, home_page: HomePage) -> None:
    page = StandardPageFactory(parent=home_page, slug="a-secret-title")
    keep("/old", redirect_page=page)
    assert led_to(client, "/old") == "/a-secret-title/"

    page.unpublish()

    response = client.get("/old/")
    assert response.status_code == 404
    assert b"secret" not in response.content


def test_page_that_is_not_published_hands_on_to_a_redirect_from_its_address(
    client: Client, home_page: HomePage
) -> None:
    page = StandardPageFactory(parent=home_page, slug="gone", live=False)
    keep("/old", redirect_page=page)
    keep("/gone", "/search/")

    assert led_to(client, "/old") == "/search/"


def test_page_outside_every_site_is_not_found(client: Client, home_page: HomePage) -> None:
    keep("/old", redirect_page=StandardPageFactory(parent=home_page.get_parent()))

    assert led_to(client, "/old") is None


def test_deleted_page_takes_its_redirects_along(client: Client, home_page: HomePage) -> None:
    page = StandardPageFactory(parent=home_page)
    keep("/old", redirect_page=page)
    page.delete()

    assert led_to(client, "/old") is None


def test_private_page_s_address_is_told_to_its_readers_only(
    client: Client, home_page: HomePage, member: User
) -> None:
    page = StandardPageFactory(parent=home_page, slug="inside")
    restrict(page, "Members")
    keep("/old", redirect_page=page)

    answer = client.get("/old", follow=True)

    assert answer.redirect_chain[0] == ("/account/login-gate/?next=/old", 302)
    client.force_login(member)
    answer = client.get("/old")
    assert answer["Location"] == "/inside/"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_pages_go_before_redirects(client: Client, desk: NewsDeskPage, method: str) -> None:
    keep("/news-desk", "/search/")

    assert getattr(client, method)("/news-desk/").status_code != 301


# What happens by itself when pages move.


def test_page_that_moved_twice_is_one_hop_away(client: Client, home_page: HomePage) -> None:
    first = StandardPageFactory(parent=home_page, slug="first")
    second = StandardPageFactory(parent=home_page, slug="second")
    page = StandardPageFactory(parent=home_page, slug="page")
    page.move(first, "last-child")
    page.refresh_from_db()
    page.move(second, "last-child")

    assert led_to(client, "/page/") == "/second/page/"
    assert led_to(client, "/first/page/") == "/second/page/"


@pytest.mark.parametrize("how", ["move", "slug"])
def test_page_that_came_back_leaves_no_redirect_to_itself(
    client: Client, home_page: HomePage, how: str, django_capture_on_commit_callbacks: Any
) -> None:
    page = StandardPageFactory(parent=home_page, slug="page")
    child = StandardPageFactory(parent=page, slug="child")
    other = StandardPageFactory(parent=home_page, slug="other")
    by_hand = keep("/page", redirect_page=page)

    def go(there: bool) -> None:
        page.refresh_from_db()
        if how == "move":
            page.move(other if there else home_page, "last-child")
        else:
            page.slug = "elsewhere" if there else "page"
            with django_capture_on_commit_callbacks(execute=True):
                page.save_revision().publish()

    go(True)
    assert led_to(client, "/page/child/") != "/page/child/"
    go(False)

    assert client.get("/page/child/").status_code == 200
    left = Redirect.objects.exclude(pk=by_hand.pk)
    assert {each.old_path for each in left} == (
        {"/other/page", "/other/page/child"}
        if how == "move"
        else {"/elsewhere", "/elsewhere/child"}
    )
    child.refresh_from_db()
    child.unpublish()
    assert led_to(client, "/page/child/") is None


# Costs.


@pytest.mark.parametrize(
    ("path", "most"),
    # One to look for the page or for the site, one for the redirect: Wagtail's own took up to four.
    [("/nowhere/", 2), ("/nowhere.php", 2), ("/o%C3%B9/?a=1", 2), ("/news-desk/nowhere/", 2)],
)
def test_address_not_found_costs_one_question_about_redirects(
    client: Client, desk: NewsDeskPage, path: str, most: int
) -> None:
    for number in range(50):
        keep(f"/old{number}", "/search/")

    assert len(queries_of(client, path, answer=404)) <= most


# Counting.


def counted() -> dict[str, int]:
    """What the table says."""
    uses.write()
    return dict(RedirectUse.objects.values_list("redirect__old_path", "hits"))


def test_uses_are_counted_by_day_and_written_together(
    client: Client, site: Site, django_assert_num_queries: Any
) -> None:
    for path in ("/a", "/b", "/where/tokens/go"):
        keep(path, "/search/")
    for path in ("/a", "/a/?utm=1", "/b"):
        client.get(path)
    client.head("/b")

    with django_assert_num_queries(1):
        uses.write()

    assert counted() == {"/a": 2, "/b": 2}
    assert set(RedirectUse.objects.values_list("day", flat=True)) == {timezone.localdate()}


def test_chain_is_counted_for_the_redirect_that_was_asked_for(client: Client, site: Site) -> None:
    keep("/a", "/b")
    keep("/b", "/search/")
    client.get("/a")

    assert counted() == {"/a": 1}


def test_robots_and_forms_are_not_counted(client: Client, site: Site) -> None:
    keep("/a", "/search/")
    client.get("/a", headers={"user-agent": "Googlebot/2.1"})
    client.post("/a")

    assert counted() == {}


@pytest.mark.parametrize(
    "path", ["/account/old", "/mailing/x", "/s/0123456789abcdef0123456789", "/u/me@example.org"]
)
def test_addresses_that_may_be_somebodys_own_are_not_counted(
    client: Client, site: Site, path: str
) -> None:
    keep(path, "/search/")

    assert led_to(client, path) == "/search/"
    assert counted() == {}


def test_redirect_deleted_meanwhile_takes_its_count_along(client: Client, site: Site) -> None:
    keep("/b", "/search/")
    gone = keep("/a", "/search/")
    client.get("/a")
    client.get("/b")
    gone.delete()

    uses.write()

    assert RedirectUse.objects.filter(redirect__old_path="/b").get().hits == 1
    assert forget_old_uses() >= 0


def test_old_uses_are_dropped_but_the_last(site: Site) -> None:
    today = timezone.localdate()
    used, unused, forgotten = (keep(path, "/search/") for path in ("/u", "/n", "/f"))

    def use(redirect: Redirect, days: int) -> None:
        RedirectUse.objects.create(
            redirect=redirect, day=today - datetime.timedelta(days=days), hits=1
        )

    for days in (0, 29, 30, 31):
        use(used, days)
    for days in (40, 50):
        use(unused, days)
    use(forgotten, 800)

    assert forget_old_uses() == 4
    assert forget_old_uses() == 0

    left = RedirectUse.objects.order_by("redirect__old_path", "-day")
    assert [(each.redirect.old_path, (today - each.day).days) for each in left] == [
        ("/n", 40),
        ("/u", 0),
        ("/u", 29),
    ]
