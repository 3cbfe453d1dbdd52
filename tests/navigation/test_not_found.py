"""Addresses asked for in vain are counted: few at a time, not for long, nothing of who asked."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from core import counters
from core.counters import MOST_IN_MEMORY
from home.models import HomePage
from members.models import User
from navigation.models import NotFoundCount
from navigation.not_found import counting
from navigation.not_found.counting import forget_old_addresses, not_found
from news.models import NewsDeskPage
from tests.factories import StandardPageFactory, restrict
from tests.queries import queries_of


def counted() -> dict[str, int]:
    """What the table says."""
    not_found.write()
    return dict(NotFoundCount.objects.values_list("path", "hits"))


def test_addresses_are_counted_without_their_queries(
    client: Client, site: Site, django_assert_num_queries: Any
) -> None:
    for path in ("/old/", "/old/?name=Somebody", "/2015/o%C3%B9/", "/wp-content/uploads/a.pdf"):
        assert client.get(path).status_code == 404
    client.head("/old/")

    with django_assert_num_queries(1):
        not_found.write()

    assert counted() == {"/old": 3, "/2015/où": 1, "/wp-content/uploads/a.pdf": 1}
    count = NotFoundCount.objects.get(path="/old")
    assert (count.site_id, count.day) == (site.pk, timezone.localdate())


def test_address_is_counted_as_a_redirect_would_have_it(client: Client, site: Site) -> None:
    client.get("/o%c3%b9/a%20b/;x/")

    [path] = counted()
    Redirect.objects.create(old_path=path, redirect_link="/search/")
    assert client.get("/o%c3%b9/a%20b/;x/").status_code == 301


def test_each_site_counts_its_own(
    client: Client, site: Site, second_site: Site, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    client.get("/old/")
    client.get("/old/", headers={"host": "branch.example"})
    not_found.write()

    assert set(NotFoundCount.objects.values_list("site", "hits")) == {
        (site.pk, 1),
        (second_site.pk, 1),
    }


def test_missing_slash_is_not_an_address_not_found(client: Client, desk: NewsDeskPage) -> None:
    assert client.get("/news-desk", follow=True).status_code == 200
    client.get("/old", follow=True)

    assert counted() == {"/old": 1}


NOT_COUNTED = [
    "/account/nothing/",
    "/api/v2/nothing/",
    "/documents/999/x.pdf",
    "/media/images/x.jpg",
    "/static/x.css",
    "/-/nothing/",
    "/mailing/nothing/",
    "/comments/nothing/",
    "/wp-login.php",
    "/blog/wp-login.php",
    "/.env",
    "/old/.git/config",
    "/.well-known/traffic-advice",
    "/index.php",
    "/a.PHP",
    "/backup.sql",
    "/cgi-bin/x/",
    "/favicon.ico",
    "/apple-touch-icon-precomposed.png",
    "/wp-admin/",
    # What may be a token, in any of its forms.
    "/reset/0123456789abcdef01234567/",
    "/x/3f9a1c2d-6b1e-4c7a-9d3e-0a1b2c3d4e5f/",
    "/x/Zx9abQ3kdPq7-Rt2LmNv8_WsY1cBh/",
    "/x/eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.abc/",
    "/x/MTpzb21lYm9keQ:1tQxyz:Aq3kdPq7Rt2LmNv8/",
    "/x/abcdefghijklmnopqrstuvwxyz/",
    "/u/somebody@example.org/",
    # Not to be read, or too long.
    "/a%0Ab/",
    "/a%E2%80%AEb/",
    "/a%01b/",
    "/" + "long/" * 60,
]


@pytest.mark.parametrize("path", NOT_COUNTED)
def test_what_no_reader_meant_or_may_be_about_one_is_not_counted(
    client: Client, site: Site, path: str
) -> None:
    assert client.get(path).status_code == 404

    assert counted() == {}


COUNTED = [
    "/how-we-tell-a-story-about-silence-and-other-things",
    "/Annual-Report-2015-Final-Version",
    "/10th-anniversary-of-the-library-2015",
    "/2015/09/21/a-letter-about-silence.html",
    "/accounting",
    "/administration/board",
    "/カタカナのとても長いアドレスはトークンではありません",
    "/'; DROP TABLE x; --",
    "/<script>alert(1)</script>",
    "/100%",
    "/{{ x }}",
]


@pytest.mark.parametrize("path", COUNTED)
def test_what_a_reader_may_have_meant_is_counted(client: Client, site: Site, path: str) -> None:
    client.get(f"{path.replace('%', '%25')}/")

    [found] = counted()
    assert unquote(found).startswith(path[:10])


def test_admin_s_own_errors_are_not_counted(client: Client, superuser: Any) -> None:
    client.force_login(superuser)
    assert client.get("/admin/nothing/").status_code == 404

    assert counted() == {}


def test_forms_and_robots_are_not_counted(client: Client, site: Site) -> None:
    client.post("/old/")
    client.get("/old/", headers={"user-agent": "Mozilla/5.0 (compatible; bingbot/2.0)"})

    assert counted() == {}


def test_what_a_redirect_answers_is_not_counted(client: Client, site: Site) -> None:
    Redirect.objects.create(old_path="/old", redirect_link="/search/")
    client.get("/old/")

    assert counted() == {}


def test_private_page_is_not_counted_and_one_taken_down_is(
    client: Client, home_page: HomePage, stranger: Any
) -> None:
    restrict(StandardPageFactory(parent=home_page, slug="private"), "Members")
    StandardPageFactory(parent=home_page, slug="taken-down", live=False)
    client.get("/private/")
    client.get("/taken-down/")
    client.force_login(stranger)
    client.get("/private/")

    assert counted() == {"/taken-down": 1}


def test_server_without_a_site_still_answers(client: Client, site: Site) -> None:
    site.delete()

    assert client.get("/old/").status_code == 404
    assert counted() == {}


def test_counting_asks_the_database_nothing(client: Client, site: Site) -> None:
    not_counted = len(queries_of(client, "/account/nothing/", answer=404))

    # The search for a page there is the one more.
    assert len(queries_of(client, "/nothing/", answer=404)) <= not_counted + 1


def test_storm_of_addresses_fills_neither_memory_nor_table(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(10_000):
        counting.count_not_found(f"/storm/{number}", site.pk)
    assert len(not_found._pending) == MOST_IN_MEMORY
    not_found.write()
    assert NotFoundCount.objects.count() == MOST_IN_MEMORY

    monkeypatch.setattr(not_found, "most_rows", MOST_IN_MEMORY)
    counting.count_not_found("/one-more", site.pk)
    not_found.write()
    assert NotFoundCount.objects.count() == MOST_IN_MEMORY


def add(site: Site, path: str, hits: int, days: int = 0) -> None:
    """A count of some days ago."""
    day = timezone.localdate() - datetime.timedelta(days=days)
    NotFoundCount.objects.create(site=site, path=path, day=day, hits=hits)


def test_old_counts_are_dropped(site: Site) -> None:
    for days in (0, 7, 8, 30):
        add(site, "/old", 1, days)

    assert forget_old_addresses() == 2
    assert forget_old_addresses() == 0
    assert NotFoundCount.objects.count() == 2


def test_full_table_makes_room_for_what_is_asked_for_often(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_ROWS", 8)
    monkeypatch.setattr(counting, "_ROOM_FOR", 4)
    for number in range(5):
        add(site, f"/once{number}", 1, days=number)
    assert forget_old_addresses() == 0
    add(site, "/often", 9, days=6)

    assert forget_old_addresses() == 2
    assert set(NotFoundCount.objects.values_list("path", flat=True)) == {
        *("/often", "/once0", "/once1", "/once2")
    }


def test_bounds_are_those_of_all_counters() -> None:
    assert counters.MOST_IN_MEMORY <= 500
    assert not_found.most_rows == 20_000


@pytest.mark.parametrize(
    "path",
    [
        "/confirm/QWxhZGRpbjpvcGVuIHNlc2FtZTEyMzQ1==/",
        "/x;jsessionid=ABCDEF0123456789abcdef0123456789/",
        "/x/abc,ABCDEF0123456789abcdef0123/",
        "/x/sess(ABCDEF0123456789abcdef0123)/",
        "/unsubscribe/anna.smith%2540example.org/",
    ],
)
def test_tokens_between_signs_are_not_counted(client: Client, site: Site, path: str) -> None:
    client.get(path)

    assert counted() == {}


def test_two_slashes_do_not_put_another_address_into_the_list(client: Client, site: Site) -> None:
    client.get("/", PATH_INFO="//foo/bar/")

    assert "/bar" not in counted()


def test_address_whose_redirect_leads_nowhere_is_listed_and_one_found_since_is_not(
    client: Client, site: Site, home_page: HomePage, administrator: User
) -> None:
    gone = StandardPageFactory(parent=home_page, title="Gone", live=False)
    Redirect.objects.create(old_path="/lost", redirect_page=gone)
    Redirect.objects.create(old_path="/led", redirect_link="/search/")
    for path in ("/lost", "/led", "/soon"):
        NotFoundCount.objects.create(site=site, path=path, day=timezone.localdate(), hits=3)
    StandardPageFactory(parent=home_page, title="Soon", slug="soon")

    client.force_login(administrator)
    listed = client.get("/admin/not-found/").content.decode()

    assert "/lost" in listed
    assert ">/led<" not in listed
    assert ">/soon<" not in listed
