"""The access rule once more, in plain Python over names: no tree paths, no SQL, no code of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

GROUPS = "groups"
LOGIN = "login"
PASSWORD = "password"


@dataclass(frozen=True)
class Visitor:
    """Somebody, by what the rule looks at."""

    groups: frozenset[str] = frozenset()
    active: bool = True
    superuser: bool = False
    anonymous: bool = False
    # Names of pages on (and below) which this person may change everything, or add pages.
    changes: frozenset[str] = frozenset()
    adds: frozenset[str] = frozenset()
    owns: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Restriction:
    """A restriction on a page and all below it."""

    page: str
    groups: frozenset[str] = frozenset()
    kind: str = GROUPS


@dataclass
class Site:
    """Pages by name: where each stands, which one an alias shows, and what is restricted."""

    parents: dict[str, str | None]
    shows: dict[str, str] = field(default_factory=dict)
    restrictions: list[Restriction] = field(default_factory=list)

    def may_read(self, visitor: Visitor, page: str) -> bool:
        """What the rule says."""
        hurdles = self._hurdles(page)
        if not hurdles:
            return True
        if visitor.anonymous or not visitor.active:
            return False
        if visitor.superuser or self._may_edit(visitor, page):
            return True
        return all(hurdle.kind == GROUPS and hurdle.groups & visitor.groups for hurdle in hurdles)

    def _hurdles(self, page: str) -> list[Restriction]:
        places = set(self._line(page))
        for place in self._line(page):
            if place in self.shows:
                places.update(self._line(self.shows[place]))
        return [restriction for restriction in self.restrictions if restriction.page in places]

    def _may_edit(self, visitor: Visitor, page: str) -> bool:
        line = set(self._line(page))
        return bool(line & visitor.changes or (page in visitor.owns and line & visitor.adds))

    def _line(self, page: str) -> Iterator[str]:
        """The page, the page above it, and so on."""
        current: str | None = page
        while current is not None:
            yield current
            current = self.parents[current]
