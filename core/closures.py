"""Where in the tree of pages somebody may be kept out, remembered between requests.

Most pages are reached by no restriction at all, and most sites have few. Knowing which tree paths
are restricted, and to whom, spares every such page the question and every list a look-up for each
of its rows. Whoever writes restrictions or aliases past Django's signals (bulk_create, update)
calls core.memory.forget.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wagtail.models import Page, PageViewRestriction

from core.memory import remember


@dataclass(frozen=True)
class Closure:
    """One restriction: the tree path from which on it holds, and the groups it lets in."""

    path: str
    groups: frozenset[int]


class Closures:
    """All restrictions, and the aliases by which pages are shown in a second place."""

    def __init__(self, restrictions: list[Closure], shown_by: Mapping[str, str]) -> None:
        self._restrictions = restrictions
        # The tree path of each alias, and of the page it shows.
        self.shown_by = shown_by
        self._restricted = frozenset(each.path for each in restrictions)
        self._closed_to: dict[frozenset[int], frozenset[str]] = {}

    def may_reach(self, page: Page) -> bool:
        """Whether a restriction may keep readers from the page. False is certain.

        An alias, and what stands below one, is as private as the page it shows; which that is would
        take a query.
        """
        return not (
            page.alias_of_id is None
            and self._restricted.isdisjoint(paths_from_root(page.path))
            and self.shown_by.keys().isdisjoint(paths_from_root(page.path))
        )

    def is_open(self, page: Page) -> bool:
        """Whether everybody may read the page."""
        return self.closed_to(frozenset()).isdisjoint(paths_from_root(page.path))

    def reaching(self, page: Page) -> list[Closure]:
        """The restrictions on the page and above it, from the top; not those of what it shows."""
        if self._restricted.isdisjoint(paths_from_root(page.path)):
            return []
        reaching = [each for each in self._restrictions if page.path.startswith(each.path)]
        return sorted(reaching, key=lambda each: each.path)

    def closed_to(self, groups: frozenset[int]) -> frozenset[str]:
        """The tree paths at and below which somebody in just these groups may read nothing."""
        if groups not in self._closed_to:
            stopping = frozenset(
                each.path for each in self._restrictions if groups.isdisjoint(each.groups)
            )
            hidden = {
                alias
                for alias, shown in self.shown_by.items()
                if not stopping.isdisjoint(paths_from_root(shown))
            }
            self._closed_to[groups] = stopping | hidden
        return self._closed_to[groups]


def closures() -> Closures:
    """What is closed at the moment."""
    return remember("closures", _read)


def paths_from_root(path: str) -> Iterator[str]:
    """The tree paths of a page and of all pages above it."""
    return (path[:end] for end in range(Page.steplen, len(path) + 1, Page.steplen))


def _read() -> Closures:
    restrictions = PageViewRestriction.objects.select_related("page").prefetch_related("groups")
    aliases = Page.objects.filter(alias_of__isnull=False).order_by()
    return Closures(
        [Closure(each.page.path, _let_in_by(each)) for each in restrictions],
        dict(aliases.values_list("path", "alias_of__path")),
    )


def _let_in_by(restriction: PageViewRestriction) -> frozenset[int]:
    # Restrictions of other kinds let nobody in: they are no membership.
    if restriction.restriction_type != PageViewRestriction.GROUPS:
        return frozenset()
    return frozenset(group.pk for group in restriction.groups.all())
