"""How many articles there are, remembered for everybody who may see the same.

Lists show a number beside each filter, and find their way to any page by how many articles each day
has: nothing is counted, and nothing skipped over, while a reader waits.
"""

from __future__ import annotations

import datetime
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Count

from core.memory import remember
from members.access import audience_of
from news import names
from news.filters import Filters

if TYPE_CHECKING:
    from members.access import Reader
    from news.models import NewsDeskPage, Topic
    from news.querysets import ArticleQuerySet


# Of fewer articles than this, a list fetches all keys and sorts them; of more, it walks the index
# by date until it has enough, which would take long where few articles pass the filter.
FEW = 2_000

T = TypeVar("T")


@dataclass(frozen=True)
class Span:
    """Where a page of a list lies: between two days, `offset` articles into the later one."""

    first_day: datetime.date
    last_day: datetime.date
    offset: int


class Days:
    """The number of articles of each day, newest day first."""

    def __init__(self, numbers: list[tuple[datetime.date, int]]) -> None:
        self._days = array("l", (day.toordinal() for day, _ in numbers))
        # How many articles there are up to and with each day.
        self._up_to = array("l", accumulate(number for _, number in numbers))

    @property
    def total(self) -> int:
        """The number of all articles."""
        return self._up_to[-1] if self._up_to else 0

    def span(self, start: int, length: int) -> Span | None:
        """Where the articles from `start` (counted from 0) lie; None past the end."""
        if start >= self.total:
            return None
        newest = bisect_right(self._up_to, start)
        oldest = bisect_right(self._up_to, min(start + length, self.total) - 1)
        before = self._up_to[newest - 1] if newest else 0
        return Span(
            datetime.date.fromordinal(self._days[oldest]),
            datetime.date.fromordinal(self._days[newest]),
            start - before,
        )

    def between(self, first: datetime.date, last: datetime.date) -> Days:
        """Those of these days and the days between."""
        numbers = zip(self._days, self._up_to, [0, *self._up_to][:-1], strict=True)
        return Days(
            [
                (datetime.date.fromordinal(day), up_to - before)
                for day, up_to, before in numbers
                if first.toordinal() <= day <= last.toordinal()
            ]
        )

    @cached_property
    def by_month(self) -> dict[int, dict[int, int]]:
        """The numbers by year and month, newest first."""
        numbers: dict[int, dict[int, int]] = {}
        previous = 0
        for ordinal, up_to in zip(self._days, self._up_to, strict=True):
            day = datetime.date.fromordinal(ordinal)
            months = numbers.setdefault(day.year, {})
            months[day.month] = months.get(day.month, 0) + up_to - previous
            previous = up_to
        return numbers


class Counts:
    """The numbers of a desk's articles that a reader may see."""

    def __init__(self, desk: NewsDeskPage, reader: Reader) -> None:
        self._desk = desk
        self._reader = reader
        self._audience = audience_of(reader)

    def days(self, filters: Filters) -> Days:
        """The number for each day, of those that pass the filters."""
        at_any_time = filters.but(year=None)
        days = self._remember(
            "days",
            at_any_time,
            lambda: Days(_numbers(self._articles(at_any_time).order_by("-shared_on"), "shared_on")),
        )
        return days.between(*filters.days) if filters.days else days

    def topics(self, filters: Filters) -> Mapping[int, int]:
        """The number for each topic, of those that pass the filters but the topic's."""
        filters = filters.but(topic=None)
        return self._remember(
            "topics",
            filters,
            lambda: Counter(dict(_numbers(self._articles(filters).order_by(), "topics"))),
        )

    def sources(self, filters: Filters) -> Mapping[int, int]:
        """The number for each source, of those that pass the filters but the source's."""
        filters = filters.but(source=None)
        return self._remember(
            "sources",
            filters,
            lambda: Counter(dict(_numbers(self._articles(filters).order_by(), "source_id"))),
        )

    def _remember(self, kind: str, filters: Filters, compute: Callable[[], T]) -> T:
        # A desk that is previewed before it is first saved has no key, and no articles.
        if self._desk.pk is None:
            return compute()
        return remember((kind, self._desk.pk, self._audience, filters.key), compute)

    def _articles(self, filters: Filters) -> ArticleQuerySet:
        from news.models import ArticlePage  # It knows this module.

        articles = ArticlePage.objects.on_desk(self._desk).published().shown_to(self._reader)
        return filters.apply(articles)


def largest_topics(desk: NewsDeskPage, reader: Reader, most: int) -> list[Topic]:
    """The topics that the reader finds the most articles about on the desk, by their names."""
    numbers, topics = Counts(desk, reader).topics(Filters()), names.topics_for(reader)
    found = [key for key in topics if numbers.get(key)]
    largest = set(sorted(found, key=lambda key: -numbers[key])[:most])
    return [topic for key, topic in topics.items() if key in largest]


def is_rare(topic: Topic, counts: Counts) -> bool:
    """Whether the desk has few articles about it (ArticleQuerySet.by_topic)."""
    return counts.topics(Filters()).get(topic.pk, 0) < FEW


def _numbers(articles: ArticleQuerySet, field: str) -> list[tuple[Any, int]]:
    return [
        (value, number)
        for value, number in articles.values_list(field).annotate(number=Count("pk"))
        if value is not None
    ]
