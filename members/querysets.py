"""Query sets of pages that know the access rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from members.access import kept_from_some, visible_to

if TYPE_CHECKING:
    from members.access import Reader


class ReadablePageQuerySet(PageQuerySet):
    """Pages that can be asked for what a person may read."""

    def visible_to(self, user: Reader) -> Self:
        """Those this person may read (members.access has the rule)."""
        return visible_to(self, user)

    def published(self) -> Self:
        """Those that are live."""
        return self.live()


def private_pages(pages: PageQuerySet) -> Q:
    """What takes the place of Wagtail's own condition for private pages.

    Its form for a new page still asks by it, and it grows with every restriction: with a thousand
    of them, SQLite refuses the query and nobody could begin an article.
    """
    return kept_from_some()


ReadablePageManager = PageManager.from_queryset(ReadablePageQuerySet)
