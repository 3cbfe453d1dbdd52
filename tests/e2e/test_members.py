"""Members in the admin, in a browser: the list, one member, a list from elsewhere, the rules."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext, be_signed_in
from tests.e2e.prepared import WORK, run
from tests.e2e.site import RunningSite
from tests.e2e.test_accessibility import violations

LIST = (
    "Nachname;Vorname;E-Mail;Eintritt;gültig bis\n"
    "Müller;Anna;anna@lists.example;01.02.2020;31.12.2041\n"
    "Öz;Can;no address;;\n"
)
SCREENS = {
    "list": "/admin/members/",
    "new": "/admin/members/new/",
    "imports": "/admin/members/import/",
    "rules": "/admin/settings/members/membershiprules/",
}


def upload(page: Page, name: str) -> None:
    """Begin an import."""
    page.goto("/admin/members/import/")
    content = LIST.replace("lists.example", f"{name}.example").encode("cp1252")
    file = {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": content}
    page.get_by_label("List").set_input_files(file)  # type: ignore[arg-type]  # a file made here
    page.get_by_role("button", name="Upload and go on").click()
    expect(page.get_by_role("heading", name="What do the columns hold?")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screens_about_members_have_no_axe_violation(new_context: NewContext, scheme: str) -> None:
    page = new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme).new_page()
    be_signed_in(page, "admin@example.org")
    for name, path in SCREENS.items():
        page.goto(path)
        expect(page.locator("#main h1, #main h2").first).to_be_visible()
        assert violations(page, "#main") == [], name
    upload(page, f"axe-{scheme}")
    assert violations(page, "#main") == []


def test_list_is_imported_and_somebody_in_it_suspended(
    new_context: NewContext, site: RunningSite
) -> None:
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    be_signed_in(page, "admin@example.org")
    upload(page, "journey")
    expect(page.get_by_label("E-Mail", exact=True)).to_have_value("email")

    page.get_by_role("button", name="Try it, without importing anything").click()
    expect(page.get_by_text("The file is being read.")).to_be_visible()
    run(site.environment, *WORK)
    expect(page.get_by_text("Nothing has been imported yet.")).to_be_visible()
    expect(page.get_by_text("is no e-mail address")).to_be_visible()
    assert violations(page, "#main") == []
    page.get_by_role("button", name="Import it now").click()
    expect(page.get_by_text("0 of 2 rows have been imported.")).to_be_visible()
    run(site.environment, *WORK)
    expect(page.get_by_text("Imported.", exact=True)).to_be_visible()

    page.goto("/admin/members/?q=journey.example")
    page.get_by_role("row").filter(has_text="Anna Müller").get_by_role("checkbox").check()
    page.get_by_role("link", name="Suspend").click()
    expect(page.get_by_role("link", name="Anna Müller")).to_be_visible()
    assert violations(page, "#main") == []
    page.get_by_role("button", name="Suspend members").click()
    expect(page.locator(".messages")).to_contain_text("1 member changed.")
    expect(page.get_by_role("row").filter(has_text="Anna Müller")).to_contain_text("Suspended")
