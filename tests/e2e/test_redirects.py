"""From an address that is not there to a redirect, in the admin and in a reader's browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext, be_signed_in
from tests.e2e.site import RunningSite
from tests.e2e.test_accessibility import violations

LOST = """
import datetime
from django.utils import timezone
from navigation.models import NotFoundCount
from wagtail.models import Site
paths = ["/2015/09/a-letter-about-silence", "/old/brochure.html", "/x" * 100]
for number, path in enumerate(paths):
    NotFoundCount.objects.get_or_create(
        site=Site.objects.get(), path=path, day=timezone.localdate(), defaults={"hits": 40 - number}
    )
"""


@pytest.fixture
def lost_addresses(site: RunningSite) -> None:
    """What readers asked for in vain, already written: a process writes it a minute later."""
    site.run(LOST)


@pytest.mark.usefixtures("lost_addresses")
def test_administrator_makes_a_redirect_from_an_address_not_found(page: Page) -> None:
    be_signed_in(page, "admin@example.org")
    page.goto("/admin/redirects/")
    page.get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name="Addresses not found").last.click()

    row = page.get_by_role("row").filter(has_text="/2015/09/a-letter-about-silence")
    expect(row).to_contain_text("A letter about silence")
    row.get_by_role("link", name="Make a redirect").click()
    expect(page.get_by_label("Redirect from")).to_have_value("/2015/09/a-letter-about-silence")
    # The mistake of writing the old address as the new one as well.
    page.get_by_label("Redirect to any address").fill("/2015/09/a-letter-about-silence/")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_text("not both")).to_be_visible()
    page.get_by_role("button", name="Actions", exact=True).last.click()
    page.get_by_role("button", name="Clear choice").click()
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_text("back to where it comes from")).to_be_visible()

    page.get_by_label("Redirect to any address").fill("/news-desk/a-letter-about-silence/")
    page.get_by_role("button", name="Create").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Addresses not found")
    expect(page.get_by_text("added")).to_be_visible()
    expect(row).to_have_count(0)
    page.goto("/2015/09/a-letter-about-silence")
    expect(page).to_have_url("/news-desk/a-letter-about-silence/")


@pytest.mark.usefixtures("lost_addresses")
def test_address_is_ignored_and_listed_again(page: Page) -> None:
    be_signed_in(page, "admin@example.org")
    page.goto("/admin/not-found/")
    row = page.get_by_role("row").filter(has_text="/old/brochure.html")

    row.get_by_role("button", name="Ignore").press("Enter")
    expect(page.get_by_text("is ignored.")).to_be_visible()
    expect(row).to_have_count(0)

    page.get_by_role("link", name="Ignored addresses").last.click()
    row.get_by_role("button", name="List /old/brochure.html again").click()
    page.goto("/admin/not-found/")
    expect(row).to_have_count(1)


@pytest.mark.usefixtures("lost_addresses")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lists_have_no_axe_violation(new_context: NewContext, scheme: str) -> None:
    page = new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme).new_page()
    be_signed_in(page, "admin@example.org")
    for path in ("/admin/not-found/", "/admin/not-found/ignored/", "/admin/redirects/"):
        page.goto(path)
        assert violations(page, "#main") == [], path
