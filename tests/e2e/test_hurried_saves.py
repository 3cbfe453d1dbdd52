"""Whoever saves right after the last word saves the last word, and saves once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.e2e import compose
from tests.e2e.conftest import be_signed_in
from tests.e2e.journey import EDITOR
from tests.e2e.site import RunningSite

COUNTED = """
from news.models import ArticlePage
print(ArticlePage.objects.filter(draft_title="{headline}").count())
"""


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

    # A slow machine has made it by itself before.
    told = "published" if published else "created|updated"
    expect(page.locator(".messages")).to_contain_text(re.compile(told))
    if published:
        page.get_by_role("link", name="View live").click()
        expect(page.get_by_role("main")).to_contain_text("The very last word")
    else:
        kept = page.locator("input[name='body-0-value']")
        expect(kept).to_have_value(re.compile("The very last word"))


@pytest.mark.parametrize("published", [False, True])
def test_save_pressed_while_the_article_is_made_by_itself_makes_no_second(
    page: Page, site: RunningSite, published: bool
) -> None:
    headline = f"Made once only {published}"
    held: list[Route] = []

    def by_itself(request: Request) -> bool:
        return "/pages/add/" in request.url and request.headers["accept"] == "application/json"

    def hold(route: Route) -> None:
        if by_itself(route.request) and not held:
            held.append(route)
        else:
            route.continue_()

    be_signed_in(page, EDITOR)
    page.goto("/admin/")
    compose.open_new_article(page)
    page.wait_for_load_state("networkidle")
    compose.wait_until_watched(page)
    page.route("**/admin/pages/add/**", hold)
    with page.expect_request(by_itself):
        compose.field(page, "Headline").fill(headline)
        compose.choose_source(page, "meridian", "The Meridian")
        compose.add_paragraphs(page, ["All there is to say."])
    page.get_by_role("button", name="More actions").click()
    name = "Publish" if published else "Save draft"
    page.get_by_role("button", name=name, exact=True).click()
    held[0].continue_()

    expect(page.locator(".messages")).to_contain_text("published" if published else "updated")
    counted = site.run(COUNTED.format(headline=headline))
    assert counted.split()[-1] == "1"
