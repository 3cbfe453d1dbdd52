"""Signing in by a mailed code, and a new password by one."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from home.models import HomePage
from members import addresses
from members.models import User
from tests.factories import PASSWORD, UserFactory
from tests.mailbox import Mailbox
from tests.members.signing_in.walks import (
    ASK_CODE,
    ENTER_CODE,
    ENTER_RESET,
    LOGIN,
    NEW_PASSWORD,
    PROVE,
    RESET,
    STRONG,
    ask_code,
    enter,
    is_signed_in,
    join,
    where,
    wrong,
)

MINA = "mina@example.org"


@pytest.fixture
def mina(db: None) -> User:
    """Somebody with an account and a password."""
    account: User = UserFactory.create(email="Mina@example.org", display_name="Mina")
    return account


def test_code_signs_in(client: Client, mina: User, mailbox: Mailbox) -> None:
    assert where(ask_code(client, "MINA@example.org ", next="/news-desk/")).startswith(ENTER_CODE)
    [letter] = mailbox.to(MINA)
    assert "Your code to sign in" in letter["Subject"]

    page = client.get(ENTER_CODE).content.decode()
    assert 'autocomplete="one-time-code"' in page
    done = enter(client, f"{ENTER_CODE}?next=/news-desk/", mailbox.code(MINA))

    assert where(done) == "/news-desk/"
    assert is_signed_in(client)
    assert mina.check_password(PASSWORD)


@pytest.mark.parametrize("way", ["sign in", "join", "reset"])
def test_reader_of_the_database_cannot_sign_in_with_what_is_kept_of_a_code(
    client: Client, mina: User, mailbox: Mailbox, way: str
) -> None:
    address = MINA if way != "join" else "nora@example.org"
    if way == "sign in":
        ask_code(client, MINA)
    elif way == "join":
        join(client, address)
    else:
        client.post(RESET, {"email": MINA})
    code = mailbox.code(address)

    [kept] = [json.dumps(each.get_decoded()) for each in Session.objects.all()]

    assert address in kept.lower()
    assert code not in kept
    [seed] = re.findall(r'"(seed:[^"]+)"', kept)
    path = {"sign in": ENTER_CODE, "join": PROVE, "reset": ENTER_RESET}[way]
    assert enter(client, path, seed).status_code == 200
    assert where(enter(client, path, code))


@pytest.mark.parametrize("typed", ["{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}", " {0} ", "{0}"])
def test_code_may_be_typed_with_spaces(
    client: Client, mina: User, mailbox: Mailbox, typed: str
) -> None:
    ask_code(client, MINA)
    enter(client, ENTER_CODE, typed.format(mailbox.code(MINA)))
    assert is_signed_in(client)


def test_wrong_codes_are_refused_and_the_third_ends_it(
    client: Client, mina: User, mailbox: Mailbox
) -> None:
    ask_code(client, MINA)
    code = mailbox.code(MINA)

    for _attempt in range(3):
        response = enter(client, ENTER_CODE, wrong(code))
    assert where(response) == ASK_CODE
    assert where(enter(client, ENTER_CODE, code)) == ASK_CODE
    assert not is_signed_in(client)


def test_code_runs_out(
    client: Client, mina: User, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_code(client, MINA)
    later = (timezone.now() + timedelta(minutes=16)).timestamp()
    monkeypatch.setattr("time.time", lambda: later)

    enter(client, ENTER_CODE, mailbox.code(MINA))
    assert not is_signed_in(client)


def test_code_serves_once(client: Client, mina: User, mailbox: Mailbox) -> None:
    ask_code(client, MINA)
    enter(client, ENTER_CODE, mailbox.code(MINA))
    client.post("/account/logout/")

    enter(client, ENTER_CODE, mailbox.code(MINA))
    assert not is_signed_in(client)


def test_sign_in_page_can_be_opened_while_a_code_is_waited_for(
    client: Client, mina: User, mailbox: Mailbox
) -> None:
    ask_code(client, MINA)

    assert client.get(LOGIN).status_code == 200
    enter(client, ENTER_CODE, mailbox.code(MINA))

    assert is_signed_in(client)


def test_account_an_administrator_made_is_proven_at_its_first_sign_in(
    client: Client, administrator: User, home_page: HomePage, mailbox: Mailbox
) -> None:
    office = Client()
    office.force_login(administrator)
    secret = {"password1": STRONG, "password2": STRONG}
    office.post("/admin/users/new/", {"email": MINA, "display_name": "Mina", **secret})
    mina = User.objects.get(email=MINA)
    assert not addresses.is_proven(mina)

    assert where(client.post(LOGIN, {"username": MINA, "password": STRONG})) == PROVE
    assert not is_signed_in(client)
    enter(client, PROVE, mailbox.code(MINA))

    assert is_signed_in(client)
    assert addresses.is_proven(mina)
    assert mina.check_password(STRONG)


def test_address_an_administrator_gives_is_unproven_and_the_old_one_opens_nothing(
    client: Client, administrator: User, mina: User, mailbox: Mailbox
) -> None:
    office = Client()
    office.force_login(administrator)
    new = "mina.new@example.org"
    office.post(
        f"/admin/users/edit/{mina.pk}/", {"email": new, "display_name": "Mina", "is_active": "on"}
    )
    mina.refresh_from_db()
    assert mina.email == new
    assert not addresses.is_proven(mina)

    page = client.post(LOGIN, {"username": MINA, "password": PASSWORD})
    assert "do not belong together" in page.content.decode()
    ask_code(client, MINA)
    assert "no account" in mailbox.text(MINA)

    assert where(client.post(LOGIN, {"username": new, "password": PASSWORD})) == PROVE
    enter(client, PROVE, mailbox.code(new))
    assert is_signed_in(client)


def test_forgotten_password_is_set_anew_by_a_code(
    client: Client, home_page: HomePage, mina: User, mailbox: Mailbox
) -> None:
    elsewhere = Client()
    elsewhere.post(LOGIN, {"username": MINA, "password": PASSWORD})

    assert where(client.post(RESET, {"email": MINA.upper()})) == ENTER_RESET
    assert where(enter(client, ENTER_RESET, mailbox.code(MINA))) == NEW_PASSWORD
    refused = client.post(NEW_PASSWORD, {"password1": "12345678", "password2": "12345678"})
    assert refused.context["form"].errors["password1"]
    client.post(NEW_PASSWORD, {"password1": STRONG, "password2": STRONG})

    mina.refresh_from_db()
    assert mina.check_password(STRONG)
    assert is_signed_in(client)
    assert "set anew" in mailbox.text(MINA)
    assert where(elsewhere.get("/account/")).startswith(LOGIN)


def test_new_password_needs_the_code(client: Client, mina: User, mailbox: Mailbox) -> None:
    fresh = {"password1": STRONG, "password2": STRONG}
    assert where(client.post(NEW_PASSWORD, fresh)) == RESET

    client.post(RESET, {"email": MINA})
    assert where(client.post(NEW_PASSWORD, fresh)) == ENTER_RESET
    for _attempt in range(3):
        enter(client, ENTER_RESET, wrong(mailbox.code(MINA)))
    assert where(enter(client, ENTER_RESET, mailbox.code(MINA))) == LOGIN

    mina.refresh_from_db()
    assert mina.check_password(PASSWORD)


def test_account_that_is_not_active_gets_neither_code_nor_password(
    client: Client, db: None, mailbox: Mailbox
) -> None:
    UserFactory.create(email=MINA, is_active=False)

    ask_code(client, MINA)
    client.post(RESET, {"email": MINA})

    assert len(mailbox.to(MINA)) == 2
    assert all("no account" in letter["Subject"] for letter in mailbox.to(MINA))
