"""Nobody learns from the site whether there is an account with an address."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.test import Client

from home.models import HomePage
from tests.factories import UserFactory
from tests.mailbox import Mailbox
from tests.members.signing_in.walks import (
    ENTER_CODE,
    ENTER_RESET,
    LOGIN,
    PROVE,
    RESET,
    STRONG,
    ask_code,
    enter,
    join,
)

KNOWN = "known@example.org"
UNKNOWN = "other@example.org"
PASSWORDLESS = "third@example.org"

Way = Callable[[Client, str], object]


def seen(response: Any, email: str) -> tuple[int, str, str, list[str]]:
    """What a visitor gets to see of an answer, with the address and what is random left out."""
    page = response.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    headers = response.headers
    return (
        response.status_code,
        page.replace(email, "ADDRESS").replace(email.replace("@", "%40"), "ADDRESS"),
        headers.get("Location", ""),
        sorted(set(headers) - {"Expires", "Content-Length"}),
    )


def by_password(client: Client, email: str) -> object:
    return client.post(LOGIN, {"username": email, "password": "not the password"})


def by_code(client: Client, email: str) -> object:
    return ask_code(client, email)


def by_code_and_page(client: Client, email: str) -> object:
    ask_code(client, email)
    return client.get(ENTER_CODE)


def by_wrong_code(client: Client, email: str) -> object:
    ask_code(client, email)
    return enter(client, ENTER_CODE, "no code")


def by_joining(client: Client, email: str) -> object:
    return join(client, email, STRONG)


def by_joining_without_password(client: Client, email: str) -> object:
    return join(client, email)


def by_joining_and_page(client: Client, email: str) -> object:
    join(client, email)
    return client.get(PROVE)


def by_joining_and_wrong_code(client: Client, email: str) -> object:
    join(client, email)
    return enter(client, PROVE, "no code")


def by_joining_and_empty_code(client: Client, email: str) -> object:
    join(client, email)
    return enter(client, PROVE, "")


def by_joining_and_third_wrong_code(client: Client, email: str) -> object:
    join(client, email)
    return [enter(client, PROVE, "no code") for _attempt in range(3)][-1]


def by_joining_with_a_poor_password(client: Client, email: str) -> object:
    return join(client, email, "12345678")


def by_reset(client: Client, email: str) -> object:
    return client.post(RESET, {"email": email})


def by_reset_and_page(client: Client, email: str) -> object:
    client.post(RESET, {"email": email})
    return client.get(ENTER_RESET)


def by_reset_and_wrong_code(client: Client, email: str) -> object:
    client.post(RESET, {"email": email})
    return enter(client, ENTER_RESET, "no code")


WAYS = [
    by_password,
    by_code,
    by_code_and_page,
    by_wrong_code,
    by_joining,
    by_joining_without_password,
    by_joining_and_page,
    by_joining_and_wrong_code,
    by_joining_and_empty_code,
    by_joining_and_third_wrong_code,
    by_joining_with_a_poor_password,
    by_reset,
    by_reset_and_page,
    by_reset_and_wrong_code,
]


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one whenever a password is hashed: what takes the time at a sign-in."""
    done: list[str] = []
    encode = hashers.MD5PasswordHasher.encode

    def count(self: hashers.MD5PasswordHasher, password: str, salt: str) -> str:
        done.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", count)
    return done


@pytest.mark.parametrize("way", WAYS)
def test_answer_work_and_mails_are_the_same(
    home_page: HomePage, mailbox: Mailbox, hashes: list[str], way: Way
) -> None:
    UserFactory.create(email=KNOWN)
    passwordless = UserFactory.create(email=PASSWORDLESS)
    passwordless.set_unusable_password()
    passwordless.save()
    came = {}
    for email in (KNOWN, UNKNOWN, PASSWORDLESS):
        hashes.clear()
        answer = seen(way(Client(), email), email)
        came[email] = (answer, len(hashes), len(mailbox.to(email)))

    assert came[KNOWN] == came[UNKNOWN] == came[PASSWORDLESS]
    assert "ADDRESS" not in came[KNOWN][0][2]


def test_password_is_hashed_whether_there_is_an_account_or_not(db: None, hashes: list[str]) -> None:
    by_password(Client(), UNKNOWN)
    assert len(hashes) == 1


def test_page_of_the_code_offers_no_way_that_only_accounts_have(
    home_page: HomePage, mailbox: Mailbox
) -> None:
    for action in ("resend", "change"):
        client = Client()
        join(client, UNKNOWN)
        client.post(PROVE, {"action": action, "email": "x@example.org"})
        assert not mailbox.to("x@example.org")
    assert len(mailbox.to(UNKNOWN)) == 2
