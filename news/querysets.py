"""Query sets of articles, named for what they give."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Subquery
from wagtail.models import PageManager

from core.expressions import RowsAsJson
from members.querysets import ReadablePageQuerySet
from news.models.recorded_wordings import COLUMNS, RecordedWording
from news.teasers import shown_to

if TYPE_CHECKING:
    from members.access import Reader
    from news.models import NewsDeskPage, Source, Topic


class ArticleQuerySet(ReadablePageQuerySet):
    """Articles."""

    def on_desk(self, desk: NewsDeskPage) -> Self:
        """Those shared on this desk. Articles have no children, so all below it are its own.

        Not asked for their depth as well: SQLite would then walk the pages of that depth and sort
        them, instead of walking the index by date and stopping after one page of the list.
        """
        return self.filter(path__startswith=desk.path)

    def shown_to(self, user: Reader) -> Self:
        """Those this person may read or may see the teaser of (news.teasers has the rule)."""
        return shown_to(self, user)

    def by_topic(self, topic: Topic, *, is_rare: bool = False) -> Self:
        """Those about a topic.

        Each article is asked in turn, which is quick for a list that soon has enough; where few are
        about it (`is_rare`), the topic's articles are looked up instead.
        """
        links = self.model.topics.through.objects.filter(topic_id=topic.pk)
        if is_rare:
            return self.filter(pk__in=links.values("articlepage_id"))
        return self.filter(Exists(links.filter(articlepage_id=OuterRef("pk"))))

    def by_source(self, source: Source) -> Self:
        """Those a source published."""
        return self.filter(source=source)

    def shared_between(self, first: datetime.date, last: datetime.date) -> Self:
        """Those shared on these days and the days between."""
        return self.filter(shared_on__range=(first, last))

    def newest_first(self) -> Self:
        """In the order a desk shows them; the key breaks ties, so that pages never overlap."""
        return self.order_by("-shared_on", "-pk")

    def with_page_parts(self) -> Self:
        """With what an article's page shows from other tables and memory does not know."""
        return self.select_related("image", "share_image").with_wordings()

    def with_wordings(self) -> Self:
        """With the records of the disclaimers' wordings that stand on them."""
        records = RecordedWording.objects.standing().filter(page=OuterRef("pk")).order_by()
        return self.annotate(recorded_rows=Subquery(records.values(rows=RowsAsJson(*COLUMNS))))


ArticleManager = PageManager.from_queryset(ArticleQuerySet)
