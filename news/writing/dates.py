"""Reads dates the way people write them, of which only the month or the year may be known.

What was typed says how much is known: "21.9.2015" a day, "Sept 2015" a month, "2015" a year.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.dates import MONTHS, MONTHS_3, MONTHS_AP, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import get_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from news.partial_dates import Precision, in_words

# Before printing there were no outlets; after the year to come nothing has been announced yet.
FIRST_YEAR = 1450
YEARS_AHEAD = 1
LONGEST = 100

MONTHS_OF_A_YEAR = 12


class UnreadableDateError(ValueError):
    """What was typed is no date; the message says so to a person, with an example."""


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known, as its first day."""

    day: datetime.date
    precision: str = Precision.DAY

    def __str__(self) -> str:
        return in_words(self.day, self.precision)


def read_date(text: str, today: datetime.date) -> PartialDate | None:
    """What the text says; None where it says nothing.

    Raises UnreadableDateError where it is no date. Where the order of day and month is open, as in
    3/4/2015, the language's own order counts; a year left out is the latest that makes the date
    a past one.
    """
    plain = _plain(text)
    if not plain:
        return None
    for pattern, read in _PATTERNS:
        if match := re.fullmatch(pattern, plain) if len(plain) <= LONGEST else None:
            try:
                found = read(match, today)
            except ValueError:
                break
            if FIRST_YEAR <= found.day.year <= today.year + YEARS_AHEAD:
                return found
            break
    raise UnreadableDateError(
        _("This is not a date we can read. Please write it like “%(day)s”, “%(month)s” or “2015”.")
        % {
            "day": in_words(datetime.date(2015, 9, 21), Precision.DAY),
            "month": in_words(datetime.date(2015, 9, 1), Precision.MONTH),
        }
    )


# What stands around a date where it is copied from a page: a word before it, the time after it.
_BEFORE = re.compile(r"^(?:first )?(?:published|posted|updated|date|on|the)\b[:\s]*(?:on |the )*")
_TIME = re.compile(
    r"(?:t|,? at | |, )\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?"
    r"(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|bst|e[sd]t|p[sd]t|ces?t|[+-]\d{2}:?\d{2}))?$"
)


def _plain(text: str) -> str:
    """In small letters, without weekday, time and what else says nothing about the day."""
    plain = " ".join(text.casefold().replace("\u2013", "-").split())
    plain = _TIME.sub("", _BEFORE.sub("", plain))
    weekday = re.match(rf"({'|'.join(map(re.escape, _weekdays()))})\b\.?,? +(?=.*\d)", plain)
    return (plain[weekday.end() :] if weekday else plain).strip(" ,.;")


_Names = Mapping[int, object]


def _in_both_languages(*tables: _Names) -> dict[str, int]:
    """The numbers by their names in English and in the language, whose own win."""
    found: dict[str, int] = {}
    for language in ("en", get_language() or "en"):
        with override(language):
            for table in tables:
                found |= {str(name).casefold().rstrip("."): key for key, name in table.items()}
    return found


def _months() -> dict[str, int]:
    return {**_in_both_languages(MONTHS, MONTHS_3, MONTHS_AP), "sept": 9}


def _weekdays() -> dict[str, int]:
    """The longest first, for a pattern that takes the first that fits."""
    found = _in_both_languages(WEEKDAYS, WEEKDAYS_ABBR)
    return dict(sorted(found.items(), key=lambda each: -len(each[0])))


def _month(word: str) -> int:
    number = _months().get(word.rstrip("."))
    if number is None:
        raise ValueError("no month")
    return number


def _year(text: str, today: datetime.date) -> int:
    """Two digits are of this century as far as it has got."""
    if len(text) > 2:
        return int(text)
    century = today.year - today.year % 100
    year = century + int(text)
    return year if year <= today.year + YEARS_AHEAD else year - 100


def _day(year: int, month: int, day: int) -> PartialDate:
    return PartialDate(datetime.date(year, month, day))


def _whole_month(year: int, month: int) -> PartialDate:
    return PartialDate(datetime.date(year, month, 1), Precision.MONTH)


def _latest(month: int, day: int, today: datetime.date) -> PartialDate:
    """The last such day that is not to come; for a 29 February up to eight years back."""
    for year in range(today.year, today.year - 9, -1):
        try:
            found = datetime.date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return PartialDate(found)
    raise ValueError("no such day")


