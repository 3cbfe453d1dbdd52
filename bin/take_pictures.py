"""Takes the pictures of the handbooks: `make handbook` writes all of docs/images.

A fresh demo site and people in a real browser: an editor composes the article that docs/editors.md
tells of, a visitor reads it, an administrator sets the site up; then come the single screens of
bin/screens.py. So the handbooks are tried out each time: where a label or a way has changed, this
stops and names it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Locator, Page, expect, sync_playwright

from bin import article_screens as _articles  # noqa: F401 -- registers its screens
from bin.camera import HEIGHT, WHOLE_FORM, WIDTH, Camera, visit
from bin.screens import SCREENS
from tests.e2e import compose
from tests.e2e.conftest import PATIENCE_MS, QUIET, chromium_program
from tests.e2e.site import running_site

HEADLINE = "A village buys its bookshop"
SUMMARY = "Three hundred people in Holmby put in what they could spare, and their shop stays open."
PARAGRAPH = (
    "When the last bookshop in the dale was put up for sale in the spring, a notice appeared in "
    "its window: “If everybody who reads this gives fifty pounds, it stays.”"
)
QUOTATIONS = (
    ("I have bought books all my life. I had never bought a shop.", "Edith Lowe", "shareholder"),
    ("We lend what we cannot sell, and then we sell it.", "Anil Rao", "bookseller"),
)


def section(page: Page, name: str) -> Locator:
    """A part of the article's form."""
    return page.locator(f"#panel-child-content-{name}-section")


def as_reader(camera: Camera) -> None:
    """The two pages the README shows, and the door."""
    page = camera.page
    page.goto("/news-desk/the-winter-the-reading-rooms-stayed-open/")
    camera.window("article")
    page.goto("/news-desk/")
    camera.window("desk")
    page.goto("/account/login/")
    camera.window("sign-in", height=780)


def published_article(camera: Camera) -> None:
    """What came of the editor's work."""
    page = camera.page
    page.goto("/news-desk/")
    page.get_by_role("main").get_by_role("link", name=HEADLINE).click()
    page.set_viewport_size({"width": WIDTH, "height": WHOLE_FORM})
    ends = page.locator(".site-head"), page.locator(".article-body > .disclaimer")
    camera.part("published", *ends, margin=40)


def as_editor(camera: Camera) -> None:
    """The guide's first article, from the menu to the page's publication and its privacy."""
    page = camera.page
    page.goto("/admin/")
    page.get_by_role("button", name="News Desk").click()
    expect(page.get_by_role("link", name="Disclaimers")).to_be_visible()
    camera.window("menu", height=560)
    page.get_by_role("link", name="Articles").click()
    expect(page.get_by_role("link", name="New article")).to_be_visible()
    camera.window("articles", height=620)
    page.get_by_role("link", name="New article").click()
    page.set_viewport_size({"width": WIDTH, "height": WHOLE_FORM})
    compose.field(page, "Headline").fill(HEADLINE)
    where_it_comes_from(camera)
    compose.field(page, "Summary").fill(SUMMARY)
    blocks(camera)
    text(camera)
    lead_picture(camera)
    page.get_by_label("Volunteers").check()
    publication(camera)


def where_it_comes_from(camera: Camera) -> None:
    """The source, made in passing, and a date of which only the month is known."""
    page = camera.page
    compose.field(page, "Address of the original").fill("https://upland-gazette.example/bookshop")
    compose.source_field(page).fill("The Upland Gazette")
    offer = page.get_by_role("option", name="Create “The Upland Gazette”")
    expect(offer).to_be_visible()
    camera.part("new-source", compose.source_field(page), offer, margin=40)
    offer.click()
    expect(page.locator("#id_source")).not_to_have_value("")
    compose.field(page, "Source's date").fill("Sept 2026")
    expect(page.get_by_text("Will be shown as September 2026.")).to_be_visible()
    compose.field(page, "Source's headline").fill("Six weeks, three hundred owners, one bookshop")
    compose.field(page, "Source's author").fill("Nell Ashworth")
    camera.part("source", section(page, "where_it_comes_from"))


def blocks(camera: Camera) -> None:
    """The choice of blocks, with what one of them looks like."""
    page = camera.page
    page.get_by_role("button", name="Insert a block").last.click()
    option = page.get_by_role("option", name="Pull quotes", exact=True)
    option.locator("xpath=..").get_by_role("button", name="Preview").click()
    frame = page.locator(".w-combobox-container iframe, .w-combobox-preview iframe").first
    expect(frame.content_frame.locator(".pull-quotes")).to_be_visible()
    camera.part("blocks", page.locator(".w-combobox"), frame.locator("xpath=../.."))
    page.keyboard.press("Escape")


