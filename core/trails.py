"""The way from the home page to a page, for machines."""

from __future__ import annotations

from wagtail.models import Page, Site

from core.memory import remember
from core.sites import address_maker

Step = tuple[str, str]


def trail_above(page: Page, site: Site) -> list[Step]:
    """Title and whole address of the home page and of every published page between it and this."""
    parent, root = page.path[: -page.steplen], site.root_page.path
    if not parent.startswith(root):
        return []
    return list(remember(("trail", site.pk, parent), lambda: _read_trail(parent, site)))


def _read_trail(path: str, site: Site) -> tuple[Step, ...]:
    first = len(site.root_page.path)
    paths = [path[:end] for end in range(first, len(path) + 1, Page.steplen)]
    pages = Page.objects.filter(path__in=paths, live=True).order_by("path")
    address = address_maker(site)
    return tuple(
        (title, address(url_path)) for title, url_path in pages.values_list("title", "url_path")
    )
