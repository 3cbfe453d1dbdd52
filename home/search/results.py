"""The search page: what was asked, what is shown of it, and the ways on from there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from wagtail.models import Site

from core.paging import PAGE_LENGTH, page_number
from core.search import (
    Facet,
    Found,
    UnknownValueError,
    Words,
    correct,
    find,
    marked,
    parse,
    registered,
    snippet,
)
from home.search.promoted import Promoted, promoted_for

if TYPE_CHECKING:
    from core.search.registry import Label

BY_DATE = "date"
ORDERS = ("", BY_DATE)


def beginning_of_site(request: HttpRequest) -> str:
    """The tree path below which the site's pages are. Raises Http404 where there is no site."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return str(site.root_page.path)


@dataclass(frozen=True)
class Result:
    """A page found, ready for its type's template."""

    template: str
    kind: Label
    page: Any
    headline: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Filter:
    """A facet as the form shows it; `value` is what was chosen, or empty."""

    facet: Facet
    value: str
    reader: Any

    @property
    def options(self) -> list[tuple[str, str, bool]]:
        """Values and labels, and which of them is chosen."""
        options = self.facet.options(self.reader)
        return [(value, label, value == self.value) for value, label in options]


class SearchResults:
    """The answer to one request. Raises Http404 for a filter, order or page that there is not."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self._below = beginning_of_site(request)
        self.words = parse(request.GET.get("q", ""))
        self.order = _one_of(ORDERS, request.GET.get("sort", ""))
        self.is_literal = bool(request.GET.get("exact"))
        self.filters = [
            Filter(facet, request.GET.get(facet.parameter, ""), request.user) for facet in _facets()
        ]
        self.conditions = _conditions(self.filters)
        self.number = page_number(request.GET.get("page", "1"))
        if self.number > 1 and self.first_shown > len(self.found):
            raise Http404

    @property
    def typed(self) -> str:
        """What was typed, as far as it was looked for."""
        return str(self.words)

    @property
    def is_first_look(self) -> bool:
        """Whether these words are asked for anew, not leafed through or narrowed."""
        return self.number == 1 and not (self.order or self.conditions or self.is_literal)

    @cached_property
    def _as_typed(self) -> Found:
        return self._find(self.words)

    @cached_property
    def corrected(self) -> Words | None:
        """The words looked for instead, where nothing was found for those typed."""
        if self._as_typed or self.is_literal or not self.words:
            return None
        words = correct(self.words, below=self._below)
        return words if words and self._find_corrected(words) else None

    def _find_corrected(self, words: Words) -> Found:
        self._for_corrected = self._find(words)
        return self._for_corrected

    @property
    def found(self) -> Found:
        """What is shown."""
        return self._for_corrected if self.corrected else self._as_typed

    def _find(self, words: Words) -> Found:
        return find(
            words,
            self.request.user,
            self.conditions,
            below=self._below,
            by_date=self.order == BY_DATE,
        )

    @cached_property
    def rows(self) -> list[Result]:
        """The results of this page."""
        words = self.corrected or self.words
        return [
            Result(
                searchable.template,
                searchable.kind,
                page,
                marked(page.title, words),
                snippet(searchable.texts(page), words),
            )
            for searchable, page in self.found.fetch(self.first_shown - 1, PAGE_LENGTH)
        ]

    @cached_property
    def promoted(self) -> list[Promoted]:
        """What editors want seen first; on the first page only."""
        if self.number > 1 or not self.words:
            return []
        return promoted_for(self.words, self.request)

    @property
    def number_found(self) -> str:
        """How many, as a person reads it."""
        return number_format(len(self.found), force_grouping=True)

    @property
    def first_shown(self) -> int:
        """The position of this page's first result, counted from 1."""
        return (self.number - 1) * PAGE_LENGTH + 1

    @property
    def is_filtered(self) -> bool:
        """Whether a filter is set."""
        return bool(self.conditions)

    @property
    def previous_address(self) -> str | None:
        """The page with better results."""
        return self._address(page=self.number - 1) if self.number > 1 else None

    @property
    def next_address(self) -> str | None:
        """The page with further results, if there are any."""
        has_more = len(self.found) >= self.first_shown + PAGE_LENGTH
        return self._address(page=self.number + 1) if has_more else None

    @property
    def addresses_of_orders(self) -> dict[str, str]:
        """The same search in each order."""
        return {order or "relevance": self._address(sort=order) for order in ORDERS}

    @property
    def address_of_literal(self) -> str:
        """The same search without a correction."""
        return self._address(exact=1)

    @property
    def address_without_filters(self) -> str:
        """The same words everywhere."""
        return f"?{urlencode({'q': self.typed})}"

    def _address(self, **changes: Any) -> str:
        kept = {
            "q": self.request.GET.get("q", ""),
            **{each.facet.parameter: each.value for each in self.filters},
            "sort": self.order,
            "exact": "1" if self.is_literal else "",
        }
        parameters = {name: value for name, value in (kept | changes).items() if value}
        if parameters.get("page") == 1:
            del parameters["page"]
        return f"?{urlencode(parameters)}"


def _facets() -> list[Facet]:
    """Each parameter once, also where several types have it."""
    facets = {facet.parameter: facet for searchable in registered() for facet in searchable.facets}
    return list(facets.values())


def _conditions(filters: list[Filter]) -> dict[str, Q]:
    try:
        return {
            each.facet.parameter: each.facet.condition(each.value, each.reader)
            for each in filters
            if each.value
        }
    except UnknownValueError as error:
        raise Http404 from error


def _one_of(values: tuple[str, ...], given: str) -> str:
    if given not in values:
        raise Http404
    return given
