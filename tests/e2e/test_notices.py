"""Notices in a browser: they stay dismissed, nothing flashes or shifts, the keyboard suffices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext
from tests.e2e.site import RunningSite
from tests.e2e.test_accessibility import violations
from tests.e2e.test_weight import SHIFT

ARTICLE = "/news-desk/a-letter-about-silence/"
LEVELS = ("information", "important", "urgent")
# Notes before anything else whether the first notice is ever laid out, and the colour of the page
# at its first paint: what a reader sees for the blink of an eye, later looks cannot tell.
WATCH = """
    window.seen = {painted: false, paper: null};
    const look = () => {
        const notice = document.querySelector(".notice");
        if (notice?.getClientRects().length) window.seen.painted = true;
        if (document.body && !window.seen.paper)
            window.seen.paper = getComputedStyle(document.documentElement).backgroundColor;
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
"""
Publish = Callable[..., None]


@pytest.fixture(scope="module")
def publish(site: RunningSite) -> Iterator[Publish]:
    """Publish just these notices; none is left at the end, since other tests share the site."""
    remove = "from home.models import Notice\nNotice.objects.all().delete()\n"

    def put(*notices: dict[str, object]) -> None:
        lines = "\n".join(f"Notice.objects.create(**{each!r})" for each in notices)
        site.change(f"{remove}{lines}")

    yield put
    site.run(remove)


def change(site: RunningSite, words: str) -> None:
    """Publish other words of the only notice."""
    site.change(
        "from home.models import Notice\n"
        "notice = Notice.objects.get()\n"
        f"notice.text = {words!r}\n"
        "notice.save_revision().publish()"
    )


def test_dismissed_notice_stays_away_without_a_flash_until_its_words_change(
    new_context: NewContext, site: RunningSite, publish: Publish
) -> None:
    publish({"heading": "Snow", "text": "<p>We are closed.</p>"})
    context = new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(ARTICLE)
    notice = page.locator(".notice")
    expect(notice).to_be_visible()
    assert page.evaluate(SHIFT) == 0

    page.get_by_role("button", name="Dismiss Snow").click()

    expect(page.get_by_role("region", name="Notices")).to_have_count(0)
    expect(page.locator("#main")).to_be_focused()
    page.add_init_script(WATCH)
    for path in (ARTICLE, "/", "/site-map/"):
        page.goto(path, wait_until="networkidle")
        expect(notice).to_be_hidden()
        # The region is gone with its last notice, also for screen readers.
        expect(page.get_by_role("region", name="Notices")).to_have_count(0)
        assert page.evaluate(SHIFT) == 0, path
        assert page.evaluate("seen.painted") is False, path
        assert page.evaluate("seen.paper") is not None
    assert context.cookies() == []

    change(site, "<p>We are closed until Friday.</p>")
    page.reload()
    expect(notice).to_contain_text("until Friday")
    assert page.evaluate("seen.painted") is True
    page.get_by_role("button", name="Dismiss Snow").click()
    kept = page.evaluate("localStorage.getItem('dismissed')")
    assert re.fullmatch(r"\d+-[0-9a-f]{8}", kept), "the key of the words before is not kept"


def test_what_is_dismissed_is_remembered_for_twenty_notices(
    new_context: NewContext, publish: Publish
) -> None:
    publish({"heading": "Snow", "text": "<p>We are closed.</p>"})
    page = new_context().new_page()
    page.goto(ARTICLE)
    old = " ".join(f"9{number:03}-abcdef12" for number in range(30))
    page.evaluate("old => localStorage.setItem('dismissed', old)", old)

    page.get_by_role("button", name="Dismiss").click()

    kept = page.evaluate("localStorage.getItem('dismissed')").split(" ")
    assert len(kept) == 20
    assert kept[:-1] == old.split(" ")[-19:]


def test_remembered_nonsense_hides_nothing_and_breaks_nothing(
    new_context: NewContext, publish: Publish
) -> None:
    publish({"heading": "Snow", "text": "<p>We are closed.</p>"})
    page = new_context().new_page()
    page.goto(ARTICLE)
    for nonsense in ('"],body{display:none}[x="', "null", "{}", "1-a" * 1000, "\x00", " - "):
        page.evaluate("it => localStorage.setItem('dismissed', it)", nonsense)
        page.reload()
        expect(page.locator(".notice")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_remembered_dark_is_there_at_the_first_paint(new_context: NewContext) -> None:
    page = new_context(color_scheme="light").new_page()
    page.goto(ARTICLE)
    page.get_by_role("button", name="Dark").click()
    page.add_init_script(WATCH)

    page.goto("/")

    assert page.evaluate("seen.paper") == "rgb(22, 23, 26)"


def test_focus_goes_to_the_next_notice_and_at_last_to_the_text(
    new_context: NewContext, publish: Publish
) -> None:
    publish(*({"heading": f"Number {n}", "text": f"<p>{n}</p>"} for n in range(5)))
    page = new_context().new_page()
    page.goto(ARTICLE)
    more = page.get_by_text("More notices")
    button = page.get_by_role("button", name="Dismiss")
    expect(button).to_have_count(3)

    page.get_by_role("button", name="Dismiss Number 3").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Dismiss Number 2")).to_be_focused()
    page.keyboard.press("Space")
    # The next one is folded away: the last of those before is nearest.
    expect(page.get_by_role("button", name="Dismiss Number 4")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Dismiss Number 1")).to_be_focused()
    for left in ("Number 0", "Number 4"):
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=f"Dismiss {left}")).to_be_focused()
    expect(more).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    page.reload()
    expect(page.get_by_role("region", name="Notices")).to_have_count(0)


def test_fold_goes_with_the_last_notice_in_it(new_context: NewContext, publish: Publish) -> None:
    publish(*({"heading": f"Number {n}", "text": f"<p>{n}</p>"} for n in range(4)))
    page = new_context().new_page()
    page.goto(ARTICLE)
    page.get_by_text("More notices").click()
    page.get_by_role("button", name="Dismiss Number 0").click()

    page.reload()

    expect(page.get_by_text("More notices")).to_be_hidden()
    expect(page.get_by_role("button", name="Dismiss")).to_have_count(3)


def test_without_javascript_notices_are_there_and_nothing_pretends_to_hide_them(
    new_context: NewContext, publish: Publish
) -> None:
    publish({"heading": "Snow", "text": "<p>We are closed.</p>"})
    page = new_context(java_script_enabled=False).new_page()
    page.goto(ARTICLE)

    expect(page.locator(".notice")).to_be_visible()
    expect(page.get_by_text("Dismiss")).to_be_hidden()


def test_notice_can_be_dismissed_where_the_browser_keeps_nothing(
    new_context: NewContext, publish: Publish
) -> None:
    publish({"heading": "Snow", "text": "<p>We are closed.</p>"})
    page = new_context().new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    )
    page.goto(ARTICLE)

    page.get_by_role("button", name="Dismiss Snow").click()

    expect(page.locator(".notice")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_many_notices_have_no_axe_violation_do_not_scroll_sideways_and_do_not_shift(
    new_context: NewContext, publish: Publish, scheme: str, width: int
) -> None:
    link = '<a href="https://example.org/">and where to ask</a>'
    publish(
        *(
            {"heading": words, "text": f"<p>What there is to know, {link}.</p>", "level": level}
            for level in LEVELS
            for words in ("Short", "A" * 100, "عنوان قصير")
        )
    )
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    page.goto(ARTICLE)
    assert page.evaluate(SHIFT) == 0
    assert violations(page) == []
    page.get_by_text("More notices").click()
    assert violations(page) == []
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0


def test_keyboard_walks_through_the_skip_list(page: Page) -> None:
    page.goto(ARTICLE)
    names = ("Skip to the text", "Menu", "Search page", "Contact")
    skip = page.get_by_role("navigation", name="Skip to")
    expect(skip).not_to_be_in_viewport()
    for name in names:
        page.keyboard.press("Tab")
        expect(skip.get_by_role("link", name=name)).to_be_focused()
        expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    expect(skip).not_to_be_in_viewport()

    for name, place in (("Menu", "#menu"), ("Contact", "#contact")):
        page.goto(ARTICLE)
        skip.get_by_role("link", name=name).focus()
        page.keyboard.press("Enter")
        expect(page.locator(place)).to_be_focused()
        expect(page.locator(place)).to_be_in_viewport()
        page.keyboard.press("Tab")
        expect(page.locator(place).get_by_role("link").first).to_be_focused()
    page.goto(ARTICLE)
    skip.get_by_role("link", name="Search page").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/search/$"))
