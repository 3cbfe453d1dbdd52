"""Administrators compose menus in the admin: by keyboard alone, by mouse, with mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.e2e.compose import publish
from tests.e2e.conftest import NewContext, be_signed_in
from tests.e2e.keyboard import Keyboard
from tests.e2e.menu_states import ORDINARY
from tests.e2e.menus import set_menus
from tests.e2e.site import PASSWORD, RunningSite, running_site

LARGE = {"width": 1400, "height": 1000}
LIST = "/admin/snippets/navigation/menu/"
# The site's first three menus.
MAIN, UTILITY, FOOTER = (f"{LIST}edit/{key}/" for key in (1, 2, 3))
ADMINISTRATOR = "admin@example.org"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A site of its own: other tests expect the demo's menus."""
    with running_site(tmp_path_factory.mktemp("menus-admin")) as running:
        yield running


@pytest.fixture
def admin(new_context: NewContext, site: RunningSite) -> Page:
    """An administrator's window, on a site with ordinary menus."""
    set_menus(site, **ORDINARY)
    page = new_context(viewport=LARGE).new_page()
    be_signed_in(page, ADMINISTRATOR)
    return page


def insert(keys: Keyboard, kind: str, *, back: bool = True) -> None:
    """Insert an entry where the next button for it is; the focus is in it then."""
    keys.to("Insert a block", back=back)
    keys.press("Enter", "Tab")
    options = keys.page.get_by_role("tooltip").get_by_role("option")
    expect(options.first).to_be_visible()
    keys.write(kind)
    # Others may have the word in them as well; Enter takes the first.
    expect(options.first).to_have_text(kind)
    keys.press("Enter")
    expect(options).to_have_count(0)


def choose_page(keys: Keyboard, title: str) -> None:
    """Choose a page in Wagtail's dialog, from the entry that wants one."""
    keys.use("Choose a page")
    dialog = keys.page.get_by_role("dialog")
    # It takes the focus once it has come to rest; what is typed before that goes nowhere.
    expect(dialog).to_be_focused()
    keys.to("Search term")
    keys.write(title)
    expect(dialog.get_by_role("link", name=title, exact=True).first).to_be_visible()
    keys.use(title)
    expect(dialog).to_have_count(0)


def add_address(keys: Keyboard, label: str, address: str, *, back: bool = True) -> None:
    """Insert an entry with this label and address."""
    insert(keys, "Address", back=back)
    expect(keys.page.locator(":focus[name$=-label]")).to_have_value("")
    keys.write(label)
    keys.press("Tab")
    keys.write(address)


def delete_all(keys: Keyboard) -> None:
    """Delete every entry there is."""
    buttons = keys.page.get_by_role("button", name="Delete", exact=True)
    while number := buttons.count():
        keys.use("Delete")
        expect(buttons).to_have_count(number - 1)


def publish_by_keyboard(keys: Keyboard) -> None:
    """Publish what is open."""
    keys.use("More actions")
    keys.use("Publish")
    expect(keys.page.locator(".messages")).to_contain_text("published")


def previewed(page: Page) -> FrameLocator:
    """The page in the preview panel."""
    return page.frame_locator("#w-preview-iframe")


def open_menu(keys: Keyboard, name: str) -> None:
    """From the admin's menu to a menu of the site."""
    page = keys.page
    page.goto("/admin/")
    keys.use("Navigation")
    expect(page.get_by_role("link", name="Menus", exact=True)).to_be_visible()
    keys.use("Menus")
    expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    keys.use(name)
    expect(page.locator("#id_name")).to_have_value(name)


def sign_in_by_keyboard(keys: Keyboard) -> None:
    """As the administrator."""
    keys.page.goto("/account/login/")
    # It has the focus already.
    keys.write(ADMINISTRATOR)
    keys.to("Password")
    keys.write(PASSWORD)
    keys.press("Enter")
    keys.page.get_by_role("button", name="Sign out").wait_for()


def words(page: Page, selector: str) -> list[str]:
    """What a visitor reads there, line by line."""
    return [line for line in page.locator(selector).inner_text().split("\n") if line.strip()]


