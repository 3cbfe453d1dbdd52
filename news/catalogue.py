"""All topics and sources, remembered: few rows, named on every page of a desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from core.memory import remember
from core.models.images import Logo, logo_of
from news.models.sources import Source
from news.models.topics import Topic

# Twice the size it is shown at.
LOGO_FILTER = "max-640x112"

Named = TypeVar("Named", Topic, Source)


def topics() -> Mapping[int, Topic]:
    """Every topic by its key, in the order of their names."""
    return remember("topics", lambda: _by_key(list(Topic.objects.all())))


def sources() -> Mapping[int, Source]:
    """Every source by its key, in the order of their names."""
    return remember("sources", lambda: _by_key(list(Source.objects.select_related("logo"))))


def logo_of_source(source: Source) -> Logo | None:
    """The source's logo as it stands beside its articles."""
    key = ("source logo", source.pk, source.logo_id)
    return remember(key, lambda: logo_of(source.logo, LOGO_FILTER)) if source.logo_id else None


def with_slug(named: Mapping[int, Named], slug: str) -> Named | None:
    """The one with this slug, or None."""
    return next((each for each in named.values() if each.slug == slug), None)


def _by_key(named: list[Named]) -> dict[int, Named]:
    # The database sorts capitals before small letters, or not, as it is set up.
    named.sort(key=lambda each: each.name.casefold())
    return {each.pk: each for each in named}
