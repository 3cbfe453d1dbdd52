"""Schedulers that are killed while pages are due, and clocks that jump.

Real processes of `run_scheduler`, two at a time as on a larger site, with shorter pauses than in
earnest: what is tried is what a kill leaves behind, not how long ten seconds are.
"""

from __future__ import annotations

import datetime
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, PageLogEntry

from core.management.commands.run_scheduler import LEASE_SECONDS, ROLE, tick
from core.models import Lease
from core.scheduling import carry_out
from news.models import ArticlePage, NewsDeskPage
from news.tasks import share_image
from tests.core.processes import start_python
from tests.factories import ArticlePageFactory

# Lines that the process writes tell the test where it is.
SCHEDULER = """
from core.management.commands import run_scheduler
from django.core.management import call_command
run_scheduler.TICK_SECONDS, run_scheduler.LEASE_SECONDS = 0.2, 1.0
print("ready")
input()
call_command("run_scheduler")
"""
SEED = 20_150_921
# What falls due in a round does so within this many seconds, and somewhere in them is the kill.
SPAN = 1.5
PATIENCE = 60
A_DAY = datetime.timedelta(days=1)


@dataclass
class Expected:
    """What must have happened in the end, by the pages' keys."""

    live: set[int] = field(default_factory=set)
    expired: set[int] = field(default_factory=set)
    waiting: set[int] = field(default_factory=set)

    def has_come_true(self) -> bool:
        """Whether everything due was done, however often."""
        done = ArticlePage.objects.filter(pk__in=self.live, live=True).count()
        gone = ArticlePage.objects.filter(pk__in=self.expired, live=False, expired=True).count()
        return done == len(self.live) and gone == len(self.expired)


class Site:
    """The schedulers of a site."""

    def __init__(self) -> None:
        self.running: list[subprocess.Popen[str]] = []

    def begin(self) -> None:
        """Have a further scheduler at work; returns when it is about to start."""
        process = start_python(SCHEDULER)
        self.running.append(process)
        assert process.stdout
        assert process.stdin
        while (line := process.stdout.readline()).strip() != "ready":
            assert line, "the scheduler did not start"
        process.stdin.write("\n")
        process.stdin.flush()

    def kill(self, number: int, *, the_leader: bool) -> None:
        """SIGKILL so many, the one that leads among them or rather not."""
        holder = Lease.objects.filter(name=ROLE).values_list("holder", flat=True).first() or ""
        leads = {process: f":{process.pid}:" in holder for process in self.running}
        self.running.sort(key=lambda process: leads[process], reverse=the_leader)
        for process in self.running[:number]:
            process.kill()
            written, _none = process.communicate(timeout=PATIENCE)
            # Shown where the test fails.
            print(f"{process.pid} wrote:\n{written}")
        del self.running[:number]

    def end(self) -> None:
        """Kill what still runs."""
        self.kill(len(self.running), the_leader=True)


@pytest.fixture
def schedulers() -> Iterator[Site]:
    """The schedulers of a site; none is left in the end."""
    site = Site()
    yield site
    site.end()


def wait_until(holds: Callable[[], bool]) -> None:
    """Look again and again until it holds; fail when the time is up."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def in_seconds(seconds: float) -> datetime.datetime:
    """The moment so many seconds from now."""
    return timezone.now() + datetime.timedelta(seconds=seconds)


def draft(desk: NewsDeskPage, title: str, when: datetime.datetime) -> int:
    """A draft that goes live then; its key."""
    article: ArticlePage = ArticlePageFactory(parent=desk, live=False, title=title)
    article.go_live_at = when
    article.save_revision(approved_go_live_at=when)
    return article.pk


def change(desk: NewsDeskPage, title: str, when: datetime.datetime) -> int:
    """A live article of which another version goes live then; its key."""
    article: ArticlePage = ArticlePageFactory(parent=desk, title=f"{title}, as it was")
    article.title = title
    article.go_live_at = when
    article.save_revision(approved_go_live_at=when)
    return article.pk


def plan(desk: NewsDeskPage, round_number: int, chance: random.Random, expected: Expected) -> None:
    """A round's pages, due before, at and after the moment of the kill."""
    for letter in "ABC":
        moment = in_seconds(chance.uniform(-0.5, SPAN))
        expected.live.add(draft(desk, f"Draft {round_number} {letter}", moment))
    moment = in_seconds(chance.uniform(0, SPAN))
    expected.live.add(change(desk, f"Changed {round_number}", moment))
    for _ in range(2):
        ending = ArticlePageFactory(parent=desk, expire_at=in_seconds(chance.uniform(-0.5, SPAN)))
        expected.expired.add(ending.pk)
    expected.waiting.add(draft(desk, f"Not yet {round_number}", timezone.now() + A_DAY))


