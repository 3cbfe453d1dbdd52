"""A reviewer without an account, from the mail to the published article."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import Parser
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.compose import field
from tests.e2e.conftest import NewContext, be_signed_in
from tests.e2e.site import RunningSite
from tests.e2e.test_accessibility import violations

GUEST = "gina@elsewhere.example"
AUTHOR = "admin@example.org"
EDITOR = "editor@example.org"
WAITING = """
from members.models import User
from news.models import ArticlePage, NewsDeskPage, Publishing, Source
from wagtail.models import WorkflowState
rules = Publishing.load()
rules.four_eyes = True
rules.save()
author = User.objects.get(email="admin@example.org")
article = ArticlePage(
    title="A bookshop for {name}", slug="a-bookshop-for-{name}", live=False, owner=author,
    source=Source.objects.first(), summary="It was bought by those who read there.",
)
NewsDeskPage.objects.get().add_child(instance=article)
article.save_revision(user=author, log_action=True)
article = ArticlePage.objects.get(pk=article.pk)
article.get_workflow().start(article, author)
print(article.pk)
"""
RULE_OFF = """
from news.models import Publishing
rules = Publishing.load()
rules.four_eyes = False
rules.save()
"""
# What is typed before Wagtail watches the form is no change to it.
NOTE_WATCHING = """
document.addEventListener("w-unsaved:watch-edits", () => {
  document.documentElement.dataset.watching = "";
});
"""


@pytest.fixture(autouse=True, scope="module")
def _rule_is_switched_off(site: RunningSite) -> Iterator[None]:
    """Other tests of the site go on without it."""
    yield
    site.run(RULE_OFF)


def waiting_article(site: RunningSite, name: str) -> int:
    """An article that the administrator wrote and submitted; its key."""
    return int(site.run(WAITING.replace("{name}", name)).split()[-1])


def mails(site: RunningSite) -> list[EmailMessage]:
    """All mails to the reviewer so far, in the order in which they were sent."""
    files = sorted((site.var / "mail").glob("*"), key=lambda path: path.stat().st_mtime_ns)
    parser = Parser(policy=email.policy.default)
    parsed = [parser.parsestr(path.read_text()) for path in files]
    return [mail for mail in parsed if isinstance(mail, EmailMessage) and mail["To"] == GUEST]


def in_newest_mail(site: RunningSite, pattern: str) -> str:
    """What stands in the mail that the reviewer got last."""
    found = re.search(pattern, mails(site)[-1].get_content(), re.MULTILINE)
    assert found, mails(site)[-1].get_content()
    return found[1]


def ask_guest(page: Page, key: int) -> None:
    """As an editor: from the article's form to the mail."""
    page.goto(f"/admin/pages/{key}/edit/")
    page.locator("footer button[data-w-dropdown-target=toggle]").first.click()
    page.get_by_role("link", name="Ask somebody without an account").click()
    page.get_by_label("E-mail address").fill(GUEST)
    page.get_by_label("Note").fill("Are the figures right?")
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text(f"{GUEST} is asked by mail.")).to_be_visible()


def link(site: RunningSite) -> str:
    """The address in the reviewer's newest mail, on this server: its site knows another port."""
    return urlsplit(in_newest_mail(site, r"(http\S+/account/review/\S+)")).path


def get_code(reader: Page, site: RunningSite) -> str:
    """Have a code sent, and read the mail."""
    reader.get_by_role("button", name="Send me a code").click()
    expect(reader.get_by_label("Code from the mail")).to_be_visible()
    return in_newest_mail(site, r"^ +(\d{3} \d{3})")


def send_decision(reader: Page, decision: str, code: str) -> None:
    """Fill in the form at the end of the article."""
    reader.get_by_label("Code from the mail").fill(code)
    reader.get_by_label(decision).check()
    reader.get_by_role("button", name="Send my decision").click()


