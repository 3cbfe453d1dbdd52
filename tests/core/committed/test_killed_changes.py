"""A change to many objects whose worker is killed in the middle goes on where it stopped."""

from __future__ import annotations

import os
import signal

import pytest
from django_tasks_db.models import DBTaskResult

from core.bulk_changes.kinds import Change
from core.bulk_changes.work import BulkChanges
from core.models import BaseBulkChange
from members.membership.many import MEMBER_CHANGES, Approve
from members.models import Membership
from news.models import ArticlePage, NewsDeskPage
from news.overview.changes.content import ChangeTopics
from news.overview.changes.registry import ARTICLE_CHANGES
from tests.bulk import add_articles
from tests.core.processes import start_python
from tests.factories import TopicFactory, UserFactory
from tests.members.membership.people import Status, in_force, in_group, membership_of

PARTS = 4
WORKER = """
import sys
from django.utils.module_loading import import_string
changes = import_string(sys.argv[1])
changes.together = int(sys.argv[2])
save = changes.model.save
def slowly(work, *args, **options):
    save(work, *args, **options)
    print("part", flush=True)
    if work.done > 2 * changes.together:
        sys.stdin.readline()
changes.model.save = slowly
changes.carry_on(int(sys.argv[3]), 100)
"""


def kill_in_third_part(
    changes: BulkChanges, path: str, change: Change, keys: list[int]
) -> BaseBulkChange:
    """Begin a change, kill its worker before its third part is committed, and have it resumed."""
    user = UserFactory.create(groups=["Editors"])
    work = changes.model._default_manager.create(
        kind=change.kind, wanted=dict(change.wanted), keys=keys, user=user
    )
    process = start_python(WORKER, path, str(changes.together), str(work.pk))
    assert process.stdout
    for _part in range(3):
        line = process.stdout.readline()
        while line and line != "part\n":
            line = process.stdout.readline()
        assert line
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)

    work.refresh_from_db()
    before = 2 * changes.together
    assert (work.done, work.changed, work.is_finished) == (before, before, False)
    assert [changes.resume() for _time in range(2)] == [1, 0]
    tasks = DBTaskResult.objects.filter(task_path=changes.task, finished_at=None)
    assert [task.args_kwargs["args"] for task in tasks] == [[work.pk]]
    return changes.carry_on(work.pk, 100)


def test_killed_change_of_articles_leaves_out_the_one_it_stopped_at(desk: NewsDeskPage) -> None:
    add_articles(desk, PARTS)
    topic = TopicFactory.create()
    keys = list(ArticlePage.objects.order_by("pk").values_list("pk", flat=True))
    change = ChangeTopics({"add": [topic.pk], "remove": []})
    path = "news.overview.changes.registry.ARTICLE_CHANGES"

    work = kill_in_third_part(ARTICLE_CHANGES, path, change, keys)

    assert (work.is_finished, work.changed) == (True, PARTS - 1)
    assert [key for key, _name, _reason in work.left] == [keys[2]]
    articles = ArticlePage.objects.order_by("pk")
    assert [each.revisions.count() for each in articles] == [1, 1, 0, 1]
    assert [each.topics.count() for each in articles] == [1, 1, 0, 1]


def test_killed_change_of_members_does_its_part_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [membership_of(Status.PENDING).pk for _each in range(2 * PARTS)]
    path = "members.membership.many.MEMBER_CHANGES"

    monkeypatch.setattr(MEMBER_CHANGES, "together", 2)
    work = kill_in_third_part(MEMBER_CHANGES, path, Approve(), keys)

    assert (work.is_finished, work.changed, work.left) == (True, len(keys), [])
    assert set(Membership.objects.values_list("status", flat=True)) == {Status.ACTIVE}
    assert in_group() == in_force()
    assert len(in_group()) == len(keys)
