"""Carry changes to many articles out.

Each article is changed in a transaction of its own, together with the note of it, so that work that
is interrupted goes on where it stopped, and none is changed twice.
"""

from __future__ import annotations

import logging

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
        with transaction.atomic():
            work = BulkChange.objects.select_for_update().select_related("user").get(pk=key)
            if work.is_finished:
                break
            if work.done < work.total:
                _change_one(work, work.keys[work.done])
            if work.done == work.total:
                work.finished_at = timezone.now()
            work.save()
    return work


def _change_one(work: BulkChange, key: int) -> None:
    lock_pages([key])
    article = ArticlePage.objects.filter(pk=key).first()
    if article is None:
        work.note(key, _("An article"), Outcome(Result.LEFT, _("it has been deleted")))
        return
    headline = article.draft_title or article.title
    try:
        outcome = KINDS[work.kind](work.wanted).carry_out(article, work.user)
    except Exception:
        # Whatever it is, the other articles are not kept waiting by it.
        logger.exception("Bulk change %s failed for article %s", work.pk, key)
        reason = _("something went wrong; the site's log has the details")
        outcome = Outcome(Result.LEFT, reason)
    work.note(key, headline, outcome)
