"""Write what rows of a list say into the list of members."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence

from members.membership import deeds, log_actions, services
from members.membership.imports.planning import Outcome, Plan
from members.membership.words import Event
from members.models import MemberImport, Membership

Status = Membership.Status

# Written as they are; the end of a membership may end it or begin it anew.
PLAIN = ("email", "name", "number", "since", "notes")


def apply(plans: Sequence[Plan], work: MemberImport) -> None:
    """Do what is planned, in the transaction in which it was planned."""
    new = []
    for each in plans:
        if each.outcome == Outcome.NEW:
            each.membership = _new(each, work)
            new.append(each.membership)
    Membership.objects.bulk_create(new)
    log_actions.note(log_actions.IMPORTED, new, work.user, work.file_name)
    changed = [each for each in plans if each.outcome == Outcome.CHANGED]
    moved = _change(changed, work)
    services.give_if_proven([*new, *moved])
    if work.invites:
        invited = Membership.objects.filter(pk__in=[each.pk for each in new], account=None)
        services.tell(Event.INVITED, invited.filter(status=Status.INVITED))


def _new(each: Plan, work: MemberImport) -> Membership:
    membership = Membership(email=each.wanted.email, **each.wanted.values)
    if deeds.is_over(membership.ends_on):
        membership.status = Status.ENDED
    elif work.invites:
        membership.status = Status.INVITED
    membership.note_words()
    return membership


def _change(plans: Sequence[Plan], work: MemberImport) -> list[Membership]:
    """Change those there are; returns those that have another address now."""
    found: list[Membership] = []
    moved: list[Membership] = []
    ends: dict[datetime.date, list[int]] = defaultdict(list)
    for each in plans:
        membership = each.membership
        assert membership is not None  # noqa: S101 -- for the type: only known ones are changed
        for name in PLAIN:
            if name in each.changes:
                setattr(membership, name, each.changes[name])
        if "ends_on" in each.changes:
            ends[each.changes["ends_on"]].append(membership.pk)
        if "email" in each.changes:
            moved.append(membership)
        membership.note_words()
        found.append(membership)
    Membership.objects.bulk_update(found, [*PLAIN, "search_text"], batch_size=200)
    log_actions.note(log_actions.IMPORTED, found, work.user, [each.remark for each in plans])
    for day, keys in ends.items():
        services.carry_out(deeds.SetEnd(day, quietly=True), keys, work.user)
    return moved
