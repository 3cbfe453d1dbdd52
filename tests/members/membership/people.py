"""Memberships for tests."""

from __future__ import annotations

from itertools import count
from typing import Any

from members.membership.group import keep_equal
from members.models import Membership, User
from members.rights import MEMBERS
from tests.factories import UserFactory

Status = Membership.Status
_numbers = count(1)


def membership_of(status: str = Status.ACTIVE, **known: Any) -> Membership:
    """A membership with an account."""
    account = UserFactory.create()
    known = {"email": account.email, "name": account.display_name, **known}
    membership = Membership.objects.create(account=account, status=status, **known)
    keep_equal([membership])
    return membership


def account_of(membership: Membership) -> User:
    """The account of a membership that has one."""
    assert membership.account
    return membership.account


def noted(status: str = Status.ACTIVE, **known: Any) -> Membership:
    """What the association knows of an address nobody has proven yet."""
    known.setdefault("email", f"noted{next(_numbers)}@example.org")
    return Membership.objects.create(status=status, **known)


def in_group() -> set[int]:
    """The accounts in the group Members."""
    return set(User.objects.filter(groups__name=MEMBERS).values_list("pk", flat=True))


def in_force() -> set[int]:
    """The accounts whose memberships are in force."""
    return set(Membership.objects.in_force().values_list("account", flat=True))
