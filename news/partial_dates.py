"""Dates of which only the month or the year may be known.

Kept as the first day of what is known together with how much is known, so that they sort; shown
only as precise as they are, never as a day nobody knows.
"""

from __future__ import annotations

import datetime

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    """How much of a date is known."""

    DAY = "day", _("day")
    MONTH = "month", _("month and year only")
    YEAR = "year", _("year only")


def first_day(day: datetime.date, precision: str) -> datetime.date:
    """The first day of what is known."""
    if precision == Precision.YEAR:
        return day.replace(month=1, day=1)
    if precision == Precision.MONTH:
        return day.replace(day=1)
    return day


def machine_readable(day: datetime.date, precision: str) -> str:
    """For `<time datetime>` and JSON-LD: 2015, 2015-09 or 2015-09-21."""
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(Precision(precision), 10)
    return day.isoformat()[:length]


def in_words(day: datetime.date, precision: str) -> str:
    """For people, in the locale's order: "2015", "September 2015", "September 21, 2015"."""
    formats = {Precision.YEAR: "Y", Precision.MONTH: "YEAR_MONTH_FORMAT"}
    return date_format(day, formats.get(Precision(precision), "DATE_FORMAT"))
