"""A month as a calendar shows it: whole weeks, which begin as the locale has them begin."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Self

from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format, get_format

# Django knows no others, and a calendar of the year 9999 would have no next month.
FIRST_YEAR, LAST_YEAR = 1900, 9998


@dataclass(frozen=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: datetime.date) -> Self:
        """The month a day is in."""
        return cls(day.year, day.month)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The month written as 2026-12; the present one where that is none."""
        match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text, re.ASCII)
        if match and FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            return cls(int(match[1]), int(match[2]))
        return cls.of(timezone.localdate())

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def in_words(self) -> str:
        """For people, such as December 2026."""
        return date_format(self.first_day, "YEAR_MONTH_FORMAT")

    @property
    def first_day(self) -> datetime.date:
        """The first day of the month itself."""
        return datetime.date(self.year, self.number, 1)

    @property
    def previous(self) -> Month:
        """The month before."""
        return Month.of(self.first_day - datetime.timedelta(days=1))

    @property
    def next(self) -> Month:
        """The month after."""
        return Month.of(self.first_day + datetime.timedelta(days=31))

    def has(self, day: datetime.date) -> bool:
        """Whether the day is in the month, not only in one of its weeks."""
        return (day.year, day.month) == (self.year, self.number)

    @property
    def weeks(self) -> list[list[datetime.date]]:
        """Its weeks, with the days of the months around it that complete them."""
        return calendar.Calendar(_first_weekday()).monthdatescalendar(self.year, self.number)

    @property
    def days(self) -> list[datetime.date]:
        """Every day of its weeks."""
        return [day for week in self.weeks for day in week]


def weekdays() -> list[tuple[str, str]]:
    """The days of a week in the locale's order: short and whole names."""
    order = [(_first_weekday() + offset) % 7 for offset in range(7)]
    return [(str(WEEKDAYS_ABBR[number]), str(WEEKDAYS[number])) for number in order]


def _first_weekday() -> int:
    """As Python counts, Monday being 0; Django's formats count from Sunday."""
    return (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7
