"""A page scheduled in the admin goes live by the scheduler, also when one was killed before."""

from __future__ import annotations

import datetime
import signal
import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import compose
from tests.e2e.conftest import NewContext, be_signed_in
from tests.e2e.journey import EDITOR
from tests.e2e.site import RunningSite

# From the moment that is set, a minute at most.
MINUTE = 60


def schedule(page: Page, moment: datetime.datetime) -> None:
    """Set when the open page is to go live; that alone publishes nothing yet."""
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Go live date/time").fill(f"{moment:%Y-%m-%d %H:%M}")
    # By keyboard: the open calendar lies over the button.
    dialog.get_by_role("button", name="Save schedule").press("Enter")
    expect(page.get_by_role("button", name="Edit schedule")).to_be_visible()


def next_minute() -> datetime.datetime:
    """The next full minute (the site's clock is UTC) that leaves time to press the buttons."""
    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=80)
    return soon.replace(second=0, microsecond=0)


@pytest.mark.faults
def test_scheduled_article_goes_live_within_a_minute_though_a_scheduler_was_killed(
    new_context: NewContext, site: RunningSite
) -> None:
    page = new_context(viewport={"width": 1400, "height": 1000}).new_page()
    be_signed_in(page, EDITOR)
    page.goto("/admin/")
    compose.open_new_article(page)
    compose.field(page, "Headline").fill("Goes live by itself")
    compose.choose_source(page, "merid", "The Meridian")
    compose.add_paragraphs(page, ["Nobody pressed a button."])
    moment = next_minute()
    schedule(page, moment)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Schedule to publish").click()
    expect(page.locator(".messages")).to_contain_text("schedul")
    address = "/news-desk/goes-live-by-itself/"
    visitor = new_context().new_page()
    answer = visitor.goto(address)
    assert answer
    assert answer.status == 404

    first = site.manage("run_scheduler")
    assert first.stdout
    assert "scheduler started" in first.stdout.readline()
    first.send_signal(signal.SIGKILL)
    first.communicate()
    second = site.manage("run_scheduler")
    try:
        deadline = moment.timestamp() + MINUTE
        while visitor.request.get(address).status != 200:
            assert time.time() < deadline, "not live a minute after its time"
            visitor.wait_for_timeout(500)
    finally:
        second.terminate()
        second.communicate(timeout=10)
    assert time.time() >= moment.timestamp()
