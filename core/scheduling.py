"""What happens by the clock: going live, expiring, freeing tasks whose worker died.

Each duty is safe to run twice and on two machines at once: it locks what it changes and looks
again before it changes it. The lease (core.models.lease) only keeps idle schedulers from doing the
work in vain. Apps add duties with `@duty` from a module their AppConfig imports.
"""

from __future__ import annotations

import datetime
import logging
import time
import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import DraftStateMixin, Page, Revision

from core.locks import lock_pages

logger = logging.getLogger("news_desk.scheduler")

Duty = Callable[[], int]


class LostWorkerError(Exception):
    """Why a task failed whose workers were all killed in the middle of it."""


# A task that runs longer than this is taken for dead: its worker was killed. Ours take seconds.
TASK_LIMIT = datetime.timedelta(minutes=15)
TASK_ATTEMPTS = 3

_duties: list[Duty] = []
# Of duties that need not be done at every tick: how many seconds lie between two times, and the
# moment, by the process's own clock, before which one is not done again.
_pauses: dict[Duty, float] = {}
_not_before: dict[Duty, float] = {}


def duty(function: Duty) -> Duty:
    """Register a function to be called at every tick; it returns how many things it did."""
    if function not in _duties:
        _duties.append(function)
    return function


def hourly_duty(function: Duty) -> Duty:
    """Register a function to be called when a scheduler begins and every hour after that."""
    _pauses[function] = 3600.0
    return duty(function)


def carry_out() -> dict[str, int]:
    """Run every duty once; return what each did. One that fails is logged and stops no other."""
    done = {}
    for function in _duties:
        if time.monotonic() < _not_before.get(function, 0.0):
            continue
        try:
            done[function.__name__] = function()
        except Exception:
            logger.exception("%s failed and will be tried again", function.__name__)
        else:
            _not_before[function] = time.monotonic() + _pauses.get(function, 0.0)
    return done


@duty
def publish_due() -> int:
    """Publish every version whose hour has come."""
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now())
    keys = due.order_by("approved_go_live_at").values_list("pk", flat=True)
    return sum(_each(_publish, list(keys)))


def _publish(key: int) -> bool:
    due = Revision.objects.filter(pk=key, approved_go_live_at__lte=timezone.now())
    lock_pages(due.filter(base_content_type=_pages()).values_list("object_id", flat=True))
    revision = due.select_for_update().first()
    if revision is None:
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    logger.info("published %s", revision.object_str)
    return True


@duty
def expire_due() -> int:
    """Take every page offline whose time is up."""
    count = 0
    for model in _models_with_drafts():
        expired = model._default_manager.filter(live=True, expire_at__lte=timezone.now())
        keys = list(expired.order_by("expire_at").values_list("pk", flat=True))
        count += sum(_each(partial(_expire, model), keys))
    return count


def _expire(model: type[DraftStateMixin], key: int) -> bool:
    expired = model._default_manager.select_for_update(of=("self",)).filter(
        pk=key, live=True, expire_at__lte=timezone.now()
    )
    item = expired.first()
    if item is None:
        return False
    item.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    logger.info("unpublished %s", item)
    return True


@duty
def free_dead_tasks() -> int:
    """Give tasks whose worker died to another one; after so many attempts call them failed."""
    stuck = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - TASK_LIMIT)
    return sum(_each(_free, list(stuck.values_list("pk", flat=True))))


def _free(key: uuid.UUID) -> bool:
    stuck = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - TASK_LIMIT)
    task = stuck.select_for_update().filter(pk=key).first()
    if task is None:
        return False
    if len(task.worker_ids) < TASK_ATTEMPTS:
        task.status = "READY"
        task.started_at = None
        logger.warning("task %s lost its worker; it will run again", task.task_path)
    else:
        task.status = "FAILED"
        task.finished_at = timezone.now()
        task.exception_class_path = f"{__name__}.{LostWorkerError.__qualname__}"
        task.traceback = f"Lost its worker {TASK_ATTEMPTS} times."
        logger.error("task %s lost its worker %s times; given up", task.task_path, TASK_ATTEMPTS)
    task.save()
    return True


def without_task(path: str, rows: QuerySet[Any]) -> list[int]:
    """The keys of those rows that no task is at, or will be; such tasks take a key alone."""
    keys = set(rows.values_list("pk", flat=True))
    if not keys:
        return []
    tasks = DBTaskResult.objects.filter(task_path=path, finished_at=None)
    return sorted(keys - {kept["args"][0] for kept in tasks.values_list("args_kwargs", flat=True)})


def _each(act: Callable[[Any], bool], keys: Sequence[object]) -> list[bool]:
    """Act on each in a transaction of its own; one that fails is logged and keeps none back."""
    results = []
    for key in keys:
        try:
            with transaction.atomic():
                results.append(act(key))
        except Exception:
            logger.exception("%s failed for %s and will be tried again", act, key)
    return results


def _pages() -> ContentType:
    return ContentType.objects.get_for_model(Page)


def _models_with_drafts() -> list[type[DraftStateMixin]]:
    others = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *others]
