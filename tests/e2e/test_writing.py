"""Writing an article with the keyboard: source, date, topics, doubles, and what one begins with."""

from __future__ import annotations

import re
from dataclasses import replace

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.article_text import SAMPLE, read_article
from tests.e2e import compose
from tests.e2e.conftest import be_signed_in, until
from tests.e2e.journey import EDITOR


def violations(page: Page, within: str = "main") -> list[str]:
    """What axe finds in this part of the page."""
    result = Axe().run(page, context=within)
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in result.response["violations"]]


def new_article(page: Page) -> None:
    """An editor before an empty article."""
    be_signed_in(page, EDITOR)
    page.goto("/admin/")
    compose.open_new_article(page)
    page.wait_for_load_state("networkidle")
    compose.wait_until_watched(page)


def expect_autosaved(page: Page) -> None:
    """All there is in the form has been saved by itself."""
    until(
        page,
        """() => {
            const watch = wagtail.app.getControllerForElementAndIdentifier(
                document.querySelector('#page-edit-form'), 'w-unsaved');
            return location.pathname.endsWith('/edit/') && watch.formData === watch.initialFormData;
        }""",
    )


def test_source_is_chosen_and_made_with_the_keyboard_alone(page: Page) -> None:
    new_article(page)
    compose.field(page, "Headline").fill("Written without a mouse")
    source = compose.source_field(page)
    chosen = page.locator("#id_source")
    source.focus()

    page.keyboard.type("meridan")
    option = page.get_by_role("option", name="The Meridian")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(source).to_have_attribute("aria-expanded", "true")
    expect(source).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(source).to_have_attribute("aria-expanded", "false")
    expect(source).to_have_value("meridan")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(source).to_have_value("The Meridian")
    expect(chosen).not_to_have_value("")
    expect(source).to_be_focused()
    meridian = chosen.input_value()

    source.fill("")
    page.keyboard.type("Dale Observer")
    expect(page.get_by_role("option", name="Create “Dale Observer”")).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“Dale Observer” has been created.")).to_be_visible()
    expect(chosen).not_to_have_value(meridian)

    page.keyboard.press("Tab")
    expect_autosaved(page)
    page.reload()
    expect(source).to_have_value("Dale Observer")


def test_name_left_unchosen_is_not_lost_and_said(page: Page) -> None:
    new_article(page)
    compose.source_field(page).focus()
    page.keyboard.type("the meridian")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(compose.source_field(page)).to_have_value("The Meridian")

    compose.source_field(page).focus()
    compose.source_field(page).fill("Nobody's Herald")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.get_by_text("“Nobody's Herald” is not among the sources.")).to_be_visible()
    expect(page.locator("#id_source")).to_have_value("")


def test_list_that_cannot_be_fetched_leaves_the_field_usable(page: Page) -> None:
    new_article(page)
    page.route("**/news/writing/sources/*", lambda route: route.fulfill(status=404, body="{}"))
    compose.source_field(page).focus()
    page.keyboard.type("The Meridian")
    expect(page.get_by_text("The list could not be fetched.")).to_be_visible()
    compose.field(page, "Headline").fill("Without a list")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("created")
    expect(compose.source_field(page)).to_have_value("The Meridian")


def test_wagtails_own_window_still_chooses(page: Page) -> None:
    new_article(page)
    page.get_by_role("button", name="All sources").click()
    page.get_by_role("dialog").get_by_role("link", name="The Meridian").click()
    expect(compose.source_field(page)).to_have_value("The Meridian")


def test_date_is_shown_as_it_is_understood(page: Page) -> None:
    new_article(page)
    date = compose.field(page, "Source's date")
    date.fill("21st Sept 2015")
    expect(page.get_by_text("Will be shown as September 21, 2015.")).to_be_visible()
    date.fill("9/2015")
    expect(page.get_by_text("Will be shown as September 2015.")).to_be_visible()
    date.fill("some autumn")
    expect(page.get_by_text("This is not a date we can read.")).to_be_visible()


def test_topics_are_suggested_and_added_by_a_press(page: Page) -> None:
    new_article(page)
    compose.field(page, "Headline").fill("Volunteers and councils")
    suggestion = page.get_by_role("button", name="Volunteers", exact=True)
    expect(suggestion).to_be_visible()
    expect(page.get_by_label("Volunteers", exact=True)).not_to_be_checked()
    suggestion.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Volunteers")).to_be_checked()
    expect(suggestion).to_have_count(0)
    expect(page.get_by_role("button", name="Money and councils")).to_be_focused()
    expect_autosaved(page)
    page.reload()
    expect(page.get_by_role("checkbox", name="Volunteers")).to_be_checked()