def times(action: str) -> Counter[int]:
    """How often the log says that this was done, by page."""
    return Counter(PageLogEntry.objects.filter(action=action).values_list("page_id", flat=True))


def share_images() -> Counter[int]:
    """How often the worker was told to draw an article's picture: what follows a publication."""
    tasks = DBTaskResult.objects.filter(task_path=share_image.module_path)
    return Counter(task.args_kwargs["args"][0] for task in tasks)


def once(keys: set[int]) -> Counter[int]:
    """Each of them once, nothing else."""
    return Counter(dict.fromkeys(keys, 1))


@pytest.mark.parametrize("rounds", [3, pytest.param(50, marks=pytest.mark.faults)])
def test_everything_due_happens_once_however_often_schedulers_are_killed(
    desk: NewsDeskPage, schedulers: Site, rounds: int
) -> None:
    chance = random.Random(SEED)
    expected = Expected()
    pages_before, tasks_before = Page.objects.count(), share_images()
    schedulers.begin()
    for number in range(rounds):
        schedulers.begin()
        plan(desk, number, chance, expected)
        # Nothing is waited for: when the kill comes is what is tried.
        time.sleep(chance.uniform(0, SPAN))
        schedulers.kill(2 if number % 3 == 2 else 1, the_leader=chance.random() < 0.8)
        if not schedulers.running:
            schedulers.begin()
        wait_until(expected.has_come_true)

    assert times("wagtail.publish.scheduled") == once(expected.live)
    assert times("wagtail.unpublish.scheduled") == once(expected.expired)
    assert share_images() - tasks_before == once(expected.live)
    assert not ArticlePage.objects.filter(pk__in=expected.waiting, live=True).exists()
    assert not ArticlePage.objects.filter(pk__in=expected.live, title__contains="as it was")
    assert Page.objects.count() == pages_before + 7 * rounds


class Clock:
    """The clock of this process; `jump` sets it."""

    def __init__(self) -> None:
        self._ahead = datetime.timedelta()

    def now(self) -> datetime.datetime:
        """What `timezone.now` answers."""
        return datetime.datetime.now(datetime.UTC) + self._ahead

    def jump(self, by: datetime.timedelta) -> None:
        """Set the clock forward, or back."""
        self._ahead += by


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that can be set; of this process alone, as product code knows no other clock."""
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


def test_clock_set_forward_and_back_publishes_and_expires_once(
    desk: NewsDeskPage, clock: Clock
) -> None:
    going = draft(desk, "Tomorrow's", timezone.now() + A_DAY / 2)
    ending = ArticlePageFactory(parent=desk, expire_at=timezone.now() + A_DAY / 2).pk
    before = share_images()
    for by in (A_DAY, -A_DAY, A_DAY, -2 * A_DAY, 3 * A_DAY):
        clock.jump(by)
        carry_out()

    assert times("wagtail.publish.scheduled") == once({going})
    assert times("wagtail.unpublish.scheduled") == once({ending})
    assert share_images() - before == once({going})
    assert set(ArticlePage.objects.filter(pk__in=[going, ending], live=True)) == {
        ArticlePage.objects.get(pk=going)
    }


def test_clock_set_back_keeps_what_waits_waiting_and_loses_nothing(
    desk: NewsDeskPage, clock: Clock
) -> None:
    going = draft(desk, "In a minute", in_seconds(60))
    clock.jump(-A_DAY)
    carry_out()
    assert not times("wagtail.publish.scheduled")

    clock.jump(A_DAY + datetime.timedelta(seconds=61))
    carry_out()

    assert times("wagtail.publish.scheduled") == once({going})


def test_leader_killed_while_its_clock_was_ahead_is_succeeded_when_that_is_mended(
    desk: NewsDeskPage, clock: Clock
) -> None:
    clock.jump(A_DAY)
    assert tick("killed")
    clock.jump(-A_DAY)
    going = draft(desk, "Due", in_seconds(-1))

    assert tick("successor")

    assert times("wagtail.publish.scheduled") == once({going})


def test_leader_whose_clock_is_a_little_ahead_keeps_the_role(clock: Clock) -> None:
    clock.jump(datetime.timedelta(seconds=LEASE_SECONDS / 2))
    assert tick("leader")
    clock.jump(-datetime.timedelta(seconds=LEASE_SECONDS / 2))

    assert not tick("other")
