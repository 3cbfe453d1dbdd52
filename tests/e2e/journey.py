"""The main job of the product, from sign-in to a reader's page, in two browsers."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.article_text import ArticleText, squeezed
from tests.e2e import compose
from tests.e2e.conftest import sign_in

ADMINISTRATOR = "admin@example.org"
EDITOR = "editor@example.org"


def give_the_site_its_contact_strip(page: Page, article: ArticleText) -> None:
    """As an administrator: telephone and e-mail address under Settings, Organisation."""
    sign_in(page, ADMINISTRATOR)
    page.goto("/admin/")
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("link", name="Organisation").click()
    page.get_by_label("Telephone").fill(article.telephone)
    page.get_by_label("E-mail address").fill(article.email)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Organisation updated")


def compose_and_publish(page: Page, article: ArticleText, case_studies: str) -> str:
    """As an editor: the whole article, block by block, previewed and published; its address."""
    sign_in(page, EDITOR)
    page.goto("/admin/")
    compose.add_disclaimer(page, f"Disclaimer of “{article.headline}”", article.disclaimer)
    compose.open_new_article(page)
    compose.field(page, "Headline").fill(article.headline)
    compose.choose_new_source(page, article.source)
    compose.field(page, "Address of the original").fill("https://example.org/original/")
    compose.field(page, "Source's date").fill(article.date.isoformat())
    compose.add_paragraphs(page, article.before)
    compose.add_pull_quotes(page, article)
    compose.add_case_study_link(page, article.link_label, case_studies)
    compose.add_paragraphs(page, article.after)
    compose.choose_disclaimer(page, f"Disclaimer of “{article.headline}”")
    see_the_preview(page, article)
    compose.publish(page)
    address = page.get_by_role("link", name="View live").first.get_attribute("href")
    assert address
    return address


def see_the_preview(page: Page, article: ArticleText) -> None:
    """The preview beside the form shows the article before anything is public."""
    page.get_by_role("button", name="Toggle preview").click()
    frame = page.frame_locator("#w-preview-iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text(article.headline)
    expect(frame.get_by_text(article.after[-1])).to_be_visible()
    page.get_by_role("button", name="Toggle preview").click()


def read_as_anybody(page: Page, address: str, article: ArticleText, case_studies: str) -> None:
    """As a visitor who is not signed in: every part, word for word, in its order."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(article.headline)
    text = squeezed(page.locator("body").inner_text())
    position = 0
    for part in article.parts_in_order:
        found = text.find(squeezed(part), position)
        assert found >= 0, f"not found after {text[max(0, position - 80) : position]!r}: {part!r}"
        position = found + len(squeezed(part))
    link = page.get_by_role("link", name=article.link_label)
    expect(link).to_have_attribute("href", case_studies)
    source = page.get_by_role("link", name=article.source, exact=True)
    expect(source).to_have_attribute("href", "https://example.org/original/")
    date = page.locator(".source-card time").first
    expect(date).to_have_attribute("datetime", article.date.isoformat())
    quotations = page.locator(".pull-quotes blockquote")
    expect(quotations).to_have_count(len(article.quotations))
    assert not re.search(r"Test Migration New|Test Page", text)


def whole_journey(
    new_context: Callable[..., BrowserContext], article: ArticleText, case_studies: str
) -> None:
    """Administrator, editor, reader: each in a browser of their own."""
    large = {"width": 1400, "height": 1000}
    give_the_site_its_contact_strip(new_context(viewport=large).new_page(), article)
    address = compose_and_publish(new_context(viewport=large).new_page(), article, case_studies)
    read_as_anybody(new_context(viewport=large).new_page(), address, article, case_studies)
