"""Names that may mean the same: “BBC” and “BBC News”, “The Post” and “Post”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from core.search.snippets import folded

# Words that outlets carry or leave out as they please.
_OPTIONAL = {"the", "a", "an", "news", "online", "com", "org", "net", "www", "co", "uk"}


def core_of(name: str) -> str:
    """What is left of a name without accents, signs, spaces and words that come and go."""
    words = re.findall(r"[^\W_]+", folded(name))
    return "".join(word for word in words if word not in _OPTIONAL) or "".join(words)


def alike(names: Mapping[int, str]) -> dict[int, list[int]]:
    """By key, the keys of the others whose names may mean the same; only those that have some."""
    groups: dict[str, list[int]] = {}
    for key, name in names.items():
        groups.setdefault(core_of(name), []).append(key)
    return {
        key: [other for other in group if other != key]
        for group in groups.values()
        if len(group) > 1
        for key in group
    }


def likest_first(name: str, others: Iterable[tuple[int, str]]) -> list[int]:
    """The keys of the others, those whose names may mean the same first; else in their order."""
    core = core_of(name)
    return [key for key, _name in sorted(others, key=lambda other: core_of(other[1]) != core)]
