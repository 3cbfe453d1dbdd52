"""The way from the home page to a page, for machines and for people."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Page, Site

from core.memory import remember
from core.sites import path_maker

Step = tuple[str, str]


@dataclass(frozen=True)
class PageAbove:
    """A page on the way. Its tree path and owner tell who may read it."""

    title: str
    url: str
    path: str
    owner: int | None


def trail_above(page: Page, site: Site) -> list[Step]:
    """Title and whole address of the home page and of every published page between it and this."""
    return [(place.title, site.root_url + place.url) for place in places_above(page, site)]


def places_above(page: Page, site: Site) -> tuple[PageAbove, ...]:
    """The same with addresses within the site, for whoever asks which of them a visitor may see."""
    return _places(page.path[: -page.steplen], site)


def places_down_to(page: Page, site: Site) -> tuple[PageAbove, ...]:
    """The same with the page itself, for what stands on an address below it."""
    return _places(page.path, site)


def _places(path: str, site: Site) -> tuple[PageAbove, ...]:
    if not path.startswith(site.root_page.path):
        return ()
    return remember(("trail", site.pk, path), lambda: _read_places(path, site))


def _read_places(path: str, site: Site) -> tuple[PageAbove, ...]:
    first = len(site.root_page.path)
    paths = [path[:end] for end in range(first, len(path) + 1, Page.steplen)]
    pages = Page.objects.filter(path__in=paths, live=True).order_by("path")
    address = path_maker(site)
    return tuple(
        PageAbove(title, address(url_path), path, owner)
        for title, url_path, path, owner in pages.values_list(
            "title", "url_path", "path", "owner_id"
        )
    )
