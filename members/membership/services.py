"""What happens to memberships. Whoever changes one, be it a person, the clock or a list, asks here.

Everything runs in one transaction with the rows locked: the membership, the group Members, the
audit log and the mail that tells of it (which the worker sends) say the same at any moment, also
where two administrators decide at once. Accounts are locked before memberships, and these in the
order of their keys.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from members.membership import deeds, log_actions, proof
from members.membership.deeds import AlreadySo, Deed, Done, Refused, today
from members.membership.group import end_sessions, keep_equal
from members.membership.words import Event
from members.models import Membership, MembershipRules, User

if TYPE_CHECKING:
    from django.db.models import QuerySet

Status, Joining = Membership.Status, MembershipRules.Joining

# What deeds change.
CHANGED_FIELDS = ("status", "since", "ends_on", "account")


@dataclass
class Result:
    """What came of a deed for many: those it changed, and the others with the reason."""

    changed: list[Membership] = field(default_factory=list)
    unchanged: list[tuple[Membership, str]] = field(default_factory=list)
    left: list[tuple[Membership, str]] = field(default_factory=list)


def locked(memberships: QuerySet[Membership]) -> list[Membership]:
    """These memberships, which nobody else changes until the transaction ends."""
    return list(memberships.order_by("pk").select_for_update(of=("self",), no_key=True))


@transaction.atomic
def carry_out(deed: Deed, keys: Iterable[int], by: User | None) -> Result:
    """Do it with all memberships that have these keys, as far as it may be done."""
    result, done, keys = Result(), [], list(keys)
    if isinstance(deed, deeds.Suspend):
        _lock_accounts(keys)
    for membership in locked(Membership.objects.filter(pk__in=keys)):
        try:
            done.append((membership, deed.do(membership)))
        except AlreadySo as refusal:
            result.unchanged.append((membership, str(refusal)))
        except Refused as refusal:
            result.left.append((membership, str(refusal)))
    result.changed = [membership for membership, _what in done]
    Membership.objects.bulk_update(result.changed, CHANGED_FIELDS, batch_size=200)
    keep_equal(result.changed)
    if isinstance(deed, deeds.Suspend):
        end_sessions(result.changed)
    _note_and_tell(done, by)
    return result


def _lock_accounts(keys: Sequence[int]) -> None:
    """Of memberships whose sessions may be ended: their accounts are written as well."""
    accounts = User.objects.filter(membership__in=keys).order_by("pk")
    list(accounts.select_for_update(of=("self",), no_key=True).values_list("pk"))


def _note_and_tell(done: Sequence[tuple[Membership, Done]], by: User | None) -> None:
    alike: dict[Done, list[Membership]] = defaultdict(list)
    for membership, what in done:
        alike[what].append(membership)
    for what, memberships in alike.items():
        log_actions.note(what.action, memberships, by, what.what)
        if what.event:
            tell(what.event, memberships)


def tell(event: str, memberships: Iterable[Membership]) -> None:
    """Have the worker mail these members; without an account only an invitation is sent."""
    # Tasks import the mails, which import the services.
    from members.tasks import send_membership_mail

    for membership in memberships:
        if membership.account_id or event == Event.INVITED:
            send_membership_mail.enqueue(event, membership.pk)


def _one(deed: Deed, membership: Membership, by: User | None) -> Membership:
    """Do it with one; raises Refused, AlreadySo among it, where it stays as it is."""
    result = carry_out(deed, [membership.pk], by)
    for _membership, reason in result.unchanged:
        raise AlreadySo(reason)
    for _membership, reason in result.left:
        raise Refused(reason)
    if not result.changed:
        raise Refused("the membership is no longer there")
    return result.changed[0]


def approve(membership: Membership, by: User | None = None) -> Membership:
    """Make somebody a member who waits for it."""
    return _one(deeds.Approve(), membership, by)


def decline(membership: Membership, by: User | None = None) -> Membership:
    """Do not take somebody as a member."""
    return _one(deeds.Decline(), membership, by)


def suspend(membership: Membership, by: User | None = None) -> Membership:
    """Take a membership out of force and sign its account out everywhere."""
    return _one(deeds.Suspend(), membership, by)


def resume(membership: Membership, by: User | None = None) -> Membership:
    """Put a membership in force again."""
    return _one(deeds.Resume(), membership, by)


def end(membership: Membership, by: User | None = None) -> Membership:
    """End a membership today."""
    return _one(deeds.End(), membership, by)


def set_end(
    membership: Membership, day: datetime.date | None, by: User | None = None
) -> Membership:
    """Give a membership another last day, or none."""
    return _one(deeds.SetEnd(day), membership, by)


@transaction.atomic
def account_verified(account: User) -> Membership | None:
    """The account proved to have its address: give it what waits for that, or let it join.

    Whoever checks addresses calls this, at any time and as often as they like. Accounts that may
    enter the admin become members only where something waits for their address: being on the staff
    makes nobody a member. None where the account is no member's.
    """
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    waiting = locked(Membership.objects.waiting_for(account.email))
    own = locked(Membership.objects.filter(account=account))
    if waiting and own:
        return _united(own[0], waiting[0])
    if waiting:
        return _one(deeds.Prove(account.pk), waiting[0], account)
    if own:
        return own[0]
    return None if account.is_staff else join(account)


def _united(own: Membership, waiting: Membership) -> Membership:
    """A member took on an address that the association had noted by itself: one entry remains."""
    missing = {
        name: getattr(waiting, name)
        for name in ("number", "since", "ends_on", "notes")
        if getattr(waiting, name) and not getattr(own, name)
    }
    ends_on = missing.pop("ends_on", None)
    takes_over = waiting.status == Status.ACTIVE and own.status == Status.PENDING
    waiting.delete()
    for name, value in missing.items():
        setattr(own, name, value)
    own.save(update_fields=[*missing, "search_text"])
    log_actions.note(log_actions.PROVEN, [own], own.account)
    if ends_on:
        carry_out(deeds.SetEnd(ends_on), [own.pk], own.account)
    if takes_over:
        carry_out(deeds.Approve(), [own.pk], own.account)
    own.refresh_from_db()
    return own


@transaction.atomic
def join(account: User) -> Membership | None:
    """An account without a membership wants one; what it gets is for the rules to say.

    None where the rules take only those who were invited. Somebody who has a membership keeps it as
    it is: who was declined, suspended, or left does not come back by asking again.
    """
    match MembershipRules.load().joining:
        case Joining.INVITATION:
            return Membership.objects.filter(account=account).first()
        case Joining.AT_ONCE:
            return _begin(account, Status.ACTIVE, Done(log_actions.JOINED, Event.WELCOME), account)
    return _begin(account, Status.PENDING, Done(log_actions.APPLIED), account)


@transaction.atomic
def admit(account: User, by: User | None = None, *, quietly: bool = False) -> Membership:
    """Make an account a member's, whatever the rules say; one that has a membership keeps it.

    Quietly: nobody is told by mail.
    """
    event = "" if quietly else Event.WELCOME
    return _begin(account, Status.ACTIVE, Done(log_actions.JOINED, event), by)


def _begin(account: User, status: str, done: Done, by: User | None) -> Membership:
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    membership, is_new = Membership.objects.get_or_create(
        account=account,
        defaults={
            "email": account.email,
            "name": account.display_name,
            "status": status,
            "since": today() if status == Status.ACTIVE else None,
        },
    )
    if is_new:
        keep_equal([membership])
        _note_and_tell([(membership, done)], by)
    return membership


@transaction.atomic
def take_in(membership: Membership, by: User | None, *, invites: bool = False) -> Membership:
    """Keep a new member of the association's own list, whose address is still to be proven.

    Where an account has proven to have the address it is that account's at once. Otherwise, with
    `invites`, the address gets a mail. IntegrityError where something waits for it already.
    """
    if invites:
        membership.status = Status.INVITED
    membership.save()
    log_actions.note(log_actions.INVITED if invites else log_actions.JOINED, [membership], by)
    give_if_proven([membership])
    membership.refresh_from_db()
    if invites and not membership.account_id:
        tell(Event.INVITED, [membership])
    return membership


def give_if_proven(memberships: Iterable[Membership]) -> None:
    """Give memberships to the accounts that have proven to have their addresses already."""
    for account in proof.proven(each.email for each in memberships).values():
        account_verified(account)


@transaction.atomic
def invite(keys: Iterable[int], by: User | None) -> Result:
    """Mail an invitation to those of these members who have no account yet; again, if need be."""
    result = Result()
    for membership in locked(Membership.objects.filter(pk__in=list(keys))):
        if membership.account_id:
            result.unchanged.append((membership, str(Deed.refusals[Status.ACTIVE])))
        elif membership.status in (Status.INVITED, Status.ACTIVE):
            result.changed.append(membership)
        else:
            result.left.append((membership, str(Deed.refusals[membership.status])))
    log_actions.note(log_actions.INVITED, result.changed, by)
    tell(Event.INVITED, result.changed)
    return result
