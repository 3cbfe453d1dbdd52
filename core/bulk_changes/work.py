"""Begin changes to many objects, carry them out, and go on where the worker was lost.

A part of the objects is changed in one transaction together with the note of it, so that work that
is interrupted goes on where it stopped, and none is changed twice.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from core.bulk_changes.kinds import Change, Outcome, Result, Taken
from core.bulk_changes.words import Words
from core.models import BaseBulkChange
from core.scheduling import without_task

logger = logging.getLogger("news_desk.bulk_changes")

KEPT_FOR = datetime.timedelta(days=90)

Act = Callable[[BaseBulkChange, list[int]], list[Taken]]


def _nothing(_keys: Sequence[int]) -> None:
    """Lock nothing beforehand."""


@dataclass
class BulkChanges:
    """How the objects of one app are changed together."""

    model: type[BaseBulkChange]
    kinds: Mapping[str, type[Change]]
    words: Words
    # Where the task is found that calls `work_off`. By its name, for it imports what this is in.
    task: str
    # Names of the addresses of the list, of one change, and of the form of one object.
    index: str
    progress: str
    edit: str
    # How an object is called; empty where it is gone and nothing is to be told of it.
    name_of: Callable[[int], str]
    # What can be done within a second.
    at_once: int
    # Done by the worker before other tasks have their turn.
    in_one_task: int
    # Changed in one transaction.
    together: int = 1
    # Locks what others write as well, before anything of it is read.
    lock: Callable[[Sequence[int]], None] = _nothing

    def begin(self, change: Change, keys: list[int], user: Any) -> BaseBulkChange:
        """Do it, or have the worker do it where that takes longer than a second."""
        work = self.model._default_manager.create(
            kind=change.kind, wanted=dict(change.wanted), keys=keys, user=user
        )
        if len(keys) <= self.at_once:
            return self.carry_on(work.pk, self.at_once)
        self._enqueue(work.pk)
        return work

    def carry_on(self, key: int, number: int) -> BaseBulkChange:
        """Change so many more of the objects. Safe to run twice, also at the same time."""
        for _part in range(0, number, self.together):
            work = self._take_next(key, self._change)
            if work.is_finished:
                break
        return work

    def work_off(self, key: int) -> int:
        """Change some more and leave the rest to another task; how many have been looked at.

        Safe to run twice: whichever of two comes second finds nothing left to do.
        """
        work = self.carry_on(key, self.in_one_task)
        if not work.is_finished:
            self._enqueue(key)
        return work.done

    def delete_old(self) -> int:
        """Delete the notes of changes that were made long ago; how many."""
        old = self.model._default_manager.filter(created_at__lt=timezone.now() - KEPT_FOR)
        return old.delete()[0]

    def resume(self) -> int:
        """Have those carried on with that no task is left for; how many these are.

        Where objects are taken one by one, without the one that it stopped at: that was tried as
        often as tasks are (core.scheduling) and may be why they failed.
        """
        unfinished = self.model._default_manager.filter(finished_at=None)
        return sum(map(self._resume, without_task(self.task, unfinished)))

    def _resume(self, key: int) -> bool:
        with transaction.atomic():
            if self.together == 1 and self._take_next(key, self._leave).is_finished:
                return False
            self._enqueue(key)
        logger.warning("%s %s had no task any more; it goes on", self.model._meta.label, key)
        return True

    def _enqueue(self, key: int) -> None:
        import_string(self.task).enqueue(key)

    @transaction.atomic
    def _take_next(self, key: int, act: Act) -> BaseBulkChange:
        rows = self.model._default_manager.select_for_update(of=("self",))
        work = rows.select_related("user").get(pk=key)
        if work.is_finished:
            return work
        part = work.keys[work.done : work.done + self.together]
        for key_of_one, name, outcome in act(work, part):
            if outcome.result in (Result.CHANGED, Result.UNCHANGED):
                setattr(work, outcome.result, getattr(work, outcome.result) + 1)
            else:
                getattr(work, outcome.result).append([key_of_one, name, outcome.reason])
        work.done += len(part)
        if work.done >= work.total:
            work.finished_at = timezone.now()
        work.save()
        return work

    def _change(self, work: BaseBulkChange, part: list[int]) -> list[Taken]:
        self.lock(part)
        return self._change_in_spite_of_errors(work, part)

    def _change_in_spite_of_errors(self, work: BaseBulkChange, part: list[int]) -> list[Taken]:
        """Whatever it is that fails for one of them, the others are not kept waiting by it."""
        try:
            with transaction.atomic():
                return list(self.kinds[work.kind](work.wanted).carry_out(part, work.user))
        except Exception:
            logger.exception("%s %s failed for %s", work._meta.label, work.pk, part)
        if len(part) == 1:
            return self._leave(work, part)
        return [taken for key in part for taken in self._change_in_spite_of_errors(work, [key])]

    def _leave(self, _work: BaseBulkChange, part: list[int]) -> list[Taken]:
        outcome = Outcome(Result.LEFT, _("something went wrong; the site's log has the details"))
        return [(key, name, outcome) for key in part if (name := self.name_of(key))]
