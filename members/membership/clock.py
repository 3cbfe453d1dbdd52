"""What happens to memberships by the clock: they end, their members are reminded, work goes on."""

from __future__ import annotations

import datetime
import logging

from django.db import transaction
from django.db.models import F, Q

from core.scheduling import duty, hourly_duty, without_task
from members.membership import deeds, services
from members.membership.imports.services import delete_old
from members.membership.many import MEMBER_CHANGES
from members.membership.words import Event
from members.models import MemberImport, Membership, MembershipRules
from members.tasks import carry_on_with_import

logger = logging.getLogger("news_desk.members")

# So many end in one transaction: others who write wait no longer than for that.
TOGETHER = 200


@duty
def end_memberships() -> int:
    """End every membership whose last day is over by the site's own clock."""
    count = 0
    while keys := _over():
        ended = services.carry_out(deeds.Lapse(), keys, None).changed
        if not ended:
            break
        count += len(ended)
    if count:
        logger.info("%s memberships ended", count)
    return count


def _over() -> list[int]:
    active = Membership.objects.filter(status=Membership.Status.ACTIVE)
    over = active.filter(ends_on__lt=deeds.today()).order_by("ends_on", "pk")
    return list(over.values_list("pk", flat=True)[:TOGETHER])


@duty
def remind_members() -> int:
    """Tell members that their membership is about to end, once for each end."""
    days = MembershipRules.load().days_before_end
    if not days:
        return 0
    last = deeds.today() + datetime.timedelta(days=days)
    count = 0
    while told := _remind(last):
        count += told
    return count


@transaction.atomic
def _remind(last: datetime.date) -> int:
    ending = Membership.objects.in_force().filter(ends_on__gte=deeds.today(), ends_on__lte=last)
    untold = ending.filter(Q(reminded_of=None) | ~Q(reminded_of=F("ends_on"))).order_by("pk")
    keys = list(untold.values_list("pk", flat=True)[:TOGETHER])
    due = services.locked(untold.filter(pk__in=keys))
    for membership in due:
        membership.reminded_of = membership.ends_on
    Membership.objects.bulk_update(due, ["reminded_of"])
    services.tell(Event.ENDING, due)
    return len(due)


@hourly_duty
def delete_old_lists() -> int:
    """Delete imported lists, and notes of changes to many, that were kept long enough."""
    return delete_old() + MEMBER_CHANGES.delete_old()


@duty
def resume_members_work() -> int:
    """Have the worker go on with changes and imports that no task is left for."""
    imports = MemberImport.objects.filter(
        step__in=[MemberImport.Step.CHECKING, MemberImport.Step.IMPORTING]
    )
    left = without_task(carry_on_with_import.module_path, imports)
    for key in left:
        carry_on_with_import.enqueue(key)
        logger.warning("import %s had no task any more; it goes on", key)
    return MEMBER_CHANGES.resume() + len(left)
