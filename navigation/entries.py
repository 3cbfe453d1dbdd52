"""A menu's entries as they are stored, read without asking the database for anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from members.visitors import Audience, Visitor
from navigation.blocks import GROUP


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `target` is a key for a page or document, else the address, number or list."""

    key: str
    kind: str
    label: str = ""
    description: str = ""
    target: int | str | None = None
    most: int = 0
    is_highlighted: bool = False
    audience: str = Audience.EVERYONE.value
    entries: tuple[Entry, ...] = ()

    def is_for(self, visitor: Visitor) -> bool:
        """Whether the entry is meant for the visitor."""
        if self.audience.startswith(GROUP):
            key = self.audience.removeprefix(GROUP)
            return visitor.is_meant_by(Audience.GROUP, int(key) if key.isdecimal() else None)
        return visitor.is_meant_by(self.audience)


def read_entries(stored: Iterable[Any]) -> tuple[Entry, ...]:
    """The entries of a stored stream; what is of no known kind is left out."""
    return tuple(
        _read_entry(item["type"], item.get("value") or {}, str(item.get("id") or ""))
        for item in stored
        if item["type"] in TARGETS
    )


# Where each kind of entry keeps what it leads to.
TARGETS = {
    "page": "page",
    "document": "document",
    "address": "address",
    "email": "email",
    "telephone": "telephone",
    "list": "list",
    "heading": "",
    "group": "page",
}


def _read_entry(kind: str, value: dict[str, Any], key: str) -> Entry:
    return Entry(
        key=key,
        kind=kind,
        label=(value.get("label") or "").strip(),
        description=(value.get("description") or "").strip(),
        target=value.get(TARGETS[kind]) or None,
        most=value.get("most") or 0,
        is_highlighted=bool(value.get("highlight")),
        audience=value.get("audience") or "",
        entries=read_entries(value.get("entries") or ()),
    )


def walk(entries: Iterable[Entry]) -> Iterator[Entry]:
    """All entries, each before those below it."""
    for entry in entries:
        yield entry
        yield from walk(entry.entries)
