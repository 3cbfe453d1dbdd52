"""What a list of articles is narrowed to, and the one address each such list has.

The first filter is the path, further ones follow the question mark, always in the same order:

    /news-desk/topics/lending/?source=the-post&year=2015&month=09
    /news-desk/sources/the-post/?year=2015
    /news-desk/2015/09/
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from django.http import Http404
from django.utils.dates import MONTHS

from news import catalogue

if TYPE_CHECKING:
    from news.models import Source, Topic
    from news.querysets import ArticleQuerySet

NAMES = ("topic", "source", "year", "month")


@dataclass(frozen=True)
class Filters:
    """Narrowed to these; None is not narrowed. A month comes with its year."""

    topic: Topic | None = None
    source: Source | None = None
    year: int | None = None
    month: int | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, name) is not None for name in NAMES)

    @property
    def is_combination(self) -> bool:
        """Whether it takes more than one filter to say."""
        return sum(each is not None for each in (self.topic, self.source, self.year)) > 1

    @property
    def key(self) -> tuple[int | None, ...]:
        """What tells it from others, for memory."""
        return (self.topic and self.topic.pk, self.source and self.source.pk, self.year, self.month)

    def but(self, **changes: Any) -> Filters:
        """The same with some filters changed or (None) left out."""
        if "year" in changes:
            changes.setdefault("month", None)
        return replace(self, **changes)

    @property
    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """The first and the last day, where it is narrowed to a year or month."""
        if self.year is None:
            return None
        first = datetime.date(self.year, self.month or 1, 1)
        if self.month in (None, 12):
            return first, datetime.date(self.year, 12, 31)
        after = first.replace(month=first.month + 1)
        return first, after - datetime.timedelta(days=1)

    @property
    def month_name(self) -> str:
        """The month in words, with its year; empty where it is not narrowed to one."""
        return f"{MONTHS[self.month]} {self.year}" if self.month else ""

    @property
    def parts(self) -> tuple[str, dict[str, str]]:
        """The address below the desk's: its path, and its query in order."""
        given = {
            "topic": self.topic.slug if self.topic else "",
            "source": self.source.slug if self.source else "",
            "year": f"{self.year:04}" if self.year else "",
            "month": f"{self.month:02}" if self.month else "",
        }
        path = ""
        if self.topic:
            path = f"topics/{given.pop('topic')}/"
        elif self.source:
            path = f"sources/{given.pop('source')}/"
        elif self.year:
            path = "/".join(filter(None, (given.pop("year"), given.pop("month")))) + "/"
        return path, {name: value for name, value in given.items() if value}

    def address(self, page: int = 1) -> str:
        """The address below the desk's of a page of the list."""
        path, query = self.parts
        if page > 1:
            query["page"] = str(page)
        return f"{quote(path)}?{urlencode(query)}" if query else quote(path)

    def apply(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        """Those of the articles that pass."""
        if self.topic:
            articles = articles.by_topic(self.topic)
        if self.source:
            articles = articles.by_source(self.source)
        if self.days:
            articles = articles.shared_between(*self.days)
        return articles


def from_path(components: list[str]) -> Filters:
    """The filter that a path below the desk names. Raises Http404 for what names none."""
    match components:
        case []:
            return Filters()
        case ["topics", slug]:
            return Filters(topic=_found(catalogue.topic_at(slug)))
        case ["sources", slug]:
            return Filters(source=_found(catalogue.source_at(slug)))
        case [year] if len(year) == 4:
            return Filters(year=_number(year, datetime.MINYEAR, datetime.MAXYEAR))
        case [year, month] if len(year) == 4 and len(month) == 2:
            return Filters(
                year=_number(year, datetime.MINYEAR, datetime.MAXYEAR),
                month=_number(month, 1, 12),
            )
    raise Http404


def further(filters: Filters, query: Mapping[str, str]) -> Filters:
    """The filters with those that a query adds to the path. Raises Http404 for nonsense.

    What the path says stands; empty values, as forms send them, say nothing.
    """
    given = {name: value for name in NAMES if (value := query.get(name))}
    if "topic" in given and not filters.topic:
        found = _found(catalogue.topic_at(given["topic"]))
        filters = replace(filters, topic=found)
    if "source" in given and not filters.source:
        found = _found(catalogue.source_at(given["source"]))
        filters = replace(filters, source=found)
    if "year" in given and not filters.year:
        year = _number(given["year"], datetime.MINYEAR, datetime.MAXYEAR)
        filters = replace(filters, year=year)
    if "month" in given and not filters.month:
        if not filters.year:
            raise Http404
        filters = replace(filters, month=_number(given["month"], 1, 12))
    return filters


def _found(value: Any) -> Any:
    if value is None:
        raise Http404
    return value


def _number(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and least <= int(text) <= most):
        raise Http404
    return int(text)
