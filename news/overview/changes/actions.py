"""Changes to many articles as Wagtail's list has them: the buttons, the screens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from core.bulk_changes.actions import BulkChangeAction, Named, actions_of
from core.bulk_changes.progress import BulkChangeView
from core.models import BaseBulkChange
from news.models import ArticlePage
from news.overview.changes.kinds import ArticleChange, Refused
from news.overview.changes.registry import ARTICLE_CHANGES
from news.overview.listing import ArticleIndexView
from news.overview.reach import Reach
from news.overview.rows import fetch_rows


class ArticlesAction(BulkChangeAction):
    """The screen that asks before articles are changed."""

    models = [ArticlePage]  # noqa: RUF012 -- Wagtail has a property there and wants a list
    changes = ARTICLE_CHANGES
    change: type[ArticleChange]

    def in_list(self, request: HttpRequest, most: int) -> list[int]:
        """As the list itself finds them."""
        return ArticleIndexView.keys_in(request, most)

    def in_reach(self) -> QuerySet[ArticlePage]:
        """What the list shows the person."""
        return Reach(self.request.user).articles()

    def look_at(self, keys: Sequence[int]) -> tuple[list[Named], list[Named]]:
        """Sorted by whether the change would be refused, and why."""
        ready, left = [], []
        change = self.change()
        for row in fetch_rows(keys):
            title = row.article.get_admin_display_title()
            try:
                change.refuse(row, self.request.user)
            except Refused as refusal:
                left.append(Named(row.article.pk, title, f": {refusal}"))
            else:
                standing = ", ".join(map(str, [row.standing.label, *row.standing.notes]))
                ready.append(Named(row.article.pk, title, f" ({standing})"))
        return ready, left


class ArticlesChangeView(BulkChangeView):
    """How a change goes, for whoever asked for it and for superusers."""

    changes = ARTICLE_CHANGES

    def get_object(self, queryset: Any = None) -> BaseBulkChange:
        """Raises PermissionDenied for other people: it names what they may not know of."""
        work = super().get_object(queryset)
        user = self.request.user
        if work.user_id != user.pk and not user.is_superuser:
            raise PermissionDenied
        return work


ACTIONS = actions_of(ArticlesAction)