def test_article_already_on_the_desk_is_shown_and_not_forbidden(page: Page) -> None:
    new_article(page)
    compose.field(page, "Headline").fill("The winter the reading rooms stayed open")
    expect(page.get_by_text("Nearly the same headline is already on the desk:")).to_be_visible()
    link = page.get_by_role("link", name="The winter the reading rooms stayed open")
    expect(link.first).to_have_attribute("href", re.compile(r"/admin/pages/\d+/edit/"))
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text("created")


def test_article_begins_with_an_outline_or_another_ones_text(page: Page) -> None:
    new_article(page)
    assert violations(page) == []
    cards = page.get_by_role("navigation", name="Begin with")
    cards.get_by_role("link", name="Report with case studies").click()
    expect(page.locator("input[name=body-count]")).to_have_value("4")
    page.wait_for_load_state("networkidle")

    cards.get_by_role("link", name="Copy from an article").click()
    expect(page.get_by_label("Words in the article")).to_be_focused()
    assert violations(page) == []
    page.get_by_label("Words in the article").fill("winter")
    page.keyboard.press("Enter")
    row = page.get_by_role("row").filter(has_text="The Meridian")
    row.get_by_role("link", name="The winter the reading rooms stayed open").click()
    expect(compose.source_field(page)).to_have_value("The Meridian")
    expect(compose.field(page, "Headline")).to_have_value("")
    compose.field(page, "Headline").press_sequentially("Another winter")
    expect(cards).to_be_hidden()


# Wagtail's form has buttons between the fields of a block.
MOST_TABS = 12
COUNT_CLICKS = """addEventListener("click", (event) => {
  if (event.isTrusted && event.detail)
    sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1;
}, true);"""


def tab_to(page: Page, selector: str) -> None:
    """Go on to this field with the Tab key."""
    field = page.locator(selector)
    for _ in range(MOST_TABS):
        if field.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(field).to_be_focused()


def test_article_of_the_guide_takes_the_clicks_it_names(page: Page) -> None:
    # Others publish the same article on this site: it takes an address of its own.
    article = replace(read_article(SAMPLE), headline="Night buses, written by the guide")
    keyboard = page.keyboard
    be_signed_in(page, EDITOR)
    page.goto("/admin/")
    page.add_init_script(COUNT_CLICKS)
    page.evaluate(COUNT_CLICKS)
    compose.open_new_article(page)
    page.get_by_role("link", name="Report with case studies").click()
    expect(page.locator("input[name=body-count]")).to_have_value("4")
    page.wait_for_load_state("networkidle")

    compose.field(page, "Headline").click()
    keyboard.insert_text(article.headline)
    compose.field(page, "Address of the original").click()
    keyboard.insert_text("https://example.org/the-report")
    compose.source_field(page).click()
    keyboard.type("meridian")
    expect(page.get_by_role("option", name="The Meridian")).to_be_visible()
    keyboard.press("Enter")
    compose.field(page, "Source's date").click()
    keyboard.insert_text("3 March 2019")
    compose.write(page, "body-0-value", *article.before)
    page.locator("#body-1-value-heading").click()
    keyboard.insert_text(article.quotations_heading)
    block = page.locator("input[name=body-1-type] >> xpath=..")
    for number, quotation in enumerate(article.quotations):
        own = f"#body-1-value-quotations-{number}-value"
        if number:
            block.get_by_role("button", name="Add", exact=True).last.click()
        tab_to(page, f"{own}-quotation")
        keyboard.insert_text(quotation.words)
        tab_to(page, f"{own}-speaker")
        keyboard.insert_text(quotation.speaker)
        tab_to(page, f"{own}-speaker_description")
        keyboard.insert_text(quotation.description)
    page.locator("#body-2-value-links-0-value-label").click()
    keyboard.insert_text(article.link_label)
    tab_to(page, "#body-2-value-links-0-value-address")
    keyboard.insert_text("https://example.org/cases")
    compose.write(page, "body-3-value", *article.after)
    compose.publish(page)

    assert page.evaluate("sessionStorage.clicks") == "16"
