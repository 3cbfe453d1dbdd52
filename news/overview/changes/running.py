"""Carry changes to many articles out.

Each article is changed in a transaction of its own, together with the note of it, so that work that
is interrupted goes on where it stopped, and none is changed twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.locks import lock_pages
from news.models import ArticlePage, BulkChange
from news.overview.changes.kinds import Outcome, Result
from news.overview.changes.registry import KINDS

logger = logging.getLogger("news_desk.bulk_changes")

# So many are done by the worker before other tasks have their turn.
IN_ONE_TASK = 50


def carry_on(key: int, number: int) -> BulkChange:
    """Change so many more of the articles. Safe to run twice, also at the same time."""
    for _each in range(number):
        work = _take_next(key, _change_one)
        if work.is_finished:
            break
    return work


def leave_one(key: int) -> BulkChange:
    """Pass over the article that comes next, which the worker was lost at again and again."""
    return _take_next(key, _leave)


def _take_next(key: int, act: Callable[[BulkChange, int], None]) -> BulkChange:
    with transaction.atomic():
        work = BulkChange.objects.select_for_update(of=("self",)).select_related("user").get(pk=key)
        if not work.is_finished:
            if work.done < work.total:
                act(work, work.keys[work.done])
            if work.done == work.total:
                work.finished_at = timezone.now()
            work.save()
    return work


def _leave(work: BulkChange, key: int) -> None:
    article = ArticlePage.objects.filter(pk=key).first()
    work.note(key, _headline(article), Outcome(Result.LEFT, _went_wrong()))


def _change_one(work: BulkChange, key: int) -> None:
    lock_pages([key])
    article = ArticlePage.objects.filter(pk=key).first()
    if article is None:
        work.note(key, _headline(article), Outcome(Result.LEFT, _("it has been deleted")))
        return
    try:
        outcome = KINDS[work.kind](work.wanted).carry_out(article, work.user)
    except Exception:
        # Whatever it is, the other articles are not kept waiting by it.
        logger.exception("Bulk change %s failed for article %s", work.pk, key)
        outcome = Outcome(Result.LEFT, _went_wrong())
    work.note(key, _headline(article), outcome)


def _headline(article: ArticlePage | None) -> str:
    return article.draft_title or article.title if article else _("An article")


def _went_wrong() -> str:
    return _("something went wrong; the site's log has the details")
