"""What people see and change of their own account."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.test import Client
from django.urls import URLPattern
from django.utils import timezone

from home.models import HomePage
from members import addresses, panels
from members.models import User
from members.urls import LOOKING_AFTER, OWN, SIGNING_IN
from tests.factories import PASSWORD, UserFactory
from tests.mailbox import Mailbox
from tests.members.signing_in.walks import LOGIN, STRONG, is_signed_in, where, wrong

EMAIL = "/account/email/"
DEVICES = "/account/devices/"
NEW = "new@example.org"


@pytest.fixture
def browser(client: Client, member: User, home_page: HomePage) -> Client:
    """A member's, signed in."""
    client.post(LOGIN, {"username": member.email, "password": PASSWORD})
    assert is_signed_in(client)
    return client


def paths(*lists: list[URLPattern]) -> list[str]:
    """Of addresses under /account/."""
    patterns = [pattern for each in lists for pattern in each]
    return [f"/account/{pattern.pattern}".replace("<int:pk>", "1") for pattern in patterns]


@pytest.mark.parametrize("path", paths(OWN, SIGNING_IN, LOOKING_AFTER))
def test_nobody_keeps_a_page_of_an_account_or_frames_it(
    client: Client, home_page: HomePage, path: str
) -> None:
    response = client.get(path)

    assert response.status_code in (200, 302, 405)
    if response.status_code != 405:
        assert "no-store" in response.headers["Cache-Control"]
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", paths(OWN, LOOKING_AFTER))
def test_visitor_without_an_account_is_asked_to_sign_in(
    client: Client, home_page: HomePage, path: str
) -> None:
    for response in (client.get(path), client.post(path)):
        assert response.status_code == 302
        assert where(response).startswith((LOGIN, "/account/login-gate/"))


@pytest.mark.parametrize("path", paths(OWN, SIGNING_IN, LOOKING_AFTER))
def test_pages_look_like_the_site(browser: Client, path: str) -> None:
    response = browser.get(path)

    if response.status_code == 200 and "text/html" in response.headers["Content-Type"]:
        page = response.content.decode()
        assert 'class="account-page"' in page
        assert page.count("<h1") == 1
        assert not re.search(r"<script(?![^>]*(src=|application/json))[^>]*>", page[600:])
        assert " style=" not in page
        assert "placeholder" not in page.split("<main")[1]


@pytest.mark.parametrize(
    "path",
    [
        "confirm-email/x/",
        "social/",
        "social/login/cancelled/",
        "password/reset/key/1-set-password/",
        "signup/",
        "2fa/",
        "phone/verify/",
        "headless/",
    ],
)
def test_what_is_not_offered_is_not_there(client: Client, home_page: HomePage, path: str) -> None:
    assert client.get(f"/account/{path}").status_code == 404


def test_name_is_changed(browser: Client, member: User) -> None:
    assert where(browser.post("/account/", {"display_name": " Mina M. "})) == "/account/"
    member.refresh_from_db()
    assert member.display_name == "Mina M."
    assert "Your name was changed" in browser.get("/account/").content.decode()

    refused = browser.post("/account/", {"display_name": "", "is_superuser": "on"})
    assert refused.context["form"].errors["display_name"]
    assert "You are signed in as Mina M." in refused.content.decode()


def begin(browser: Client, mailbox: Mailbox, old: str) -> tuple[str, str]:
    """Ask for another address; return both codes."""
    assert where(browser.post(EMAIL, {"email": NEW})) == EMAIL
    return mailbox.code(old), mailbox.code(NEW)


def test_address_is_changed_by_codes_from_both(
    browser: Client, member: User, mailbox: Mailbox
) -> None:
    before = member.email
    old, new = begin(browser, mailbox, before)
    assert "somebody signed in to your account" in mailbox.text(before)

    done = browser.post(EMAIL, {"old_code": old, "new_code": new})

    assert where(done) == "/account/"
    member.refresh_from_db()
    assert member.email == NEW
    assert addresses.is_proven(member)
    assert EmailAddress.objects.filter(user=member).count() == 1
    assert f"It is now {NEW}" in mailbox.text(before)
    assert is_signed_in(browser)
    assert where(Client().post(LOGIN, {"username": NEW, "password": PASSWORD})) == "/"


@pytest.mark.parametrize("side", ["old", "new", "swapped"])
def test_one_code_is_not_enough(browser: Client, member: User, mailbox: Mailbox, side: str) -> None:
    before = member.email
    old, new = begin(browser, mailbox, before)
    sent = {
        "old": {"old_code": old, "new_code": wrong(new)},
        "new": {"old_code": wrong(old), "new_code": new},
        "swapped": {"old_code": new, "new_code": old},
    }[side]
    if old == new:
        return

    for _attempt in range(2):
        assert "One of the two codes" in browser.post(EMAIL, sent).content.decode()
    assert "begin again" in browser.post(EMAIL, sent, follow=True).content.decode()
    browser.post(EMAIL, {"old_code": old, "new_code": new})

    member.refresh_from_db()
    assert member.email == before


