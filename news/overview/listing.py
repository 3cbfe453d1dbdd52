"""The list of articles: the place where editors work.

Wagtail's view with other ways to the same: keys first, rows for one page only, rights by path, a
number that is remembered, and a search that does not rank every hit. The reasons are in
docs/decisions/0025-list-of-articles.md.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.listing import IndexView

from core.keys_first import KeysFirstPaginator
from core.memory import remember
from core.search import find_among, parse
from news.models import ArticlePage
from news.overview.columns import COLUMNS, ArticleTable
from news.overview.filters import ArticleFilterSet
from news.overview.reach import Reach
from news.overview.rows import fetch_rows
from news.querysets import ArticleQuerySet

# Counting a hundred thousand articles takes as long as everything else together.
COUNT_KNOWN_FOR = datetime.timedelta(minutes=1)
# Parameters that change nothing about which articles are in the list.
NOT_NARROWING = {"p", "ordering", "_w_filter_fragment", "id", "next", "childOf"}


class ArticleIndexView(IndexView):
    """The list of articles this person may work on, newest changes first."""

    add_item_label = _("New article")
    page_title = _("Articles")
    template_name = "news/admin/overview/articles.html"
    results_template_name = "news/admin/overview/articles_results.html"
    table_class = ArticleTable
    paginator_class = KeysFirstPaginator
    paginate_by = 50
    base_columns = COLUMNS
    base_filterset_class = ArticleFilterSet
    model = ArticlePage
    # Also where the view is not served but asked for its list (news.overview.changes).
    index_url_name = "articles:index"
    index_results_url_name = "articles:index_results"

    @classmethod
    def keys_in(cls, request: HttpRequest, most: int) -> list[int]:
        """The keys of the articles in the list that a request is about; at most so many."""
        view = cls()
        view.setup(request)
        found = view.get_queryset()
        if isinstance(found, QuerySet):
            found = found.values_list("pk", flat=True)
        return list(found[:most])

    @cached_property
    def reach(self) -> Reach:
        """What the person may do."""
        return Reach(self.request.user)

    def get_base_queryset(self) -> ArticleQuerySet:
        """Only those they may work on; nothing else is fetched before a page is."""
        return self.reach.articles()

    def order_queryset(self, queryset: ArticleQuerySet) -> ArticleQuerySet:
        """In one order and no other: the key breaks ties, so that pages never overlap."""
        if self.is_searching and not self.is_explicitly_ordered:
            return queryset.order_by()
        return queryset.order_by(*ordered(self.ordering))

    def search_queryset(self, queryset: ArticleQuerySet) -> ArticleQuerySet | Sequence[int]:
        """The hits in Wagtail's index, the best first, or in the order asked for."""
        if not self.is_searching:
            return queryset
        keys = find_among(parse(self.search_query), queryset, F("shared_on"))
        return queryset.filter(pk__in=keys) if self.is_explicitly_ordered else keys

    def get_paginator(
        self, queryset: ArticleQuerySet | Sequence[int], per_page: int, **options: Any
    ) -> Paginator[Any]:
        """Told how to fetch rows, and how many articles there are where there are many."""
        return KeysFirstPaginator(
            queryset,
            per_page,
            fetch=fetch_rows,
            count_many=lambda: self._count(queryset),
            model=ArticlePage,
            **options,
        )

    def _count(self, articles: ArticleQuerySet | Sequence[int]) -> int:
        if not isinstance(articles, QuerySet):
            return len(articles)
        narrowing = sorted(
            (name, value)
            for name, values in self.request.GET.lists()
            if name not in NOT_NARROWING
            for value in values
        )
        number, _until = remember(
            ("articles in list", self.reach.key, tuple(narrowing)),
            lambda: (articles.order_by().count(), timezone.now() + COUNT_KNOWN_FOR),
            until=lambda value: value[1],
        )
        return number

    def get_table_kwargs(self) -> dict[str, Any]:
        """Return to the very page of the list after whatever a button of a row does."""
        # Filters fetch the rows alone, from an address of their own, which is no page.
        asked = self.request.GET.copy()
        asked.pop("_w_filter_fragment", None)
        here = f"{self.index_url}?{asked.urlencode()}" if asked else self.index_url
        return super().get_table_kwargs() | {"actions_next_url": here}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is done with many is done by our own actions, which know the filters."""
        return super().get_context_data(**kwargs) | {
            "model_opts": ArticlePage._meta,
            "reach": self.reach,
        }


def ordered(name: str | None) -> tuple[Any, ...]:
    """The order by a column: articles without a value come last going down, first going up."""
    name = name or ArticleIndexView.default_ordering
    column = F(name.lstrip("-"))
    if name.startswith("-"):
        return column.desc(nulls_last=True), "-id"
    return column.asc(nulls_first=True), "id"
