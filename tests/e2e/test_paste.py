"""What an editor pastes becomes blocks; nothing is lost, and all of it can be taken back."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e import pasting
from tests.e2e.conftest import NewContext, be_signed_in
from tests.e2e.site import RunningSite
from tests.news.writing.clipboard import PROGRAMS, copied_from, expected_blocks

LARGE = {"width": 1400, "height": 1000}
SAVED = """
import json
from news.models import ArticlePage
article = ArticlePage.objects.get(pk={key}).get_latest_revision_as_object()
saved = [(each.block_type, each.block.get_prep_value(each.value)) for each in article.body]
print(json.dumps(saved))
"""
STRUCTURED = "<p>Before it.</p><h2>The middle</h2><p>After <b>it</b>.</p>"


@pytest.fixture
def editor(new_context: NewContext) -> Page:
    """An editor's window."""
    page = new_context(viewport=LARGE).new_page()
    be_signed_in(page, "editor@example.org")
    return page


def without_keys(saved: object) -> object:
    """Paragraphs without the keys that the editor gives them."""
    return re.sub(r' data-block-key="\w+"', "", saved) if isinstance(saved, str) else saved


@pytest.mark.parametrize("program", PROGRAMS)
def test_copy_from_a_program_is_saved_as_blocks(
    editor: Page, site: RunningSite, program: str
) -> None:
    pasting.begin_article(editor, f"Pasted from {program}")
    expected = expected_blocks(program)

    pasting.paste(editor, copied_from(program))
    expect(pasting.paragraphs(editor)).to_have_count(
        sum(1 for name, _ in expected if name == "paragraph")
    )
    expect(pasting.paragraphs(editor).first).to_have_text(re.compile(r"\w"))
    key = pasting.save(editor)

    saved = json.loads(site.run(SAVED.format(key=key)).splitlines()[-1])
    assert [(name, without_keys(value)) for name, value in saved] == expected


def test_short_text_is_pasted_where_the_cursor_is(editor: Page) -> None:
    pasting.begin_article(editor, "Short")
    pasting.paste(editor, "<p>one <b>bold</b></p>")
    expect(pasting.paragraphs(editor)).to_have_text("one bold")
    pasting.paragraphs(editor).press("End")

    pasting.paragraphs(editor).evaluate(pasting.DISPATCH, ["<span> word</span>", " word"])

    expect(pasting.paragraphs(editor)).to_have_text("one boldword")
    expect(pasting.notice(editor)).to_have_count(0)


def test_plain_text_is_left_to_the_editor(editor: Page) -> None:
    pasting.begin_article(editor, "Plain")

    pasting.paste(editor, "", "# one\ntwo")

    expect(pasting.paragraphs(editor)).to_contain_text("# one")
    expect(pasting.paragraphs(editor)).to_contain_text("two")
    assert pasting.names(editor) == ["paragraph"]
    expect(pasting.notice(editor)).to_have_count(0)


def test_quotations_without_format_are_offered_too(editor: Page) -> None:
    pasting.begin_article(editor, "Plain quotations")

    pasting.paste(editor, "", "“One.” – Ada Bell, baker\r\n\r\n“Two.” – Tom Okafor, caretaker")
    pasting.notice(editor).get_by_role("button", name="Turn into pull quotes").click()

    expect(editor.locator("[name$='-speaker']").last).to_have_value("Tom Okafor")
    assert pasting.names(editor) == ["pull_quotes"]


def test_saved_at_once_the_paste_is_saved_too(editor: Page, site: RunningSite) -> None:
    held: list[Route] = []
    editor.route(pasting.ADDRESS, lambda route: held.append(route))
    pasting.begin_article(editor, "Saved at once")
    with editor.expect_request(pasting.ADDRESS):
        pasting.paste(editor, STRUCTURED)

    editor.get_by_role("button", name="Save draft").click()
    expect(pasting.paragraphs(editor)).to_have_text("")
    held[0].continue_()

    expect(editor).to_have_url(re.compile(r"/pages/\d+/edit/"))
    expect(pasting.paragraphs(editor)).to_have_count(2)
    key = editor.url.split("/")[-3]
    saved = json.loads(site.run(SAVED.format(key=key)).splitlines()[-1])
    assert [name for name, _ in saved] == ["paragraph", "heading", "paragraph"]


def test_paste_into_a_text_parts_it_and_loses_nothing(editor: Page) -> None:
    pasting.begin_article(editor, "In the middle")
    pasting.paste(editor, "<p>Left Right</p>")
    expect(pasting.paragraphs(editor)).to_have_text("Left Right")
    cursor = pasting.paragraphs(editor)
    cursor.press("Home")
    for _ in "Left ":
        cursor.press("ArrowRight")

    cursor.evaluate(pasting.DISPATCH, [STRUCTURED, "x"])

    expect(pasting.paragraphs(editor)).to_have_count(3)
    assert pasting.names(editor) == ["paragraph", "heading", "paragraph", "paragraph"]
    shown = pasting.paragraphs(editor)
    expect(shown.nth(0)).to_have_text("Left Before it.")
    expect(shown.nth(1)).to_have_text("After it.")
    expect(shown.nth(2)).to_have_text("Right")


