"""The code proves that who decides reads the mail of the address that was asked."""

from __future__ import annotations

import datetime
import smtplib
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db.models import F
from django.test import Client
from django.utils import timezone

from core.tokens import is_code
from news.models import ArticlePage, GuestInvitation
from news.review.guests.codes import HOLDS, MOST_CODES, MOST_TRIES, PAUSE
from tests.news.review.guests.steps import ADDRESS, Guest, state


def pass_by(time: datetime.timedelta) -> None:
    """Let some time pass since the code was sent."""
    GuestInvitation.objects.update(code_sent_at=F("code_sent_at") - time)


def said(response: Any) -> str:
    """The page."""
    return str(response.content.decode())


def wrong(code: str) -> str:
    """Another code."""
    return f"{(int(code.replace(' ', '')) + 1) % 10**6:06}"


def test_forwarded_link_shows_but_does_not_decide(guest: Guest, article: ArticlePage) -> None:
    stranger = Guest(guest.invitation, guest.token, Client())

    assert stranger.open().status_code == 200
    refused = stranger.decide("approve", code="")

    assert "Please have a code sent and write it here." in said(refused)
    assert not state(article).live


def test_code_goes_to_the_address_that_was_asked_whoever_presses_the_button(guest: Guest) -> None:
    stranger = Guest(guest.invitation, guest.token, Client())

    stranger.browser.post(stranger.link, {"send_code": "1", "address": "eve@elsewhere.example"})

    assert [message.to for message in mail.outbox] == [[ADDRESS]]


def test_page_asks_for_the_code_once_it_is_sent(guest: Guest) -> None:
    assert "Code from the mail" not in said(guest.open())

    guest.ask_for_code()

    assert "Code from the mail" in said(guest.open())


def test_wrong_code_decides_nothing_and_can_be_corrected(
    guest: Guest, article: ArticlePage
) -> None:
    code = guest.code()

    refused = guest.decide("approve", wrong(code), remark="Well told.")
    assert "This is not the code." in said(refused)
    # What was typed is kept.
    assert "Well told." in said(refused)
    assert not state(article).live

    guest.decide("approve", code)
    assert state(article).live


def test_code_wears_out_after_so_many_wrong_tries(guest: Guest, article: ArticlePage) -> None:
    code = guest.code()
    for _ in range(MOST_TRIES):
        guest.decide("approve", wrong(code))

    refused = guest.decide("approve", code)

    assert "Too many wrong codes" in said(refused)
    assert not state(article).live
    pass_by(PAUSE)
    guest.decide("approve")
    assert state(article).live


def test_code_holds_for_a_quarter_of_an_hour(guest: Guest, article: ArticlePage) -> None:
    code = guest.code()
    pass_by(HOLDS)

    assert "Send me a code" in said(guest.open())
    assert "This code holds no longer." in said(guest.decide("approve", code))
    assert not state(article).live


def test_new_code_ends_the_one_before(guest: Guest, article: ArticlePage) -> None:
    first = guest.code()
    pass_by(PAUSE)
    second = guest.code()
    while second == first:
        pass_by(PAUSE)
        second = guest.code()

    assert "This is not the code." in said(guest.decide("approve", first))
    guest.decide("approve", second)
    assert state(article).live


def test_second_code_within_a_minute_is_not_sent(guest: Guest) -> None:
    guest.ask_for_code()

    refused = guest.ask_for_code()

    assert "A code was sent a moment ago." in said(refused)
    assert len(mail.outbox) == 1


def test_no_more_than_ten_codes_are_sent_for_an_invitation(guest: Guest) -> None:
    for _ in range(MOST_CODES):
        assert guest.ask_for_code().status_code == 302
        pass_by(PAUSE)

    refused = guest.ask_for_code()

    assert "No more codes are sent" in said(refused)
    assert len(mail.outbox) == MOST_CODES


def test_code_of_another_invitation_is_refused(guest: Guest, article: ArticlePage) -> None:
    code = guest.code()
    others = GuestInvitation.objects.get(pk=guest.invitation.pk)
    others.pk = None
    others.token_hash = "0" * 64
    GuestInvitation.objects.update(revoked_at=timezone.now())
    others.save()

    assert not is_code(code, f"guest invitation {others.pk}", guest.now().code_hash)


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected("gone"), TimeoutError()])
def test_code_that_could_not_be_mailed_can_be_asked_for_again_at_once(
    guest: Guest, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def fail(self: EmailMessage, fail_silently: bool = False) -> int:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", fail)
        failed = guest.ask_for_code()
    assert "The code could not be mailed." in said(failed)
    assert guest.now().codes_sent == 0

    assert guest.ask_for_code().status_code == 302
    assert len(mail.outbox) == 1


def test_endless_code_is_refused(guest: Guest) -> None:
    guest.ask_for_code()

    refused = guest.decide("approve", "1" * 5000)

    assert refused.status_code == 200
    assert guest.now().wrong_codes == 0
