"""Reading as people do: by keyboard, in the dark, enlarged, on paper, quoting and handing on."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext, until

ARTICLE = "/news-desk/a-letter-about-silence/"
SHOWCASE = "/news-desk/how-we-tell-a-story/"
PAPER = "getComputedStyle(document.documentElement).backgroundColor"
DARK, LIGHT = "rgb(22, 23, 26)", "rgb(251, 250, 247)"
# The colour of the page at its first paint, noted by the page itself before anything else runs.
NOTE_FIRST_PAINT = f"""
new PerformanceObserver(list => {{ window.firstPaper ??= {PAPER}; }})
    .observe({{type: "paint", buffered: true}});
"""


def test_colours_are_the_devices_until_somebody_chooses(new_context: NewContext) -> None:
    page = new_context(color_scheme="dark").new_page()
    page.goto(ARTICLE)
    assert page.evaluate(PAPER) == DARK
    expect(page.get_by_role("button", name="As the device")).to_have_attribute(
        "aria-pressed", "true"
    )

    page.get_by_role("button", name="Light").click()

    assert page.evaluate(PAPER) == LIGHT


def test_chosen_colours_are_remembered_and_there_from_the_first_paint(
    new_context: NewContext,
) -> None:
    context = new_context(color_scheme="light")
    context.add_init_script(NOTE_FIRST_PAINT)
    page = context.new_page()
    page.goto(ARTICLE)
    page.get_by_role("button", name="Dark").click()

    page.goto("/news-desk/")

    until(page, "window.firstPaper")
    assert page.evaluate("window.firstPaper") == DARK
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")

    page.get_by_role("button", name="As the device").click()
    page.reload()
    assert page.evaluate(PAPER) == LIGHT


def test_switch_and_tools_need_no_place_without_javascript(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(ARTICLE)

    expect(page.get_by_role("button", name="Dark")).to_be_hidden()
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()


def test_link_that_is_copied_is_the_canonical_one(new_context: NewContext) -> None:
    context = new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{ARTICLE}?utm_source=mail#main")

    page.get_by_role("button", name="Copy link").click()

    expect(page.get_by_role("status").filter(has_text="Address copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(ARTICLE)


def test_list_is_narrowed_by_keyboard_alone(page: Page) -> None:
    page.goto("/news-desk/")
    summary = page.locator("summary", has_text="Sources")
    for _ in range(60):
        page.keyboard.press("Tab")
        if summary.evaluate("element => element === document.activeElement"):
            break
    expect(summary).to_be_focused()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("link", name=f"Remove the filter: {name}").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("News Desk")


def test_only_one_filter_is_open_at_a_time(page: Page) -> None:
    page.goto("/news-desk/")
    page.locator("summary", has_text="Sources").click()
    page.locator("summary", has_text="Dates").click()

    expect(page.locator("details[open]")).to_have_count(1)
    expect(page.get_by_role("link", name="2026", exact=True)).to_be_visible()


def test_paper_gets_the_text_its_addresses_and_the_disclaimer_and_no_furniture(
    new_context: NewContext,
) -> None:
    page = new_context(color_scheme="dark").new_page()
    page.goto(SHOWCASE)
    page.emulate_media(media="print")

    for furniture in (".main-nav", ".contact-strip", ".tools", ".onward", ".site-foot"):
        for element in page.locator(furniture).all():
            expect(element).to_be_hidden()
    expect(page.locator(".disclaimer").last).to_be_visible()
    expect(page.locator(".source-card")).to_be_visible()
    link = page.locator(".source-link a")
    after = link.evaluate("element => getComputedStyle(element, '::after').content")
    assert re.search(r"https?://", after)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_text_enlarged_to_200_percent_still_fits(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 1280, "height": 800}).new_page()
    for path in (ARTICLE, SHOWCASE, "/news-desk/", "/"):
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow == 0, path


def test_lines_are_as_long_as_reading_likes(page: Page) -> None:
    """60 to 75 characters a line: counted where the browser breaks them."""
    page.goto(SHOWCASE)
    lengths = page.evaluate(
        """() => {
            const text = [...document.querySelectorAll('.article-body > .text p')]
                .filter(p => p.textContent.length > 250)[0].firstChild;
            const range = document.createRange();
            const lines = [];
            let top = null, start = 0;
            for (let i = 0; i < text.length; i++) {
                range.setStart(text, i); range.setEnd(text, i + 1);
                const box = range.getClientRects()[0];
                if (!box) continue;
                if (top !== null && box.top > top + 4) { lines.push(i - start); start = i; }
                top = box.top;
            }
            return lines;
        }""",
    )

    assert len(lengths) >= 2
    assert 60 <= sum(lengths) / len(lengths) <= 75


def test_text_runs_in_the_direction_of_its_words(page: Page) -> None:
    page.goto(ARTICLE)
    heading = page.get_by_role("heading", level=1)
    heading.evaluate("element => { element.textContent = 'מכתב על שתיקה' }")

    # The first letter of a Hebrew headline stands at the right edge.
    edges = heading.evaluate(
        """element => {
            const range = document.createRange();
            range.setStart(element.firstChild, 0);
            range.setEnd(element.firstChild, 1);
            const [letter, box] = [range, element].map(each => each.getBoundingClientRect());
            return [letter.right, box.right];
        }""",
    )
    assert abs(edges[0] - edges[1]) < 5
