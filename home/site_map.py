"""The pages of a site as a tree, for people who look for one.

Remembered for everybody who may read the same pages. On a site with very many pages those nearest
to the home page are shown, and the page says so: a list of thousands helps nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from wagtail.models import Page, Site

from core.checks import page_types
from core.closures import closures, paths_from_root
from core.memory import remember
from core.models import BasePage
from core.sites import path_maker
from members.access import visible_to
from members.visitors import visitor_of

LONGEST = 500


@dataclass(frozen=True)
class Branch:
    """A page of the map with those below it."""

    key: int
    title: str
    url: str
    path: str
    type: int
    is_open_to_everyone: bool
    below: list[Branch] = field(default_factory=list)


@dataclass(frozen=True)
class SiteMap:
    """All entries that stand below no other one, and whether there are more pages than shown."""

    entries: list[Branch]
    is_cut: bool
    # The home page's tree path: it is called by that name.
    home: str


def site_map_for(request: HttpRequest) -> SiteMap:
    """What the visitor may read of the request's site. Raises Http404 where there is no site."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return remember(("site map", site.pk, visitor_of(request)), lambda: _read(site, request))


def _read(site: Site, request: HttpRequest) -> SiteMap:
    named = [each for each in page_types() if issubclass(each, BasePage) and each.is_in_site_map]
    types = [each.pk for each in ContentType.objects.get_for_models(*named).values()]
    pages = Page.objects.filter(path__startswith=site.root_page.path, content_type__in=types).live()
    rows = (
        visible_to(pages, request.user)
        .order_by("depth", "path")
        .values_list("pk", "title", "url_path", "path", "content_type")[: LONGEST + 1]
    )
    address, closed = path_maker(site), closures().closed_to(frozenset())
    found = [
        Branch(key, title, address(url_path), path, kind, closed.isdisjoint(paths_from_root(path)))
        for key, title, url_path, path, kind in rows
    ]
    tree = _as_tree(found[:LONGEST])
    return SiteMap(tree, is_cut=len(found) > LONGEST, home=site.root_page.path)


def _as_tree(entries: list[Branch]) -> list[Branch]:
    """The entries, each below the nearest page above it that is in the map itself.

    A page whose parent is not published, or not for this visitor, is not lost.
    """
    by_path = {entry.path: entry for entry in entries}
    top: list[Branch] = []
    for entry in entries:
        above = next((by_path[path] for path in _upwards(entry.path) if path in by_path), None)
        (above.below if above else top).append(entry)
    return top


def _upwards(path: str) -> Iterator[str]:
    """The tree paths above a page's, the nearest first."""
    return reversed(list(paths_from_root(path))[:-1])
