"""What an editor does in the admin, by the names an editor sees."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.article_text import ArticleText
from tests.e2e.conftest import until


def field(page: Page, label: str) -> Locator:
    """A field of the form by its label."""
    return page.get_by_role("textbox", name=re.compile(f"^{re.escape(label)}"))


def open_new_article(page: Page) -> None:
    """From the admin's menu to an empty article."""
    page.get_by_role("button", name="News Desk").click()
    page.get_by_role("link", name="Articles").click()
    page.get_by_role("link", name="New article").click()
    expect(field(page, "Headline")).to_be_visible()


def wait_until_watched(page: Page) -> None:
    """What changes before Wagtail watches the form is no change to it, and not saved by itself."""
    until(
        page,
        """() => wagtail.app.getControllerForElementAndIdentifier(
            document.querySelector('#page-edit-form'), 'w-unsaved').initialFormData""",
    )


def add_disclaimer(page: Page, name: str, text: str) -> None:
    """Make a disclaimer with its first wording."""
    page.get_by_role("button", name="News Desk").click()
    page.get_by_role("link", name="Disclaimers").click()
    page.get_by_role("link", name="Add disclaimer").first.click()
    page.locator("#id_name").fill(name)
    write(page, "wordings-0-text", text)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(f"Disclaimer '{name}' created")).to_be_visible()


def source_field(page: Page) -> Locator:
    """Where the source is typed."""
    return page.get_by_role("combobox", name=re.compile("^Source"))


def choose_new_source(page: Page, name: str) -> None:
    """Name a source that is not there yet, without leaving the article."""
    source = source_field(page)
    source.fill(name)
    page.get_by_role("option", name=f"Create “{name}”").click()
    expect(page.get_by_text(f"“{name}” has been created.")).to_be_visible()
    expect(page.locator("#id_source")).not_to_have_value("")


def choose_source(page: Page, typed: str, name: str) -> None:
    """Name a source that is there, by the first letters of its name."""
    source_field(page).fill(typed)
    page.get_by_role("option", name=re.compile(f"^{re.escape(name)}")).click()
    expect(source_field(page)).to_have_value(name)


def choose_disclaimer(page: Page, name: str) -> None:
    """Have the article name a disclaimer of its own."""
    page.get_by_role("button", name="Choose disclaimer").click()
    page.get_by_role("dialog").get_by_role("link", name=name).click()
    expect(page.locator("[data-contentpath=disclaimer]")).to_contain_text(name)


def add_block(page: Page, name: str) -> tuple[Locator, str]:
    """Add a block at the end of the text; returns it and what its fields' ids begin with."""
    count = page.locator("input[name=body-count]")
    number = int(count.input_value())
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=name, exact=True).click()
    expect(count).to_have_value(str(number + 1))
    return page.locator(f"input[name=body-{number}-type] >> xpath=.."), f"body-{number}-value"


def write(page: Page, name: str, *paragraphs: str) -> None:
    """Write paragraphs into the rich text field of this name, as a keyboard would."""
    kept = page.locator(f"input[name='{name}']")
    editor = kept.locator("xpath=..").locator("[contenteditable=true]")
    editor.click()
    expect(editor).to_be_focused()
    for number, paragraph in enumerate(paragraphs):
        if number:
            editor.press("Enter")
        page.keyboard.insert_text(paragraph)
    # The field takes over what was written a moment later; a person is never quicker than that.
    words = paragraphs[-1].split('"')[0]
    expect(kept).to_have_value(re.compile(re.escape(words)))


def add_paragraphs(page: Page, paragraphs: list[str]) -> None:
    """Add a block of running text."""
    _, prefix = add_block(page, "Paragraph")
    write(page, prefix, *paragraphs)


def add_pull_quotes(page: Page, article: ArticleText) -> None:
    """Add the article's quotations with their heading."""
    block, prefix = add_block(page, "Pull quotes")
    page.locator(f"#{prefix}-heading").fill(article.quotations_heading)
    for number, quotation in enumerate(article.quotations):
        if number:
            block.get_by_role("button", name="Add", exact=True).last.click()
        own = f"#{prefix}-quotations-{number}-value"
        page.locator(f"{own}-quotation").fill(quotation.words)
        page.locator(f"{own}-speaker").fill(quotation.speaker)
        page.locator(f"{own}-speaker_description").fill(quotation.description)


def add_case_study_link(page: Page, label: str, address: str) -> None:
    """Add one link to case studies."""
    _, prefix = add_block(page, "Case-study links")
    page.locator(f"#{prefix}-links-0-value-label").fill(label)
    page.locator(f"#{prefix}-links-0-value-address").fill(address)


def publish(page: Page) -> None:
    """Publish what is open, from the menu beside "Save draft"."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("published")
