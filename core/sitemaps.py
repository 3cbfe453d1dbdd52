"""Lists of a site's pages for search engines, in parts of which each is quickly made.

Apps register their sections with `@section("name")`. All of them list only what everybody may read.
Not on django.contrib.sitemaps: it counts all pages for each part, wants page objects to ask for
addresses, takes the host from the request, and tells the day of a change but not the time.
"""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import BigIntegerField, ExpressionWrapper, F, Max, QuerySet
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


class SiteSitemap(ABC):
    """A section of a site's map, in parts of bounded length."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @abstractmethod
    def parts(self) -> list[datetime.datetime | None]:
        """For each part when something in it changed last; there is always a first part."""

    @abstractmethod
    def part(self, number: int) -> list[Listed]:
        """The part of this number, beginning with 1; empty where there is none."""


class ListSitemap(SiteSitemap):
    """A section that is known as a whole."""

    @abstractmethod
    def items(self) -> list[Listed]:
        """Everything in the section."""

    def parts(self) -> list[datetime.datetime | None]:
        """For each part when something in it changed last; there is always a first part."""
        items = self.items()
        firsts = range(0, max(1, len(items)), LENGTH)
        return [_latest(each.lastmod for each in items[at : at + LENGTH]) for at in firsts]

    def part(self, number: int) -> list[Listed]:
        """The part of this number, beginning with 1; empty where there is none."""
        return self.items()[(number - 1) * LENGTH : number * LENGTH]


class PageSitemap(SiteSitemap):
    """A section of pages, however many: a part is a range of keys, so that nothing is counted."""

    name: str

    @abstractmethod
    def pages(self) -> QuerySet[Page]:
        """The pages that everybody may read."""

    def parts(self) -> list[datetime.datetime | None]:
        """For each part when something in it changed last."""
        return [changed for _, changed in self._ranges()] or [None]

    def part(self, number: int) -> list[Listed]:
        """The part of this number, beginning with 1; empty where there is none."""
        ranges = self._ranges()
        if number > len(ranges):
            return []
        first = ranges[number - 1][0]
        pages = self.pages().filter(pk__gte=first, pk__lt=first + LENGTH).order_by("pk")
        address = address_maker(self.site)
        return [
            Listed(address(url_path), changed)
            for url_path, changed in pages.values_list("url_path", "last_published_at")
        ]

    def _ranges(self) -> list[tuple[int, datetime.datetime | None]]:
        """The first key of each range that has pages in it, and when one of them changed last."""
        return remember(("sitemap", self.name, self.site.pk), self._read_ranges)

    def _read_ranges(self) -> list[tuple[int, datetime.datetime | None]]:
        first = ExpressionWrapper(F("pk") - F("pk") % LENGTH, output_field=BigIntegerField())
        ranges = self.pages().order_by().annotate(first=first).values("first")
        latest = ranges.annotate(changed=Max("last_published_at")).order_by("first")
        return list(latest.values_list("first", "changed"))


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