def test_main_menu_and_footer_are_built_with_the_keyboard_alone(
    new_context: NewContext, site: RunningSite
) -> None:
    set_menus(site, **ORDINARY)
    page = new_context(viewport=LARGE).new_page()
    keys = Keyboard(page)
    sign_in_by_keyboard(keys)

    open_menu(keys, "Main menu")
    # Deleted ones keep their numbers until the menu is saved.
    second = 1 + int(page.locator("input[name=entries-count]").input_value())
    delete_all(keys)
    keys.to("Page of the preview")
    add_address(keys, "Press room", "press.example/room")
    insert(keys, "Page", back=False)
    choose_page(keys, "News Desk")
    # Into the list of the preview's page and back to the last place to insert something.
    keys.to("Page of the preview")
    insert(keys, "Group")
    expect(page.locator(":focus[name$=-label]")).to_have_value("")
    keys.write("About")
    insert(keys, "Page", back=False)
    choose_page(keys, "About us")
    # The dialog leaves the focus at the top of the page. From below: past the last place of the
    # first level to that of the group.
    keys.to("Page of the preview")
    keys.to("Insert a block", back=True)
    add_address(keys, "Volunteer", "/search/?q=volunteer")
    # The second entry of the first level becomes the first.
    keys.to("Page of the preview")
    for _ in range(40):
        keys.to("Move up", back=True)
        if page.evaluate(
            "name => document.activeElement.closest('[data-streamfield-child]')"
            ".querySelector(`[name=${name}]`) !== null",
            f"entries-{second}-type",
        ):
            break
    keys.press("Enter")
    moved = page.locator(f"input[name=entries-{second}-order]")
    expect(moved).to_have_value("0")

    see_previews(keys)
    publish_by_keyboard(keys)

    open_menu(keys, "Footer")
    delete_all(keys)
    keys.to("Page of the preview")
    insert(keys, "Group")
    expect(page.locator(":focus[name$=-label]")).to_have_value("")
    keys.write("Contact")
    add_address(keys, "Write to us", "/search/?q=write", back=False)
    keys.to("Page of the preview")
    add_address(keys, "Imprint", "/search/?q=imprint")
    publish_by_keyboard(keys)

    visitor = new_context(viewport=LARGE).new_page()
    visitor.goto("/")
    assert words(visitor, ".main-nav") == ["News Desk", "Press room", "About"]
    visitor.get_by_text("About", exact=True).click()
    assert words(visitor, ".menu-panel") == ["About us", "Volunteer"]
    press = visitor.get_by_role("link", name="Press room")
    expect(press).to_have_attribute("href", "https://press.example/room")
    assert words(visitor, ".foot-nav") == ["Contact", "Write to us", "Imprint"]
    print(f"{keys.presses} presses, at most {keys.farthest} Tabs to get somewhere")


def see_previews(keys: Keyboard) -> None:
    """The unpublished menu on two pages and at two widths."""
    page = keys.page
    keys.use("Toggle preview")
    frame = previewed(page)
    button = frame.get_by_role("button", name="Menu", exact=True)
    entry = frame.get_by_role("link", name="Press room")
    expect(button).to_be_visible()
    expect(entry).to_be_hidden()
    home = frame.get_by_role("heading", level=1).inner_text()
    keys.to("Preview in mobile size")
    keys.press("ArrowRight", "ArrowRight")
    expect(page.get_by_role("radio", name="Preview in desktop size")).to_be_checked()
    expect(entry).to_be_visible()
    expect(button).to_be_hidden()

    # Behind the last entry, past what chooses the pages of entries.
    keys.to("Page of the preview")
    choose_page(keys, "About us")
    expect(frame.get_by_role("heading", level=1)).to_have_text("About us")
    assert home != "About us"
    expect(entry).to_be_visible()
    keys.to("Preview in desktop size")
    keys.press("ArrowLeft", "ArrowLeft")
    expect(entry).to_be_hidden()
    expect(button).to_be_visible()


def add(page: Page, kind: str) -> Locator:
    """Insert an entry at the end with the mouse; returns it."""
    entries = page.locator("input[name=entries-count]")
    number = int(entries.input_value())
    page.locator("#panel-entries-section").get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    expect(entries).to_have_value(str(number + 1))
    return page.locator(f"input[name=entries-{number}-type] >> xpath=..")


def order(page: Page) -> list[str]:
    """The labels of the entries of the first level, from top to bottom."""
    found = page.locator("input[name^=entries-][name$=-value-label]:visible").all()
    return [each.input_value() for each in sorted(found, key=top)]


def top(field: Locator) -> float:
    """How far down the page it is."""
    box = field.bounding_box()
    assert box
    return box["y"]


def test_menu_is_built_with_the_mouse(
    admin: Page, new_context: NewContext, site: RunningSite
) -> None:
    set_menus(site, main=[])
    admin.goto(MAIN)
    for label in ("First", "Second", "Third"):
        entry = add(admin, "Address")
        entry.get_by_label("Label").last.fill(label)
        entry.get_by_label("Address").last.fill(f"https://{label.lower()}.example/")
    assert order(admin) == ["First", "Second", "Third"]

    handles = admin.get_by_role("button", name="Drag")
    handles.nth(2).scroll_into_view_if_needed()
    start, end = handles.nth(2).bounding_box(), handles.nth(0).bounding_box()
    assert start
    assert end
    admin.mouse.move(start["x"] + 5, start["y"] + 5)
    admin.mouse.down()
    admin.mouse.move(start["x"] + 5, start["y"] - 20, steps=5)
    admin.mouse.move(end["x"] + 5, end["y"] - 10, steps=20)
    admin.mouse.up()
    expect(admin.locator("input[name=entries-2-order]")).to_have_value("0")
    assert order(admin) == ["Third", "First", "Second"]
    publish(admin)

    visitor = new_context(viewport=LARGE).new_page()
    visitor.goto("/")
    assert words(visitor, ".main-nav") == ["Third", "First", "Second"]


def message_at(page: Page, field: str) -> Locator:
    """What is said at this field of the form."""
    return page.locator(
        f"xpath=//*[@id='{field}']/ancestor::*[contains(@class, 'w-field__wrapper')][1]"
    )


