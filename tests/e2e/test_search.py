"""The search in a browser: each of its states, and suggestions while one types."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext
from tests.e2e.test_accessibility import SIZES, violations

STATES = {
    "nothing asked": "/search/",
    "results": "/search/?q=library",
    "by date and filtered": "/search/?q=library&topic=volunteers&sort=date",
    "corrected": "/search/?q=libary",
    "nothing found": "/search/?q=xylophone&year=2015",
    "a word without an end": f"/search/?q={'x' * 190}",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES.values(), ids=SIZES.keys())
def test_no_state_has_an_axe_violation_or_scrolls_sideways(
    new_context: NewContext, scheme: str, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    for name, path in STATES.items():
        page.goto(path)
        assert violations(page) == [], name
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow == 0, name


def test_search_works_from_the_masthead_by_keyboard_and_without_javascript(
    new_context: NewContext,
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Search").press("Enter")

    page.get_by_label("Words").press_sequentially("volunteers")
    page.get_by_label("Words").press("Enter")

    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("link", name="Newest first").press("Enter")
    expect(page.get_by_role("link", name="Newest first")).to_have_attribute("aria-current", "true")


def test_suggestions_follow_what_is_typed(page: Page) -> None:
    page.goto("/search/")

    page.get_by_label("Words").press_sequentially("volun")

    offered = page.locator("#search-suggestions option")
    expect(offered.first).to_have_attribute("value", "Volunteers")
