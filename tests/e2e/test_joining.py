"""Joining, signing in by a mailed code and by a passkey, in a browser."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import NewContext, sign_in
from tests.e2e.site import PASSWORD, RunningSite
from tests.e2e.test_accessibility import violations

OWNER = "pat@example.org"
ACCOUNT = f"""
from members.addresses import prove
from members.models import User
prove(User.objects.create_user({OWNER!r}, {PASSWORD!r}, display_name="Pat"))
"""


def mails_to(site: RunningSite, address: str) -> list[str]:
    """What the site mailed to an address, oldest first."""
    texts = []
    for path in sorted(Path(site.var / "mail").glob("*"), key=lambda each: each.stat().st_mtime):
        letter = message_from_bytes(path.read_bytes(), policy=default)
        if letter["To"] == address:
            body = letter.get_body()
            assert body
            texts.append(str(body.get_content()))
    return texts


def newest_code(site: RunningSite, address: str) -> str:
    """The code in the newest mail to an address."""
    found = re.findall(r"^ +(\d{6})\s*$", mails_to(site, address)[-1], re.MULTILINE)
    return str(found[0])


def enter_code(page: Page, code: str) -> None:
    """Paste the code, as people do."""
    field = page.get_by_label("Code")
    expect(field).to_be_focused()
    page.evaluate("text => navigator.clipboard.writeText(text)", code)
    page.keyboard.press("Control+V")
    expect(field).to_have_value(code)
    page.get_by_role("main").get_by_role("button", name="Go on").click()


def assert_sound(page: Page) -> None:
    """Nothing for axe to find, and nothing beside the page."""
    assert violations(page) == [], page.url
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert not page.evaluate(wide), page.url


def test_somebody_joins_and_looks_round_the_account(
    new_context: NewContext, site: RunningSite
) -> None:
    address = "nora.new@example.org"
    context = new_context(viewport={"width": 320, "height": 800}, color_scheme="dark")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/account/login/")
    assert_sound(page)
    page.get_by_role("main").get_by_role("link", name="Join").click()
    assert_sound(page)
    page.get_by_label("Name").fill("Nora New")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password").fill("12345678")
    page.get_by_role("main").get_by_role("button", name="Join").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_sound(page)

    page.get_by_label("Password").fill("")
    page.get_by_role("main").get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    assert_sound(page)
    enter_code(page, newest_code(site, address))

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    for path in (
        *("", "email/", "devices/", "security/", "security/set-up/", "password/set/"),
        *("security/app/add/", "security/passkeys/", "security/passkeys/add/"),
    ):
        page.goto(f"/account/{path}")
        assert_sound(page)


def test_member_signs_in_by_a_mailed_code(new_context: NewContext, site: RunningSite) -> None:
    address = "member@example.org"
    context = new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/account/login/?next=/news-desk/")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_role("button", name="Mail me a code").click()
    page.get_by_label("Code").wait_for()
    enter_code(page, newest_code(site, address))

    page.wait_for_url("**/news-desk/")
    # The name, the main menu and what there is for members stand on one line.
    ends = page.locator(".masthead-name"), page.get_by_role("button", name="Sign out")
    first, last = (end.bounding_box() for end in ends)
    assert first
    assert last
    assert first["y"] < last["y"] + last["height"] / 2 < first["y"] + first["height"]


def test_passkey_is_added_and_signs_in_by_itself(
    new_context: NewContext, site: RunningSite
) -> None:
    # Others sign in with the demo accounts, and are not to be asked for a passkey.
    site.run(ACCOUNT)
    context = new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    sign_in(page, OWNER)
    page.goto("/account/security/passkeys/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Go on").click()
    page.get_by_label("Name").fill("The test's key")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.goto("/account/security/passkeys/")
    expect(page.get_by_role("main")).to_contain_text("The test's key")

    sign_out(page)
    page.goto("/account/login/?next=/account/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    assert "your account has a new passkey" in mails_to(site, OWNER)[-1]
    # Whoever does not show it is told so on the page.
    sign_out(page)
    devices.send("WebAuthn.setUserVerified", {**device, "isUserVerified": False})
    page.goto("/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")


def sign_out(page: Page) -> None:
    """By the button at the head of the page."""
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").first.wait_for()
