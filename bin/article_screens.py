"""Single screens of the handbooks on which an article is written, found and made public."""

from __future__ import annotations

import datetime

from playwright.sync_api import Page, expect

from bin.camera import WHOLE_FORM, WIDTH, Camera
from bin.screens import ADMINISTRATOR, EDITOR, seen_by
from tests.e2e import compose, pasting

WAITING = "A ferry keeps its crew"
SUBMIT = f"""
from members.models import User
from news.models import ArticlePage, NewsDeskPage, Source
author = User.objects.get(email="{ADMINISTRATOR}")
found = ArticlePage.objects.filter(title={WAITING!r}).first()
if found is None:
    found = NewsDeskPage.objects.get().add_child(instance=ArticlePage(
        title={WAITING!r}, slug="a-ferry-keeps-its-crew", live=False, owner=author,
        source=Source.objects.get(name="The Meridian"),
        summary="A bridge was built, and nobody was let go.",
        body=[("paragraph", "<p>The last ferry of the dale crosses twice a day, as before.</p>")],
    ))
    found.save_revision(user=author, log_action=True)
    found = ArticlePage.objects.get(pk=found.pk)
    found.get_workflow().start(found, author)
print(found.pk)
"""
INVITE = """
from members.models import User
from news.models import ArticlePage
from news.review.guests.inviting import invite
_invitation, token = invite(
    ArticlePage.objects.get(title={title!r}).pk,
    User.objects.get(email="{inviter}"),
    "gina@elsewhere.example",
    "You were on board: is the number of crossings right?",
    instead=True,
)
print(token)
"""
QUOTATIONS = (
    "<p>Four people told the paper about it.</p><h2>What they said</h2>"
    "<p>“We lent more books,” said Maren Holt, librarian.</p>"
    "<p>“Nobody asked us.” – Ilse Brandt, former volunteer</p>"
)


def waiting_article(camera: Camera) -> str:
    """An article that the administrator wrote and submitted; its key."""
    return camera.site.run(SUBMIT).split()[-1]


def new_article(page: Page) -> None:
    """The form of a new article, all of it in sight."""
    page.goto("/admin/")
    compose.open_new_article(page)
    page.wait_for_load_state("networkidle")
    page.set_viewport_size({"width": WIDTH, "height": WHOLE_FORM})


@seen_by(EDITOR)
def beginning(camera: Camera) -> None:
    """What a new article can begin with, above its form."""
    new_article(camera.page)
    camera.window("beginning", height=760)


@seen_by(EDITOR)
def topics(camera: Camera) -> None:
    """Topics that the headline suggests."""
    page = camera.page
    new_article(page)
    compose.field(page, "Headline").fill("Volunteers and councils")
    expect(page.get_by_role("button", name="Volunteers", exact=True)).to_be_visible()
    camera.part("topics", page.locator("#panel-child-content-topics-section"))


@seen_by(EDITOR)
def paste(camera: Camera) -> None:
    """What the site says about quotations that were pasted."""
    page = camera.page
    new_article(page)
    compose.add_block(page, "Paragraph")
    pasting.paste(page, QUOTATIONS)
    expect(pasting.notice(page)).to_be_visible()
    camera.part("paste", pasting.paragraphs(page).first, pasting.notice(page), margin=60)


@seen_by(EDITOR)
def checks(camera: Camera) -> None:
    """What is found in a text while it is written."""
    page = camera.page
    page.goto("/admin/")
    compose.open_new_article(page)
    page.wait_for_load_state("networkidle")
    compose.field(page, "Headline").fill("A village buys its bookshop")
    compose.choose_source(page, "merid", "The Meridian")
    compose.add_paragraphs(page, ["“If everybody gives fifty pounds, it stays."])
    page.get_by_role("button", name="Toggle checks").click()
    expect(page.locator("[data-checks-panel] [data-content-checker-row]").first).to_be_visible()
    page.mouse.move(WIDTH / 2, 0)
    camera.window("checks")


