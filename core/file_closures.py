"""Which collections of images and documents somebody may be kept out of, remembered.

Most sites have few closed collections or none. Knowing them spares every picture the question. A
collection is told by its key alone, since that is what a file says of it. Whoever moves collections
or writes restrictions past Django's signals (bulk_create, update) calls core.memory.forget.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission

from core.closures import Closure, paths_from_root
from core.memory import remember

# Whoever may do one of these with images or documents works with the collection's files and must
# see them: they put them there, change them, or choose them for pages.
WORK_WITH_FILES = [
    f"{action}_{kind}" for kind in ("image", "document") for action in ("add", "change", "choose")
]


class FileClosures:
    """All restrictions of collections, and the groups that work with their files all the same."""

    def __init__(
        self,
        restrictions: Iterable[Closure],
        paths: Mapping[int, str],
        workplaces: Mapping[int, frozenset[str]],
    ) -> None:
        self._restrictions: dict[str, list[Closure]] = defaultdict(list)
        for each in restrictions:
            self._restrictions[each.path].append(each)
        # By key: the tree path of each collection that a restriction reaches.
        self._paths = paths
        # By group: the tree paths at and below which it works with files.
        self._workplaces = workplaces
        self._closed_to: dict[frozenset[int], frozenset[int]] = {}

    def is_open(self, collection: int) -> bool:
        """Whether everybody may have the files of the collection with this key."""
        return collection not in self._paths

    def reaching(self, collection: int) -> list[Closure]:
        """The restrictions on the collection and above it, from the top."""
        above = paths_from_root(self._paths.get(collection, ""))
        return [each for path in above for each in self._restrictions.get(path, ())]

    def closed_to(self, groups: frozenset[int]) -> frozenset[int]:
        """The keys of the collections of which somebody in just these groups may have no file."""
        if groups not in self._closed_to:
            self._closed_to[groups] = frozenset(
                key
                for key, path in self._paths.items()
                if not self._is_let_in(groups, key) and not self._works_at(groups, path)
            )
        return self._closed_to[groups]

    def _is_let_in(self, groups: frozenset[int], key: int) -> bool:
        return not any(groups.isdisjoint(each.groups) for each in self.reaching(key))

    def _works_at(self, groups: frozenset[int], path: str) -> bool:
        above = frozenset(paths_from_root(path))
        return any(not above.isdisjoint(self._workplaces.get(group, ())) for group in groups)


def file_closures() -> FileClosures:
    """What is closed at the moment."""
    return remember("file closures", _read)


def _read() -> FileClosures:
    restrictions = list(_restrictions())
    if not restrictions:
        return FileClosures([], {}, {})
    restricted = frozenset(each.path for each in restrictions)
    paths = {
        key: path
        for key, path in Collection.objects.order_by().values_list("pk", "path")
        if not restricted.isdisjoint(paths_from_root(path))
    }
    return FileClosures(restrictions, paths, _workplaces())


def _restrictions() -> Iterator[Closure]:
    """All there are, in one query: a row for each group of each restriction."""
    found = CollectionViewRestriction.objects.order_by("pk").values_list(
        "pk", "collection__path", "restriction_type", "groups"
    )
    for (_key, path, kind), rows in groupby(found, key=lambda row: row[:3]):
        groups = frozenset(row[3] for row in rows) - {None}
        # Restrictions of other kinds let nobody in: they are no membership.
        yield Closure(path, groups if kind == CollectionViewRestriction.GROUPS else frozenset())


def _workplaces() -> dict[int, frozenset[str]]:
    granted = GroupCollectionPermission.objects.filter(permission__codename__in=WORK_WITH_FILES)
    places: dict[int, set[str]] = {}
    for group, path in granted.values_list("group_id", "collection__path"):
        places.setdefault(group, set()).add(path)
    return {group: frozenset(paths) for group, paths in places.items()}
