"""Two editors on one article, in two browsers: nobody's work is lost, each sees what happens."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.compose import field
from tests.e2e.conftest import NewContext, be_signed_in
from tests.e2e.journey import ADMINISTRATOR, EDITOR
from tests.e2e.site import RunningSite

ARTICLE = "Forty sets of accounts"
KEY = f"""
from news.models import ArticlePage
print(ArticlePage.objects.get(title__startswith={ARTICLE!r}).pk)
"""
SUMMARIES = """
from news.models import ArticlePage
article = ArticlePage.objects.get(pk={key})
print(article.summary)
for revision in article.revisions.order_by("-created_at"):
    print(revision.as_object().summary)
"""


def open_form(new_context: NewContext, account: str, key: str) -> Page:
    """The article's form in a browser of its own."""
    page = new_context(viewport={"width": 1400, "height": 1000}).new_page()
    be_signed_in(page, account)
    page.goto(f"/admin/pages/{key}/edit/")
    page.wait_for_load_state("networkidle")
    return page


def write_summary(page: Page, words: str) -> None:
    """Type it and leave the field, whereupon Wagtail saves."""
    summary = field(page, "Summary")
    summary.fill(words)
    summary.press("Tab")


def test_what_both_write_is_kept_and_each_is_told(
    new_context: NewContext, site: RunningSite
) -> None:
    key = site.run(KEY).strip()
    asta = open_form(new_context, ADMINISTRATOR, key)
    noor = open_form(new_context, EDITOR, key)

    write_summary(asta, "What Asta wrote.")
    expect(asta.get_by_text("Saved", exact=True)).to_be_visible()
    write_summary(noor, "What Noor wrote.")

    # Autosave does not write over Asta's version; the words stay in the form.
    expect(noor.get_by_text("Saving will overwrite a newer version.")).to_be_visible()
    # Wagtail asks who else is there, and from then on before it saves. Who is quicker than that is
    # told afterwards, as below.
    expect(noor.get_by_role("button", name="saved a new version")).to_be_visible()
    noor.get_by_role("button", name="Save draft").click()
    dialog = noor.get_by_role("dialog")
    expect(dialog).to_contain_text("saved a new version")
    dialog.get_by_role("button", name="Save draft").click()
    expect(noor.locator(".messages")).to_contain_text("theirs is kept in the history")
    expect(field(noor, "Summary")).to_have_value("What Noor wrote.")
    # Wagtail asks every ten seconds.
    expect(asta.get_by_role("button", name="saved a new version")).to_be_visible()

    public, *drafts = site.run(SUMMARIES.format(key=key)).splitlines()
    assert drafts[:2] == ["What Noor wrote.", "What Asta wrote."]
    assert public not in drafts[:2]
