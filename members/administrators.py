"""Administrators: whoever may look after accounts and members. One who can sign in is always left.

Whatever may take one away (a deletion, a tick taken from an account) first keeps all of them to
itself, in one order, and asks then: of two administrators who take each other away, the second one
sees what the first one did.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from members.models import User
from members.rights import ADMINISTRATORS

if TYPE_CHECKING:
    from django.db.models import QuerySet


class LastAdministratorError(Exception):
    """Nobody would be left to look after the site."""


def administrators() -> QuerySet[User]:
    """Everybody who may look after accounts and members, and can sign in."""
    are = Q(is_superuser=True) | Q(groups__name=ADMINISTRATORS)
    return User.objects.filter(are, is_active=True).distinct()


def lock_administrators() -> None:
    """Have nobody else take away an administrator before this transaction ends."""
    among = User.objects.filter(pk__in=administrators().values("pk")).order_by("pk")
    list(among.select_for_update(of=("self",), no_key=True).values_list("pk"))


def is_last_administrator(account: User) -> bool:
    """Whether the site would have no administrator without this account."""
    return leaves_none([account])


def leaves_none(accounts: list[User]) -> bool:
    """Whether these accounts are administrators, or some of them, and there are no others."""
    keys = set(administrators().values_list("pk", flat=True))
    return bool(keys) and keys <= {account.pk for account in accounts}


def keep_last(sender: type[User], instance: User, **kwargs: object) -> None:
    """Refuse to delete the last administrator, whoever deletes it and how (pre_delete)."""
    lock_administrators()
    if is_last_administrator(instance):
        raise LastAdministratorError