@seen_by(EDITOR)
def filters(camera: Camera) -> None:
    """The list of articles, narrowed."""
    page = camera.page
    page.goto("/admin/articles/?status=live&q=library")
    expect(page.get_by_role("link", name="New article")).to_be_visible()
    camera.window("filters", height=620)


@seen_by(EDITOR)
def many(camera: Camera) -> None:
    """What is asked before several articles are changed."""
    page = camera.page
    page.goto("/admin/articles/?q=library")
    page.locator("[data-bulk-action-select-all-checkbox]").first.check()
    page.get_by_role("link", name="Change the topics of articles").click()
    page.locator("#id_add").get_by_label("Volunteers").check()
    page.set_viewport_size({"width": WIDTH, "height": 1240})
    page.get_by_role("heading", level=1).scroll_into_view_if_needed()
    camera.window("many", height=1240)


@seen_by(EDITOR)
def dashboard(camera: Camera) -> None:
    """What an editor sees first."""
    waiting_article(camera)
    camera.page.goto("/admin/")
    camera.window("dashboard", height=900)


@seen_by(EDITOR)
def calendar(camera: Camera) -> None:
    """The month in which the demo's scheduled article goes live."""
    page = camera.page
    month = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=30)
    page.goto(f"/admin/news/calendar/?month={month:%Y-%m}")
    expect(page.get_by_role("link", name="Ten years of the night library")).to_be_visible()
    camera.window("calendar", height=900)


@seen_by(EDITOR)
def approve(camera: Camera) -> None:
    """An article that waits for a decision, with what can be decided."""
    page = camera.page
    page.goto(f"/admin/pages/{waiting_article(camera)}/edit/")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="More actions").click()
    expect(page.get_by_role("button", name="Approve and Publish", exact=True)).to_be_visible()
    camera.window("approve")


@seen_by(EDITOR)
def ask_guest(camera: Camera) -> None:
    """Where somebody without an account is asked."""
    page = camera.page
    page.goto(f"/admin/review/guests/{waiting_article(camera)}/")
    page.get_by_label("E-mail address").fill("gina@elsewhere.example")
    page.get_by_label("Note").fill("You were on board: is the number of crossings right?")
    camera.window("ask-guest", height=760)


@seen_by("")
def guest_review(camera: Camera) -> None:
    """What they are shown."""
    waiting_article(camera)
    token = camera.site.run(INVITE.format(title=WAITING, inviter=EDITOR)).split()[-1]
    camera.page.goto(f"/account/review/{token}/")
    camera.window("guest-review", height=900)


@seen_by(EDITOR)
def correction(camera: Camera) -> None:
    """Where readers of a published article are told what was wrong."""
    page = camera.page
    page.goto("/admin/articles/?q=reading+rooms")
    page.get_by_role("link", name="The winter the reading rooms stayed open").first.click()
    page.wait_for_load_state("networkidle")
    page.set_viewport_size({"width": WIDTH, "height": 520})
    words = compose.field(page, "What readers are told")
    words.fill("Forty rooms stayed open, not fourteen.")
    words.evaluate("each => each.scrollIntoView({ block: 'center' })")
    camera.window("correction", height=520)


@seen_by(ADMINISTRATOR)
def publishing(camera: Camera) -> None:
    """The four-eyes rule."""
    page = camera.page
    page.goto("/admin/settings/news/publishing/")
    expect(page.get_by_role("checkbox", name="Four-eyes rule")).to_be_visible()
    camera.window("publishing", height=420)


@seen_by(EDITOR)
def help_menu(camera: Camera) -> None:
    """Where the handbooks are within the admin."""
    page = camera.page
    page.goto("/admin/articles/")
    page.get_by_role("button", name="Help").click()
    expect(page.get_by_role("link", name="Handbook for editors")).to_be_visible()
    camera.window("help-menu", height=620)
