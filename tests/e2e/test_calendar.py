"""The calendar in a browser: no axe violation in either form, and something planned is moved."""

from __future__ import annotations

import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext, be_signed_in
from tests.e2e.journey import EDITOR
from tests.e2e.test_accessibility import violations

CALENDAR = "/admin/news/calendar/"
TITLE = "Ten years of the night library"


def month_after(moment: datetime.datetime) -> str:
    """The month in which the demo's scheduled article goes live, 30 days from its loading."""
    return f"{moment + datetime.timedelta(days=30):%Y-%m}"


def open_calendar(page: Page, **query: str) -> None:
    """The month with something planned in it."""
    month = month_after(datetime.datetime.now(datetime.UTC))
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    page.goto(f"{CALENDAR}?month={month}&{asked}")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_calendar_has_no_axe_violation(new_context: NewContext, scheme: str) -> None:
    page = new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme).new_page()
    be_signed_in(page, EDITOR)

    for query in ({}, {"view": "list"}):
        for width in (1280, 800, 320):
            page.set_viewport_size({"width": width, "height": 900})
            open_calendar(page, **query)
            page.locator(".calendar-move summary").first.click()
            assert violations(page, ".calendar") == [], (query, width)
            wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wider) <= 0, (query, width)


def test_scheduled_article_is_moved_and_back(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    be_signed_in(page, EDITOR)
    open_calendar(page)
    entry = page.get_by_role("listitem").filter(has_text=TITLE)
    entry.locator("summary").click()
    day = entry.get_by_label("To day").input_value()
    other = "28" if not day.endswith("28") else "27"

    entry.get_by_label("To day").fill(f"{day[:-2]}{other}")
    entry.get_by_label("Time").fill("07:30")
    entry.get_by_role("button", name="Move").click()

    expect(page.locator(".messages")).to_contain_text("7:30 a.m. now.")
    moved = page.locator("td").filter(has=page.locator(f"time[datetime$='-{other}']"))
    expect(moved.filter(has_text=TITLE)).to_contain_text("7:30 a.m.")
