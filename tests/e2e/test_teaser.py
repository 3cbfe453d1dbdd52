"""The teaser in a browser: seen by everybody, read after signing in, at every size and colour."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext
from tests.e2e.site import PASSWORD, RunningSite
from tests.e2e.test_accessibility import violations

ARTICLE = "/news-desk/a-letter-about-silence/"
RESTRICTION = (
    "from django.contrib.auth.models import Group\n"
    "from wagtail.models import Page, PageViewRestriction\n"
    "page = Page.objects.get(slug='a-letter-about-silence')\n"
)


@pytest.fixture(scope="module", autouse=True)
def _article_for_members(site: RunningSite) -> Iterator[None]:
    """Other tests share the site: it is taken back at the end."""
    site.change(
        RESTRICTION + "new = PageViewRestriction.objects.create(page=page, "
        "restriction_type='groups')\nnew.groups.add(Group.objects.get(name='Members'))"
    )
    yield
    site.change(RESTRICTION + "page.view_restrictions.all().delete()")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_teaser_and_lists_have_no_axe_violation(
    new_context: NewContext, scheme: str, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    for path in (ARTICLE, "/news-desk/", "/secret/"):
        page.goto(path)
        assert violations(page) == [], path
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow == 0, path
        picture(page, f"{path.strip('/').replace('/', '-')}-{width}-{scheme}")


def picture(page: Page, name: str) -> None:
    """For people who want to look: into the folder that PICTURES names."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_member_signs_in_from_the_teaser_and_reads(page: Page) -> None:
    page.goto("/news-desk/")
    page.get_by_role("link", name="A letter about silence").click()
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", name="This article is for members")).to_be_visible()

    main.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail address").fill("member@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    main.get_by_role("button", name="Sign in").click()

    page.wait_for_url(f"**{ARTICLE}")
    expect(main.get_by_role("group", name="This article")).to_be_visible()
    expect(main.get_by_role("heading", name="This article is for members")).to_have_count(0)


def test_form_says_who_reads_and_follows_a_change_of_privacy(page: Page, site: RunningSite) -> None:
    page.goto("/account/login/?next=/admin/")
    page.get_by_label("E-mail address").fill("editor@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    key = site.run(RESTRICTION + "print(page.pk)").strip()
    page.goto(f"/admin/pages/{key}/edit/")
    told = page.locator("[data-who-reads]")
    beside_choice = told.filter(visible=True).first
    expect(beside_choice).to_have_text("Members can read this. Everybody else sees its teaser.")
    beside_choice.scroll_into_view_if_needed()
    picture(page, "form")

    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Change privacy").click()
    page.get_by_role("radio", name="Public").check()
    page.get_by_role("button", name="Save", exact=True).last.click()

    for said in told.all():
        expect(said).to_have_text("Everybody can read this.")
    site.change(
        RESTRICTION + "new = PageViewRestriction.objects.create(page=page, "
        "restriction_type='groups')\nnew.groups.add(Group.objects.get(name='Members'))"
    )
