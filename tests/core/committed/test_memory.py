"""When a process forgets: its own changes, other threads', other processes'."""

from __future__ import annotations

import secrets
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from core import memory
from core.memory import RECHECK_SECONDS, forget, remember
from core.models import Generation
from tests.core.processes import start_python
from tests.core.standins import Clock, Counted, rolled_back

from .conftest import Elsewhere


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock by which memory decides when to ask the database again."""
    made = Clock()
    monkeypatch.setattr(memory, "time", SimpleNamespace(monotonic=made))
    return made


def hostname() -> str:
    """Something remembered that a change of a site makes untrue."""
    return remember("hostname", lambda: Site.objects.get().hostname)


def rename_site(name: str) -> None:
    """Change what `hostname` remembers."""
    site = Site.objects.get()
    site.hostname = name
    site.save()


def change_by_another_process() -> None:
    """What `forget` in another process does to the database, which is all this one gets of it."""
    Generation.objects.update_or_create(
        pk=Generation.ONLY, defaults={"token": secrets.token_hex(16)}
    )


def test_own_change_is_seen_at_once(clock: Clock) -> None:
    assert hostname() == "localhost"

    rename_site("news.example.org")

    assert hostname() == "news.example.org"


def test_change_is_seen_at_once_by_other_threads_of_the_process(
    clock: Clock, elsewhere: Elsewhere
) -> None:
    assert hostname() == "localhost"

    elsewhere(lambda: rename_site("news.example.org"))

    assert hostname() == "news.example.org"


def test_change_by_another_process_is_seen_after_the_recheck_time(clock: Clock) -> None:
    value = Counted()
    assert remember("key", value) == 1

    change_by_another_process()
    clock.pass_by(RECHECK_SECONDS - 0.01)
    assert remember("key", value) == 1

    clock.pass_by(0.02)
    assert remember("key", value) == 2


def test_warm_process_asks_one_row_by_its_key_each_half_second(clock: Clock) -> None:
    for key in range(5):
        remember(key, Counted())
    clock.pass_by(RECHECK_SECONDS + 0.01)

    with CaptureQueriesContext(connection) as queries:
        for _ in range(100):
            for key in range(5):
                remember(key, Counted())
            clock.pass_by(RECHECK_SECONDS / 100)

    (query,) = [query["sql"] for query in queries]
    assert 'FROM "core_generation"' in query
    assert 'WHERE "core_generation"."id" = 1' in query


def test_fresh_site_without_a_generation_row_remembers_as_well(
    clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Generation.objects.all().delete()
    memory.clear()
    value = Counted()
    assert remember("key", value) == 1

    with django_assert_num_queries(0):
        assert remember("key", value) == 1

    forget()
    assert remember("key", value) == 2
    assert len(str(Generation.objects.get())) == 32


def test_value_of_a_rolled_back_transaction_is_never_served(elsewhere: Elsewhere) -> None:
    assert hostname() == "localhost"

    with rolled_back():
        rename_site("never.example.org")
        assert hostname() == "never.example.org"

    assert hostname() == "localhost"
    assert elsewhere(hostname) == "localhost"
    # The next change must not bring it back either.
    forget()
    assert hostname() == "localhost"


def test_value_of_a_rolled_back_savepoint_is_never_served() -> None:
    with transaction.atomic():
        rename_site("outer.example.org")
        assert hostname() == "outer.example.org"
        with rolled_back():
            rename_site("never.example.org")
            assert hostname() == "never.example.org"
        assert hostname() == "outer.example.org"

    assert hostname() == "outer.example.org"


def test_uncommitted_change_is_seen_by_its_own_transaction_only(elsewhere: Elsewhere) -> None:
    assert hostname() == "localhost"

    with transaction.atomic():
        rename_site("soon.example.org")
        assert hostname() == "soon.example.org"
        assert elsewhere(hostname) == "localhost"
        assert hostname() == "soon.example.org"
        assert elsewhere(hostname) == "localhost"

    assert hostname() == "soon.example.org"
    assert elsewhere(hostname) == "soon.example.org"


def test_reader_who_asked_just_before_a_commit_does_not_pin_the_old_value(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader holds the old token in hand while another thread commits a change."""
    assert hostname() == "localhost"
    memory.clear()
    read_token = memory._read_token
    token_was_read, change_is_committed = threading.Event(), threading.Event()

    def read_slowly() -> str:
        token = read_token()
        token_was_read.set()
        assert change_is_committed.wait(10)
        return token

    def read_in_between() -> None:
        try:
            hostname()
        finally:
            connection.close()

    monkeypatch.setattr(memory, "_read_token", read_slowly)
    reader = threading.Thread(target=read_in_between)
    reader.start()
    assert token_was_read.wait(10)
    monkeypatch.setattr(memory, "_read_token", read_token)
    rename_site("news.example.org")
    change_is_committed.set()
    reader.join(10)

    assert not reader.is_alive()
    assert hostname() == "news.example.org"


def test_value_computed_while_another_process_changes_it_lasts_half_a_second_only(
    clock: Clock,
) -> None:
    value = Counted()

    def compute() -> int:
        change_by_another_process()
        return value()

    assert remember("key", compute) == 1
    clock.pass_by(RECHECK_SECONDS + 0.01)

    assert remember("key", value) == 2


@pytest.fixture(scope="module")
def neighbour(django_db_setup: None) -> Iterator[Neighbour]:
    """A second process of the site, started once since starting takes longest."""
    with Neighbour() as made:
        yield made


class Neighbour:
    """A process of its own that remembers the site's host name and can change it."""

    CODE = """
import sys
from core.memory import remember
from wagtail.models import Site
print("ready")
for line in sys.stdin:
    order, _, name = line.strip().partition(" ")
    if order == "rename":
        site = Site.objects.get()
        site.hostname = name
        site.save()
    print(remember("hostname", lambda: Site.objects.get().hostname))
"""

    def __enter__(self) -> Neighbour:
        self.process: subprocess.Popen[str] = start_python(self.CODE)
        assert self._answer() == "ready"
        return self

    def __exit__(self, *_exception: object) -> None:
        self.process.kill()
        self.process.communicate(timeout=10)

    def ask(self, order: str = "tell") -> str:
        """Give it an order; return the host name it then believes in."""
        assert self.process.stdin
        self.process.stdin.write(f"{order}\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


def seconds_until(said: Callable[[], str], expected: str) -> float:
    """How long it takes until the expected answer comes; fails after five seconds."""
    start = time.monotonic()
    while said() != expected:
        assert time.monotonic() - start < 5
        time.sleep(0.02)  # between two questions; the answer is waited for, not the time
    return time.monotonic() - start


def test_change_reaches_every_process_within_a_second(neighbour: Neighbour) -> None:
    assert hostname() == "localhost"
    assert seconds_until(neighbour.ask, "localhost") < 1

    rename_site("here.example.org")
    assert hostname() == "here.example.org"
    assert seconds_until(neighbour.ask, "here.example.org") < 1

    assert neighbour.ask("rename there.example.org") == "there.example.org"
    assert seconds_until(hostname, "there.example.org") < 1


def test_uncommitted_change_reaches_no_other_process(neighbour: Neighbour) -> None:
    assert seconds_until(neighbour.ask, "localhost") < 1

    with rolled_back():
        rename_site("never.example.org")
        # That nothing comes is only known once the neighbour has looked again.
        time.sleep(RECHECK_SECONDS + 0.1)
        assert neighbour.ask() == "localhost"

    # Likewise after the rollback.
    time.sleep(RECHECK_SECONDS + 0.1)
    assert neighbour.ask() == "localhost"
