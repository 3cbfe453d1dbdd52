"""An article's way from idea to reader, as each of those who have a hand in it sees it.

The clock is not waited for: where something is due at a minute, that minute is moved into the past
in the database, and the scheduler is run once.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import compose
from tests.e2e.conftest import NewContext, sign_in
from tests.e2e.journey import ADMINISTRATOR, EDITOR
from tests.e2e.pasting import paragraphs
from tests.e2e.site import PASSWORD, RunningSite
from tests.e2e.test_guest_review import NOTE_WATCHING
from tests.e2e.test_schedule import schedule

CONTRIBUTOR = "cora@example.org"
MAKE_ACCOUNT = f"""
from django.contrib.auth.models import Group
from members.addresses import prove
from members.models import User
account, made = User.objects.get_or_create(email="{{email}}")
account.display_name = "{{name}}"
account.set_password({PASSWORD!r})
account.save()
account.groups.set(Group.objects.filter(name="{{group}}"))
prove(account)
"""
RULE_OFF = """
from news.models import Publishing
rules = Publishing.load()
rules.four_eyes = False
rules.save()
"""
# The version says itself when it is due, besides what the scheduler looks for.
MOVE_DUE_TIME = """
import datetime
from django.utils import timezone
from wagtail.models import Revision
due = Revision.objects.filter(
    approved_go_live_at__isnull=False, object_str__startswith="{title}"
)
passed = timezone.now() - datetime.timedelta(seconds=1)
content = due.get().content | {{"go_live_at": passed.isoformat()}}
due.update(approved_go_live_at=passed, content=content)
"""


@pytest.fixture
def four_eyes(new_context: NewContext, site: RunningSite) -> Iterator[None]:
    """The rule, switched on by the administrator; other tests of the site go on without it."""
    page = window(new_context, ADMINISTRATOR)
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("link", name="Publishing").click()
    page.get_by_role("checkbox", name="Four-eyes rule").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("updated")
    page.context.close()
    yield
    site.run(RULE_OFF)


def window(new_context: NewContext, account: str) -> Page:
    """The admin in a browser of somebody's own."""
    page = new_context(viewport={"width": 1400, "height": 1000}).new_page()
    page.add_init_script(NOTE_WATCHING)
    sign_in(page, account)
    page.goto("/admin/")
    return page


def make_account(site: RunningSite, email: str, name: str, group: str) -> None:
    """An account in one group."""
    site.run(MAKE_ACCOUNT.format(email=email, name=name, group=group))


def open_from_dashboard(page: Page, panel: str, headline: str) -> None:
    """Follow an article's line in a panel of the dashboard."""
    page.goto("/admin/")
    heading = page.get_by_role("heading", name=panel)
    lines = page.locator("section").filter(has=heading)
    lines.get_by_role("link", name=headline).click()
    expect(page.locator("html[data-watching]")).to_be_attached()


def begin_article(page: Page) -> None:
    """A new article, once Wagtail watches what is written in it."""
    compose.open_new_article(page)
    expect(page.locator("html[data-watching]")).to_be_attached()


def press(page: Page, action: str) -> None:
    """Choose from the menu beside the form's main button."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=action, exact=True).click()


def saved_by_itself(page: Page, words: str) -> AbstractContextManager[object]:
    """Do what is within, and wait until Wagtail has saved these words without being told to."""
    return page.expect_response(
        lambda answer: (
            answer.ok
            and answer.request.method == "POST"
            and "/admin/pages/" in answer.url
            and words in (answer.request.post_data or "")
        )
    )


def test_contributors_article_is_public_once_somebody_else_approves(
    new_context: NewContext, site: RunningSite, four_eyes: None
) -> None:
    make_account(site, CONTRIBUTOR, "Cora Contributor", "Contributors")
    headline, address = "The ferry that kept its crew", "/news-desk/the-ferry-that-kept-its-crew/"

    cora = window(new_context, CONTRIBUTOR)
    begin_article(cora)
    compose.field(cora, "Headline").fill(headline)
    compose.choose_source(cora, "merid", "The Meridian")
    with saved_by_itself(cora, "Nobody was let go"):
        compose.add_paragraphs(cora, ["Nobody was let go when the bridge was built."])
    cora.context.close()

    cora = window(new_context, CONTRIBUTOR)
    open_from_dashboard(cora, "Your drafts", headline)
    expect(compose.field(cora, "Headline")).to_have_value(headline)
    expect(paragraphs(cora)).to_have_text("Nobody was let go when the bridge was built.")
    press(cora, "Submit to News Desk review")
    expect(cora.locator(".messages")).to_contain_text("submitted")

    noor = window(new_context, EDITOR)
    open_from_dashboard(noor, "Waiting for you", headline)
    noor.get_by_role("button", name="More actions").click()
    expect(noor.get_by_role("button", name="Approve and Publish", exact=True)).to_be_visible()
    noor.keyboard.press("Escape")
    with saved_by_itself(noor, "Forty people run the ferry still."):
        compose.field(noor, "Summary").fill("Forty people run the ferry still.")
        compose.field(noor, "Summary").press("Tab")
    press(noor, "Approve and Publish")
    expect(noor.locator(".messages")).to_contain_text("You wrote or edited this version")
    noor.get_by_role("button", name="More actions").click()
    expect(noor.get_by_role("button", name="Approve and Publish", exact=True)).to_have_count(0)
    reader = new_context().new_page()
    answer = reader.goto(address)
    assert answer
    assert answer.status == 404

    asta = window(new_context, ADMINISTRATOR)
    open_from_dashboard(asta, "Waiting for you", headline)
    press(asta, "Approve and Publish")
    expect(asta.locator(".messages")).to_contain_text("has been updated")
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text(headline)
    expect(reader.get_by_text("Forty people run the ferry still.")).to_be_visible()


def run_scheduler(site: RunningSite) -> None:
    """Carry out what is due now."""
    process = site.manage("run_scheduler", "--once")
    printed, _ = process.communicate(timeout=60)
    assert process.returncode == 0, printed


def status(reader: Page, address: str) -> int:
    """What the site answers a reader there."""
    return reader.request.get(address).status


def updated(reader: Page, title: str) -> str:
    """When the desk's Atom feed says that this article was last changed."""
    feed = reader.request.get("/news-desk/feed/atom/").text()
    entry = next(each for each in feed.split("<entry>") if f">{title}</title>" in each)
    found = re.search("<updated>(.+?)</updated>", entry)
    assert found
    return found[1]


