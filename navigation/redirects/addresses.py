"""Where an address leads on our own sites, whichever way it is written.

The same place is reached with and without a closing slash, percent-encoded or not, by the site's
whole address or its path alone, under www or without. Loops and chains are found only by whoever
knows all of these for one.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlparse, urlsplit

from django.conf import settings
from django.utils.encoding import uri_to_iri
from django.utils.http import escape_leading_slashes
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.memory import remember
from core.sites import default_site_key, site_root_paths

_PAGES_AT_ONCE = 500
# Pages do not stand deeper than this; addresses that somebody makes up may.
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Place:
    """An address on one of our sites: its path with the query, if it has one."""

    site_id: int
    address: str


def lookups(address: str) -> list[str]:
    """What a redirect's `old_path` may be to answer an address; what comes first goes before.

    The order is Wagtail's: with the query before without, decoded before as it was sent.
    """
    whole = Redirect.normalise_path(escape_leading_slashes(address), decode_unicode=False)
    forms = [form for path in (whole, urlparse(whole).path) for form in (uri_to_iri(path), path)]
    return [form for form in dict.fromkeys(forms) if "\0" not in form]


class OurSites:
    """Our sites as they are now: asked for once, and not for each of thousands of addresses."""

    def __init__(self) -> None:
        roots = site_root_paths()
        self.keys = list(dict.fromkeys(root.site_id for root in roots))
        self._beginnings = {root.site_id: root.root_path for root in roots}
        self._root_urls = {root.site_id: root.root_url for root in roots}
        self._default = _default_site()
        self._by_host: dict[tuple[str, int | None], int] = {}
        for key, root_url in self._root_urls.items():
            own = urlsplit(root_url)
            for port in (_port(own), None):
                self._by_host.setdefault((own.hostname or "", port), key)

    def root_url(self, site_id: int) -> str:
        """How a site's whole addresses begin."""
        return str(self._root_urls[site_id])

    def place_of(self, link: str, site_id: int) -> Place | None:
        """The place that a link on a site leads to, if that is on a site of ours."""
        try:
            parts = urlsplit(link)
            found = self._site_of(parts) if parts.netloc else site_id
        except ValueError:
            return None
        if found is None:
            return None
        # As browsers read it before they ask for it.
        path = re.sub("%2e", ".", parts.path, flags=re.IGNORECASE).replace("\\", "/") or "/"
        if "/." in path:
            path = posixpath.normpath(path)
        return Place(found, f"{path}?{parts.query}" if parts.query else path)

    def _site_of(self, parts: SplitResult) -> int | None:
        host = (parts.hostname or "").rstrip(".")
        other = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
        for name in (host, other):
            for port in (_port(parts), None):
                if (name, port) in self._by_host:
                    return self._by_host[name, port]
        # The default site answers under every name that the server is known by.
        return self._default if host in settings.ALLOWED_HOSTS else None

    def live_pages_at(self, places: Collection[Place]) -> dict[Place, int]:
        """The keys of the live pages that have these addresses, without asking for each."""
        wanted: dict[str, list[Place]] = {}
        for place in places:
            path = unquote(place.address.partition("?")[0]).strip("/")
            if "\0" not in path:
                beginning = self._beginnings[place.site_id]
                wanted.setdefault(f"{beginning}{path}/" if path else beginning, []).append(place)
        url_paths = list(wanted)
        found: dict[Place, int] = {}
        for start in range(0, len(url_paths), _PAGES_AT_ONCE):
            some = url_paths[start : start + _PAGES_AT_ONCE]
            pages = Page.objects.live().filter(url_path__in=some).order_by()
            for url_path, key in pages.values_list("url_path", "pk"):
                found |= dict.fromkeys(wanted[url_path], key)
        return found

    def page_above(self, place: Place) -> Page | None:
        """The live page at a place, or the nearest one above it."""
        path = unquote(place.address.partition("?")[0]).strip("/")
        if "\0" in path:
            return None
        beginning = self._beginnings[place.site_id]
        parts = path.split("/")
        above = [f"{beginning}{'/'.join(parts[:end])}/" for end in range(1, len(parts) + 1)]
        pages = Page.objects.live().filter(url_path__in=[beginning, *above[:_DEEPEST]])
        return pages.order_by("-depth").first()

    def place_of_page(self, url_path: str, site_id: int) -> Place | None:
        """Where a page stands on a site, if it stands there."""
        beginning = self._beginnings[site_id]
        if not url_path.startswith(beginning):
            return None
        return Place(site_id, f"/{url_path.removeprefix(beginning)}")


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _default_site() -> int | None:
    return remember("default site", default_site_key)
