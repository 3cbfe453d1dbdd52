"""How often one may try, for each network and address."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from home.models import HomePage
from members.models import User
from tests.factories import PASSWORD, UserFactory
from tests.mailbox import Mailbox
from tests.members.signing_in.walks import (
    ENTER_CODE,
    LOGIN,
    RESET,
    ask_code,
    enter,
    is_signed_in,
    join,
    wrong,
)

MINA = "mina@example.org"


@pytest.fixture
def mina(home_page: HomePage) -> User:
    """Somebody with an account and a password."""
    account: User = UserFactory.create(email=MINA)
    return account


def statuses(*responses: Any) -> list[int]:
    """Of answers."""
    return [response.status_code for response in responses]


def test_passwords_can_be_guessed_five_times_for_an_address(mina: User) -> None:
    """From wherever: each attempt is made from another network."""
    for email in (MINA, "nobody@example.org"):
        for number in range(5):
            client = Client(REMOTE_ADDR=f"10.0.0.{number}")
            page = client.post(LOGIN, {"username": email, "password": "x"})
            assert page.status_code == 200
        refused = Client(REMOTE_ADDR="10.0.0.9").post(LOGIN, {"username": email, "password": "x"})

        assert refused.status_code == 429
        text = refused.content.decode()
        assert "too often in a short time" in text.lower()
        assert "no-store" in refused.headers["Cache-Control"]

    right = Client(REMOTE_ADDR="10.0.0.10")
    assert right.post(LOGIN, {"username": MINA, "password": PASSWORD}).status_code == 429
    assert not is_signed_in(right)


def test_right_passwords_do_not_count(mina: User) -> None:
    for _time in range(8):
        client = Client()
        client.post(LOGIN, {"username": MINA, "password": PASSWORD})
        assert is_signed_in(client)


def test_network_may_guess_ten_times_a_minute(mina: User) -> None:
    answers = [
        Client(REMOTE_ADDR="10.0.0.1").post(
            LOGIN, {"username": f"a{number}@example.org", "password": "x"}
        )
        for number in range(12)
    ]
    assert statuses(*answers) == [200] * 10 + [429] * 2
    other = Client(REMOTE_ADDR="10.0.0.2").post(LOGIN, {"username": MINA, "password": "x"})
    assert other.status_code == 200


def test_network_of_ipv6_is_a_64(mina: User) -> None:
    answers = [
        Client(REMOTE_ADDR=f"2001:db8::{number:x}").post(
            LOGIN, {"username": f"a{number}@example.org", "password": "x"}
        )
        for number in range(1, 13)
    ]
    assert statuses(*answers)[10:] == [429, 429]
    other = Client(REMOTE_ADDR="2001:db8:0:1::1")
    assert other.post(LOGIN, {"username": MINA, "password": "x"}).status_code == 200


@pytest.mark.parametrize("email", [MINA, "nobody@example.org"])
def test_three_codes_a_minute_are_mailed_to_an_address(
    mina: User, mailbox: Mailbox, email: str
) -> None:
    answers = [ask_code(Client(REMOTE_ADDR=f"10.0.0.{number}"), email) for number in range(4)]
    assert statuses(*answers) == [302, 302, 302, 429]
    assert len(mailbox.to(email)) == 3


@pytest.mark.parametrize("email", [MINA, "nobody@example.org"])
def test_three_resets_a_minute_for_an_address(mina: User, mailbox: Mailbox, email: str) -> None:
    answers = [
        Client(REMOTE_ADDR=f"10.0.0.{number}").post(RESET, {"email": email}) for number in range(4)
    ]
    assert statuses(*answers) == [302, 302, 302, 429]
    assert len(mailbox.to(email)) == 3


@pytest.mark.parametrize("email", [MINA, "nobody@example.org"])
def test_three_sign_ups_a_minute_for_an_address(mina: User, mailbox: Mailbox, email: str) -> None:
    answers = [join(Client(REMOTE_ADDR=f"10.0.0.{number}"), email) for number in range(4)]
    assert statuses(*answers) == [302, 302, 302, 429]
    assert len(mailbox.to(email)) == 3


def test_ten_guesses_of_codes_for_an_address(
    mina: User, mailbox: Mailbox, settings: Settings
) -> None:
    """Also where more codes are asked for, from several browsers and networks."""
    limits = {"request_login_code": None}
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | limits
    answers = []
    for number in range(6):
        client = Client(REMOTE_ADDR=f"10.0.0.{number}")
        ask_code(client, MINA)
        answers += [enter(client, ENTER_CODE, wrong(mailbox.code(MINA))) for _try in range(2)]

    assert statuses(*answers) == [200] * 10 + [429] * 2
    ask_code(client, MINA)
    assert enter(client, ENTER_CODE, mailbox.code(MINA)).status_code == 429
    assert not is_signed_in(client)


def test_limit_reads_the_visitors_network_behind_a_proxy_and_believes_no_visitor(
    mina: User, settings: Settings
) -> None:
    def guess(forwarded: str, number: int) -> int:
        client = Client(REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": forwarded})
        form = {"username": f"a{number}@example.org", "password": "x"}
        return client.post(LOGIN, form).status_code

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert [guess(f"1.2.3.{number}, 10.9.9.9", number) for number in range(12)][10:] == [429, 429]
    assert guess("1.2.3.4, 10.9.9.8", 20) == 200

    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert [guess(f"1.2.3.{number}", 30 + number) for number in range(12)][10:] == [429, 429]
