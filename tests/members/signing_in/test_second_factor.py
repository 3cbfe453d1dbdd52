"""The second factor: set up, asked for, lost; and staff, who must have one."""

from __future__ import annotations

import re
import time

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from home.models import HomePage
from members.models import User
from members.signing_in.adapters import SecondFactorAdapter
from tests.factories import PASSWORD, UserFactory
from tests.mailbox import Mailbox
from tests.members.signing_in.walks import (
    ENTER_CODE,
    LOGIN,
    ask_code,
    enter,
    is_signed_in,
    where,
)

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
APP = "/account/security/app/add/"
SECOND = "/account/login/second-factor/"
SET_UP = "/account/security/set-up/"
CONFIRM = "/account/confirm/password/"


def code_of(secret: str, steps: int = 0) -> str:
    """What an app shows, or showed or will show so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(client: Client, account: User) -> str:
    """By password; return where it leads."""
    return where(client.post(LOGIN, {"username": account.email, "password": PASSWORD}))


@pytest.fixture(autouse=True)
def _written_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """allauth tells of a second factor once it is written, which in a test it never is."""
    monkeypatch.setattr(transaction, "on_commit", lambda act, **_options: act())


@pytest.fixture
def staff(settings: Settings) -> None:
    """Staff need a second factor, as in production."""
    settings.STAFF_NEED_SECOND_FACTOR = True


@pytest.fixture
def protected(editor: User) -> User:
    """An editor with an app and recovery codes."""
    TOTP.activate(editor, SECRET)
    RecoveryCodes.activate(editor)
    return editor


def set_up_app(client: Client) -> str:
    """Set up an app, showing the password once more; return where it leads."""
    asked = client.get(APP)
    client.post(where(asked), {"password": PASSWORD})
    found = re.search(r'secret-key">([A-Z2-7]+)<', client.get(APP).content.decode())
    assert found
    return where(client.post(APP, {"code": code_of(found[1])}))


def test_app_is_set_up_after_the_password_once_more(
    client: Client,
    member: User,
    home_page: HomePage,
    mailbox: Mailbox,
) -> None:
    sign_in(client, member)
    assert where(client.get(APP)).startswith(CONFIRM)
    wrong = client.post(CONFIRM, {"password": "x"})
    assert "not your password" in wrong.content.decode()

    assert set_up_app(client) == "/account/security/recovery-codes/"

    codes = client.get("/account/security/recovery-codes/").content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
    assert "authenticator app" in str(mailbox.to(member.email)[0].get_content())


def test_wrong_code_sets_nothing_up(client: Client, member: User, home_page: HomePage) -> None:
    sign_in(client, member)
    client.post(where(client.get(APP)), {"password": PASSWORD})
    client.get(APP)

    page = client.post(APP, {"code": "000000"})

    assert page.context["form"].errors["code"]
    assert not Authenticator.objects.exists()


def test_picture_for_the_app_is_part_of_the_page(
    client: Client, member: User, home_page: HomePage
) -> None:
    sign_in(client, member)
    client.post(where(client.get(APP)), {"password": PASSWORD})
    page = client.get(APP).content.decode()

    assert "<svg " in page
    assert "<?xml" not in page
    assert "data:" not in page


@pytest.mark.parametrize("first_step", ["password", "code"])
def test_code_from_the_app_is_asked_for(
    client: Client, protected: User, mailbox: Mailbox, first_step: str
) -> None:
    if first_step == "password":
        assert sign_in(client, protected) == SECOND
    else:
        ask_code(client, protected.email)
        assert where(enter(client, ENTER_CODE, mailbox.code(protected.email))) == SECOND
    assert not is_signed_in(client)
    assert where(client.get("/admin/")).startswith("/account/login-gate/")

    page = client.post(SECOND, {"code": "000000"})
    assert page.context["form"].errors["code"]
    assert not is_signed_in(client)
    client.post(SECOND, {"code": code_of(SECRET)})

    assert is_signed_in(client)


def test_code_from_the_app_serves_once(client: Client, protected: User) -> None:
    code = code_of(SECRET)
    sign_in(client, protected)
    client.post(SECOND, {"code": code})

    again = Client()
    sign_in(again, protected)
    again.post(SECOND, {"code": code})
    assert not is_signed_in(again)


def test_recovery_code_signs_in_once(client: Client, protected: User) -> None:
    [code, *_more] = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    for expected in (True, False):
        browser = Client()
        sign_in(browser, protected)
        browser.post(SECOND, {"code": code})
        assert is_signed_in(browser) is expected


def test_second_factor_can_be_guessed_five_times(
    client: Client, protected: User, home_page: HomePage
) -> None:
    sign_in(client, protected)
    answers = [client.post(SECOND, {"code": "000000"}).status_code for _time in range(6)]
    assert answers == [200] * 5 + [429]


def test_nobody_comes_to_the_second_step_without_the_first(client: Client, db: None) -> None:
    assert where(client.get(SECOND)) == LOGIN
    assert where(client.post(SECOND, {"code": code_of(SECRET)})) == LOGIN


def test_new_password_does_not_spare_the_second_factor(
    client: Client, protected: User, mailbox: Mailbox
) -> None:
    client.post("/account/password/reset/", {"email": protected.email})
    enter(client, "/account/password/reset/confirm/", mailbox.code(protected.email))
    fresh = {"password1": "a wholly new secret", "password2": "a wholly new secret"}

    assert where(client.post("/account/password/reset/new/", fresh)) == SECOND
    assert not is_signed_in(client)


def test_first_second_factor_ends_the_sessions_that_came_without(
    client: Client, editor: User, home_page: HomePage
) -> None:
    elsewhere = Client()
    sign_in(elsewhere, editor)
    sign_in(client, editor)

    set_up_app(client)

    assert where(elsewhere.get("/account/")).startswith(LOGIN)
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/users/", "/admin/api/main/"])
def test_staff_without_one_are_led_to_set_it_up(
    client: Client, staff: None, editor: User, home_page: HomePage, path: str
) -> None:
    sign_in(client, editor)

    response = client.get(path, follow=True)

    assert response.request["PATH_INFO"] == SET_UP
    assert "needs a second factor" in response.content.decode()
    assert client.post(path).status_code == 302


def test_staff_with_one_enter_the_admin(
    client: Client,
    staff: None,
    editor: User,
    home_page: HomePage,
) -> None:
    sign_in(client, editor)
    set_up_app(client)

    assert client.get("/admin/").status_code == 200
    assert where(client.get(SET_UP)) == "/admin/"


def test_staff_may_leave_without_one(client: Client, staff: None, editor: User) -> None:
    sign_in(client, editor)

    client.post("/admin/logout/")

    assert not is_signed_in(client)


def test_recovery_codes_alone_are_no_second_factor(
    client: Client, staff: None, editor: User, home_page: HomePage
) -> None:
    RecoveryCodes.activate(editor)
    client.force_login(editor)
    assert where(client.get("/admin/")).startswith(SET_UP)


def test_others_are_not_asked_for_one(
    client: Client, staff: None, member: User, home_page: HomePage
) -> None:
    sign_in(client, member)

    assert client.get("/account/").status_code == 200
    refused = client.get("/admin/", follow=True)
    assert refused.status_code == 403
    assert "This is not open to your account" in refused.content.decode()
    # Wagtail's own words for it are not said as well, here or on the next page.
    assert "permission to access" not in refused.content.decode()
    assert "permission to access" not in client.get("/account/").content.decode()


def test_where_the_setting_is_off_staff_need_none(
    client: Client, editor: User, home_page: HomePage
) -> None:
    sign_in(client, editor)
    assert client.get("/admin/").status_code == 200


def test_staff_keep_their_last_one(
    client: Client,
    staff: None,
    editor: User,
    home_page: HomePage,
) -> None:
    sign_in(client, editor)
    set_up_app(client)

    page = client.post("/account/security/app/remove/")

    assert "Set up another one first" in page.content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_members_may_do_without_theirs(client: Client, member: User, home_page: HomePage) -> None:
    sign_in(client, member)
    set_up_app(client)

    client.post("/account/security/app/remove/")

    assert not Authenticator.objects.exists()


def test_passkey_is_named_after_the_device_it_is_made_on(
    client: Client, member: User, home_page: HomePage
) -> None:
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
    sign_in(client, member)
    client.post(CONFIRM, {"password": PASSWORD})

    page = client.get("/account/security/passkeys/add/", headers={"user-agent": firefox})
    assert 'name="name" value="Firefox, Windows"' in page.content.decode()

    Authenticator.objects.create(user=member, type="webauthn", data={"name": "Firefox, Windows"})
    with request_context(page.wsgi_request):
        adapter = SecondFactorAdapter()
        second = adapter.generate_authenticator_name(member, Authenticator.Type.WEBAUTHN)
    assert second == "Firefox, Windows (2)"


def test_unsigned_passkey_is_refused(client: Client, home_page: HomePage) -> None:
    options = client.get("/account/login/passkey/", headers={"accept": "application/json"})
    assert options.json()["request_options"]["publicKey"]["userVerification"] == "required"

    for credential in ("", "null", "{}", "[]", '"x"', '{"id": "x"}', "not json"):
        client.post("/account/login/passkey/", {"credential": credential})
        assert not is_signed_in(client)


def test_keys_of_other_people_are_out_of_reach(
    client: Client, member: User, home_page: HomePage
) -> None:
    other = UserFactory.create()
    key = Authenticator.objects.create(
        user=other, type="webauthn", data={"name": "Theirs", "credential": {}}
    )
    client.force_login(member)
    for what in ("name", "remove"):
        assert client.get(f"/account/security/passkeys/{key.pk}/{what}/").status_code in (302, 404)
        client.post(f"/account/security/passkeys/{key.pk}/{what}/", {"name": "Mine"})
    key.refresh_from_db()
    assert key.data["name"] == "Theirs"


def test_administrator_removes_what_somebody_lost(
    client: Client, administrator: User, protected: User, home_page: HomePage, mailbox: Mailbox
) -> None:
    client.force_login(administrator)
    path = f"/admin/users/edit/{protected.pk}/"
    form = {"email": protected.email, "display_name": "Edith", "is_active": "on"}
    assert 'name="remove_second_factor"' in client.get(path).content.decode()
    client.post(path, form)
    assert Authenticator.objects.filter(user=protected).count() == 2

    client.post(path, form | {"remove_second_factor": "on"})

    assert not Authenticator.objects.exists()
    assert "an administrator removed" in mailbox.text(protected.email)
    assert 'name="remove_second_factor"' not in client.get(path).content.decode()


def test_nobody_removes_their_own_in_the_admin(client: Client, administrator: User) -> None:
    TOTP.activate(administrator, SECRET)
    client.force_login(administrator)
    path = f"/admin/users/edit/{administrator.pk}/"
    form = {"email": administrator.email, "display_name": "Adam", "remove_second_factor": "on"}
    client.post(path, form)
    assert Authenticator.objects.exists()
