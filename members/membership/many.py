"""Changes to many members at once: a few are changed at once, more of them by the worker."""

from __future__ import annotations

import datetime
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.membership import deeds, services
from members.models import MembersChange, Membership

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from members.models import User

    Label = str | _StrPromise

logger = logging.getLogger("news_desk.members")

# What can be done within a second.
AT_ONCE = 50
# Changed in one transaction, and by the worker before other tasks have their turn.
TOGETHER, IN_ONE_TASK = 100, 500
KEPT_FOR = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Kind:
    """Something that can be done with many members at once, and how it is called."""

    kind: str
    label: Label
    heading: Label
    icon: str
    explanation: Label
    # None: what is done is no deed of `members.membership.deeds`.
    deed: type[deeds.Deed] | None = None


INVITE, SET_END = "invite", "set_end"
KINDS = {
    each.kind: each
    for each in (
        Kind(
            "approve",
            gettext_lazy("Approve"),
            gettext_lazy("Approve members"),
            "check",
            gettext_lazy("They become members at once and are told so by mail."),
            deeds.Approve,
        ),
        Kind(
            "decline",
            gettext_lazy("Decline"),
            gettext_lazy("Decline members"),
            "cross",
            gettext_lazy(
                "They keep their accounts and are told by mail. You can approve them yet."
            ),
            deeds.Decline,
        ),
        Kind(
            "suspend",
            gettext_lazy("Suspend"),
            gettext_lazy("Suspend members"),
            "lock",
            gettext_lazy(
                "They are signed out everywhere at once and read no more than anybody, until you "
                "put the membership in force again. They are told by mail."
            ),
            deeds.Suspend,
        ),
        Kind(
            "resume",
            gettext_lazy("Put in force again"),
            gettext_lazy("Put memberships in force again"),
            "lock-open",
            gettext_lazy("They are members again at once and are told so by mail."),
            deeds.Resume,
        ),
        Kind(
            SET_END,
            gettext_lazy("End date"),
            gettext_lazy("Change the end of memberships"),
            "date",
            gettext_lazy(
                "The membership ends by itself when that day is over. A membership that had ended "
                "is in force again when its new day is still to come. Members are told by mail."
            ),
        ),
        Kind(
            "end_now",
            gettext_lazy("End today"),
            gettext_lazy("End memberships today"),
            "circle-xmark",
            gettext_lazy(
                "They are no members from now on and are told so by mail. Their accounts stay."
            ),
            deeds.End,
        ),
        Kind(
            INVITE,
            gettext_lazy("Invite"),
            gettext_lazy("Invite members"),
            "mail",
            gettext_lazy("Those without an account get a mail with a link to make one."),
        ),
    )
}


def possible_for(membership: Membership) -> list[Kind]:
    """What can be done with a member as things stand."""

    def is_possible(each: Kind) -> bool:
        if each.kind == INVITE:
            waits = membership.status in (deeds.Status.INVITED, deeds.Status.ACTIVE)
            return membership.account_id is None and waits
        return each.deed is None or membership.status in each.deed.possible_from

    return [each for each in KINDS.values() if is_possible(each)]


def begin(
    kind: str, keys: list[int], user: User, day: datetime.date | None = None
) -> MembersChange:
    """Do it, or have the worker do it where that takes longer than a second."""
    # The task imports this module.
    from members.tasks import carry_on_with_members_change

    MembersChange.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    work = MembersChange.objects.create(kind=kind, keys=keys, user=user, day=day)
    if len(keys) <= AT_ONCE:
        return carry_on(work.pk, AT_ONCE)
    carry_on_with_members_change.enqueue(work.pk)
    return work


def carry_on(key: int, number: int) -> MembersChange:
    """Change so many more of the members. Safe to run twice, also at the same time."""
    work = _next_part(key)
    looked_at = min(TOGETHER, work.total)
    while not work.is_finished and looked_at < number:
        before = work.done
        work = _next_part(key)
        looked_at += max(1, work.done - before)
    return work


@transaction.atomic
def _next_part(key: int) -> MembersChange:
    work = MembersChange.objects.select_for_update(of=("self",)).select_related("user").get(pk=key)
    if work.is_finished:
        return work
    part = work.keys[work.done : work.done + TOGETHER]
    result = _done_in_spite_of_errors(work, part)
    work.changed += len(result.changed)
    work.unchanged += len(result.unchanged)
    work.left += [[each.pk, str(each), reason] for each, reason in result.left]
    work.done += len(part)
    if work.done >= work.total:
        work.finished_at = timezone.now()
    work.save()
    return work


def _done_in_spite_of_errors(work: MembersChange, part: list[int]) -> services.Result:
    """Where one of them is why it fails, the others are not kept waiting by it."""
    try:
        with transaction.atomic():
            return _done(work, part)
    except Exception:
        logger.exception("change %s failed for some of %s members", work.pk, len(part))
    result = services.Result()
    for key in part:
        try:
            with transaction.atomic():
                result.add(_done(work, [key]))
        except Exception:
            logger.exception("change %s failed for member %s", work.pk, key)
            for membership in Membership.objects.filter(pk=key):
                result.left.append((membership, _("something went wrong; the site's log has more")))
    return result


def _done(work: MembersChange, part: list[int]) -> services.Result:
    if work.kind == INVITE:
        return services.invite(part, work.user)
    kind = KINDS[work.kind].deed
    return services.carry_out(kind() if kind else deeds.SetEnd(work.day), part, work.user)
