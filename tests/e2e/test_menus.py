"""Menus as visitors use them: by keyboard, by touch, without JavaScript, in every look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.conftest import NewContext, until
from tests.e2e.menu_states import ORDINARY, STATES
from tests.e2e.menus import focused, set_menus
from tests.e2e.site import RunningSite, running_site
from tests.e2e.test_accessibility import violations
from tests.e2e.test_extremes import SIDEWAYS
from tests.e2e.test_weight import SHIFT

PATH = "/about-us/"
NARROW, WIDE = {"width": 320, "height": 800}, {"width": 1280, "height": 800}
# What is seen of 1280 pixels at 200 %.
ZOOMED = {"width": 640, "height": 400}
LARGE_LETTERS = "document.documentElement.style.fontSize = '200%'"
RIGHT_TO_LEFT = "document.documentElement.dir = 'rtl'"
MENUS = ".main-nav, .utility-nav, .foot-nav, .menu-button, .menu-close"

# Looks at every frame whether anything is seen of what has to be closed, and at each change of it.
WATCH = """(() => {
    window.seen = [];
    const look = () => {
        for (const selector of [".menu-panel", ".menu-sheet"])
            for (const each of document.querySelectorAll(selector)) {
                const isWide = matchMedia("(min-width: 64rem)").matches;
                if (selector === ".menu-sheet" && isWide) continue;
                if (each.checkVisibility() && getComputedStyle(each).position !== "static")
                    window.seen.push(selector);
                else if (each.checkVisibility()) window.seen.push(`${selector} in its place`);
            }
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    new MutationObserver(changes => changes.forEach(({target, attributeName}) => {
        if (attributeName === "open" || attributeName === "popover")
            window.seen.push(`${target.className} ${attributeName}`);
    })).observe(document, {attributes: true, subtree: true, attributeFilter: ["open", "popover"]});
})()"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A site of its own: other tests expect the demo's menus."""
    with running_site(tmp_path_factory.mktemp("menus")) as running:
        set_menus(running, **ORDINARY)
        yield running


@pytest.fixture
def ordinary(site: RunningSite) -> None:
    """The menus that a site of ordinary size has."""
    set_menus(site, **ORDINARY)


def groups(page: Page) -> Locator:
    """The words that unfold something."""
    return page.locator(".main-nav summary")


def states(page: Page) -> Iterator[str]:
    """Bring the menus into each of their states: of the groups, the first and the last one."""
    yield "closed"
    button = page.get_by_role("button", name="Menu", exact=True)
    if button.is_visible():
        button.click()
        yield "open"
    last = groups(page).count() - 1
    for number in sorted({0, last}) if last >= 0 else ():
        page.evaluate("document.activeElement.blur()")
        groups(page).nth(number).press("Enter")
        expect(page.locator(".main-nav details").nth(number)).to_have_attribute("open", "")
        yield f"group {number} open"


def too_small(page: Page) -> list[str]:
    """Targets of the menus that are hard to hit: less than 24 pixels in either direction."""
    found = []
    for each in page.locator(MENUS).locator("a, summary, button").all():
        box = each.bounding_box()
        if box and each.is_visible() and min(box["width"], box["height"]) < 24:
            found.append(f"{each.inner_text()}: {box}")
    return found


def outside(page: Page) -> list[str]:
    """Entries of an open group that cannot be seen whole in the width of the window."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    found = []
    for panel in page.locator("details[open] .menu-panel").all():
        box = panel.bounding_box()
        if box and (box["x"] < -0.5 or box["x"] + box["width"] > width + 0.5):
            found.append(f"{panel.inner_text()[:40]}: {box}")
    return found


def faults(page: Page, where: str) -> list[str]:
    """Everything that is wrong in any state of the page's menus."""
    found = []
    for state in states(page):
        wrong = violations(page) + too_small(page) + outside(page)
        if sideways := page.evaluate(SIDEWAYS):
            wrong.append(f"{sideways} pixels to scroll sideways")
        found += [f"{where}, {state}: {each}" for each in wrong]
    return found


LOOKS: dict[str, tuple[dict[str, int], str, str]] = {
    "narrow": (NARROW, "light", ""),
    "narrow dark, right to left": (NARROW, "dark", RIGHT_TO_LEFT),
    "wide": (WIDE, "light", ""),
    "wide dark, right to left": (WIDE, "dark", RIGHT_TO_LEFT),
    "at 200 %": (ZOOMED, "dark", ""),
    "large letters": (WIDE, "light", LARGE_LETTERS),
    "large letters, narrow": (NARROW, "light", LARGE_LETTERS),
}


# Each takes half a minute or more; the others are looked at by `make faults`.
IN_EVERY_RUN = ("ordinary", "longest")


@pytest.mark.parametrize(
    "menus",
    [
        pytest.param(menus, id=name, marks=() if name in IN_EVERY_RUN else pytest.mark.faults)
        for name, menus in STATES.items()
    ],
)
def test_every_state_holds_in_every_look(
    new_context: NewContext, site: RunningSite, menus: dict[str, Any]
) -> None:
    set_menus(site, **menus)
    found = []
    for where, (viewport, scheme, change) in LOOKS.items():
        page = new_context(viewport=viewport, color_scheme=scheme).new_page()
        page.goto(PATH)
        if change:
            page.evaluate(change)
        found += faults(page, where)
        page.close()
    assert "\n".join(found) == ""


def walk(page: Page, *names: str) -> None:
    """Press Tab once for each of the names; each press has to bring the focus there."""
    for name in names:
        page.keyboard.press("Tab")
        assert focused(page) == name


IN_ABOUT = ("About us", "Our federation")
SKIPS = ("Skip to the text", "Menu", "Search page", "Contact")
STRIP = ("+44 20 7946 0147", "hello@example.org")


def test_wide_menu_by_keyboard(new_context: NewContext, ordinary: None) -> None:
    page = new_context(viewport=WIDE).new_page()
    page.goto(PATH)
    group = page.locator(".main-nav details").first

    walk(page, *SKIPS, *STRIP, "Kept Open Libraries", "News Desk", "About")
    page.keyboard.press("Enter")
    expect(group).to_have_attribute("open", "")
    walk(page, *IN_ABOUT)
    page.keyboard.press("Escape")
    assert focused(page) == "About"
    expect(group).not_to_have_attribute("open", "")

    page.keyboard.press("Space")
    expect(group).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(group).not_to_have_attribute("open", "")
    assert focused(page) == "About"

    page.keyboard.press("Space")
    # Who leaves it with Tab leaves it closed.
    walk(page, *IN_ABOUT, "Take part")
    expect(group).not_to_have_attribute("open", "")
    page.keyboard.press("Enter")
    walk(page, "Volunteer", "Donate", "Join us", "Press", "Search", "Sign in")
    expect(page.locator(".main-nav [open]")).to_have_count(0)

    for name in ("Search", "Press", "Join us", "Take part", "About", "News Desk"):
        page.keyboard.press("Shift+Tab")
        assert focused(page) == name
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/news-desk/$"))


def test_narrow_menu_by_keyboard(new_context: NewContext, ordinary: None) -> None:
    page = new_context(viewport=NARROW).new_page()
    page.goto(PATH)
    sheet = page.locator(".menu-sheet")
    open_with = {"first": "Enter", "second": "Space"}

    walk(page, *SKIPS, *STRIP, "Kept Open Libraries", "Menu")
    page.keyboard.press(open_with["first"])
    expect(sheet).to_be_visible()
    walk(page, "Close", "News Desk", "About", "Take part", "Join us", "Press", "Search", "Sign in")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    assert focused(page) == "Menu"

    page.keyboard.press(open_with["second"])
    walk(page, "Close", "News Desk", "About")
    page.keyboard.press("Enter")
    walk(page, *IN_ABOUT, "Take part")
    # Here they lie in their place and cover nothing: one stays open until another is opened.
    expect(page.locator(".main-nav details").first).to_have_attribute("open", "")
    page.keyboard.press("Space")
    expect(page.locator(".main-nav details").first).not_to_have_attribute("open", "")
    walk(page, "Volunteer", "Donate", "Join us")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    assert focused(page) == "Menu"

    page.keyboard.press("Enter")
    walk(page, "Close")
    page.keyboard.press("Enter")
    expect(sheet).to_be_hidden()
    assert focused(page) == "Menu"


def test_footer_by_keyboard(new_context: NewContext, ordinary: None) -> None:
    page = new_context(viewport=WIDE).new_page()
    page.goto(PATH)
    page.locator(".foot-nav a").first.focus()
    assert focused(page) == "Write to us"
    walk(page, "Imprint", "Privacy", "About us", "how we choose", "Mastodon", "Films")
    walk(page, "Kept Open Libraries", "Site map")


def test_groups_close_when_one_turns_elsewhere(new_context: NewContext, ordinary: None) -> None:
    page = new_context(viewport=WIDE).new_page()
    page.goto(PATH)
    page.get_by_text("Take part", exact=True).click()
    expect(page.get_by_role("link", name="Volunteer")).to_be_visible()

    page.get_by_text("About", exact=True).click()
    expect(page.get_by_role("link", name="Volunteer")).to_be_hidden()
    expect(page.get_by_role("link", name="Our federation")).to_be_visible()

    page.get_by_role("heading", level=1).click(position={"x": 5, "y": 5})
    expect(page.locator(".main-nav [open]")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_narrow_menu_by_touch(new_context: NewContext, ordinary: None, script: bool) -> None:
    page = new_context(viewport=NARROW, has_touch=True, java_script_enabled=script).new_page()
    page.goto(PATH)
    page.get_by_role("button", name="Menu").tap()
    page.get_by_text("Take part", exact=True).tap()
    expect(page.get_by_role("link", name="Volunteer")).to_be_visible()
    page.get_by_text("About", exact=True).tap()
    expect(page.get_by_role("link", name="Our federation")).to_be_visible()
    expect(page.get_by_role("link", name="Volunteer")).to_be_hidden()

    page.get_by_role("button", name="Close").tap()
    expect(page.locator(".menu-sheet")).to_be_hidden()

    # A tap beside the sheet closes it as well.
    page.get_by_role("button", name="Menu").tap()
    expect(page.locator(".menu-sheet")).to_be_visible()
    page.touchscreen.tap(100, 790)
    expect(page.locator(".menu-sheet")).to_be_hidden()


def test_wide_menu_without_javascript(new_context: NewContext, ordinary: None) -> None:
    page = new_context(viewport=WIDE, java_script_enabled=False).new_page()
    page.goto(PATH)
    page.get_by_text("About", exact=True).click()
    expect(page.get_by_role("link", name="Our federation")).to_be_visible()
    page.get_by_text("Take part", exact=True).click()
    expect(page.get_by_role("link", name="Our federation")).to_be_hidden()
    page.get_by_role("link", name="Volunteer").click()
    expect(page).to_have_url(re.compile(r"/search/\?q=volunteer$"))


def test_current_page_and_those_above_it_are_marked(
    new_context: NewContext, ordinary: None
) -> None:
    page = new_context(viewport=WIDE).new_page()

    def marked() -> dict[str, str]:
        found = page.locator(".site-head [aria-current]").all()
        return {
            each.text_content() or "": each.get_attribute("aria-current") or "" for each in found
        }

    page.goto(PATH)
    assert marked() == {"About": "true", "About us": "page"}
    page.goto("/news-desk/")
    assert marked() == {"News Desk": "page"}
    page.goto("/news-desk/a-letter-about-silence/")
    assert marked() == {"News Desk": "true"}
    page.goto("/search/")
    assert marked() == {"Search": "page"}


def late(route: Route) -> None:
    """As over a bad line: the page is there long before what belongs to it."""
    route.request.frame.page.wait_for_timeout(400)
    route.continue_()


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("slow", ["nothing", "**/*.css", "**/*.js"])
def test_nothing_shifts_or_flashes_while_loading(
    new_context: NewContext, ordinary: None, viewport: dict[str, int], slow: str
) -> None:
    page = new_context(viewport=viewport).new_page()
    page.add_init_script(WATCH)
    if slow != "nothing":
        page.route(slow, late)
    for path in (PATH, "/", "/news-desk/"):
        page.goto(path, wait_until="networkidle")
        assert page.evaluate(SHIFT) == 0, path
        assert page.evaluate("window.seen") == [], path


def test_watch_would_see_an_open_group(new_context: NewContext, ordinary: None) -> None:
    """That the test above finds nothing means something."""
    page = new_context(viewport=WIDE).new_page()
    page.add_init_script(WATCH)
    page.goto(PATH)
    page.get_by_text("About", exact=True).click()
    until(page, "window.seen.includes('.menu-panel')")


def test_menus_are_not_printed(new_context: NewContext, ordinary: None) -> None:
    page = new_context(viewport=WIDE).new_page()
    page.goto(PATH)
    page.get_by_text("About", exact=True).click()
    page.emulate_media(media="print")
    for menu in page.locator(MENUS).all():
        expect(menu).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_arrows_are_seen_in_forced_colours(new_context: NewContext, ordinary: None) -> None:
    page = new_context(viewport=WIDE, forced_colors="active").new_page()
    page.goto(PATH)
    arrow = "getComputedStyle(document.querySelector('.main-nav summary'), '::after')"
    top, side, background = page.evaluate(
        f"[{arrow}.borderTopColor, {arrow}.borderLeftColor, "
        "getComputedStyle(document.documentElement).backgroundColor]"
    )
    assert top != background
    # Of no colour still, or it would be a box.
    assert side == "rgba(0, 0, 0, 0)"