def text(camera: Camera) -> None:
    """The parts that most articles have."""
    page = camera.page
    compose.add_paragraphs(page, [PARAGRAPH])
    block, prefix = compose.add_block(page, "Pull quotes")
    page.locator(f"#{prefix}-heading").fill("What the new owners say")
    for number, (words, speaker, who) in enumerate(QUOTATIONS):
        if number:
            block.get_by_role("button", name="Add", exact=True).last.click()
        own = f"#{prefix}-quotations-{number}-value"
        page.locator(f"{own}-quotation").fill(words)
        page.locator(f"{own}-speaker").fill(speaker)
        page.locator(f"{own}-speaker_description").fill(who)
    camera.part("pull-quotes", block, margin=12)
    address = "https://upland-gazette.example/guides/buying-a-shop-together"
    compose.add_case_study_link(page, "How a village buys a shop, step by step", address)
    description = page.locator("#body-2-value-links-0-value-description")
    description.fill("Its rules, its sums, and a timetable of six weeks")
    camera.part("case-study-links", page.locator("input[name=body-2-type] >> xpath=.."), margin=12)


def lead_picture(camera: Camera) -> None:
    """A picture with words for those who cannot see it."""
    page = camera.page
    panel = section(page, "picture")
    panel.get_by_role("button", name="Choose an image").click()
    page.get_by_role("dialog").get_by_role("link", name="A book with hills").click()
    page.get_by_label("Alternative text").fill("An open book from whose pages hills and firs rise.")
    expect(panel.locator("img")).to_be_visible()
    camera.part("picture", panel)


def publication(camera: Camera) -> None:
    """Preview, schedule, privacy, publication."""
    page = camera.page
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.get_by_role("button", name="Toggle preview").click()
    heading = page.frame_locator("#w-preview-iframe").get_by_role("heading", level=1)
    expect(heading).to_have_text(HEADLINE)
    section(page, "title").scroll_into_view_if_needed()
    camera.window("preview")
    page.get_by_role("button", name="Toggle preview").click()
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Go live date/time")).to_be_visible()
    camera.window("schedule")
    dialog.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Change privacy").click()
    dialog.get_by_label("Private, accessible to users in specific groups").check()
    dialog.get_by_label("Members", exact=True).check()
    camera.part("privacy", dialog.locator(".w-dialog__box"), margin=0)
    dialog.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="More actions").click()
    menu = page.get_by_role("button", name="Publish", exact=True)
    expect(menu).to_be_visible()
    camera.part("publish", page.locator("footer nav"), menu)
    menu.click()
    expect(page.locator(".messages")).to_contain_text("published")


def what_is_missing(camera: Camera) -> None:
    """An article without its source, and a disclaimer's wordings."""
    page = camera.page
    page.goto("/admin/")
    compose.open_new_article(page)
    compose.field(page, "Headline").fill("An article without a source")
    page.keyboard.press("Tab")
    expect(page.locator("#id_slug")).to_have_value("an-article-without-a-source")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("This field is required.").first).to_be_visible()
    camera.window("error", height=860)
    page.goto("/admin/snippets/news/disclaimer/")
    page.get_by_role("link", name="Standing disclaimer").click()
    page.set_viewport_size({"width": WIDTH, "height": 1500})
    camera.part("wordings", page.locator("#panel-wordings_in_use-section"))


def as_administrator(camera: Camera) -> None:
    """The organisation, the main menu, a new account."""
    page = camera.page
    page.goto("/admin/settings/home/organisation/")
    expect(page.get_by_label("Telephone")).to_be_visible()
    camera.window("organisation", height=900)
    page.goto("/admin/pages/")
    camera.window("pages", height=520)
    main_menu(camera)
    page.goto("/admin/users/new/")
    page.get_by_label("Email").fill("new.editor@example.org")
    page.get_by_label("Display name").fill("Noor Haddad")
    page.get_by_label("Editors").check()
    camera.window("new-account", height=900)


def main_menu(camera: Camera) -> None:
    """The main menu in the editor, with the preview beside it."""
    page = camera.page
    page.goto("/admin/snippets/navigation/menu/")
    page.get_by_role("link", name="Main menu").click()
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("button", name="Menu")).to_be_visible()
    page.get_by_text("Each entry can be moved").scroll_into_view_if_needed()
    camera.window("menus", height=1000)


STORY: list[tuple[str, Callable[[Camera], None]]] = [
    ("", as_reader),
    ("editor@example.org", as_editor),
    ("", published_article),
    ("editor@example.org", what_is_missing),
    ("admin@example.org", as_administrator),
]


def turns_for(names: Sequence[str]) -> list[tuple[str, Callable[[Camera], None]]]:
    """Who does what: all of it, or the named pictures alone. Ends the program at unknown names."""
    screens = {name: (screen.email, screen.show) for name, screen in SCREENS.items()}
    if not names:
        return [*STORY, *screens.values()]
    if unknown := [name for name in names if name not in screens]:
        raise SystemExit(f"No picture {', '.join(unknown)}. There are: {', '.join(screens)}.")
    return [screens[name] for name in names]


def main(names: Sequence[str]) -> None:
    """Take all pictures, or those named."""
    turns = turns_for(names)
    os.environ.pop("DATABASE_URL", None)
    expect.set_options(timeout=PATIENCE_MS * 3)
    with TemporaryDirectory() as own, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium_program(), args=QUIET)
        with running_site(Path(own)) as site:
            for email, turn in turns:
                with visit(browser, site, email) as camera:
                    turn(camera)


if __name__ == "__main__":
    main(sys.argv[1:])
