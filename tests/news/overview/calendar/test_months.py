"""The calendar's months: their weeks, steps and filters, full days, and the list."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import translation

from news.models import NewsDeskPage
from news.overview.calendar.months import Month, weekdays
from tests.factories import ArticlePageFactory, SourceFactory, TopicFactory
from tests.news.overview.calendar.planned import DAY, HOUR, NOW, draft, scheduled
from tests.news.overview.calendar.shown import CALENDAR, cells, page_of
from tests.queries import queries_of


def test_month_has_whole_weeks_that_begin_as_the_locale_has_it() -> None:
    december = Month(2026, 12)

    assert [day.isoformat() for day in december.weeks[0][:2]] == ["2026-11-29", "2026-11-30"]
    assert weekdays()[0] == ("Sun", "Sunday")
    with translation.override("de"):
        assert december.weeks[0][0].isoformat() == "2026-11-30"
        assert weekdays()[0][1] == "Montag"
    assert (str(december.next), str(december.previous)) == ("2027-01", "2026-11")


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "0001-01", "9999-12", "٢٠٢٦-١٢", "2026-12-03", "x" * 9000]
)
def test_month_that_is_none_is_the_present_one(edith: Client, text: str) -> None:
    assert edith.get(CALENDAR, {"month": text}).context["month"] == Month(2026, 12)


def test_steps_lead_to_the_months_around_and_keep_the_filters(
    edith: Client, desk: NewsDeskPage
) -> None:
    source = SourceFactory.create()

    page = page_of(edith, month="2027-01", source=source.pk, view="list")

    for month in ("2026-12", "2027-02"):
        assert f'href="{CALENDAR}?month={month}&view=list&source={source.pk}"' in page


def test_calendar_is_narrowed_by_what_source_and_topic(edith: Client, desk: NewsDeskPage) -> None:
    source, topic = SourceFactory.create(), TopicFactory.create()
    one = scheduled(desk, NOW + DAY, title="One", source=source)
    other = ArticlePageFactory(parent=desk, title="Other", shared_on=NOW.date())
    other.topics = [topic]
    other.save()

    assert cells(edith, source=source.pk) == {"2026-12-04": ["scheduled noon One"]}
    assert cells(edith, topic=topic.pk) == {"2026-12-03": ["published  Other"]}
    assert cells(edith, status="scheduled") == {"2026-12-04": ["scheduled noon One"]}
    assert cells(edith, source=source.pk, topic=topic.pk) == {}
    assert len(cells(edith, source="x", topic=10**20, status="y")) == 2
    assert one.source == source


def test_busy_day_shows_the_first_and_how_many_more(edith: Client, desk: NewsDeskPage) -> None:
    for _ in range(9):
        ArticlePageFactory(parent=desk, shared_on=NOW.date())
    scheduled(desk, NOW + HOUR, title="Scheduled")

    page = page_of(edith)
    assert cells(edith)["2026-12-03"][0] == "scheduled 1 p.m. Scheduled"
    assert len(cells(edith)["2026-12-03"]) == 4
    assert "+6 more" in page
    assert f'href="{CALENDAR}?month=2026-12&view=list#day-2026-12-03"' in page

    listed = page_of(edith, view="list")
    assert 'id="day-2026-12-03"' in listed
    assert listed.count('class="calendar-entry ') == 10


def test_list_tells_the_days_of_the_month_only(edith: Client, desk: NewsDeskPage) -> None:
    source = SourceFactory.create(name="The Outlet")
    ArticlePageFactory(parent=desk, shared_on=NOW.date(), title="In it", source=source)
    ArticlePageFactory(parent=desk, shared_on=datetime.date(2026, 11, 30), title="Before it")

    page = page_of(edith, view="list")

    assert "In it" in page
    assert "The Outlet" in page
    assert "Before it" not in page
    assert "Nothing is planned" in page_of(edith, month="2020-01", view="list")


def test_calendar_costs_the_same_for_little_and_for_much(edith: Client, desk: NewsDeskPage) -> None:
    def cost(number: int) -> int:
        for offset in range(number):
            scheduled(desk, NOW + DAY + offset * HOUR)
            draft(desk, go_live_at=NOW + 2 * DAY)
            ArticlePageFactory(parent=desk, shared_on=NOW.date(), expire_at=NOW + DAY)
        return len(queries_of(edith, CALENDAR))

    assert cost(1) == cost(11)
