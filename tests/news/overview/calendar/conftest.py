"""The moment at which the tests of the calendar take place."""

from __future__ import annotations

import pytest

from tests.news.overview.calendar.planned import NOW, set_clock


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Noon of a Thursday in December."""
    set_clock(monkeypatch, NOW)