def test_reviewer_without_account_or_javascript_has_the_article_published(
    new_context: NewContext, site: RunningSite
) -> None:
    key = waiting_article(site, "gina")
    editor = new_context(viewport={"width": 1280, "height": 900}).new_page()
    be_signed_in(editor, EDITOR)
    ask_guest(editor, key)
    # Without the message above, whose colours are Wagtail's own.
    editor.reload()
    assert violations(editor, "main") == []

    address = link(site)
    narrow = {"width": 320, "height": 800}
    reader = new_context(viewport=narrow, java_script_enabled=False).new_page()
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("A bookshop for gina")
    stranger = new_context(viewport=narrow, color_scheme="dark").new_page()
    stranger.goto(address)
    assert violations(stranger) == []
    code = get_code(reader, site)
    # Whoever was forwarded the link sees the form, and has no code.
    stranger.goto(address)
    send_decision(stranger, "Approve", "000000" if code != "000 000" else "111111")
    expect(stranger.get_by_text("This is not the code.")).to_be_visible()
    assert violations(stranger) == []
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert stranger.evaluate(overflow) == 0

    send_decision(reader, "Approve", code)

    expect(reader.get_by_text("it is published")).to_be_visible()
    stranger.goto("/news-desk/a-bookshop-for-gina/")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("A bookshop for gina")
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("This link has been used")
    stranger.goto(address)
    assert violations(stranger) == []
    assert reader.context.cookies() == []
    assert address.rstrip("/").rpartition("/")[2] not in (site.var / "server.log").read_text()


def test_article_changed_by_an_open_editor_is_not_decided_about(
    new_context: NewContext, site: RunningSite
) -> None:
    key = waiting_article(site, "otto")
    editor = new_context(viewport={"width": 1280, "height": 900}).new_page()
    be_signed_in(editor, EDITOR)
    ask_guest(editor, key)
    reader = new_context().new_page()
    reader.goto(link(site))
    code = get_code(reader, site)

    author = new_context(viewport={"width": 1280, "height": 900}).new_page()
    be_signed_in(author, AUTHOR)
    author.add_init_script(NOTE_WATCHING)
    author.goto(f"/admin/pages/{key}/edit/")
    expect(author.get_by_text(f"{GUEST} has been asked to decide")).to_be_visible()
    expect(author.locator("html[data-watching]")).to_be_attached()
    field(author, "Summary").fill("It was sold again.")
    # Leaving the field has Wagtail save by itself.
    field(author, "Summary").press("Tab")
    expect(author.get_by_text("Saved", exact=True)).to_be_visible()

    send_decision(reader, "Approve", code)

    expect(reader.get_by_role("heading", level=1)).to_have_text("The article has been changed")
    assert reader.goto("/news-desk/a-bookshop-for-otto/").status == 404  # type: ignore[union-attr]  # answered
    editor.reload()
    expect(editor.get_by_role("row").filter(has_text=GUEST)).to_contain_text("changed since")


def test_author_is_refused_to_choose_who_approves(page: Page, site: RunningSite) -> None:
    key = waiting_article(site, "anna")
    be_signed_in(page, AUTHOR)
    page.goto(f"/admin/pages/{key}/edit/")
    expect(page.get_by_role("link", name="Ask somebody without an account")).to_have_count(0)

    page.goto(f"/admin/news/review/guests/{key}/")

    expect(page.get_by_text("or to choose who does")).to_be_visible()
    assert not [mail for mail in mails(site) if "anna" in mail["Subject"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 800])
def test_screen_has_no_axe_violation(
    new_context: NewContext, site: RunningSite, scheme: str, width: int
) -> None:
    key = waiting_article(site, f"{scheme}{width}")
    page = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    be_signed_in(page, EDITOR)
    page.goto(f"/admin/news/review/guests/{key}/")
    assert violations(page, "main") == []
    page.get_by_label("E-mail address").fill(EDITOR)
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_text("This is your own address.")).to_be_visible()
    assert violations(page, "main") == []
