"""Query sets of pages that know the access rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from members.access import visible_to

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


ReadablePageManager = PageManager.from_queryset(ReadablePageQuerySet)
