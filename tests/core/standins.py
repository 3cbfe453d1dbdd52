"""Small things that several tests of core need."""

from __future__ import annotations


class Boom(Exception):
    """Rolls a transaction back."""


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
