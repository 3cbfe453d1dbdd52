"""What a process remembers; committed/test_memory.py has what other threads and processes see."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from core import memory
from core.memory import remember

from .standins import BoomError, Counted

pytestmark = pytest.mark.django_db


def test_value_is_computed_once() -> None:
    value = Counted()

    assert [remember("key", value) for _ in range(5)] == [1, 1, 1, 1, 1]


def test_values_of_different_keys_are_kept_apart() -> None:
    assert remember(("menu", 1), lambda: "one") == "one"
    assert remember(("menu", 2), lambda: "two") == "two"
    assert remember(("menu", 1), lambda: "three") == "one"


def test_nothing_is_remembered_of_a_failed_computation() -> None:
    def fail() -> str:
        raise BoomError

    with pytest.raises(BoomError):
        remember("key", fail)

    assert remember("key", lambda: "well") == "well"


@pytest.mark.parametrize("nothing", [None, "", 0, (), False])
def test_empty_value_is_remembered_like_any_other(nothing: object) -> None:
    value = Counted()

    def compute() -> object:
        value()
        return nothing

    assert remember("key", compute) == nothing
    assert remember("key", compute) == nothing
    assert value.computed == 1


def test_value_is_dropped_at_the_moment_it_stops_being_true(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = timezone.now()
    end = start + datetime.timedelta(hours=1)
    value = Counted()
    now = start

    def until(_value: int) -> datetime.datetime:
        return end

    monkeypatch.setattr(memory, "timezone", timezone_at(lambda: now))
    assert remember("notice", value, until=until) == 1
    now = end - datetime.timedelta(seconds=1)
    assert remember("notice", value, until=until) == 1

    now = end

    assert remember("notice", value, until=until) == 2


def test_value_without_an_end_lasts() -> None:
    value = Counted()

    assert remember("notice", value, until=lambda _value: None) == 1
    assert remember("notice", value, until=lambda _value: None) == 1


def test_end_may_be_read_from_something_remembered() -> None:
    def until(_value: str) -> datetime.datetime:
        return remember("end", lambda: timezone.now() + datetime.timedelta(hours=1))

    assert remember("notice", lambda: "closed today", until=until) == "closed today"


def test_no_more_than_the_allowed_number_of_values_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "MAX_ENTRIES", 10)

    for key in range(35):
        assert remember(key, lambda key=key: key) == key  # type: ignore[misc]  # a default binds it
        assert len(memory._entries) <= 10

    value = Counted()
    remember("last", value)
    assert remember("last", value) == 1


def test_value_that_is_renewed_pushes_no_other_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MAX_ENTRIES", 2)
    kept = Counted()
    remember("kept", kept)
    past = timezone.now() - datetime.timedelta(hours=1)
    for _ in range(3):
        remember("renewed", Counted(), until=lambda _value: past)

    assert remember("kept", kept) == 1


def timezone_at(now: Callable[[], datetime.datetime]) -> Any:
    """A stand-in for django.utils.timezone with another now."""
    return SimpleNamespace(now=now)
