"""Imports that are interrupted, fail at a row, are begun twice or meet somebody who joins."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import ModelLogEntry

from members.membership import services as memberships
from members.membership.imports import applying, running, services
from members.models import MemberImport, Membership, User
from tests.factories import UserFactory
from tests.members.membership.importing import Step, finish, imported, outcomes, tried

pytestmark = pytest.mark.django_db


def test_interrupted_work_goes_on_where_it_stopped(
    administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "TOGETHER", 3)
    monkeypatch.setattr(running, "PARTS_IN_ONE_TASK", 1)
    work = tried([[f"m{each}@example.org", "", "", ""] for each in range(8)], administrator)
    services.run(work)

    running.carry_on(work.pk)
    assert Membership.objects.count() == MemberImport.objects.get(pk=work.pk).done == 3
    assert finish(work).step == Step.DONE
    assert running.carry_on(work.pk) is not None  # a task that comes too late

    assert Membership.objects.count() == 8
    assert ModelLogEntry.objects.filter(action="members.membership.imported").count() == 8


def test_row_that_makes_it_fail_is_told_and_keeps_no_others_waiting(
    administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = applying._new

    def fails(each: Any, work: MemberImport) -> Membership:
        if each.wanted.email == "bad@example.org":
            raise RuntimeError
        return new(each, work)

    monkeypatch.setattr(applying, "_new", fails)
    work = imported(
        ["a@example.org", "", "", ""], ["bad@example.org", "", "", ""], by=administrator
    )

    assert outcomes(work) == [(2, "new"), (3, "problem")]
    assert Membership.objects.count() == 1


def test_somebody_who_joins_between_trial_and_import_is_not_doubled(administrator: User) -> None:
    work = tried([["a@example.org", "Anna", "", ""]], administrator)
    account = UserFactory.create(email="A@example.org")
    memberships.admit(account)

    services.run(work)

    assert outcomes(finish(work)) == [(2, "changed")]
    assert Membership.objects.get().account == account


def test_import_is_begun_once(administrator: User) -> None:
    work = tried([["a@example.org", "", "", ""]], administrator)

    assert [services.run(work) for _time in range(2)] == [True, False]
    assert not services.check(work, work.columns, is_month_first=False, invites=False)
