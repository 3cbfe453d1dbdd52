"""The checks beside an article's text, as an editor meets them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from news.writing.checks import RULES, SKIPPED_LEVEL
from tests.e2e.conftest import NewContext, be_signed_in
from tests.e2e.flawed import MAKE_FLAWED_ARTICLE
from tests.e2e.site import RunningSite

GOOD = 'print(*ArticlePage.objects.live().values_list("url_path", flat=True)[:6], sep="\\n")'


@pytest.fixture
def editor(new_context: NewContext) -> Page:
    """An editor's window."""
    page = new_context(viewport={"width": 1400, "height": 1000}).new_page()
    be_signed_in(page, "editor@example.org")
    return page


def test_every_flaw_is_named_with_what_to_do(editor: Page, site: RunningSite) -> None:
    key = site.run(MAKE_FLAWED_ARTICLE).splitlines()[-1]
    editor.goto(f"/admin/pages/{key}/edit/")
    editor.wait_for_load_state("networkidle")

    editor.get_by_role("button", name="Toggle checks").click()

    found = editor.locator("[data-checks-panel] [data-content-checker-row]")
    expect(found).to_have_count(len(RULES) + 1)
    expected = [(rule.said, rule.advice) for rule in RULES]
    for said, advice in [*expected, (SKIPPED_LEVEL["error_name"], SKIPPED_LEVEL["help_text"])]:
        row = found.filter(has_text=str(said))
        expect(row).to_have_count(1)
        expect(row).to_contain_text(str(advice))


def test_good_articles_have_no_findings(editor: Page, site: RunningSite) -> None:
    paths = site.run(f"from news.models import ArticlePage\n{GOOD}").split()
    assert paths

    for path in paths:
        editor.goto(path.removeprefix("/home"))
        count = editor.locator("wagtail-userbar [data-content-checker-count]").first
        expect(count).to_have_text("0")
