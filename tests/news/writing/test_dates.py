"""Dates as people write them, and how much of each is known."""

from __future__ import annotations

import datetime

import pytest
from django.utils.translation import override

from news.partial_dates import Precision, in_words
from news.writing.dates import UnreadableDateError, read_date

# A Thursday.
TODAY = datetime.date(2026, 11, 26)

DAYS = [
    "September 21, 2015",
    "september 21 2015",
    "Sept. 21, 2015",
    "Sept 21, 2015",
    "Sep 21, 2015",
    "Sep. 21st, 2015",
    "September 21st 2015",
    "21 September 2015",
    "21 Sep 2015",
    "21st Sept 2015",
    "21st of September, 2015",
    "the 21st of September 2015",
    "21. September 2015",
    "21-Sep-2015",
    "21sep2015",
    "Monday, 21 September 2015",
    "Mon 21 Sep 2015",
    "Monday, September 21, 2015",
    "21.9.2015",
    "21.09.2015",
    "21. 9. 2015",
    "21.9.15",
    "2015-09-21",
    "2015/9/21",
    "2015.09.21",
    "2015 September 21",
    "9/21/2015",
    "21/9/2015",
    "21/9/15",
    "21-9-2015",
    "  21   September   2015  ",
    "2015-09-21T10:15:00Z",
    "2015-09-21 10:15",
    "2015-09-21T10:15:00+02:00",
    "September 21, 2015 at 10:15 am",
    "21 September 2015, 10:15 BST",
    "Published 21 September 2015",
    "Published: September 21, 2015",
    "Posted on 21 September 2015",
    "21 September 2015.",
]
MONTHS = [
    "September 2015",
    "Sept 2015",
    "Sept. 2015",
    "Sep 2015",
    "September, 2015",
    "september of 2015",
    "Sep-2015",
    "2015 September",
    "9/2015",
    "09/2015",
    "9.2015",
    "9-2015",
    "2015-09",
    "2015/09",
]


@pytest.mark.parametrize("text", DAYS)
def test_day_is_read(text: str) -> None:
    found = read_date(text, TODAY)

    assert found
    assert (found.day, found.precision) == (datetime.date(2015, 9, 21), Precision.DAY)


@pytest.mark.parametrize("text", MONTHS)
def test_month_is_read_and_no_day_invented(text: str) -> None:
    found = read_date(text, TODAY)

    assert found
    assert (found.day, found.precision) == (datetime.date(2015, 9, 1), Precision.MONTH)


@pytest.mark.parametrize("text", ["2015", " 2015 ", "2015."])
def test_year_is_read_and_no_month_invented(text: str) -> None:
    found = read_date(text, TODAY)

    assert found
    assert (found.day, found.precision) == (datetime.date(2015, 1, 1), Precision.YEAR)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-26"),
        ("Yesterday", "2026-11-25"),
        ("Monday", "2026-11-23"),
        ("last Monday", "2026-11-23"),
        # Who writes on a Thursday of "Thursday" means the last one; of this day they say "today".
        ("Thursday", "2026-11-19"),
        ("3 days ago", "2026-11-23"),
        ("a week ago", "2026-11-19"),
        ("5 hours ago", "2026-11-26"),
        ("24 November", "2026-11-24"),
        ("November 24", "2026-11-24"),
        ("24.11.", "2026-11-24"),
        ("24 December", "2025-12-24"),
        ("Dec 24", "2025-12-24"),
        ("29 February", "2024-02-29"),
        ("4/3/15", "2015-04-03"),
        ("4/3/99", "1999-04-03"),
        ("1.1.27", "2027-01-01"),
        ("May 3, 2015", "2015-05-03"),
        ("3 May 2015", "2015-05-03"),
        ("30 June 1908", "1908-06-30"),
    ],
)
def test_what_is_left_open_is_taken_from_today(text: str, day: str) -> None:
    found = read_date(text, TODAY)

    assert found
    assert (found.day.isoformat(), found.precision) == (day, Precision.DAY)


@pytest.mark.parametrize(
    ("language", "day"), [("en-us", "2015-03-04"), ("en-gb", "2015-04-03"), ("de", "2015-04-03")]
)
def test_ambiguous_day_follows_the_language(language: str, day: str) -> None:
    with override(language):
        found = read_date("3/4/2015", TODAY)

    assert found
    assert found.day.isoformat() == day


@pytest.mark.parametrize("language", ["en-us", "en-gb", "de", "fr", "es"])
@pytest.mark.parametrize("precision", Precision.values)
def test_what_is_shown_is_read_as_what_it_was(language: str, precision: str) -> None:
    """A form shows a date in words; saving it unchanged must not change it."""
    with override(language):
        for month in range(1, 13):
            day = datetime.date(2015, month, 1 if precision != "day" else 28)
            day = day.replace(month=1) if precision == "year" else day
            found = read_date(in_words(day, precision), TODAY)
            assert found, in_words(day, precision)
            assert (found.day, found.precision) == (day, precision)


def test_months_are_read_in_the_language_of_the_editor_too() -> None:
    with override("de"):
        for text in ("21. März 2015", "21 March 2015"):
            found = read_date(text, TODAY)
            assert found
            assert found.day == datetime.date(2015, 3, 21)


@pytest.mark.parametrize("text", ["", "   ", "\t", "."])
def test_nothing_typed_is_no_date(text: str) -> None:
    assert read_date(text, TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "31 February 2015",
        "31.2.2015",
        "13/13/2015",
        "2015-13",
        "13/2015",
        "0.0.2015",
        "29 February 2015",
        "September",
        "21",
        "12345",
        "0999",
        "2150",
        "9999-01-01",
        "21 Sprocket 2015",
        "September 21, 2015 and more",
        "2015-2016",
        "99999999 days ago",
        "999 weeks ago!",
        "١٢",
        "<script>",
        "9" * 5000,
        "x" * 10_000,
        "1" + " " * 10_000 + "x",
    ],
)
def test_nonsense_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UnreadableDateError, match="September 21, 2015"):
        read_date(text, TODAY)


def test_words_tell_what_was_understood() -> None:
    assert str(read_date("21.9.2015", TODAY)) == "September 21, 2015"
    assert str(read_date("9/2015", TODAY)) == "September 2015"
