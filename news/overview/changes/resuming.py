"""Changes to many articles go on also where the worker was lost, or failed, once too often."""

from __future__ import annotations

import logging

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from core.scheduling import duty
from news.models import BulkChange
from news.overview.changes.running import leave_one
from news.tasks import carry_on_with_bulk_change

logger = logging.getLogger("news_desk.bulk_changes")


@duty
def resume_bulk_changes() -> int:
    """Have those carried on with that no task is left for, without the article they stopped at.

    That one was tried as often as tasks are (core.scheduling) and may be why they failed.
    """
    unfinished = BulkChange.objects.filter(finished_at=None).order_by("pk")
    keys = set(unfinished.values_list("pk", flat=True))
    return sum(_resume(key) for key in sorted(keys - _in_hand())) if keys else 0


def _in_hand() -> set[int]:
    """The changes that a worker is at, or will be."""
    tasks = DBTaskResult.objects.filter(
        task_path=carry_on_with_bulk_change.module_path, finished_at=None
    )
    return {kept["args"][0] for kept in tasks.values_list("args_kwargs", flat=True)}


def _resume(key: int) -> bool:
    with transaction.atomic():
        work = leave_one(key)
        if work.is_finished:
            return False
        carry_on_with_bulk_change.enqueue(key)
    logger.warning("bulk change %s had no task any more; it goes on", key)
    return True
