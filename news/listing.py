"""One page of a list of articles, and the filters beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.dates import MONTHS
from django.utils.encoding import iri_to_uri
from django.utils.functional import cached_property

from core.paging import PAGE_LENGTH
from members.access import is_open_to_everyone
from news.counts import Counts, is_rare
from news.filters import Filters
from news.names import has_feed, sources_for, topics_for
from news.rows import fetch_rows

if TYPE_CHECKING:
    from members.access import Reader
    from news.models import ArticlePage, NewsDeskPage


@dataclass(frozen=True)
class Choice:
    """One of the values a list can be narrowed to."""

    label: str
    address: str
    number: int
    is_chosen: bool


class ArticleList:
    """The articles of a desk that a reader may see, a page at a time."""

    def __init__(
        self, desk: NewsDeskPage, base: str, reader: Reader, filters: Filters, number: int = 1
    ) -> None:
        """One page of the list; `base` is the desk's address. Raises Http404 past the last page."""
        self.desk = desk
        self.base = base
        self.filters = filters
        self.number = number
        self._reader = reader
        self._counts = Counts(desk, reader)
        self._days = self._counts.days(filters)
        if number > max(self.last_number, 1) or not self._is_a_time():
            raise Http404

    def _is_a_time(self) -> bool:
        """Whether the desk has anything of the year or month; addresses of others have no end."""
        when = Filters(year=self.filters.year, month=self.filters.month)
        return not when or self._counts.days(when).total > 0

    @property
    def total(self) -> int:
        """The number of articles on all pages."""
        return self._days.total

    @property
    def last_number(self) -> int:
        """The number of the last page; 0 where there is nothing."""
        return -(-self.total // PAGE_LENGTH)

    @cached_property
    def articles(self) -> list[ArticlePage]:
        """The page's articles, newest first."""
        from news.models import ArticlePage  # It knows this module.

        span = self._days.span((self.number - 1) * PAGE_LENGTH, PAGE_LENGTH)
        if span is None:
            return []
        articles = (
            ArticlePage.objects.on_desk(self.desk)
            .published()
            .shown_to(self._reader)
            .shared_between(span.first_day, span.last_day)
        )
        if self.filters.source:
            articles = articles.by_source(self.filters.source)
        if self.filters.topic:
            topic = self.filters.topic
            articles = articles.by_topic(topic, is_rare=is_rare(topic, self._counts))
        keys = articles.newest_first().values_list("pk", flat=True)
        found = fetch_rows(list(keys[span.offset : span.offset + PAGE_LENGTH]))
        for article in found:
            article._cached_parent_obj = self.desk
        return found

    @cached_property
    def lead(self) -> ArticlePage | None:
        """The article to show large: on the first page the newest featured one, else the newest."""
        if self.number > 1 or self.filters or not self.articles:
            return None
        return next((each for each in self.articles if each.featured), self.articles[0])

    @cached_property
    def rest(self) -> list[ArticlePage]:
        """The page's other articles."""
        return [article for article in self.articles if article is not self.lead]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.total

    @property
    def address(self) -> str:
        """Where this page of the list is."""
        return self._address(self.filters, self.number)

    @property
    def next_address(self) -> str:
        """Where older articles are; empty on the last page."""
        if self.number >= self.last_number:
            return ""
        return self._address(self.filters, self.number + 1)

    @property
    def previous_address(self) -> str:
        """Where newer articles are; empty on the first page."""
        return self._address(self.filters, self.number - 1) if self.number > 1 else ""

    @property
    def first_address(self) -> str:
        """Where the newest articles are."""
        return self._address(self.filters)

    @property
    def last_address(self) -> str:
        """Where the oldest articles are."""
        return self._address(self.filters, self.last_number)

    @property
    def feeds_address(self) -> str:
        """Where what is new in the list can be followed; empty where not everybody may."""
        narrowed = self.filters.topic or self.filters.source
        if not is_open_to_everyone(self.desk) or not has_feed(narrowed):
            return ""
        return f"{self.base}{iri_to_uri(narrowed.path_below_desk) if narrowed else ''}feed/"

    @property
    def name(self) -> str:
        """The filters in force, in words."""
        return ", ".join(label for label, _without in self.chosen)

    @property
    def chosen(self) -> Iterator[tuple[str, str]]:
        """The filters in force: what each is called, and the list without it."""
        filters = self.filters
        if filters.topic:
            yield filters.topic.name, self._address(filters.but(topic=None))
        if filters.source:
            yield filters.source.name, self._address(filters.but(source=None))
        if filters.month:
            yield filters.month_name, self._address(filters.but(month=None))
        elif filters.year:
            yield str(filters.year), self._address(filters.but(year=None))

    @cached_property
    def topics(self) -> list[Choice]:
        """The topics to choose from, those with most articles first."""
        return self._choices("topic", topics_for(self._reader), self._counts.topics(self.filters))

    @cached_property
    def sources(self) -> list[Choice]:
        """The sources to choose from, those with most articles first."""
        return self._choices(
            "source", sources_for(self._reader), self._counts.sources(self.filters)
        )

    @cached_property
    def years(self) -> list[Choice]:
        """The years to choose from, newest first."""
        numbers = self._counts.days(self.filters.but(year=None)).by_month
        return [
            self._choice(str(year), sum(months.values()), year=year)
            for year, months in numbers.items()
        ]

    @cached_property
    def months(self) -> list[Choice]:
        """The months of the chosen year, newest first."""
        year = self.filters.year
        if year is None:
            return []
        months = self._counts.days(self.filters.but(year=None)).by_month.get(year, {})
        return [
            self._choice(str(MONTHS[month]), number, year=year, month=month)
            for month, number in months.items()
        ]

    def _choices(
        self, name: str, named: Mapping[int, Any], numbers: Mapping[int, int]
    ) -> list[Choice]:
        choices = [
            self._choice(each.name, numbers[key], **{name: each})
            for key, each in named.items()
            if numbers.get(key)
        ]
        return sorted(choices, key=lambda choice: -choice.number)

    def _choice(self, label: str, number: int, **change: Any) -> Choice:
        filters = self.filters.but(**change)
        return Choice(label, self._address(filters), number, filters == self.filters)

    def _address(self, filters: Filters, page: int = 1) -> str:
        return self.base + filters.address(page)
