"""Where in the tree of pages somebody may be kept out, remembered between requests.

Most pages are reached by no restriction at all, and most sites have few. Knowing which tree paths
are restricted spares every such page the question, and tells those that must ask at which levels of
the tree to look. Whoever writes restrictions or aliases past Django's signals (bulk_create, update)
calls core.memory.forget.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.models import Page, PageViewRestriction

from core.memory import remember


@dataclass(frozen=True)
class Closures:
    """The tree paths at which pages are restricted, and at which aliases stand."""

    restricted: frozenset[str]
    aliases: frozenset[str]

    @property
    def restricted_levels(self) -> list[int]:
        """The lengths that restricted paths have."""
        return sorted({len(path) for path in self.restricted})

    @property
    def alias_levels(self) -> list[int]:
        """The lengths that aliases' paths have."""
        return sorted({len(path) for path in self.aliases})

    def may_reach(self, page: Page) -> bool:
        """Whether a restriction may keep readers from the page. False is certain.

        An alias, and what stands below one, is as private as the page it shows; which that is would
        take a query.
        """
        return not (
            page.alias_of_id is None
            and self.restricted.isdisjoint(paths_from_root(page))
            and self.aliases.isdisjoint(paths_from_root(page))
        )


def closures() -> Closures:
    """What is closed at the moment."""
    return remember("closures", _read)


def paths_from_root(page: Page) -> Iterator[str]:
    """The tree paths of a page and of all pages above it."""
    return (page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen))


def _read() -> Closures:
    restricted = PageViewRestriction.objects.order_by().values_list("page__path", flat=True)
    aliases = Page.objects.filter(alias_of__isnull=False).order_by()
    return Closures(frozenset(restricted), frozenset(aliases.values_list("path", flat=True)))
