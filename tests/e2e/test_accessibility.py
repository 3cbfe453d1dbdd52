"""WCAG 2.2 A and AA by axe-core on every kind of page, light and dark, large and small."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext, be_signed_in, sign_in

RULES = {
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
        "best-practice",
    ],
    # All that holds would be told as well, for every element of the page.
    "resultTypes": ["violations"],
}
PAGES = {
    "home": "/",
    "desk": "/news-desk/",
    "article with every block": "/news-desk/how-we-tell-a-story/",
    "article without a picture": "/news-desk/a-letter-about-silence/",
    "topic": "/news-desk/topics/volunteers/",
    "source": "/news-desk/sources/the-meridian/",
    "several filters": "/news-desk/topics/volunteers/?year=2026&month=11",
    "search": "/search/",
    "search with results": "/search/?q=reading+room",
    "search without results": "/search/?q=zzzqqq&year=2026",
    "standard page": "/about-us/",
    "page below it": "/about-us/how-we-choose/",
    "site map": "/site-map/",
    "sign-in": "/account/login/",
    "no such page": "/no/such/page/",
}
SIZES = {"1280": 1280, "320": 320}


def violations(page: Page, context: str | None = None) -> list[str]:
    """What axe finds on the page or within this part of it, a line for each element."""
    found = Axe().run(page, context=context, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES.values(), ids=SIZES.keys())
def test_pages_have_no_axe_violation_and_do_not_scroll_sideways(
    new_context: NewContext, scheme: str, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    for name, path in PAGES.items():
        page.goto(path)
        assert violations(page) == [], name
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow == 0, name


def test_refusals_and_errors_have_no_axe_violation(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 320, "height": 800}, color_scheme="dark").new_page()
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    assert violations(page) == []

    sign_in(page, "visitor@example.org")
    page.goto("/admin/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This is not open to your account")
    assert violations(page) == []


def test_keyboard_reaches_the_text_past_the_furniture(page: Page) -> None:
    page.goto("/news-desk/a-letter-about-silence/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()

    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_wagtails_own_checker_finds_nothing_in_the_demo_content(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    be_signed_in(page, "editor@example.org")
    maps = [page.request.get(f"/sitemap-{part}.xml").text() for part in ("pages", "articles")]
    addresses = [found for text in maps for found in re.findall(r"<loc>([^<]*)</loc>", text)]
    assert len(addresses) > 10
    for address in addresses:
        page.goto(urlsplit(address).path)
        # In the bar's shadow tree; empty until the checker has run.
        counts = page.locator("wagtail-userbar [data-content-checker-count]").first
        expect(counts).to_have_text("0")
