"""Two people, or two tabs, do something with a membership at the same moment."""

from __future__ import annotations

from functools import partial

import pytest

from members.membership import services
from members.membership.deeds import Refused
from members.models import Membership, MembershipRules
from tests.at_once import at_once
from tests.factories import UserFactory
from tests.members.membership.people import (
    Status,
    account_of,
    in_force,
    in_group,
    membership_of,
    noted,
)
from tests.members.membership.test_services import actions_of

Joining = MembershipRules.Joining


@pytest.mark.parametrize("_round", range(3))
def test_two_administrators_who_decide_at_once_leave_group_and_membership_equal(
    _round: int,
) -> None:
    for status, acts in (
        (Status.PENDING, (services.approve, services.decline)),
        (Status.ACTIVE, (services.suspend, services.end)),
        (Status.PENDING, (services.approve, services.approve)),
    ):
        membership = membership_of(status)

        errors = at_once(*(partial(act, membership) for act in acts))

        assert all(isinstance(error, Refused) for error in errors)
        assert len(errors) <= 1
        membership.refresh_from_db()
        assert in_group() == in_force()
        assert len(actions_of(membership)) == 2 - len(errors)


def test_address_proven_in_two_tabs_makes_one_membership() -> None:
    rules = MembershipRules.load()
    rules.joining = Joining.AT_ONCE
    rules.save()
    account = UserFactory.create()
    noted(email=account.email)

    errors = at_once(*[lambda: services.account_verified(account)] * 2)

    assert errors == []
    assert Membership.objects.get().account == account
    assert in_group() == {account.pk}


def test_joining_in_two_tabs_makes_one_membership() -> None:
    account = UserFactory.create()

    errors = at_once(*[lambda: services.account_verified(account)] * 2)

    assert errors == []
    assert Membership.objects.get().status == Status.PENDING


def test_suspended_while_the_address_is_proven_once_more() -> None:
    membership = membership_of()
    account = account_of(membership)

    errors = at_once(
        partial(services.suspend, membership), partial(services.account_verified, account)
    )

    assert errors == []
    assert in_group() == in_force() == set()
