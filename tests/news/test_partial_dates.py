"""Dates of which only the month or the year may be known."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.models import ArticlePage, NewsDeskPage
from news.partial_dates import Precision, first_day, in_words, machine_readable
from tests.factories import ArticlePageFactory

DAY = datetime.date(2015, 9, 21)


@pytest.mark.parametrize(
    ("precision", "first", "machine", "words"),
    [
        ("day", datetime.date(2015, 9, 21), "2015-09-21", "September 21, 2015"),
        ("month", datetime.date(2015, 9, 1), "2015-09", "September 2015"),
        ("year", datetime.date(2015, 1, 1), "2015", "2015"),
    ],
)
def test_date_is_kept_and_shown_as_precise_as_it_is_known(
    precision: str, first: datetime.date, machine: str, words: str
) -> None:
    assert first_day(DAY, precision) == first
    assert machine_readable(DAY, precision) == machine
    assert in_words(DAY, precision) == words

    article = ArticlePage(source_published_on=DAY, source_published_precision=precision)
    assert article.source_date_for_machines == machine
    assert article.source_date_in_words == words


def test_unknown_date_is_shown_as_nothing() -> None:
    article = ArticlePage()

    assert article.source_date_for_machines == ""
    assert article.source_date_in_words == ""


def test_unknown_precision_is_an_error_and_not_an_invented_day() -> None:
    with pytest.raises(ValueError, match="century"):
        machine_readable(DAY, "century")


@pytest.mark.parametrize(("precision", "kept"), [("day", DAY), ("month", DAY.replace(day=1))])
def test_article_keeps_the_first_day_of_what_is_known(
    desk: NewsDeskPage, precision: str, kept: datetime.date
) -> None:
    article = ArticlePageFactory(
        parent=desk, source_published_on=DAY, source_published_precision=precision
    )

    assert ArticlePage.objects.get(pk=article.pk).source_published_on == kept


@given(day=st.dates(), precision=st.sampled_from(Precision.values))
def test_first_day_is_not_after_the_day_and_stays_what_it_is(
    day: datetime.date, precision: str
) -> None:
    first = first_day(day, precision)

    assert first <= day
    assert first_day(first, precision) == first
    assert machine_readable(first, precision) == machine_readable(day, precision)
    assert in_words(first, precision) == in_words(day, precision)
    assert first.isoformat().startswith(machine_readable(day, precision))
