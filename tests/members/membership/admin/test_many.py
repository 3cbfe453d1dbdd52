"""Many members are changed together, and whoever cannot be is named."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from members.membership import deeds
from members.membership.deeds import today
from members.membership.many import MEMBER_CHANGES
from members.models import MembersChange, Membership
from tests.members.membership.admin.addresses import LIST, bulk_url
from tests.members.membership.people import Status, in_force, in_group, membership_of

pytestmark = pytest.mark.django_db
Told = Callable[[], list[tuple[str, int]]]


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("approve", Status.PENDING, Status.ACTIVE),
        ("decline", Status.PENDING, Status.DECLINED),
        ("suspend", Status.ACTIVE, Status.SUSPENDED),
        ("resume", Status.SUSPENDED, Status.ACTIVE),
        ("end_now", Status.ACTIVE, Status.ENDED),
    ],
)
def test_many_are_changed_noted_and_told(
    admin: Client, kind: str, before: str, after: str, told: Told
) -> None:
    memberships = [membership_of(before) for _each in range(3)]
    address = bulk_url(kind, *memberships, next=LIST)
    assert str(memberships[0]) in admin.get(address).content.decode()

    response = admin.post(address)

    assert response.headers["Location"] == LIST
    assert {each.status for each in Membership.objects.all()} == {after}
    assert in_group() == in_force()
    assert [key for _event, key in told()] == [each.pk for each in memberships]
    for membership in memberships:
        assert ModelLogEntry.objects.for_instance(membership).count() == 1


def test_end_of_many_is_set(admin: Client, told: Told) -> None:
    memberships = [membership_of() for _each in range(2)]
    day = today() + datetime.timedelta(days=30)

    admin.post(bulk_url("set_end", *memberships), {"day": day.isoformat()})

    assert {each.ends_on for each in Membership.objects.all()} == {day}
    assert {event for event, _key in told()} == {"moved"}
    refused = admin.post(bulk_url("set_end", *memberships), {"day": "31.31.2024"})
    assert refused.status_code == 200


def test_who_cannot_be_changed_is_named_with_the_reason(admin: Client) -> None:
    pending, suspended = membership_of(Status.PENDING), membership_of(Status.SUSPENDED, name="Sue")

    response = admin.post(bulk_url("approve", pending, suspended), follow=True)

    page = response.content.decode()
    assert "1 member changed." in page
    assert "Sue</a>: is suspended" in page


def test_more_than_a_few_are_changed_by_the_worker(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MEMBER_CHANGES, "at_once", 2)
    monkeypatch.setattr(MEMBER_CHANGES, "together", 2)
    memberships = [membership_of(Status.PENDING) for _each in range(5)]

    response = admin.post(bulk_url("approve", id="all", status=Status.PENDING), follow=True)

    work = MembersChange.objects.get()
    assert "0 of 5 members" in response.content.decode()
    assert MEMBER_CHANGES.carry_on(work.pk, 4).done == 4
    assert MEMBER_CHANGES.carry_on(work.pk, 4).is_finished
    assert MEMBER_CHANGES.carry_on(work.pk, 4).changed == 5
    assert in_group() == {each.account_id for each in memberships}
    state = admin.get(reverse("members_admin:change", args=[work.pk]), {"state": ""})
    assert "5 members changed." in state.content.decode()


def test_one_who_makes_it_fail_keeps_no_others_waiting(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = membership_of(Status.PENDING), membership_of(Status.PENDING, name="Bad")
    change = deeds.Approve.change

    def fails(self: Any, membership: Membership) -> Any:
        if membership.pk == bad.pk:
            raise RuntimeError
        return change(self, membership)

    monkeypatch.setattr(deeds.Approve, "change", fails)
    response = admin.post(bulk_url("approve", good, bad), follow=True)

    assert "Bad</a>: something went wrong" in response.content.decode()
    assert in_group() == {good.account_id}


def test_nobody_and_too_many_are_refused(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.bulk_changes.actions.MOST", 1)
    memberships = [membership_of(Status.PENDING) for _each in range(2)]

    assert "Nobody was chosen" in admin.post(bulk_url("approve", id="nobody")).content.decode()
    assert "more than 1 members" in admin.post(bulk_url("approve", *memberships)).content.decode()

    assert in_group() == set()
