"""Taking one's data along and deleting one's account, in a browser, from sign-in to the end."""

from __future__ import annotations

import base64
import datetime
import json
import re
import zipfile

from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext, sign_in
from tests.e2e.prepared import run
from tests.e2e.site import PASSWORD, RunningSite
from tests.e2e.test_joining import assert_sound, mails_to, newest_code

LEAVER = "lea.leaving@example.org"
ACCOUNT = f"""
from members.addresses import prove
from members.membership.services import admit
from members.models import User
lea = User.objects.create_user({LEAVER!r}, {PASSWORD!r}, display_name="Lea Leaving")
prove(lea)
admit(lea, quietly=True)
"""
WEEK_IS_OVER = f"""
from django.utils import timezone
from members.models import Departure
Departure.objects.filter(account__email={LEAVER!r}).update(due_at=timezone.now())
"""


def leave_page(page: Page) -> None:
    """The way there, from the head of any page."""
    page.get_by_role("link", name="Account", exact=True).click()
    page.get_by_role("link", name="Delete my account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete my account")
    assert_sound(page)


def ask_to_leave(page: Page, site: RunningSite) -> None:
    """Have a code mailed, and confirm with it."""
    leave_page(page)
    page.get_by_role("button", name="Mail me a code").click()
    page.get_by_label("Code from the mail").wait_for()
    assert_sound(page)
    page.get_by_label("Code from the mail").fill(newest_code(site, LEAVER))
    page.get_by_role("button", name="Delete my account in a week").click()
    expect(page.get_by_role("button", name="Keep my account")).to_be_visible()
    assert_sound(page)


def in_a_week() -> re.Pattern[str]:
    """The day, as pages and mails say it (the site's clock is UTC)."""
    day = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=7)
    return re.compile(f"will be deleted on ({day:%B} {day.day}|{day.day} {day:%B})")


def download(page: Page) -> zipfile.ZipFile:
    """What the button on the account's page gives."""
    page.get_by_role("link", name="Account", exact=True).click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download my data").click()
    assert downloading.value.suggested_filename.startswith("my-data-")
    return zipfile.ZipFile(downloading.value.path())


def test_member_takes_the_data_along_thinks_better_of_leaving_and_leaves_after_all(
    new_context: NewContext, site: RunningSite
) -> None:
    site.run(ACCOUNT)
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    sign_in(page, LEAVER)

    with download(page) as data:
        assert json.loads(data.read("data.json"))["account"][0]["E-mail address"] == LEAVER
        readable = data.read("data.html").decode()
    assert "Lea Leaving" in readable
    reading = new_context(viewport={"width": 320, "height": 800}).new_page()
    # Opened from one's own disk, it comes without the site's policies.
    reading.goto("data:text/html;base64," + base64.b64encode(readable.encode()).decode())
    assert_sound(reading)

    ask_to_leave(page, site)
    expect(page.get_by_role("main")).to_contain_text(in_a_week())
    assert in_a_week().search(mails_to(site, LEAVER)[-1])
    page.goto("/account/")
    expect(page.get_by_role("main")).to_contain_text(in_a_week())
    assert_sound(page)
    page.get_by_role("link", name="Keep my account").click()
    page.get_by_role("button", name="Keep my account").click()
    expect(page.get_by_role("status")).to_contain_text("Your account stays.")
    assert_sound(page)
    assert "decided to keep it" in mails_to(site, LEAVER)[-1]

    # A week that nobody waits for deletes nothing that was revoked.
    site.run(WEEK_IS_OVER)
    run(site.environment, "run_scheduler", "--once")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")

    ask_to_leave(page, site)
    run(site.environment, "run_scheduler", "--once")
    page.reload()
    expect(page.get_by_role("button", name="Keep my account")).to_be_visible()
    site.run(WEEK_IS_OVER)
    run(site.environment, "run_scheduler", "--once")

    # Signed out where one was signed in, told so, and nobody who could sign in.
    page.goto("/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert "was deleted" in mails_to(site, LEAVER)[-1]
    page.get_by_label("E-mail address").fill(LEAVER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("button", name="Sign out", include_hidden=True)).to_have_count(0)