@pytest.mark.parametrize("how", ["key", "button"])
def test_paste_is_taken_back_as_a_whole(editor: Page, how: str) -> None:
    pasting.begin_article(editor, f"Taken back by {how}")
    pasting.paste(editor, STRUCTURED)
    expect(pasting.notice(editor)).to_contain_text("Pasted as 3 parts.")

    if how == "key":
        editor.keyboard.press("Control+z")
    else:
        pasting.notice(editor).get_by_role("button", name="Undo paste").click()

    expect(pasting.paragraphs(editor)).to_have_count(1)
    expect(pasting.paragraphs(editor)).to_have_text("")
    expect(pasting.notice(editor)).to_have_count(0)
    expect(editor.get_by_role("status").filter(has_text="undone")).to_be_attached()


def test_paste_that_was_changed_since_is_not_taken_back(editor: Page) -> None:
    pasting.begin_article(editor, "Changed since")
    pasting.paste(editor, STRUCTURED)
    expect(pasting.notice(editor)).to_be_visible()
    editor.keyboard.insert_text(" And more.")
    expect(pasting.paragraphs(editor).last).to_contain_text("And more.")

    pasting.notice(editor).get_by_role("button", name="Undo paste").click()

    expect(pasting.notice(editor)).to_contain_text("has been changed since")
    assert pasting.names(editor) == ["paragraph", "heading", "paragraph"]


def test_quotations_become_pull_quotes_by_keyboard(editor: Page, site: RunningSite) -> None:
    pasting.begin_article(editor, "Quotations")
    pasting.paste(editor, copied_from("quotations"))
    offer = pasting.notice(editor)
    expect(offer).to_contain_text("4 quotations with their speakers")
    expect(editor.get_by_role("status").filter(has_text="4 quotations")).to_be_attached()
    assert pasting.names(editor) == ["paragraph", "heading", "paragraph"]

    button = offer.get_by_role("button", name="Turn into pull quotes")
    for _ in range(12):
        if button.evaluate("each => each === document.activeElement"):
            break
        editor.keyboard.press("Tab")
    expect(button).to_be_focused()
    editor.keyboard.press("Enter")

    expect(editor.locator("[name$='-speaker']")).to_have_count(4)
    expect(editor.locator("[name$='-speaker']").first).to_have_value("Maren Holt")
    assert pasting.names(editor) == ["paragraph", "pull_quotes", "paragraph"]
    key = pasting.save(editor)
    saved = dict(json.loads(site.run(SAVED.format(key=key)).splitlines()[-1]))
    assert saved["pull_quotes"]["heading"] == "What they said"


def test_refused_offer_leaves_the_text_as_pasted(editor: Page) -> None:
    pasting.begin_article(editor, "Refused")
    pasting.paste(editor, copied_from("links"))
    expect(pasting.notice(editor)).to_contain_text("3 links to read on")
    before = pasting.names(editor)

    pasting.notice(editor).get_by_role("button", name="Keep as it is").click()

    expect(pasting.notice(editor)).to_have_count(0)
    assert pasting.names(editor) == before == ["heading", "paragraph"]


def test_links_become_case_study_links(editor: Page) -> None:
    pasting.begin_article(editor, "Links")
    pasting.paste(editor, copied_from("links"))

    pasting.notice(editor).get_by_role("button", name="Turn into case-study links").click()

    expect(editor.locator("[name$='-address']")).to_have_count(3)
    assert pasting.names(editor) == ["case_study_links"]
    expect(editor.locator("[name$='-links-0-value-label']")).to_have_value("How Holmby did it")


@pytest.mark.parametrize("status", [200, 404])
def test_failing_site_leaves_the_paste_to_the_editor(editor: Page, status: int) -> None:
    pasting.begin_article(editor, f"Failing with {status}")
    editor.route(
        pasting.ADDRESS, lambda route: route.fulfill(status=status, body="not what was asked for")
    )

    pasting.paste(editor, STRUCTURED)

    expect(pasting.paragraphs(editor)).to_contain_text("After it.")
    expect(pasting.paragraphs(editor)).to_contain_text("The middle")
    assert pasting.names(editor) == ["paragraph"]
    expect(pasting.notice(editor)).to_contain_text("could not sort this text")


def test_copy_within_the_editor_is_left_to_it(editor: Page) -> None:
    pasting.begin_article(editor, "Within")
    content = json.dumps(
        {"blocks": [{"key": "a", "text": "moved", "type": "unstyled"}], "entityMap": {}}
    )
    html = f"<div data-draftjs-conductor-fragment='{content}'>moved</div>"

    pasting.paste(editor, html, "moved")

    expect(pasting.paragraphs(editor)).to_have_text("moved")
    expect(pasting.notice(editor)).to_have_count(0)
