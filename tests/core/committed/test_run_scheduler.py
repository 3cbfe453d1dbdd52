"""The scheduler's command: once, until stopped, twice at a time, killed."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageLogEntry

from core.management.commands import run_scheduler
from core.management.commands.run_scheduler import LEASE_SECONDS, ROLE, TICK_SECONDS, tick
from core.models import Lease
from core.scheduling import TASK_LIMIT, free_dead_tasks
from news.models import ArticlePage, NewsDeskPage
from tests.core.processes import end_of, start_manage, start_python
from tests.core.tasks import double
from tests.factories import ArticlePageFactory

CARRY_OUT = """
from core.scheduling import carry_out
print("ready")
input()
print(carry_out()["publish_due"])
"""

Started = Callable[..., "subprocess.Popen[str]"]


def due_article(desk: NewsDeskPage, title: str) -> ArticlePage:
    """An article whose hour has come."""
    article: ArticlePage = ArticlePageFactory(parent=desk, live=False, title=title)
    article.save_revision(approved_go_live_at=timezone.now() - datetime.timedelta(minutes=1))
    return article


def times_published(article: ArticlePage) -> int:
    """How often the log says that it was published."""
    return PageLogEntry.objects.filter(page=article.pk, action="wagtail.publish.scheduled").count()


def wait_until(holds: Callable[[], bool], seconds: float) -> None:
    """Look again and again until it holds; fail when the time is up."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_live(article: ArticlePage) -> bool:
    """Whether the database says that it is live."""
    return ArticlePage.objects.filter(pk=article.pk, live=True).exists()


@pytest.fixture
def _own_signals() -> Iterator[None]:
    """The commands take signals over; the tests want theirs back."""
    before = {
        number: signal.getsignal(number)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
    }
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def due(desk: NewsDeskPage) -> ArticlePage:
    """An article whose hour has come."""
    return due_article(desk, "Due")


def test_once_publishes_what_is_due_and_leaves_the_role(due: ArticlePage) -> None:
    call_command("run_scheduler", "--once")

    due.refresh_from_db()
    assert due.live
    assert not Lease.objects.exists()


def test_once_does_nothing_while_another_scheduler_leads(due: ArticlePage) -> None:
    Lease.take(ROLE, "another", LEASE_SECONDS)

    call_command("run_scheduler", "--once")

    due.refresh_from_db()
    assert not due.live
    assert Lease.objects.get().holder == "another"


def test_killed_leader_is_succeeded_when_its_time_is_up(due: ArticlePage) -> None:
    Lease.take(ROLE, "killed", LEASE_SECONDS)
    assert tick("successor") == {}

    Lease.objects.update(expires_at=timezone.now())

    assert tick("successor")["publish_due"] == 1


def test_a_killed_leader_costs_less_than_a_minute() -> None:
    assert LEASE_SECONDS + 2 * TICK_SECONDS < 60


def test_leader_keeps_the_role_from_tick_to_tick() -> None:
    assert LEASE_SECONDS > 2 * TICK_SECONDS
    assert tick("one") != {}
    assert tick("two") == {}
    assert tick("one") != {}


def test_database_that_is_away_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: object) -> bool:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(Lease, "take", fail)

    assert tick("one") == {}
    assert "trying again at the next tick" in caplog.text


@pytest.mark.usefixtures("_own_signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_it_after_the_tick_and_gives_the_role_up(
    monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    ticks = 0

    def tick_and_be_told_to_stop(holder: str) -> None:
        nonlocal ticks
        ticks += 1
        tick(holder)
        if ticks == 2:
            os.kill(os.getpid(), number)

    monkeypatch.setattr(run_scheduler, "tick", tick_and_be_told_to_stop)
    monkeypatch.setattr(run_scheduler, "TICK_SECONDS", 0.01)

    call_command("run_scheduler")

    assert ticks == 2
    assert not Lease.objects.exists()


@pytest.mark.usefixtures("_own_signals")
def test_scheduler_ends_well_although_the_database_is_away(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: object) -> None:
        raise OperationalError("server closed the connection")

    def be_told_to_stop(_holder: str) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(run_scheduler, "tick", be_told_to_stop)
    monkeypatch.setattr(Lease, "give_up", fail)

    call_command("run_scheduler")

    assert "scheduler stopped" in caplog.text


@pytest.fixture
def scheduler() -> Iterator[Started]:
    """Start `manage.py run_scheduler`; whatever still runs in the end is killed."""
    started = []

    def start() -> subprocess.Popen[str]:
        started.append(start_manage("run_scheduler"))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate(timeout=10)


def test_two_schedulers_at_once_publish_each_page_once(desk: NewsDeskPage) -> None:
    """Even if both believe that they lead."""
    articles = [due_article(desk, f"Due {number}") for number in range(4)]
    processes = [start_python(CARRY_OUT) for _ in range(2)]
    for process in processes:
        assert process.stdout
        assert process.stdin
        assert process.stdout.readline().strip() == "ready"
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()

    counts = [int(end_of(process).strip().splitlines()[-1]) for process in processes]

    assert sum(counts) == len(articles)
    assert [times_published(article) for article in articles] == [1, 1, 1, 1]


def test_killed_scheduler_is_succeeded_and_ends_when_told(
    desk: NewsDeskPage, scheduler: Started
) -> None:
    before = due_article(desk, "Before")
    killed = scheduler()
    wait_until(lambda: is_live(before), 60)
    killed.send_signal(signal.SIGKILL)
    killed.wait(10)
    assert Lease.objects.get().expires_at > timezone.now()

    after = due_article(desk, "After")
    # What half a minute would do.
    Lease.objects.update(expires_at=timezone.now())
    successor = scheduler()
    wait_until(lambda: is_live(after), 60)

    successor.send_signal(signal.SIGTERM)
    wait_until(lambda: not Lease.objects.exists(), 2)
    assert "scheduler stopped" in end_of(successor)
    assert [times_published(article) for article in (before, after)] == [1, 1]


@pytest.mark.usefixtures("_own_signals")
def test_worker_carries_out_the_task_of_one_that_died() -> None:
    task = DBTaskResult.objects.get(pk=double.enqueue(21).id)
    task.claim("killed")
    DBTaskResult.objects.update(started_at=timezone.now() - 2 * TASK_LIMIT)
    work = ["db_worker", "--backend", "jobs", "--batch", "--no-startup-delay"]

    call_command(*work)
    task.refresh_from_db()
    assert task.status == "RUNNING"

    assert free_dead_tasks() == 1
    call_command(*work, "--worker-id", "alive")
    task.refresh_from_db()
    assert task.status == "SUCCESSFUL"
    assert task.return_value == 42
    assert task.worker_ids == ["killed", "alive"]
