"""Editors find, and change together, what is on the desk: in a browser, with axe."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext, be_signed_in
from tests.e2e.site import RunningSite
from tests.e2e.test_accessibility import violations

EDITOR = "editor@example.org"
LIST = "/admin/articles/"
# Wagtail's own furniture is not ours to mend.
OURS = "#main"


@pytest.fixture
def desk(new_context: NewContext) -> Page:
    """An editor's window."""
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    be_signed_in(page, EDITOR)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_list_screen_that_asks_and_dashboard_have_no_axe_violation(
    new_context: NewContext, scheme: str
) -> None:
    page = new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme).new_page()
    be_signed_in(page, EDITOR)
    for path in (LIST, f"{LIST}?status=draft&q=nothing", "/admin/"):
        page.goto(path)
        assert violations(page, OURS) == [], path
    page.goto(LIST)
    page.get_by_role("checkbox", name="Select").first.check()
    page.get_by_role("link", name="Change the topics of articles").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Change the topics")
    assert violations(page, OURS) == []


def test_editor_adds_a_topic_to_all_that_a_filter_leaves(desk: Page, site: RunningSite) -> None:
    desk.goto(f"{LIST}?q=library")
    number = desk.locator("[data-bulk-action-checkbox]").count()
    assert number > 0
    desk.locator("[data-bulk-action-select-all-checkbox]").first.check()
    desk.get_by_role("link", name="Change the topics of articles").click()
    expect(desk.get_by_role("heading", name=re.compile("Will be changed"))).to_be_visible()
    desk.locator("#id_add").get_by_label("Volunteers").check()
    desk.get_by_role("button", name="Change the topics").click()
    expect(desk.get_by_role("main")).to_contain_text(re.compile("changed|looked at"))


def test_dashboard_leads_to_filtered_lists(desk: Page) -> None:
    desk.goto("/admin/")
    desk.get_by_role("link", name=re.compile(": Scheduled$")).click()
    expect(desk).to_have_url(re.compile(r"/admin/articles/\?status=scheduled"))
    expect(desk.get_by_role("main")).to_contain_text("goes live")