def test_codes_of_a_change_run_out(
    browser: Client, member: User, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = begin(browser, mailbox, member.email)
    later = timezone.now() + timedelta(minutes=16)
    monkeypatch.setattr("members.own_account.changing_address.timezone.now", lambda: later)

    browser.post(EMAIL, {"old_code": old, "new_code": new})

    member.refresh_from_db()
    assert member.email != NEW


def test_change_can_be_given_up(browser: Client, member: User, mailbox: Mailbox) -> None:
    old, new = begin(browser, mailbox, member.email)

    browser.post(EMAIL, {"give_up": "1"})
    browser.post(EMAIL, {"old_code": old, "new_code": new})

    member.refresh_from_db()
    assert member.email != NEW


@pytest.mark.parametrize("taken", ["before", "meanwhile"])
def test_address_of_somebody_else_is_refused_after_its_proof_only(
    browser: Client, member: User, mailbox: Mailbox, taken: str
) -> None:
    if taken == "before":
        UserFactory.create(email="New@Example.org")
    old, new = begin(browser, mailbox, member.email)
    if taken == "meanwhile":
        UserFactory.create(email="New@Example.org")

    page = browser.post(EMAIL, {"old_code": old, "new_code": new}, follow=True)

    assert "Another account has this address" in page.content.decode()
    before = member.email
    member.refresh_from_db()
    assert member.email == before
    assert addresses.is_proven(member)


def test_second_tab_begins_the_change_anew(browser: Client, member: User, mailbox: Mailbox) -> None:
    old, new = begin(browser, mailbox, member.email)
    newer = begin(browser, mailbox, member.email)

    if (old, new) != newer:
        browser.post(EMAIL, {"old_code": old, "new_code": new})
        member.refresh_from_db()
        assert member.email != NEW
    browser.post(EMAIL, {"old_code": newer[0], "new_code": newer[1]})

    member.refresh_from_db()
    assert member.email == NEW


def test_changes_of_address_are_limited(browser: Client, mailbox: Mailbox) -> None:
    answers = [browser.post(EMAIL, {"email": NEW}).status_code for _time in range(6)]
    assert answers == [302] * 5 + [429]


def test_devices_are_listed_and_signed_out_everywhere_else(browser: Client, member: User) -> None:
    firefox = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
    other = Client(headers={"user-agent": firefox})
    other.post(LOGIN, {"username": member.email, "password": PASSWORD})
    page = browser.get(DEVICES).content.decode()
    assert "Firefox, Windows" in page
    assert page.count("this one") == 1

    browser.post(DEVICES)

    assert where(other.get("/account/")).startswith(LOGIN)
    assert browser.get("/account/").status_code == 200
    assert "Firefox" not in browser.get(DEVICES).content.decode()


def test_this_device_comes_first_and_then_the_newest(browser: Client, member: User) -> None:
    for name in ("iPhone", "Windows"):
        form = {"username": member.email, "password": PASSWORD}
        Client(headers={"user-agent": f"Firefox/131.0 {name}"}).post(LOGIN, form)

    page = browser.get("/account/devices/").content.decode()

    assert page.index("this one") < page.index("Firefox, Windows") < page.index("Firefox, iPhone")


def test_new_password_signs_out_everywhere_else(
    browser: Client, member: User, mailbox: Mailbox
) -> None:
    other = Client()
    other.post(LOGIN, {"username": member.email, "password": PASSWORD})
    form = {"oldpassword": "x", "password1": STRONG, "password2": STRONG}
    refused = browser.post("/account/password/change/", form)
    assert "not your present password" in refused.content.decode()

    browser.post("/account/password/change/", form | {"oldpassword": PASSWORD})

    assert where(other.get("/account/")).startswith(LOGIN)
    assert browser.get("/account/").status_code == 200
    assert "password of your account was changed" in mailbox.text(member.email)


def test_section_of_another_app_is_shown_to_whom_it_concerns(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Panel(panels.AccountPanel):
        heading = "Something more"
        template_name = "members/parts/passkey_problem.html"
        is_for_them = True

        def is_shown(self, request: HttpRequest) -> bool:
            return self.is_for_them

        def context(self, request: HttpRequest) -> dict[str, Any]:
            return {"a": 1}

    monkeypatch.setattr(panels, "_account", [])
    panel = Panel()
    panels.register_account_panel(panel)
    assert "Something more" in browser.get("/account/").content.decode()

    # What is about the account as a whole comes first.
    text = browser.get("/account/").content.decode()
    assert text.index("Profile") < text.index("Something more")
    monkeypatch.setattr(Panel, "order", panels.OWN_SECTIONS - 1)
    text = browser.get("/account/").content.decode()
    assert text.index("Profile") > text.index("Something more")

    panel.is_for_them = False
    assert "Something more" not in browser.get("/account/").content.decode()


def test_public_pages_stay_without_cookies_after_looking_at_the_sign_in(
    home_page: HomePage,
) -> None:
    client = Client()
    client.get(LOGIN)
    response = client.get("/")

    assert not response.cookies
    assert "no-store" not in response.headers.get("Cache-Control", "")