def try_to_publish(page: Page) -> None:
    """Press "Publish", whatever comes of it."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("could not be")


WHOLE_ADDRESS = "Please write the whole address"
MISTAKES = [
    ("javascript:alert(1)", "Label", "address", WHOLE_ADDRESS),
    ("//evil.example", "Label", "address", WHOLE_ADDRESS),
    ("data:text/html,<script>alert(1)</script>", "Label", "address", WHOLE_ADDRESS),
    ("https://a.example/", "", "label", "required"),
    ("https://a.example/", "gro.\u202eelpmaxe", "label", "invisible control characters"),
]


def test_mistakes_are_told_at_their_fields(admin: Page) -> None:
    admin.goto(FOOTER)
    first = int(admin.locator("input[name=entries-count]").input_value())
    for address, label, _field, _message in MISTAKES:
        entry = add(admin, "Address")
        entry.get_by_label("Label").last.fill(label)
        entry.get_by_label("Address").last.fill(address)
    add(admin, "Page")
    long = add(admin, "Address")
    # The fields themselves take no more than this, however much is put in.
    for field, most in (("Label", 100), ("Address", 2048)):
        long.get_by_label(field).last.fill("x" * 10_000)
        assert len(long.get_by_label(field).last.input_value()) == most
    try_to_publish(admin)

    for number, (_address, _label, field, message) in enumerate(MISTAKES, first):
        said = message_at(admin, f"entries-{number}-value-{field}")
        expect(said).to_contain_text(message)
    last = first + len(MISTAKES)
    page = admin.locator(f"[data-contentpath]:has(> * #entries-{last}-value-page)").last
    expect(page).to_contain_text("required")


def test_second_menu_at_a_place_and_group_in_the_utility_menu_are_refused(admin: Page) -> None:
    admin.goto(f"{LIST}add/")
    admin.locator("#id_name").fill("Another main menu")
    admin.locator("#id_place").select_option("main")
    admin.locator("#id_site").select_option(index=1)
    try_to_publish(admin)
    expect(message_at(admin, "id_place")).to_contain_text("has a menu at this place already")

    admin.goto(UTILITY)
    add(admin, "Group").get_by_label("Label").last.fill("Group")
    try_to_publish(admin)
    expect(admin.locator("#panel-entries-section")).to_contain_text("cannot hold groups")


def test_menu_is_scheduled_and_locked(admin: Page) -> None:
    admin.goto(UTILITY)
    admin.get_by_role("button", name="Toggle status").click()
    admin.get_by_role("button", name="Set schedule").click()
    dialog = admin.get_by_role("dialog")
    dialog.locator("#id_go_live_at").fill("2040-01-01 09:00")
    # The calendar lies over the button.
    dialog.get_by_role("button", name="Save schedule").press("Enter")
    expect(dialog).to_be_hidden()
    admin.get_by_role("button", name="More actions").click()
    admin.get_by_role("button", name=re.compile("Schedule to publish|Publish")).last.click()
    expect(admin.locator(".messages")).to_contain_text("scheduled for publishing")

    # What is scheduled is locked by that; another one is locked by hand.
    admin.goto(FOOTER)
    status = admin.get_by_role("button", name="Toggle status")
    if status.get_attribute("aria-expanded") != "true":
        status.click()
    admin.locator("[data-w-action-url-value*='/lock/']").press("Space")
    expect(admin.locator("[data-w-action-url-value*='/unlock/']").first).to_be_attached()
    admin.locator("[data-w-action-url-value*='/unlock/']").first.press("Space")
    expect(admin.locator("[data-w-action-url-value*='/lock/']").first).to_be_attached()


def test_versions_of_a_menu_are_listed_and_compared(admin: Page) -> None:
    for label in ("The earlier one", "The later one"):
        admin.goto(FOOTER)
        entry = add(admin, "Address")
        entry.get_by_label("Label").last.fill(label)
        entry.get_by_label("Address").last.fill("https://versions.example/")
        admin.get_by_role("button", name="Save draft").click()
        expect(admin.locator(".messages")).to_contain_text("updated")
    admin.get_by_role("link", name="History").first.click()
    expect(admin.get_by_role("heading", level=1)).to_contain_text("Footer")
    admin.locator("table").get_by_role("button").first.click()
    admin.get_by_role("link", name=re.compile("Compare with previous")).first.click()
    expect(admin.locator("main")).to_contain_text("The later one")


def test_editor_has_no_way_to_menus(new_context: NewContext) -> None:
    page = new_context(viewport=LARGE).new_page()
    be_signed_in(page, "editor@example.org")
    page.goto("/admin/")
    expect(page.get_by_role("button", name="News Desk")).to_be_visible()
    expect(page.get_by_role("button", name="Navigation")).to_have_count(0)
    for path in (LIST, f"{LIST}add/", MAIN, f"{LIST}history/1/", "/admin/menu-entries-not-shown/"):
        page.goto(path)
        expect(page).to_have_url(re.compile(r"/admin/$"))
        expect(page.locator(".messages")).to_contain_text("do not have permission")
