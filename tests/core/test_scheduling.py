"""What is due happens once, whatever else goes wrong."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, PageLogEntry

from core import scheduling
from core.scheduling import (
    TASK_ATTEMPTS,
    TASK_LIMIT,
    LostWorkerError,
    carry_out,
    duty,
    expire_due,
    free_dead_tasks,
    hourly_duty,
    publish_due,
)
from home.models import HomePage
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory, StandardPageFactory

from .tasks import double

pytestmark = pytest.mark.django_db

A_MINUTE = datetime.timedelta(minutes=1)


def schedule(page: Page, when: datetime.datetime, **changes: Any) -> Page:
    """Have the page go live then, with these changes; returns it as it was."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.go_live_at = when
    page.save_revision(approved_go_live_at=when)
    return page


def log_of(page: Page, action: str) -> int:
    """How often the log says that this was done with the page."""
    return PageLogEntry.objects.filter(page=page.pk, action=action).count()


@pytest.fixture
def draft(desk: NewsDeskPage) -> ArticlePage:
    """An article that never was live."""
    return ArticlePageFactory(parent=desk, live=False, title="Tomorrow's news")


@pytest.fixture
def due(draft: ArticlePage) -> ArticlePage:
    """A draft whose hour has come."""
    return schedule(draft, timezone.now() - A_MINUTE)


def test_page_goes_live_when_its_hour_has_come(due: ArticlePage) -> None:
    assert publish_due() == 1

    due.refresh_from_db()
    assert due.live
    assert not due.has_unpublished_changes
    assert due.first_published_at
    assert log_of(due, "wagtail.publish.scheduled") == 1


def test_page_does_not_go_live_before_its_hour(draft: ArticlePage) -> None:
    schedule(draft, timezone.now() + A_MINUTE)

    assert publish_due() == 0

    draft.refresh_from_db()
    assert not draft.live


def test_live_page_changes_when_the_hour_of_its_new_version_has_come(desk: NewsDeskPage) -> None:
    article: ArticlePage = ArticlePageFactory(parent=desk, title="Old")
    schedule(article, timezone.now() - A_MINUTE, title="New")

    assert publish_due() == 1

    article.refresh_from_db()
    assert article.title == "New"


def test_draft_without_an_hour_stays_a_draft(draft: ArticlePage) -> None:
    draft.save_revision()

    assert publish_due() == 0


def test_page_is_published_once_however_often_it_is_tried(due: ArticlePage) -> None:
    assert [publish_due() for _ in range(3)] == [1, 0, 0]

    assert log_of(due, "wagtail.publish.scheduled") == 1


def test_of_two_versions_due_the_first_hour_wins_and_ends_the_other(draft: ArticlePage) -> None:
    """As Wagtail has it: going live clears what else was planned for the page."""
    schedule(draft, timezone.now() - 2 * A_MINUTE, title="First")
    draft.revisions.update(approved_go_live_at=timezone.now() - 2 * A_MINUTE)
    schedule(draft, timezone.now() - A_MINUTE, title="Second")

    assert publish_due() == 1

    draft.refresh_from_db()
    assert draft.title == "First"
    assert log_of(draft, "wagtail.publish.scheduled") == 1


def test_version_that_cannot_be_published_keeps_no_other_back(
    desk: NewsDeskPage, due: ArticlePage, caplog: pytest.LogCaptureFixture
) -> None:
    taken = ArticlePageFactory(parent=desk, live=False)
    schedule(taken, timezone.now() - 2 * A_MINUTE, slug="taken")
    ArticlePageFactory(parent=desk, slug="taken")

    assert publish_due() == 1

    due.refresh_from_db()
    taken.refresh_from_db()
    assert due.live
    assert not taken.live
    assert "will be tried again" in caplog.text
    assert log_of(taken, "wagtail.publish.scheduled") == 0


def test_version_that_could_not_be_published_is_tried_again(desk: NewsDeskPage) -> None:
    waiting = ArticlePageFactory(parent=desk, live=False)
    schedule(waiting, timezone.now() - A_MINUTE, slug="taken")
    in_the_way = ArticlePageFactory(parent=desk, slug="taken")
    assert publish_due() == 0

    in_the_way.delete()

    assert publish_due() == 1
    waiting.refresh_from_db()
    assert waiting.live


def test_version_taken_by_another_scheduler_is_left_alone(due: ArticlePage) -> None:
    (key,) = due.revisions.values_list("pk", flat=True)
    publish_due()

    assert scheduling._publish(key) is False

    assert log_of(due, "wagtail.publish.scheduled") == 1


@pytest.fixture
def expired(desk: NewsDeskPage) -> ArticlePage:
    """A live article whose time is up."""
    return ArticlePageFactory(parent=desk, expire_at=timezone.now() - A_MINUTE)


def test_page_goes_offline_when_its_time_is_up(expired: ArticlePage) -> None:
    assert expire_due() == 1

    expired.refresh_from_db()
    assert not expired.live
    assert expired.expired
    assert log_of(expired, "wagtail.unpublish.scheduled") == 1


def test_page_does_not_go_offline_before_its_time(desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk, expire_at=timezone.now() + A_MINUTE)

    assert expire_due() == 0

    article.refresh_from_db()
    assert article.live


def test_page_expires_once(expired: ArticlePage) -> None:
    assert [expire_due() for _ in range(3)] == [1, 0, 0]

    assert log_of(expired, "wagtail.unpublish.scheduled") == 1


def test_page_taken_offline_by_another_scheduler_is_left_alone(expired: ArticlePage) -> None:
    expire_due()

    assert scheduling._expire(Page, expired.pk) is False


