"""Small things that several tests of core need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import transaction


class BoomError(Exception):
    """What no program means to raise."""


@contextmanager
def rolled_back() -> Iterator[None]:
    """Do something in a transaction, or within one in a savepoint, that is undone in the end."""
    with suppress(BoomError), transaction.atomic():
        yield
        raise BoomError


class Counted:
    """A value that counts how often it was computed."""

    def __init__(self) -> None:
        self.computed = 0

    def __call__(self) -> int:
        self.computed += 1
        return self.computed


class Clock:
    """A monotonic clock that only moves when told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self.seconds += seconds
