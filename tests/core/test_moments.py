"""Moments in words."""

from __future__ import annotations

import datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

from django.utils import timezone

from core.moments import in_short, in_words

NOON = datetime.datetime(2026, 9, 21, 12, 0, tzinfo=datetime.UTC)


def test_moment_is_told_by_the_clock_of_who_looks() -> None:
    with timezone.override(ZoneInfo("Europe/Athens")):
        assert in_words(NOON) == "September 21, 2026, 3 p.m."
        assert in_words(NOON, datetime.UTC) == "September 21, 2026, noon"


def test_year_is_left_out_where_it_is_this_one() -> None:
    with patch.object(timezone, "now", return_value=NOON):
        assert in_short(NOON) == "September 21, noon"
        assert in_short(NOON.replace(year=2027)) == "September 21, 2027, noon"
