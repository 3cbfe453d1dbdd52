"""What can be done with a membership: when, what it becomes, what is noted and told.

Nothing here writes to the database; `members.membership.services` does.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.membership import log_actions
from members.membership.words import Event
from members.models import Membership

Status = Membership.Status


class Refused(Exception):  # noqa: N818 -- not an error: something that happens and is told
    """A membership stays as it is; the message says why."""


class AlreadySo(Refused):
    """The same because there is nothing to do."""


@dataclass(frozen=True)
class Done:
    """What came of a deed: the action for the audit log, and what the member is told of."""

    action: str
    event: str = ""
    what: str = ""


def today() -> datetime.date:
    """The day by the site's own clock: by it memberships end."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def is_over(day: datetime.date | None) -> bool:
    """Whether a membership that ends on this day is over."""
    return day is not None and day < today()


class Deed:
    """One kind of change. Raises Refused before anything of the membership is touched."""

    refusals: ClassVar[dict[str, object]] = {
        Status.INVITED: gettext_lazy("has been invited and has not signed up yet"),
        Status.PENDING: gettext_lazy("still waits for approval"),
        Status.ACTIVE: gettext_lazy("is a member"),
        Status.SUSPENDED: gettext_lazy("is suspended"),
        Status.DECLINED: gettext_lazy("has been declined"),
        Status.ENDED: gettext_lazy("the membership has ended"),
    }
    possible_from: ClassVar[frozenset[str]] = frozenset()
    already: ClassVar[frozenset[str]] = frozenset()

    def do(self, membership: Membership) -> Done:
        """Change the membership in memory, or raise Refused."""
        if membership.status in self.already:
            raise AlreadySo(str(self.refusals[membership.status]))
        if membership.status not in self.possible_from:
            raise Refused(str(self.refusals[membership.status]))
        return self.change(membership)

    def change(self, membership: Membership) -> Done:
        """What is done where it may be."""
        raise NotImplementedError


def _refuse_if_over(membership: Membership) -> None:
    if is_over(membership.ends_on):
        raise Refused(_("the end date has passed; give it another one first"))


class Approve(Deed):
    """Make somebody a member who waits for it, or was declined."""

    possible_from = frozenset({Status.PENDING, Status.DECLINED})
    already = frozenset({Status.ACTIVE})

    def change(self, membership: Membership) -> Done:
        """In force from today on."""
        _refuse_if_over(membership)
        membership.status = Status.ACTIVE
        membership.since = membership.since or today()
        return Done(log_actions.APPROVED, Event.APPROVED)


class Decline(Deed):
    """Do not take somebody as a member who waits for it."""

    possible_from = frozenset({Status.PENDING})
    already = frozenset({Status.DECLINED})

    def change(self, membership: Membership) -> Done:
        """The account stays; it is no member's."""
        membership.status = Status.DECLINED
        return Done(log_actions.DECLINED, Event.DECLINED)


class Suspend(Deed):
    """Take a membership out of force for a while. Ends the sessions of the account."""

    possible_from = frozenset({Status.ACTIVE})
    already = frozenset({Status.SUSPENDED})

    def change(self, membership: Membership) -> Done:
        """Everything else stays as it is."""
        membership.status = Status.SUSPENDED
        return Done(log_actions.SUSPENDED, Event.SUSPENDED)


class Resume(Deed):
    """Put a membership in force again that was suspended, or ended before its day."""

    possible_from = frozenset({Status.SUSPENDED, Status.ENDED})
    already = frozenset({Status.ACTIVE})

    def change(self, membership: Membership) -> Done:
        """With the end it had, unless that has passed."""
        _refuse_if_over(membership)
        membership.status = Status.ACTIVE
        return Done(log_actions.RESUMED, Event.RESUMED)


class End(Deed):
    """End a membership today."""

    possible_from = frozenset({Status.ACTIVE, Status.SUSPENDED})
    already = frozenset({Status.ENDED})

    def change(self, membership: Membership) -> Done:
        """Today was its last day, unless that was an earlier one."""
        membership.status = Status.ENDED
        membership.ends_on = min(membership.ends_on or today(), today())
        return Done(log_actions.ENDED, Event.ENDED)


class Lapse(Deed):
    """End a membership whose last day is over."""

    possible_from = frozenset({Status.ACTIVE})
    already = frozenset({Status.ENDED})

    def change(self, membership: Membership) -> Done:
        """Unless somebody gave it another end meanwhile."""
        if not is_over(membership.ends_on):
            raise AlreadySo
        membership.status = Status.ENDED
        return Done(log_actions.LAPSED, Event.ENDED)


class SetEnd(Deed):
    """Give a membership another last day, or none. It may end, or begin anew, by that."""

    possible_from = frozenset(Status.values)

    def __init__(self, day: datetime.date | None, *, quietly: bool = False) -> None:
        # Quietly: the member is not told where nothing changes but the day.
        self.day = day
        self.quietly = quietly

    def change(self, membership: Membership) -> Done:
        """What was over and is not any more is in force again; what is over by now ends."""
        if membership.ends_on == self.day:
            raise AlreadySo(_("ends on that day already") if self.day else _("has no end already"))
        membership.ends_on = self.day
        what = date_format(self.day) if self.day else _("no end")
        if membership.status == Status.ACTIVE and is_over(self.day):
            membership.status = Status.ENDED
            return Done(log_actions.ENDED, Event.ENDED, what)
        if membership.status == Status.ENDED and not is_over(self.day):
            membership.status = Status.ACTIVE
            return Done(log_actions.RESUMED, Event.RESUMED, what)
        is_told = membership.status == Status.ACTIVE and not self.quietly
        return Done(log_actions.MOVED, Event.MOVED if is_told else "", what)


class Prove(Deed):
    """What waited for an address belongs to the account that proved to have it."""

    possible_from = frozenset(Status.values)

    def __init__(self, account_id: int) -> None:
        self.account_id = account_id

    def change(self, membership: Membership) -> Done:
        """Who was invited, or is in the list as a member, is one; the rest stays as it was."""
        membership.account_id = self.account_id
        if membership.status == Status.INVITED and not is_over(membership.ends_on):
            membership.status = Status.ACTIVE
            membership.since = membership.since or today()
        if membership.status == Status.ACTIVE and is_over(membership.ends_on):
            membership.status = Status.ENDED
        told = Event.WELCOME if membership.status == Status.ACTIVE else ""
        return Done(log_actions.PROVEN, told)
