"""The reports, merging, the handbook and the admin's own look, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import NewContext, be_signed_in
from tests.e2e.test_accessibility import violations

SCREENS = {
    "by source": "/admin/reports/desk/by-source/",
    "by topic": "/admin/reports/desk/by-topic/?shared_on_from=2026-01-01",
    "incomplete": "/admin/reports/desk/incomplete/",
    "by editor": "/admin/reports/desk/by-editor/",
    "sources": "/admin/snippets/news/source/",
    "unused topics": "/admin/snippets/news/topic/?show=unused",
    "handbook": "/admin/handbook/editors/",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screens_have_no_axe_violation(new_context: NewContext, scheme: str) -> None:
    page = new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme).new_page()
    be_signed_in(page, "editor@example.org")
    for name, path in SCREENS.items():
        page.goto(path)
        expect(page.locator(".admin-branding__name").first).to_be_visible()
        assert violations(page, "#main") == [], name
        assert violations(page, ".sidebar .admin-branding") == [], name


def test_two_sources_are_merged_from_the_list_and_old_links_lead_on(
    new_context: NewContext,
) -> None:
    page = new_context(viewport={"width": 1280, "height": 800}).new_page()
    be_signed_in(page, "editor@example.org")
    page.goto("/admin/snippets/news/source/")
    for name in ("The Meridian", "Open Ledger"):
        page.get_by_role("row").filter(has_text=name).get_by_role("checkbox").check()
    page.get_by_role("link", name="Merge the selected ones into one").click()
    expect(page.get_by_text("This cannot be undone")).to_be_visible()
    assert violations(page, "#main") == []

    page.get_by_role("radio", name="The Meridian").check()
    page.get_by_role("button", name="Yes, merge").click()

    expect(page.locator(".messages")).to_contain_text(
        "“Open Ledger” was merged into “The Meridian”"
    )
    page.goto("/news-desk/sources/open-ledger/")
    assert page.url.endswith("/news-desk/sources/the-meridian/")


def test_report_is_taken_away_as_a_spreadsheet(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 1280, "height": 800}).new_page()
    be_signed_in(page, "editor@example.org")
    page.goto("/admin/reports/desk/by-topic/")
    page.get_by_role("button", name="Actions").click()

    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download XLSX").click()

    assert waiting.value.suggested_filename.startswith("articles-by-topic-")
