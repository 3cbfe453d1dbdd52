"""Links that lead nowhere (any more): each says what happened and whom to ask, nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from core.tokens import new_token
from members.models import User
from navigation.models import NotFoundCount
from navigation.not_found.counting import not_found
from news.models import ArticlePage, GuestInvitation
from news.review.guests.inviting import revoke
from tests.news.deskwork import require_four_eyes
from tests.news.review.guests.steps import (
    HEADLINE,
    Guest,
    code_in,
    invited,
    is_author,
    newest_mail,
    state,
)


def expire(guest: Guest) -> None:
    """Let fourteen days pass."""
    GuestInvitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))


def take_back(guest: Guest) -> None:
    """The editor revokes it."""
    assert guest.invitation.invited_by
    assert revoke(guest.invitation.pk, guest.invitation.invited_by)


def cancel(guest: Guest) -> None:
    """The review is ended."""
    WorkflowState.objects.get().cancel()


def approve(guest: Guest) -> None:
    """Somebody with an account is quicker."""
    TaskState.objects.get().approve(user=guest.invitation.invited_by)


def ask_for_changes(guest: Guest) -> None:
    """Somebody with an account asks for changes, and the author submits again."""
    TaskState.objects.get().reject(user=guest.invitation.invited_by)
    WorkflowState.objects.get().resume()


def edit_as_inviter(guest: Guest) -> None:
    """The inviter becomes one of the authors; that nothing changed by it is beside the point."""
    assert guest.invitation.invited_by
    is_author(guest.invitation.article, guest.invitation.invited_by)


def lose_rights(guest: Guest) -> None:
    """The inviter is no longer an editor."""
    assert guest.invitation.invited_by
    guest.invitation.invited_by.groups.clear()


def leave(guest: Guest) -> None:
    """The inviter's account is deleted."""
    GuestInvitation.objects.update(invited_by=None)


def deactivate(guest: Guest) -> None:
    """The inviter's account is switched off."""
    assert guest.invitation.invited_by
    User.objects.filter(pk=guest.invitation.invited_by.pk).update(is_active=False)


ENDED = [
    (expire, "This link is too old"),
    (take_back, "This link was taken back"),
    (cancel, "Your decision is no longer needed"),
    (approve, "Your decision is no longer needed"),
    (ask_for_changes, "Your decision is no longer needed"),
    (edit_as_inviter, "This link does not hold any more"),
    (lose_rights, "This link does not hold any more"),
    (leave, "This link does not hold any more"),
    (deactivate, "This link does not hold any more"),
]


@pytest.mark.parametrize(("end", "heading"), ENDED, ids=lambda each: getattr(each, "__name__", ""))
def test_ended_link_says_so_and_decides_nothing(
    guest: Guest, end: Callable[[Guest], None], heading: str
) -> None:
    code = guest.code()
    end(guest)
    live = state(guest.invitation.article).live
    mails = len(mail.outbox)

    opened, asked, sent = guest.open(), guest.ask_for_code(), guest.decide("approve", code)

    for response in (opened, asked, sent):
        page = response.content.decode()
        assert response.status_code == 410
        assert heading in page
        assert HEADLINE not in page
        assert "First words." not in page
    assert len(mail.outbox) == mails
    assert state(guest.invitation.article).live == live
    assert guest.now().decided_at is None


@pytest.mark.parametrize(
    "token",
    [new_token(), "short", "a" * 300, "%20", "ü"],
    ids=["well-formed", "short", "long", "blank", "umlaut"],
)
def test_unknown_link_leads_nowhere_and_says_so(client: Client, db: None, token: str) -> None:
    address = f"/account/review/{token}/"

    for response in (
        client.get(address),
        client.post(address, {"send_code": "1"}),
        client.post(address, {"decision": "approve", "code": "123456"}),
        client.post(address, {"decision": "changes"}),
    ):
        assert response.status_code == 404
        assert "This link leads nowhere" in response.content.decode()


def test_link_of_a_deleted_article_leads_nowhere(guest: Guest, article: ArticlePage) -> None:
    article.delete()

    assert guest.open().status_code == 404


def test_used_link_says_what_was_decided_and_when(guest: Guest) -> None:
    guest.decide("changes", remark="The date is wrong.")

    response = guest.open()

    page = response.content.decode()
    assert response.status_code == 410
    assert "Changes to the article were asked for" in page
    assert "please ask Edith Editor" in page
    assert HEADLINE not in page
    assert "The date is wrong." not in page


def test_rule_switched_on_meanwhile_holds(
    article: ArticlePage, author: User, client: Client
) -> None:
    """Without the rule an author may ask somebody; with it that no longer counts."""
    require_four_eyes(False)
    guest = invited(article, author, client)
    assert guest.open().status_code == 200

    require_four_eyes(True)

    assert "This link does not hold any more" in guest.open().content.decode()


def pages(guest: Guest) -> list[Any]:
    """Every kind of answer there is behind a link."""
    shown, sent = guest.open(), guest.ask_for_code()
    refused = guest.decide("approve", "000000")
    done = guest.decide("approve", guest_code())
    return [shown, sent, refused, done, guest.open(), guest.browser.get("/account/review/no/")]


def guest_code() -> str:
    """The code that was mailed last."""
    return code_in(newest_mail())


def test_no_answer_is_kept_listed_or_passed_on(guest: Guest) -> None:
    answers = pages(guest)

    assert [answer.status_code for answer in answers] == [200, 302, 200, 200, 410, 404]
    for answer in answers:
        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "no-referrer"
        if answer.status_code != 302:
            page = answer.content.decode()
            assert '<meta name="robots" content="noindex' in page
            assert '<meta name="referrer" content="no-referrer">' in page


@pytest.mark.parametrize("token", [new_token(), "plain-words"], ids=["token", "words"])
def test_address_of_a_link_is_counted_nowhere(client: Client, db: None, token: str) -> None:
    # What other tests asked for in this process.
    not_found.write()
    NotFoundCount.objects.all().delete()

    client.get(f"/account/review/{token}/")
    client.get(f"/account/review/{token}/and/more/")
    not_found.write()

    assert not NotFoundCount.objects.exists()


def test_link_takes_no_other_method(guest: Guest) -> None:
    assert guest.browser.put(guest.link).status_code == 405
