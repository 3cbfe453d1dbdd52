"""Where an article stands, in words: what readers see of it now, and what will happen by itself."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from core.moments import in_short

if TYPE_CHECKING:
    from news.models import ArticlePage


@dataclass(frozen=True)
class Standing:
    """Of one article: when it goes live, how its review stands, who alone may read it."""

    article: ArticlePage
    goes_live_at: datetime.datetime | None = None
    review: WorkflowState | None = None
    # Names of the groups, for each restriction that holds for the article.
    groups: Sequence[Sequence[str]] = ()

    @property
    def label(self) -> str:
        """What readers see of it."""
        if self.article.live:
            return _("live")
        if self.goes_live_at:
            return _("scheduled")
        if self._waits:
            return _("in review")
        return _("expired") if self.article.expired else _("draft")

    @property
    def notes(self) -> Iterator[str]:
        """What else there is to know, shortest first."""
        if self.article.live and self.article.has_unpublished_changes and not self.goes_live_at:
            yield _("changes not published")
        if self.goes_live_at:
            words = _("changes go live %(when)s") if self.article.live else _("goes live %(when)s")
            yield words % {"when": in_short(self.goes_live_at)}
        if self.article.embargoed_until and self.article.embargoed_until > timezone.now():
            yield _("embargo until %(when)s") % {"when": in_short(self.article.embargoed_until)}
        if self.article.expire_at and not self.article.expired:
            yield _("expires %(when)s") % {"when": in_short(self.article.expire_at)}
        if self._waits and self.review and self.review.current_task_state:
            yield _("waits for: %(task)s") % {"task": self.review.current_task_state.task.name}
        elif self.review and not self._waits:
            yield _("sent back with wishes")
        if self.groups:
            yield self._readers()

    @property
    def _waits(self) -> bool:
        return bool(self.review and self.review.status == WorkflowState.STATUS_IN_PROGRESS)

    def _readers(self) -> str:
        alternatives = [_(" or ").join(names) for names in self.groups if names]
        if len(alternatives) < len(self.groups):
            return _("for nobody")
        return _("for %(groups)s") % {"groups": _(" and ").join(dict.fromkeys(alternatives))}
