"""Lists of a site's pages for search engines, in parts of which each is quickly made.

Apps register their sections with `@section("name")`. All of them list only what everybody may read.
Not on django.contrib.sitemaps: it counts all pages for each part, wants page objects to ask for
addresses, takes the host from the request, and tells the day of a change but not the time.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import cached_property
from wagtail.models import Page, Site

from core.memory import remember
from core.sites import address_maker

# Of one part. The protocol allows 50,000; this many take a fraction of a second.
LENGTH = 2_000


@dataclass(frozen=True)
class NewsEntry:
    """What Google News wants to know of an article."""

    publication: str
    language: str
    day: datetime.date
    title: str


@dataclass(frozen=True)
class Listed:
    """An address in a sitemap."""

    location: str
    lastmod: datetime.datetime | None = None
    news: NewsEntry | None = None


class SiteSitemap:
    """A section: what it lists is known in whole addresses."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def items(self) -> list[Listed]:
        """Everything in the section."""
        raise NotImplementedError

    def parts(self) -> list[datetime.datetime | None]:
        """For each part when something in it changed last; there is always a first part."""
        items = self.items()
        firsts = range(0, max(1, len(items)), LENGTH)
        return [_latest(each.lastmod for each in items[at : at + LENGTH]) for at in firsts]

    def part(self, number: int) -> list[Listed]:
        """The part of this number, beginning with 1; empty where there is none."""
        return self.items()[(number - 1) * LENGTH : number * LENGTH]


class PageSitemap(SiteSitemap):
    """A section of pages, however many: parts begin at keys that are remembered, not counted."""

    name: str

    def pages(self) -> QuerySet[Page]:
        """The pages that everybody may read."""
        raise NotImplementedError

    def parts(self) -> list[datetime.datetime | None]:
        """For each part when something in it changed last."""
        return [changed for _, changed in self.bounds] or [None]

    @cached_property
    def bounds(self) -> list[tuple[int, datetime.datetime | None]]:
        """For each part its first key and its last change."""
        key = ("sitemap", self.name, self.site.pk)
        return remember(key, self._read_bounds)

    def _read_bounds(self) -> list[tuple[int, datetime.datetime | None]]:
        rows = list(self.pages().order_by("pk").values_list("pk", "last_published_at"))
        parts = [rows[first : first + LENGTH] for first in range(0, len(rows), LENGTH)]
        return [(part[0][0], _latest(changed for _, changed in part)) for part in parts]

    def part(self, number: int) -> list[Listed]:
        """The part of this number, beginning with 1; empty where there is none."""
        if number > len(self.bounds):
            return []
        pages = self.pages().filter(pk__gte=self.bounds[number - 1][0])
        if number < len(self.bounds):
            pages = pages.filter(pk__lt=self.bounds[number][0])
        address = address_maker(self.site)
        rows = pages.order_by("pk").values_list("url_path", "last_published_at")
        return [Listed(address(url_path), changed) for url_path, changed in rows]


def _latest(moments: Iterable[datetime.datetime | None]) -> datetime.datetime | None:
    return max((moment for moment in moments if moment), default=None)


_sections: dict[str, Callable[[Site], SiteSitemap]] = {}


def section(
    name: str,
) -> Callable[[Callable[[Site], SiteSitemap]], Callable[[Site], SiteSitemap]]:
    """Register what makes the section of this name for a site."""

    def register(make: Callable[[Site], SiteSitemap]) -> Callable[[Site], SiteSitemap]:
        _sections[name] = make
        return make

    return register


def sections_of(site: Site) -> dict[str, SiteSitemap]:
    """All sections of the site, by name."""
    return {name: make(site) for name, make in _sections.items()}
