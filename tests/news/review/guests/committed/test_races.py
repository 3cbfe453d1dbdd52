"""Two act on one invitation at the same moment: one of them is first, and that is that."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connections
from django.test import Client
from wagtail.models import PageLogEntry, WorkflowState

from members.models import User
from news.models import ArticlePage, GuestInvitation
from news.review.guests.codes import MOST_TRIES
from news.review.guests.inviting import invite, revoke
from news.review.guests.rules import RefusedError
from tests.news.review.guests.steps import ADDRESS, HEADLINE, Guest, autosave, state, write

ROUNDS = range(3)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all of it at the same moment, each on a connection of its own; what each returned."""
    start = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(timeout=30)
            results[number] = act()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return results


def approving(guest: Guest, code: str) -> Callable[[], str]:
    """Send an approval from a tab of its own; the page that answers."""
    tab = Guest(guest.invitation, guest.token, Client())
    return lambda: tab.decide("approve", code).content.decode()


@pytest.mark.parametrize("_round", ROUNDS)
def test_approval_from_several_tabs_at_once_counts_once(
    guest: Guest, article: ArticlePage, _round: int
) -> None:
    code = guest.code()

    pages = at_once(*(approving(guest, code) for _ in range(4)))

    assert sum("You have approved the article" in page for page in pages) == 1
    assert sum("This link has been used" in page for page in pages) == 3
    assert PageLogEntry.objects.filter(page=article.pk, action="wagtail.publish").count() == 1
    assert state(article).live


@pytest.mark.parametrize("_round", ROUNDS)
def test_approval_and_revocation_at_once_end_in_one_of_them(
    guest: Guest, article: ArticlePage, editor: User, _round: int
) -> None:
    code = guest.code()

    page, was_revoked = at_once(approving(guest, code), lambda: revoke(guest.invitation.pk, editor))

    invitation = guest.now()
    assert was_revoked is not state(article).live
    assert ("This link was taken back" in page) is was_revoked
    assert (invitation.revoked_at is None) is (invitation.decided_at is not None)


@pytest.mark.parametrize("_round", ROUNDS)
@pytest.mark.parametrize("save", [write, autosave], ids=["save", "autosave in place"])
def test_what_is_saved_at_the_moment_of_approval_is_not_published(
    guest: Guest, article: ArticlePage, author: User, save: Callable[..., Any], _round: int
) -> None:
    code = guest.code()

    page, saved = at_once(
        approving(guest, code), lambda: save(article, author, title="Something else")
    )

    assert not isinstance(saved, Exception), saved
    now = state(article)
    if now.live:
        assert "it is published" in page
        assert now.title == HEADLINE
        assert now.has_unpublished_changes
    else:
        assert "The article has been changed" in page
        assert guest.now().decided_at is None
    # Whoever was first, what was written is kept.
    assert now.get_latest_revision_as_object().title == "Something else"


@pytest.mark.parametrize("_round", ROUNDS)
def test_approval_and_end_of_the_review_at_once_end_in_one_of_them(
    guest: Guest, article: ArticlePage, _round: int
) -> None:
    code = guest.code()

    def cancel() -> None:
        state(article).current_workflow_state.cancel()

    page, _cancelled = at_once(approving(guest, code), cancel)

    assert state(article).live is ("it is published" in page)
    assert WorkflowState.objects.get(object_id=str(article.pk)).status in ("approved", "cancelled")


def test_wrong_codes_at_once_are_all_counted(guest: Guest) -> None:
    code = guest.code().replace(" ", "")
    wrong = [f"{(int(code) + number) % 10**6:06}" for number in range(1, MOST_TRIES + 4)]

    at_once(*(approving(guest, each) for each in wrong))

    assert guest.now().wrong_codes == MOST_TRIES
    assert "Too many wrong codes" in guest.decide("approve", code).content.decode()


def test_button_pressed_twice_at_once_sends_one_code(guest: Guest) -> None:
    at_once(*(lambda: Client().post(guest.link, {"send_code": "1"}) for _ in range(3)))

    assert [message.to for message in mail.outbox].count([ADDRESS]) == 1


def test_two_editors_who_ask_at_once_ask_one_person(
    article: ArticlePage, editor: User, superuser: User
) -> None:
    results = at_once(
        lambda: invite(article.pk, editor, "one@elsewhere.example"),
        lambda: invite(article.pk, superuser, "two@elsewhere.example"),
    )

    assert sum(isinstance(result, RefusedError) for result in results) == 1
    assert GuestInvitation.objects.undecided().filter(article=article).count() == 1
