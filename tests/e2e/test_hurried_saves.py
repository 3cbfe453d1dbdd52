"""Whoever saves right after the last word saves the last word."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import compose
from tests.e2e.conftest import be_signed_in
from tests.e2e.journey import EDITOR


@pytest.mark.parametrize("published", [False, True])
def test_last_word_is_saved(page: Page, published: bool) -> None:
    be_signed_in(page, EDITOR)
    page.goto("/admin/")
    compose.open_new_article(page)
    page.wait_for_load_state("networkidle")
    compose.field(page, "Headline").fill(f"Written in a hurry {published}")
    compose.choose_source(page, "meridian", "The Meridian")
    _, name = compose.add_block(page, "Paragraph")
    page.get_by_role("button", name="More actions").click()
    action = page.get_by_role("button", name="Publish" if published else "Save draft", exact=True)
    expect(action).to_be_visible()
    page.locator(f"input[name='{name}'] >> xpath=..").locator("[contenteditable=true]").focus()

    page.keyboard.insert_text("The very last word")
    # At once: no hand is quicker than that.
    action.evaluate("button => button.click()")

    expect(page.locator(".messages")).to_contain_text("published" if published else "created")
    if published:
        page.get_by_role("link", name="View live").click()
        expect(page.get_by_role("main")).to_contain_text("The very last word")
    else:
        kept = page.locator("input[name='body-0-value']")
        expect(kept).to_have_value(re.compile("The very last word"))
