"""Which site a request is for and where each site begins, remembered between requests.

Wagtail asks the database (and the cache, which here is the database too) for both on every request.
It keeps the answers on the request; they are put there before it asks.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from django.http.request import split_domain_port
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath

from core.closures import closures
from core.memory import remember
from core.models.pages import without_bodies


def prime(request: Any) -> None:
    """Put the site and all sites' beginnings where Wagtail looks for them: on the request."""
    # Without a check of the host, as Wagtail does: the check is the host validation's business.
    key = ("site", split_domain_port(request._get_raw_host())[0], request.get_port())
    site = remember(key, lambda: _find_site(request))
    request._wagtail_site = _of_its_own(site)
    request._wagtail_cached_site_root_paths = site_root_paths()


def _find_site(request: Any) -> Site | None:
    site = Site._find_for_request(request)
    if site is not None:
        # As its own type at once: every request's way to its page begins here.
        site.root_page = without_bodies(site.root_page)
    return site


def _of_its_own(site: Site | None) -> Site | None:
    """A site that only one request has: its page collects what that request finds out."""
    if site is None:
        return None
    own = copy.copy(site)
    own.root_page = copy.copy(site.root_page)
    return own


def site_root_paths() -> list[SiteRootPath]:
    """Where each site begins, as Wagtail's pages want it to make their addresses."""
    return remember("site root paths", _read_site_root_paths)


def _read_site_root_paths() -> list[SiteRootPath]:
    """Past Wagtail's cache, which may keep for an hour what was true a moment before a change.

    Who reads the rows just before the change and writes the cache just after it undoes that the
    change cleared it. And Wagtail does not clear it where a page above a site's root is renamed.
    """
    sites = Site.objects.select_related("root_page__locale")
    return [
        SiteRootPath(
            site.pk, site.root_page.url_path, site.root_url, site.root_page.locale.language_code
        )
        for site in sites.order_by("-root_page__url_path", "-is_default_site", "hostname")
    ]


def share_site_root_paths(page: Page) -> Page:
    """Have a page make its address without asking the database."""
    page._wagtail_cached_site_root_paths = site_root_paths()
    return page


def address_for_all(page: Page) -> str | None:
    """The page's address where everybody is shown it, whoever may read the page.

    That of a page for some readers only says nothing of it: it leads there whoever may read it
    (members.views.page_by_key). None where the page has no address.
    """
    address: str | None = share_site_root_paths(page).get_url()
    if not address or closures().is_open(page):
        return address
    return reverse("page_by_key", args=(page.pk,))


def default_site_key() -> int | None:
    """The site that answers where no other does; None where there is none."""
    return Site.objects.filter(is_default_site=True).values_list("pk", flat=True).first()


def address_maker(site: Site) -> Callable[[str], str]:
    """Makes whole addresses from pages' `url_path` alone: for thousands at once, without pages."""
    path = path_maker(site)
    return lambda url_path: site.root_url + path(url_path)


def path_maker(site: Site) -> Callable[[str], str]:
    """The same without the site's name, for links within it."""
    start = reverse("wagtail_serve", args=("",))
    above = len(site.root_page.url_path)
    return lambda url_path: start + iri_to_uri(url_path[above:])
