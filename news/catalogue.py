"""All topics and sources, remembered: few rows, named on every page of a desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from core.memory import remember
from core.models.images import Logo, logo_of
from news.models.former import Former, FormerSource, FormerTopic
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


def topic_at(slug: str) -> Topic | None:
    """The topic with this address, or what the one is now that had it; else None."""
    return _at(slug, topics(), former_topics())


def source_at(slug: str) -> Source | None:
    """The source with this address, or what the one is now that had it; else None."""
    return _at(slug, sources(), former_sources())


def former_topics() -> Sequence[FormerTopic]:
    """Every topic that was merged into another, those merged last at the end."""
    return remember("former topics", lambda: list(FormerTopic.objects.all()))


def former_sources() -> Sequence[FormerSource]:
    """Every source that was merged into another, those merged last at the end."""
    return remember("former sources", lambda: list(FormerSource.objects.all()))


def _at(slug: str, named: Mapping[int, Named], former: Sequence[Former]) -> Named | None:
    found = next((each for each in named.values() if each.slug == slug), None)
    if found is None:
        gone = next((each for each in reversed(former) if each.slug == slug), None)
        return named.get(gone.into_id) if gone else None
    return found


def _by_key(named: list[Named]) -> dict[int, Named]:
    # The database sorts capitals before small letters, or not, as it is set up.
    named.sort(key=lambda each: each.name.casefold())
    return {each.pk: each for each in named}
