"""What stands in the calendar on which day, and what the person who looks may do about it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import time_format

from news import catalogue
from news.models import ArticlePage
from news.overview.calendar.kinds import Kind, Row, Span, rows_of
from news.overview.pending import reviews
from news.overview.reach import Reach
from news.querysets import ArticleQuerySet

# What deciding needs to know of an article.
FACTS = ("draft_title", "live", "locked", "locked_by", "owner", "path", "source")


@dataclass(frozen=True)
class Entry:
    """One thing on one day."""

    kind: Kind
    article: ArticlePage
    title: str
    day: datetime.date
    # In the site's time zone; None where only the day is known.
    moment: datetime.datetime | None
    # The key of the version that goes live.
    version: int | None
    source: str
    may_be_moved: bool
    in_review: bool

    @property
    def time(self) -> str:
        """The time of day for people; empty where it is not that day's."""
        return time_format(self.moment, "TIME_FORMAT") if self.moment else ""


@dataclass
class Day:
    """A day with the first of its entries, and how many there are in all."""

    date: datetime.date
    entries: list[Entry] = field(default_factory=list)
    total: int = 0

    @property
    def more(self) -> int:
        """How many are not among the entries."""
        return self.total - len(self.entries)


def days_of(
    span: Span, articles: ArticleQuerySet, kinds: Collection[Kind], reach: Reach
) -> Mapping[datetime.date, Day]:
    """The days of the span on which anything is, each with its entries in order."""
    rows = [(kind, row) for kind in kinds for row in rows_of(kind, articles, span)]
    keys = {row["key"] for _kind, row in rows}
    facts = ArticlePage.objects.only(*FACTS).in_bulk(keys)
    reviewed = _in_review({row["key"] for kind, row in rows if kind is Kind.PLANNED})
    days: dict[datetime.date, Day] = {}
    totals: dict[tuple[datetime.date, Kind], list[int]] = defaultdict(list)
    for kind, row in rows:
        if article := facts.get(row["key"]):
            day = days.setdefault(row["day"], Day(row["day"]))
            day.entries.append(_entry(kind, row, article, reach, article.pk in reviewed))
            totals[row["day"], kind].append(row["of"])
    for (date, _kind), counted in totals.items():
        # What the database did not count itself comes as one each.
        days[date].total += max(max(counted), len(counted))
    for day in days.values():
        day.entries = sorted(day.entries, key=_order)[: span.most]
    return days


def _entry(kind: Kind, row: Row, article: ArticlePage, reach: Reach, in_review: bool) -> Entry:
    source = catalogue.sources().get(article.source_id or 0)
    return Entry(
        kind=kind,
        article=article,
        title=row["headline"],
        day=row["day"],
        moment=_moment(row),
        version=row["version"],
        source=source.name if source else "",
        may_be_moved=not in_review and _may_be_moved(kind, article, reach),
        in_review=in_review,
    )


def _moment(row: Row) -> datetime.datetime | None:
    """When it is, by the site's clock; an article may be shared under another day than it came."""
    if row["moment"] is None:
        return None
    local = timezone.localtime(row["moment"], timezone.get_default_timezone())
    return local if local.date() == row["day"] else None


def _may_be_moved(kind: Kind, article: ArticlePage, reach: Reach) -> bool:
    """Whether a form is worth showing; moving asks again, and more."""
    if article.locked and article.locked_by_id != reach.user.pk:
        return False
    match kind:
        case Kind.SCHEDULED:
            return reach.may("publish", article)
        case Kind.PLANNED:
            return reach.may("change", article)
    return False


def _in_review(keys: Collection[int]) -> set[int]:
    if not keys:
        return set()
    waiting = reviews().filter(object_id__in=[str(key) for key in keys])
    return {int(key) for key in waiting.values_list("object_id", flat=True)}


def _order(entry: Entry) -> tuple[bool, bool, float, str]:
    """What is to come first, by time; then what is there."""
    moment = entry.moment.timestamp() if entry.moment else 0.0
    return (entry.kind is Kind.PUBLISHED, entry.moment is None, moment, entry.title)


def by_week(
    weeks: Sequence[Sequence[datetime.date]], days: Mapping[datetime.date, Day]
) -> list[list[Day]]:
    """The days as a calendar has them, also those on which nothing is."""
    return [[days.get(date) or Day(date) for date in week] for week in weeks]
