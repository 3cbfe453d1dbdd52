"""Counters write seldom, lose nothing meanwhile, and stay small."""

from __future__ import annotations

import datetime
import threading
from typing import Any

import pytest
from django.db import DatabaseError
from pytest_django.fixtures import Settings

from core import counters
from core.counters import BatchedCounter
from home.models import SearchCount

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2024, 5, 1)


@pytest.fixture
def counter() -> BatchedCounter:
    """A counter of its own."""
    return BatchedCounter("home.SearchCount", count="hits", most_rows=100)


def counted() -> dict[str, int]:
    """What the table says."""
    return dict(SearchCount.objects.values_list("words", "hits"))


def test_nothing_is_written_until_it_is_time(
    counter: BatchedCounter, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        for _ in range(3):
            counter.add(day=TODAY, words="harbour")

    assert counted() == {}


def test_everything_is_written_in_one_statement(
    counter: BatchedCounter, django_assert_num_queries: Any
) -> None:
    for words in ("harbour", "harbour", "orchard"):
        counter.add(day=TODAY, words=words)

    with django_assert_num_queries(1):
        assert counter.write() == 2

    assert counted() == {"harbour": 2, "orchard": 1}


def test_counts_are_added_to_those_there_are(counter: BatchedCounter) -> None:
    for _ in range(2):
        counter.add(day=TODAY, words="harbour")
        counter.write()
    counter.add(day=TODAY - datetime.timedelta(days=1), words="harbour")
    counter.write()

    hits = SearchCount.objects.order_by("day").values_list("hits", flat=True)
    assert list(hits) == [1, 2]


def test_nothing_counted_is_nothing_written(
    counter: BatchedCounter, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert counter.write() == 0


def test_what_was_written_is_not_written_again(counter: BatchedCounter) -> None:
    counter.add(day=TODAY, words="harbour")
    counter.write()
    counter.write()

    assert counted() == {"harbour": 1}


@pytest.mark.parametrize("words", ["'; DROP TABLE x; --", "100%", "%s", '"', "新", "a\\b", "{}"])
def test_any_words_are_counted(counter: BatchedCounter, words: str) -> None:
    counter.add(day=TODAY, words=words)
    counter.write()

    assert counted() == {words: 1}


def test_memory_holds_only_so_much(
    counter: BatchedCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counters, "MOST_IN_MEMORY", 2)
    for words in ("one", "two", "three", "one"):
        counter.add(day=TODAY, words=words)
    counter.write()

    assert counted() == {"one": 2, "two": 1}


def test_full_table_only_counts_on_what_it_has() -> None:
    counter = BatchedCounter("home.SearchCount", count="hits", most_rows=2)
    for words in ("one", "two"):
        counter.add(day=TODAY, words=words)
    counter.write()
    for words in ("two", "three"):
        counter.add(day=TODAY, words=words)
    counter.write()

    assert counted() == {"one": 1, "two": 2}


def test_threads_lose_no_count(counter: BatchedCounter) -> None:
    def count() -> None:
        for _ in range(500):
            counter.add(day=TODAY, words="harbour")

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counter.write()

    assert counted() == {"harbour": 2000}


class FakeTimer:
    """Notes what was to be done and when."""

    made: list[FakeTimer]

    def __init__(self, seconds: float, act: Any) -> None:
        self.seconds, self.act = seconds, act
        self.daemon = False
        self.is_started = False
        type(self).made.append(self)

    def start(self) -> None:
        """Note that it runs."""
        self.is_started = True


@pytest.fixture
def timers(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> list[FakeTimer]:
    """The timers that counters start."""
    settings.WRITE_COUNTERS_BY_THEMSELVES = True
    FakeTimer.made = []
    monkeypatch.setattr("core.counters.threading.Timer", FakeTimer)
    monkeypatch.setattr("core.counters.connection.close", lambda: None)
    return FakeTimer.made


def test_counter_writes_by_itself_a_minute_later_and_once(
    counter: BatchedCounter, timers: list[FakeTimer]
) -> None:
    for _ in range(3):
        counter.add(day=TODAY, words="harbour")

    [timer] = timers
    assert (timer.seconds, timer.daemon, timer.is_started) == (60, True, True)
    timer.act()
    assert counted() == {"harbour": 3}

    counter.add(day=TODAY, words="harbour")
    assert len(timers) == 2


def test_database_that_refuses_is_logged_and_stops_nothing(
    counter: BatchedCounter,
    timers: list[FakeTimer],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    counter.add(day=TODAY, words="harbour")

    def refuse() -> int:
        raise DatabaseError

    monkeypatch.setattr(counter, "write", refuse)
    timers[0].act()

    assert "home.SearchCount" in caplog.text