def test_pages_of_every_type_expire(home_page: HomePage, expired: ArticlePage) -> None:
    page = StandardPageFactory(parent=home_page, expire_at=timezone.now() - A_MINUTE)

    assert expire_due() == 2

    page.refresh_from_db()
    assert not page.live


def test_page_that_cannot_go_offline_keeps_no_other_online(
    desk: NewsDeskPage, expired: ArticlePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpublish = Page.unpublish
    stubborn = ArticlePageFactory(parent=desk, expire_at=timezone.now() - 2 * A_MINUTE)

    def refuse(page: Page, *args: Any, **kwargs: Any) -> None:
        if page.pk == stubborn.pk:
            raise RuntimeError("no")
        unpublish(page, *args, **kwargs)

    monkeypatch.setattr(Page, "unpublish", refuse)

    assert expire_due() == 1
    expired.refresh_from_db()
    assert not expired.live


def test_page_whose_whole_time_was_slept_through_ends_offline(draft: ArticlePage) -> None:
    schedule(draft, timezone.now() - 2 * A_MINUTE, expire_at=timezone.now() - A_MINUTE)

    carry_out()

    draft.refresh_from_db()
    assert not draft.live
    assert draft.expired


def running(*, since: datetime.timedelta, workers: int = 1) -> DBTaskResult[..., Any]:
    """A task that a worker took so long ago."""
    task = DBTaskResult.objects.get(pk=double.enqueue(21).id)
    task.status = "RUNNING"
    task.started_at = timezone.now() - since
    task.worker_ids = [f"worker-{number}" for number in range(workers)]
    task.save()
    return task


def test_task_whose_worker_died_is_ready_for_another_one() -> None:
    task = running(since=TASK_LIMIT + A_MINUTE)

    assert free_dead_tasks() == 1

    task.refresh_from_db()
    assert task.status == "READY"
    assert task.started_at is None
    assert task.worker_ids == ["worker-0"]
    assert DBTaskResult.objects.ready().get() == task


def test_task_that_runs_is_left_to_its_worker() -> None:
    task = running(since=TASK_LIMIT - A_MINUTE)

    assert free_dead_tasks() == 0

    task.refresh_from_db()
    assert task.status == "RUNNING"


def test_task_that_waits_or_has_ended_is_left_alone() -> None:
    for status in ("READY", "SUCCESSFUL", "FAILED"):
        task = running(since=2 * TASK_LIMIT)
        task.status = status
        task.save()

    assert free_dead_tasks() == 0


def test_task_that_killed_its_workers_is_given_up() -> None:
    task = running(since=TASK_LIMIT + A_MINUTE, workers=TASK_ATTEMPTS)

    assert free_dead_tasks() == 1

    task.refresh_from_db()
    assert task.status == "FAILED"
    assert task.finished_at
    (error,) = task.task_result.errors
    assert error.exception_class is LostWorkerError
    assert str(TASK_ATTEMPTS) in error.traceback
    assert free_dead_tasks() == 0


def test_task_is_tried_as_often_as_allowed() -> None:
    task = running(since=TASK_LIMIT + A_MINUTE, workers=0)

    for attempt in range(1, TASK_ATTEMPTS + 1):
        task.claim(f"worker-{attempt}")
        DBTaskResult.objects.update(started_at=timezone.now() - TASK_LIMIT - A_MINUTE)
        free_dead_tasks()
        task.refresh_from_db()
        assert task.status == ("READY" if attempt < TASK_ATTEMPTS else "FAILED")


def test_task_freed_by_another_scheduler_is_left_alone() -> None:
    task = running(since=TASK_LIMIT + A_MINUTE)
    free_dead_tasks()

    assert scheduling._free(task.pk) is False


@pytest.fixture
def duties(monkeypatch: pytest.MonkeyPatch) -> list[scheduling.Duty]:
    """An empty list of duties in place of the real one."""
    empty: list[scheduling.Duty] = []
    monkeypatch.setattr(scheduling, "_duties", empty)
    return empty


def test_duty_that_fails_stops_no_other(
    duties: list[scheduling.Duty], caplog: pytest.LogCaptureFixture
) -> None:
    @duty
    def fail() -> int:
        raise RuntimeError("the disk is full")

    @duty
    def succeed() -> int:
        return 3

    assert carry_out() == {"succeed": 3}
    assert "the disk is full" in caplog.text


def test_duty_registered_twice_is_done_once(duties: list[scheduling.Duty]) -> None:
    def work() -> int:
        return 1

    duty(work)
    duty(work)

    assert duties == [work]


def test_hourly_duty_is_done_when_a_scheduler_begins_and_then_every_hour(
    duties: list[scheduling.Duty], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000.0
    monkeypatch.setattr("core.scheduling.time.monotonic", lambda: now)

    @hourly_duty
    def work() -> int:
        return 1

    assert carry_out() == {"work": 1}
    now += 3_599
    assert carry_out() == {}
    now += 1
    assert carry_out() == {"work": 1}


def test_hourly_duty_that_fails_is_tried_again_at_once(duties: list[scheduling.Duty]) -> None:
    tries = []

    @hourly_duty
    def fail_first() -> int:
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError("the database is gone")
        return 2

    assert carry_out() == {}
    assert carry_out() == {"fail_first": 2}


def test_scheduler_knows_its_own_duties(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduling, "_not_before", {})

    assert carry_out() == {
        "publish_due": 0,
        "expire_due": 0,
        "free_dead_tasks": 0,
        "tell_popular_searches": 0,
        "forget_old_addresses": 0,
        "forget_old_uses": 0,
        "delete_old_bulk_changes": 0,
        "resume_bulk_changes": 0,
        "end_memberships": 0,
        "remind_members": 0,
        "delete_old_lists": 0,
        "resume_members_work": 0,
        "delete_departed": 0,
        "delete_expired_sessions": 0,
    }
