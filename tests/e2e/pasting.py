"""Pasting in the editor, as a browser does it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.compose import add_block, field, open_new_article
from tests.e2e.conftest import until

ADDRESS = "**/admin/news/writing/paste/"
DISPATCH = """(editor, [html, text]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    if (html) clipboardData.setData('text/html', html);
    editor.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    );
}"""
NAMES = "() => document.querySelector('#body-root').rootBlock.getValue().map(({type}) => type)"
# Draftail writes into its field a moment after it shows a text.
WRITTEN = """() => document.querySelector('#body-root').rootBlock.children
    .filter(({ type }) => type === 'paragraph')
    .every(({ block }) =>
        (JSON.parse(block.getValue())?.blocks || []).map(({ text }) => text).join('\\n')
        === block.getState().getCurrentContent().getPlainText()
    )"""


def begin_article(page: Page, headline: str) -> None:
    """A new article with nothing but its headline and one empty paragraph."""
    page.goto("/admin/")
    open_new_article(page)
    page.wait_for_load_state("networkidle")
    field(page, "Headline").fill(headline)
    add_block(page, "Paragraph")


def paragraphs(page: Page) -> Locator:
    """The editors of the paragraphs that are there."""
    return page.locator("[data-streamfield-child]:not([aria-hidden]) [contenteditable=true]")


def paste(page: Page, html: str, text: str = "as plain text", number: int = 0) -> None:
    """Paste into a paragraph, where its cursor is."""
    editor = paragraphs(page).nth(number)
    editor.click()
    expect(editor).to_be_focused()
    editor.evaluate(DISPATCH, [html, text])


def names(page: Page) -> list[str]:
    """The names of the blocks of the form, in their order."""
    return list(page.evaluate(NAMES))


def notice(page: Page) -> Locator:
    """What the site says about the last paste."""
    return page.get_by_role("group", name="What was pasted")


def save(page: Page) -> str:
    """Save the draft; the article's key."""
    until(page, WRITTEN)
    page.get_by_role("button", name="Save draft").click()
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/"))
    expect(page.locator(".messages, [data-w-autosave-target]").first).to_be_attached()
    found = re.search(r"/pages/(\d+)/edit/", page.url)
    assert found
    return found[1]
