"""What becomes of a membership: what is done, refused, repeated, and what goes with it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.test import Client
from wagtail.models import ModelLogEntry

from members.membership import deeds, proof, services
from members.membership.deeds import AlreadySo, Refused, today
from members.models import Membership, MembershipRules, User
from tests.factories import UserFactory
from tests.members.membership.people import (
    Status,
    account_of,
    in_force,
    in_group,
    membership_of,
    noted,
)

pytestmark = pytest.mark.django_db

Told = Callable[[], list[tuple[str, int]]]
Joining = MembershipRules.Joining
YESTERDAY, TOMORROW = (datetime.timedelta(days=days) for days in (-1, 1))

# From each status: what it becomes by each deed; "=" where it is so already, "" where refused.
DEEDS = {
    "approve": (services.approve, "approved"),
    "decline": (services.decline, "declined"),
    "suspend": (services.suspend, "suspended"),
    "resume": (services.resume, "resumed"),
    "end": (services.end, "ended"),
}
BECOMES: dict[str, dict[str, str]] = {
    Status.INVITED: {},
    Status.PENDING: {"approve": Status.ACTIVE, "decline": Status.DECLINED},
    Status.ACTIVE: {
        **{"approve": "=", "suspend": Status.SUSPENDED, "resume": "=", "end": Status.ENDED}
    },
    Status.SUSPENDED: {"suspend": "=", "resume": Status.ACTIVE, "end": Status.ENDED},
    Status.DECLINED: {"approve": Status.ACTIVE, "decline": "="},
    Status.ENDED: {"resume": Status.ACTIVE, "end": "="},
}


def actions_of(membership: Membership) -> list[str]:
    """What the audit log has of it."""
    entries = ModelLogEntry.objects.for_instance(membership).order_by("pk")
    return [entry.action.rpartition(".")[2] for entry in entries]


@pytest.mark.parametrize("name", DEEDS)
@pytest.mark.parametrize("status", BECOMES)
def test_each_deed_is_done_or_refused_as_the_membership_stands(
    status: str, name: str, administrator: User, told: Told
) -> None:
    membership = membership_of(status)
    deed, event = DEEDS[name]
    becomes = BECOMES[status].get(name, "")

    if becomes in ("", "="):
        with pytest.raises(AlreadySo if becomes else Refused) as refusal:
            deed(membership, administrator)
        assert str(refusal.value)
        assert isinstance(refusal.value, AlreadySo) is (becomes == "=")

    else:
        deed(membership, administrator)

    membership.refresh_from_db()
    is_done = becomes not in ("", "=")
    assert membership.status == (becomes if is_done else status)
    assert in_group() == in_force()
    assert actions_of(membership) == ([event] if is_done else [])
    assert told() == ([(event, membership.pk)] if is_done else [])


def test_deed_repeated_is_noted_and_told_once(administrator: User, told: Told) -> None:
    membership = membership_of(Status.PENDING)

    for _time in range(2):
        services.carry_out(deeds.Approve(), [membership.pk], administrator)

    assert actions_of(membership) == ["approved"]
    assert told() == [("approved", membership.pk)]
    entry = ModelLogEntry.objects.for_instance(membership).get()
    assert (entry.user, entry.label) == (administrator, str(membership))


def test_deed_undone_by_an_error_leaves_no_trace(administrator: User, told: Told) -> None:
    membership = membership_of(Status.PENDING)

    with transaction.atomic():
        services.approve(membership, administrator)
        transaction.set_rollback(True)

    membership.refresh_from_db()
    assert membership.status == Status.PENDING
    assert in_group() == set()
    assert actions_of(membership) == []
    assert told() == []


def test_suspension_signs_out_everywhere_at_once(administrator: User) -> None:
    membership, other = membership_of(), membership_of()
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(account_of(membership))
    browser_of_other = Client()
    browser_of_other.force_login(account_of(other))

    services.suspend(membership, administrator)

    for browser in browsers:
        browser.get("/account/login/")
        assert SESSION_KEY not in browser.session
    browser_of_other.get("/account/login/")
    assert SESSION_KEY in browser_of_other.session


def test_resumed_membership_does_not_bring_sessions_back(administrator: User) -> None:
    membership = membership_of()
    browser = Client()
    browser.force_login(account_of(membership))

    services.suspend(membership, administrator)
    services.resume(membership, administrator)

    browser.get("/account/login/")
    assert SESSION_KEY not in browser.session


def test_end_that_has_passed_keeps_a_membership_from_beginning_anew() -> None:
    over = today() + YESTERDAY

    for status, deed in ((Status.PENDING, services.approve), (Status.SUSPENDED, services.resume)):
        with pytest.raises(Refused, match="end date"):
            deed(membership_of(status, ends_on=over))

    assert in_group() == set()


@pytest.mark.parametrize(
    ("status", "before", "day", "after", "event"),
    [
        (Status.ACTIVE, None, TOMORROW, Status.ACTIVE, "moved"),
        (Status.ACTIVE, TOMORROW, None, Status.ACTIVE, "moved"),
        (Status.ACTIVE, TOMORROW, datetime.timedelta(0), Status.ACTIVE, "moved"),
        (Status.ACTIVE, TOMORROW, YESTERDAY, Status.ENDED, "ended"),
        (Status.ENDED, YESTERDAY, TOMORROW, Status.ACTIVE, "resumed"),
        (Status.ENDED, YESTERDAY, None, Status.ACTIVE, "resumed"),
        (Status.SUSPENDED, YESTERDAY, TOMORROW, Status.SUSPENDED, ""),
        (Status.PENDING, None, TOMORROW, Status.PENDING, ""),
    ],
)
def test_another_end_ends_and_begins_memberships(
    status: str,
    before: datetime.timedelta | None,
    day: datetime.timedelta | None,
    after: str,
    event: str,
    told: Told,
) -> None:
    membership = membership_of(status, ends_on=before and today() + before)
    new = None if day is None else today() + day

    services.set_end(membership, new)

    membership.refresh_from_db()
    assert (membership.status, membership.ends_on) == (after, new)
    assert in_group() == in_force()
    assert told() == ([(event, membership.pk)] if event else [])
    with pytest.raises(AlreadySo):
        services.set_end(membership, new)


# --- Joining --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("joining", "status", "event"),
    [
        (Joining.AT_ONCE, Status.ACTIVE, "welcome"),
        (Joining.APPROVAL, Status.PENDING, ""),
        (Joining.INVITATION, None, ""),
    ],
)
def test_who_signs_up_becomes_what_the_rules_say(
    rules: MembershipRules, joining: str, status: str | None, event: str, told: Told
) -> None:
    rules.joining = joining
    rules.save()
    account = UserFactory.create()

    memberships = [services.account_verified(account) for _time in range(2)]

    assert [each and each.status for each in memberships] == [status] * 2
    assert Membership.objects.count() == (status is not None)
    assert in_group() == in_force() == ({account.pk} if status == Status.ACTIVE else set())
    assert [each for each, _key in told()] == ([event] if event else [])


def test_staff_become_members_only_where_something_waits_for_them(
    rules: MembershipRules, editor: User
) -> None:
    rules.joining = Joining.AT_ONCE
    rules.save()

    assert services.account_verified(editor) is None
    noted(email=editor.email.upper())
    assert services.account_verified(editor) is not None

    assert in_group() == {editor.pk}


@pytest.mark.parametrize("status", [Status.DECLINED, Status.SUSPENDED, Status.ENDED])
def test_nobody_comes_back_by_joining_again(rules: MembershipRules, status: str) -> None:
    rules.joining = Joining.AT_ONCE
    rules.save()
    membership = membership_of(status)

    services.join(account_of(membership))
    services.account_verified(account_of(membership))
    services.admit(account_of(membership))

    membership.refresh_from_db()
    assert membership.status == status
    assert in_group() == set()


@pytest.mark.parametrize("status", [Status.ACTIVE, Status.INVITED])
def test_unproven_address_makes_nobody_a_member_until_it_is_proven(status: str, told: Told) -> None:
    waiting = noted(status, email="Anna@example.org", name="Anna from the list")
    account = UserFactory.create(email="anna@EXAMPLE.org")
    assert in_group() == set()

    services.account_verified(account)

    waiting.refresh_from_db()
    assert (waiting.account, waiting.status) == (account, Status.ACTIVE)
    assert waiting.name == "Anna from the list"
    assert in_group() == {account.pk}
    assert told() == [("welcome", waiting.pk)]
    assert actions_of(waiting) == ["proven"]


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.ENDED])
def test_proven_address_brings_no_more_than_was_noted(status: str) -> None:
    waiting = noted(status)

    services.account_verified(UserFactory.create(email=waiting.email))

    waiting.refresh_from_db()
    assert waiting.status == status
    assert in_group() == set()


def test_what_waited_past_its_end_is_over_when_it_is_proven() -> None:
    waiting = noted(ends_on=today() + YESTERDAY)

    services.account_verified(UserFactory.create(email=waiting.email))

    waiting.refresh_from_db()
    assert waiting.status == Status.ENDED
    assert in_group() == set()


def test_member_who_takes_on_a_noted_address_has_one_entry() -> None:
    membership = membership_of(Status.PENDING, name="Anna")
    noted(email="new@example.org", number="7", ends_on=today() + TOMORROW, notes="Choir")
    account = account_of(membership)
    account.email = "new@example.org"
    account.save()

    services.account_verified(account)

    only = Membership.objects.get()
    assert (only.pk, only.email, only.name) == (membership.pk, "new@example.org", "Anna")
    assert (only.number, only.notes, only.ends_on) == ("7", "Choir", today() + TOMORROW)
    assert only.status == Status.ACTIVE
    assert in_group() == {account.pk}


def test_new_member_whose_address_is_proven_already_gets_no_invitation(
    monkeypatch: pytest.MonkeyPatch, administrator: User, told: Told
) -> None:
    account = UserFactory.create(email="Anna@example.org")
    monkeypatch.setattr(proof, "_sources", [lambda wanted: {account.email.lower(): account}])

    new = services.take_in(Membership(email="anna@example.org"), administrator, invites=True)

    assert (new.account, new.status) == (account, Status.ACTIVE)
    assert told() == [("welcome", new.pk)]


def test_invitation_goes_to_those_without_an_account(administrator: User, told: Told) -> None:
    new = services.take_in(Membership(email="anna@example.org"), administrator, invites=True)
    member, ended = membership_of(), noted(Status.ENDED)
    told()

    result = services.invite([new.pk, member.pk, ended.pk], administrator)

    assert result.changed == [new]
    assert [each for each, _reason in result.unchanged] == [member]
    assert [each for each, _reason in result.left] == [ended]
    assert told() == [("invited", new.pk)]


# --- What goes by itself --------------------------------------------------------------------------


def test_deleted_membership_leaves_the_group_and_the_account() -> None:
    membership = membership_of()

    membership.delete()

    assert in_group() == set()
    assert User.objects.filter(pk=account_of(membership).pk).exists()


def test_deleted_account_takes_its_membership_along() -> None:
    account_of(membership_of()).delete()

    assert not Membership.objects.exists()


def test_list_knows_the_accounts_new_address() -> None:
    account = account_of(membership_of())

    account.email = "other@example.org"
    account.save()

    found = Membership.objects.get(search_text__contains="other@example.org")
    assert found.email == "other@example.org"
