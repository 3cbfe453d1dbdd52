"""Query sets of articles, named for what they give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Prefetch
from wagtail.models import PageManager

from members.querysets import ReadablePageQuerySet

if TYPE_CHECKING:
    from news.models import NewsDeskPage, Source, Topic


class ArticleQuerySet(ReadablePageQuerySet):
    """Articles."""

    def on_desk(self, desk: NewsDeskPage) -> Self:
        """Those shared on this desk. Articles have no children, so all below it are its own.

        Not asked for their depth as well: SQLite would then walk the pages of that depth and sort
        them, instead of walking the index by date and stopping after one page of the list.
        """
        return self.filter(path__startswith=desk.path)

    def by_topic(self, topic: Topic) -> Self:
        """Those about a topic."""
        return self.filter(topics=topic)

    def by_source(self, source: Source) -> Self:
        """Those a source published."""
        return self.filter(source=source)

    def newest_first(self) -> Self:
        """In the order a desk shows them; the key breaks ties, so that pages never overlap."""
        return self.order_by("-shared_on", "-pk")

    def with_page_parts(self) -> Self:
        """With what an article's own page shows from other tables."""
        return self.select_related("source__logo", "image", "alias_of", "share_image")

    def for_listing(self) -> Self:
        """With what a list shows and without the bodies, in a fixed number of queries."""
        from core.models import DeskRendition
        from news.models import Topic

        return (
            self.defer_streamfields()
            .select_related("source", "image")
            .prefetch_related(
                Prefetch("topics", queryset=Topic.objects.order_by("name")),
                Prefetch("image__renditions", queryset=DeskRendition.objects.all()),
            )
        )


ArticleManager = PageManager.from_queryset(ArticleQuerySet)
