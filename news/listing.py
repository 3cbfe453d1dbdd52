"""One page of a list of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.utils.functional import cached_property

from core.paging import PAGE_LENGTH, page_number

if TYPE_CHECKING:
    from news.models import ArticlePage, NewsDeskPage, Source, Topic


class ArticleList:
    """The articles of a desk that a visitor may read, a page at a time and never counted."""

    def __init__(
        self,
        desk: NewsDeskPage,
        request: HttpRequest,
        *,
        topic: Topic | None = None,
        source: Source | None = None,
    ) -> None:
        self.desk = desk
        self.request = request
        self.topic = topic
        self.source = source
        self.number = page_number(request.GET.get("page", "1"))

    @cached_property
    def _found(self) -> list[ArticlePage]:
        """The page's articles and, as a sign that there are more, the one after them."""
        from news.models import ArticlePage

        articles = ArticlePage.objects.on_desk(self.desk).published().visible_to(self.request.user)
        if self.topic:
            articles = articles.by_topic(self.topic)
        if self.source:
            articles = articles.by_source(self.source)
        first = (self.number - 1) * PAGE_LENGTH
        # Keys first: sorting and skipping whole rows, texts and all, makes a late page slow.
        keys = list(
            articles.newest_first().values_list("pk", flat=True)[first : first + PAGE_LENGTH + 1]
        )
        if not keys and self.number > 1:
            raise Http404
        by_key = ArticlePage.objects.for_listing().in_bulk(keys)
        found = [by_key[key] for key in keys if key in by_key]
        for article in found:
            article._cached_parent_obj = self.desk
        return found

    @property
    def is_filtered(self) -> bool:
        """Whether the list is narrowed to a topic or a source."""
        return bool(self.topic or self.source)

    @property
    def lead(self) -> ArticlePage | None:
        """The article to show large: on the first page the newest featured one, else the newest."""
        if self.number > 1 or self.is_filtered or not self._found:
            return None
        shown = self._found[:PAGE_LENGTH]
        return next((article for article in shown if article.featured), shown[0])

    @property
    def rest(self) -> list[ArticlePage]:
        """The page's other articles."""
        return [article for article in self._found[:PAGE_LENGTH] if article is not self.lead]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self._found

    @property
    def next_number(self) -> int | None:
        """The number of the page with older articles, if there are any."""
        return self.number + 1 if len(self._found) > PAGE_LENGTH else None

    @property
    def previous_number(self) -> int | None:
        """The number of the page with newer articles."""
        return self.number - 1 if self.number > 1 else None
