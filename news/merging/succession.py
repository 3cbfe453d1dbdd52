"""What became of sources and topics that were merged into others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from news import catalogue


def led_on(version: Mapping[str, Any]) -> dict[str, Any]:
    """A version of an article as revisions keep it, its source and topics those of today."""
    changed = dict(version)
    if changed.get("source"):
        changed["source"] = source_now(changed["source"])
    if changed.get("topics"):
        changed["topics"] = topics_now(changed["topics"])
    return changed


def source_now(key: int) -> int:
    """The key of what a source is now: its own where it was not merged."""
    return _now(key, {each.key: each.into_id for each in catalogue.former_sources()})


def topics_now(keys: Iterable[int]) -> list[int]:
    """The same for topics, each once, in their order."""
    now = {each.key: each.into_id for each in catalogue.former_topics()}
    return list(dict.fromkeys(_now(key, now) for key in keys))


def _now(key: int, now: Mapping[int, int]) -> int:
    return now.get(key, key)
