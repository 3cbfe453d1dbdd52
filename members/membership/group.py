"""The built-in group Members: the accounts whose memberships are in force, and nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import F

from members.models import Membership, User
from members.rights import MEMBERS

if TYPE_CHECKING:
    from django.db.models import QuerySet


def members_group() -> Group:
    """The group, made anew where somebody deleted it."""
    return Group.objects.get_or_create(name=MEMBERS)[0]


def given_by_hand(groups: QuerySet[Group]) -> QuerySet[Group]:
    """All but this one of the groups: who is a member is not decided by ticking a group."""
    return groups.exclude(name=MEMBERS)


def keep_equal(memberships: Iterable[Membership]) -> None:
    """Put the accounts of these memberships into the group, or take them out, as they now stand.

    Call it in the transaction that changed them, with the memberships locked.
    """
    having = [each for each in memberships if each.account_id]
    if not having:
        return
    group, through = members_group(), User.groups.through
    through.objects.bulk_create(
        [
            through(group_id=group.pk, user_id=each.account_id)
            for each in having
            if each.is_in_force
        ],
        ignore_conflicts=True,
    )
    out = [each.account_id for each in having if not each.is_in_force]
    if out:
        through.objects.filter(group=group, user__in=out).delete()


@transaction.atomic
def keep_account_equal(account: User) -> None:
    """The same for one account, whose groups somebody just set, with a membership or without."""
    own = Membership.objects.filter(account=account).order_by("pk")
    membership = own.select_for_update(of=("self",), no_key=True).first()
    keep_equal([membership or Membership(account=account, status=Membership.Status.ENDED)])


def end_sessions(memberships: Iterable[Membership]) -> None:
    """Sign the accounts of these memberships out everywhere."""
    accounts = [each.account_id for each in memberships if each.account_id]
    if accounts:
        User.objects.filter(pk__in=accounts).update(sessions_ended=F("sessions_ended") + 1)
