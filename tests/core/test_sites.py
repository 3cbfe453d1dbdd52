"""Which site a request is for, without asking the database again and again."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings
from wagtail.models import Page, Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

from core import memory
from core.sites import prime, share_site_root_paths, site_root_paths
from home.models import HomePage
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def second_site(home_page: HomePage, settings: Settings) -> Site:
    """Another site beside the first."""
    settings.ALLOWED_HOSTS = ["localhost", "testserver", "two.example.org"]
    start = HomePage(title="The second", slug="second")
    Page.objects.get(depth=1).add_child(instance=start)
    return Site.objects.create(hostname="two.example.org", root_page=start)


def site_of(host: str) -> Site | None:
    """The site that Wagtail finds for a request to this host."""
    request = RequestFactory().get("/", headers={"Host": host})
    prime(request)
    return Site.find_for_request(request)


def queries_of_priming(host: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        site_of(host)
    return [query["sql"] for query in queries if "core_generation" not in query["sql"]]


@pytest.mark.usefixtures("second_site")
def test_each_host_has_its_site() -> None:
    second = site_of("two.example.org")
    other = site_of("localhost")

    assert second is not None
    assert other is not None
    assert second.hostname == "two.example.org"
    assert other.hostname == "localhost"


def test_unknown_host_has_the_default_site(site: Site) -> None:
    assert site_of("elsewhere.example.org") == site


def test_where_there_is_no_default_site_an_unknown_host_has_none(site: Site) -> None:
    Site.objects.update(is_default_site=False)

    assert site_of("elsewhere.example.org") is None


def test_site_is_asked_for_once(site: Site) -> None:
    assert queries_of_priming("localhost") != []
    assert queries_of_priming("localhost") == []


def test_change_of_the_site_is_seen(site: Site) -> None:
    site_of("localhost")

    site.site_name = "Renamed"
    site.save()

    found = site_of("localhost")
    assert found is not None
    assert found.site_name == "Renamed"


def test_requests_do_not_share_what_they_find_out() -> None:
    one, other = site_of("localhost"), site_of("localhost")
    assert one is not None
    assert other is not None

    one.root_page.title = "only here"

    assert other.root_page.title == "Home"


def test_page_makes_its_address_without_asking(home_page: HomePage) -> None:
    page = StandardPageFactory(parent=home_page, slug="about")
    site_root_paths()
    fresh = Page.objects.get(pk=page.pk)

    with CaptureQueriesContext(connection) as queries:
        url = share_site_root_paths(fresh).get_url()

    assert url == "/about/"
    assert [query for query in queries if "core_generation" not in query["sql"]] == []


@pytest.mark.usefixtures("second_site")
def test_sites_are_served_at_their_hosts(client: Client) -> None:
    assert b"The second" in client.get("/", headers={"Host": "two.example.org"}).content
    assert b"The second" not in client.get("/").content


def test_where_sites_begin_is_not_taken_from_a_cache_that_was_written_too_late(
    home_page: HomePage,
) -> None:
    """By a process that read the rows before the change and wrote the cache after it."""
    Site.get_site_root_paths()
    outdated = cache.get(SITE_ROOT_PATHS_CACHE_KEY, version=SITE_ROOT_PATHS_CACHE_VERSION)
    home_page.slug = "start"
    home_page.save()
    cache.set(SITE_ROOT_PATHS_CACHE_KEY, outdated, version=SITE_ROOT_PATHS_CACHE_VERSION)
    memory.clear()

    assert [each.root_path for each in site_root_paths()] == ["/start/"]


def test_site_begins_where_its_page_is_after_one_above_it_is_renamed(
    site: Site, home_page: HomePage
) -> None:
    page = StandardPageFactory(parent=home_page, slug="below")
    site.root_page = page
    site.save()
    assert [each.root_path for each in site_root_paths()] == ["/home/below/"]

    home_page.slug = "above"
    home_page.save()

    assert [each.root_path for each in site_root_paths()] == ["/above/below/"]