def _is_day_first() -> bool:
    """Whether the language writes the day before the month where strokes divide them."""
    for form in get_format("DATE_INPUT_FORMATS"):
        if "/" in form and not form.startswith("%Y"):
            return str(form).startswith("%d")
    return True


def _divided_by_strokes(match: re.Match[str], today: datetime.date) -> PartialDate:
    first, second = int(match["a"]), int(match["b"])
    day, month = (first, second) if _is_day_first() else (second, first)
    if month > MONTHS_OF_A_YEAR:
        day, month = month, day
    return _day(_year(match["y"], today), month, day)


def _last_weekday(match: re.Match[str], today: datetime.date) -> PartialDate:
    number = _weekdays().get(match["word"])
    if number is None:
        raise ValueError("no weekday")
    return PartialDate(today - datetime.timedelta(days=(today.weekday() - number) % 7 or 7))


def _ago(match: re.Match[str], today: datetime.date) -> PartialDate:
    days = {"hour": 0, "day": 1, "week": 7}[match["unit"]]
    number = 1 if match["n"] in ("a", "an", "one") else int(match["n"])
    return PartialDate(today - datetime.timedelta(days=days * number))


def _relative(match: re.Match[str], today: datetime.date) -> PartialDate:
    return PartialDate(today - datetime.timedelta(days=0 if match["word"] == "today" else 1))


_WORD = r"(?P<m>[^\W\d_]+\.?)"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<y>\d{4})"

_Reader = Callable[[re.Match[str], datetime.date], PartialDate]

# The first that fits the whole text decides.
_PATTERNS: list[tuple[str, _Reader]] = [
    (_YEAR, lambda m, t: PartialDate(datetime.date(int(m["y"]), 1, 1), Precision.YEAR)),
    # 2015-09-21, 2015/9/21, 2015.09.21
    (
        rf"{_YEAR}(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}})",
        lambda m, t: _day(int(m["y"]), int(m["m"]), int(m["d"])),
    ),
    (rf"{_YEAR}[-/.](?P<m>\d{{1,2}})", lambda m, t: _whole_month(int(m["y"]), int(m["m"]))),
    # 9/2015, 9.2015, 09-2015
    (rf"(?P<m>\d{{1,2}}) ?[-/.] ?{_YEAR}", lambda m, t: _whole_month(int(m["y"]), int(m["m"]))),
    # 21.9.2015 and 21. 9. 15: dots are written day first everywhere.
    (
        r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4}|\d{2})",
        lambda m, t: _day(_year(m["y"], t), int(m["m"]), int(m["d"])),
    ),
    (r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})", lambda m, t: _latest(int(m["m"]), int(m["d"]), t)),
    # 3/4/2015 and 21-9-15
    (r"(?P<a>\d{1,2})(?P<s>[-/])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})", _divided_by_strokes),
    # 21 September 2015, 21st of Sept., 2015, 21-Sep-2015, and without the year
    (
        rf"{_DAY}[ -]?(?:of |de )?{_WORD},?(?: de)?[ -]?{_YEAR}",
        lambda m, t: _day(int(m["y"]), _month(m["m"]), int(m["d"])),
    ),
    (rf"{_DAY}[ -]?(?:of |de )?{_WORD}", lambda m, t: _latest(_month(m["m"]), int(m["d"]), t)),
    # September 21, 2015 and Sept 21
    (
        rf"{_WORD}[ -]?{_DAY}(?:,? |-){_YEAR}",
        lambda m, t: _day(int(m["y"]), _month(m["m"]), int(m["d"])),
    ),
    # Sept 2015, September of 2015, Sep-2015, 2015 September
    (
        rf"{_WORD}(?:,? |-)?(?:of |de )?{_YEAR}",
        lambda m, t: _whole_month(int(m["y"]), _month(m["m"])),
    ),
    (
        rf"{_YEAR},? {_WORD}(?: {_DAY})?",
        lambda m, t: (
            _day(int(m["y"]), _month(m["m"]), int(m["d"]))
            if m["d"]
            else _whole_month(int(m["y"]), _month(m["m"]))
        ),
    ),
    (rf"{_WORD}[ -]?{_DAY}", lambda m, t: _latest(_month(m["m"]), int(m["d"]), t)),
    (r"(?P<word>today|yesterday)", _relative),
    (r"(?P<n>\d{1,3}|an?|one) (?P<unit>hour|day|week)s? ago", _ago),
    (r"(?:last )?(?P<word>[^\W\d_]+)", _last_weekday),
]