def test_scheduled_article_goes_live_is_corrected_and_copied(
    new_context: NewContext, site: RunningSite
) -> None:
    headline, address = "The bridge opens at noon", "/news-desk/the-bridge-opens-at-noon/"
    reader = new_context().new_page()
    noor = window(new_context, EDITOR)
    begin_article(noor)
    compose.field(noor, "Headline").fill(headline)
    compose.field(noor, "Address of the original").fill("https://example.org/bridge/")
    compose.choose_source(noor, "merid", "The Meridian")
    compose.field(noor, "Source's date").fill("21 Sept 2026")
    with saved_by_itself(noor, "It cost nine million."):
        compose.add_paragraphs(noor, ["It cost nine million."])
    schedule(noor, datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=2))
    press(noor, "Schedule to publish")
    expect(noor.locator(".messages")).to_contain_text("scheduled")
    run_scheduler(site)
    assert status(reader, address) == 404

    site.run(MOVE_DUE_TIME.format(title=headline))
    run_scheduler(site)
    assert status(reader, address) == 200
    before = updated(reader, headline)

    open_from_dashboard(noor, "Lately published", headline)
    compose.write(noor, "body-0-value", " No, eight.")
    compose.field(noor, "What readers are told").fill("It cost eight million, not nine.")
    press(noor, "Publish")
    expect(noor.locator(".messages")).to_contain_text("published")
    reader.goto(address)
    expect(reader.get_by_text("Corrected on")).to_be_visible()
    expect(reader.get_by_role("article")).to_contain_text("It cost eight million, not nine.")
    assert updated(reader, headline) > before

    noor.goto("/admin/")
    compose.open_new_article(noor)
    noor.get_by_role("link", name="Copy from an article").click()
    noor.get_by_role("link", name=headline).click()
    for label in ("Headline", "Address of the original", "Source's date"):
        expect(compose.field(noor, label)).to_have_value("")
    expect(compose.source_field(noor)).to_have_value("The Meridian")
    expect(paragraphs(noor)).to_have_text("It cost nine million. No, eight.")
    expect(compose.field(noor, "What readers are told")).to_have_count(0)
    compose.field(noor, "Headline").fill("Another bridge")
    compose.field(noor, "Headline").press("Tab")
    expect(noor.locator("#id_slug")).to_have_value("another-bridge")
    compose.publish(noor)
    reader.goto("/news-desk/another-bridge/")
    expect(reader.get_by_text("It cost nine million. No, eight.")).to_be_visible()
    expect(reader.get_by_text(re.compile("Correct(ed|ion)"))).to_have_count(0)


@pytest.mark.parametrize(("group", "offered"), [("Membership", "Users"), ("Moderators", "")])
def test_others_find_no_articles_in_the_admin(
    new_context: NewContext, site: RunningSite, group: str, offered: str | None
) -> None:
    email = f"{group.lower()}@example.org"
    make_account(site, email, group, group)
    page = window(new_context, email)
    menu = page.get_by_role("navigation")
    if offered:
        expect(menu.get_by_text(offered)).to_be_attached()
    expect(menu.get_by_role("button", name="News Desk")).to_have_count(0)

    page.goto("/admin/articles/")

    expect(page.get_by_text("you do not have permission")).to_be_visible()
