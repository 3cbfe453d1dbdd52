"""Changes to many members at once: what they do, and how they are made."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.widgets import AdminDateInput

from core.bulk_changes.kinds import Change, Outcome, Result, Taken
from core.bulk_changes.words import Words
from core.bulk_changes.work import BulkChanges
from members.membership import deeds, services
from members.models import MembersChange, Membership

if TYPE_CHECKING:
    from members.models import User


class ManyMembers(Change):
    """A deed that is done with many members."""

    deed: ClassVar[type[deeds.Deed]]

    @classmethod
    def is_possible_for(cls, membership: Membership) -> bool:
        """Whether it can be done with a member as things stand."""
        return membership.status in cls.deed.possible_from

    def do(self, keys: Sequence[int], user: User) -> services.Result:
        """Do it."""
        return services.carry_out(self.deed(), keys, user)

    def carry_out(self, keys: Sequence[int], user: User) -> Iterator[Taken]:
        """Do it with all of them together; of those who are gone nothing is told."""
        result = self.do(keys, user)
        for each in result.changed:
            yield each.pk, str(each), Outcome(Result.CHANGED)
        for each, _reason in result.unchanged:
            yield each.pk, str(each), Outcome(Result.UNCHANGED)
        for each, reason in result.left:
            yield each.pk, str(each), Outcome(Result.LEFT, reason)


class Approve(ManyMembers):
    """Make members of those who wait for it."""

    kind = "approve"
    label = _("Approve")
    heading = _("Approve members")
    icon = "check"
    explanation = _("They become members at once and are told so by mail.")
    deed = deeds.Approve


class Decline(ManyMembers):
    """Do not take those who wait."""

    kind = "decline"
    label = _("Decline")
    heading = _("Decline members")
    icon = "cross"
    explanation = _("They keep their accounts and are told by mail. You can approve them yet.")
    deed = deeds.Decline


class Suspend(ManyMembers):
    """Take memberships out of force for a while."""

    kind = "suspend"
    label = _("Suspend")
    heading = _("Suspend members")
    icon = "lock"
    explanation = _(
        "They are signed out everywhere at once and read no more than anybody, until you "
        "put the membership in force again. They are told by mail."
    )
    deed = deeds.Suspend


class Resume(ManyMembers):
    """Put memberships in force again."""

    kind = "resume"
    label = _("Put in force again")
    heading = _("Put memberships in force again")
    icon = "lock-open"
    explanation = _("They are members again at once and are told so by mail.")
    deed = deeds.Resume


class EndForm(forms.Form):
    """The last day of the memberships."""

    day = forms.DateField(
        label=_("Ends on"),
        widget=AdminDateInput,
        required=False,
        help_text=_("The last day. Leave it empty for memberships without an end."),
    )


class SetEnd(ManyMembers):
    """Give memberships another last day, or none."""

    kind = "set_end"
    label = _("End date")
    heading = _("Change the end of memberships")
    icon = "date"
    explanation = _(
        "The membership ends by itself when that day is over. A membership that had ended "
        "is in force again when its new day is still to come. Members are told by mail."
    )
    form_class = EndForm
    deed = deeds.SetEnd

    @classmethod
    def kept(cls, form: forms.Form) -> dict[str, Any]:
        """The day."""
        day = form.cleaned_data["day"]
        return {"day": day.isoformat() if day else None}

    def do(self, keys: Sequence[int], user: User) -> services.Result:
        """Set the day."""
        day = self.wanted["day"]
        deed = deeds.SetEnd(datetime.date.fromisoformat(day) if day else None)
        return services.carry_out(deed, keys, user)


class EndNow(ManyMembers):
    """End memberships today."""

    kind = "end_now"
    label = _("End today")
    heading = _("End memberships today")
    icon = "circle-xmark"
    explanation = _("They are no members from now on and are told so by mail. Their accounts stay.")
    deed = deeds.End


class Invite(ManyMembers):
    """Mail those without an account; no deed, for nothing of the membership changes."""

    kind = "invite"
    label = _("Invite")
    heading = _("Invite members")
    icon = "mail"
    explanation = _("Those without an account get a mail with a link to make one.")

    @classmethod
    def is_possible_for(cls, membership: Membership) -> bool:
        """Whether there is somebody to invite."""
        waits = membership.status in (deeds.Status.INVITED, deeds.Status.ACTIVE)
        return membership.account_id is None and waits

    def do(self, keys: Sequence[int], user: User) -> services.Result:
        """Invite them."""
        return services.invite(keys, user)


KINDS: dict[str, type[ManyMembers]] = {
    each.kind: each for each in (Approve, Decline, Suspend, Resume, SetEnd, EndNow, Invite)
}


def possible_for(membership: Membership) -> list[type[ManyMembers]]:
    """What can be done with a member as things stand."""
    return [each for each in KINDS.values() if each.is_possible_for(membership)]


def _name_of(key: int) -> str:
    membership = Membership.objects.filter(pk=key).first()
    return str(membership) if membership else ""


MEMBER_CHANGES = BulkChanges(
    model=MembersChange,
    kinds=KINDS,
    words=Words(
        objects=_("Members"),
        back=_("Back to the members"),
        none_chosen=_("Nobody was chosen, or those chosen are gone. Nothing was changed."),
        too_many=_(
            "These are more than %(number)s members, which is as many as can be changed together. "
            "Narrow the list with filters, and change one part after the other. Nothing was "
            "changed."
        ),
        takes_time=_(
            "These are %(number)s members. The work is done in the background, and you see how it "
            "goes."
        ),
        more=ngettext_lazy("And %(number)s more.", "And %(number)s more.", "count"),
        looked_at=_("%(number)s of %(total)s members have been looked at."),
        bar=_("Members looked at"),
        changed=ngettext_lazy(
            "%(number)d member changed.", "%(number)d members changed.", "number"
        ),
    ),
    task="members.tasks.carry_on_with_members_change",
    index="members_admin:index",
    progress="members_admin:change",
    edit="members_admin:edit",
    name_of=_name_of,
    at_once=50,
    in_one_task=500,
    together=100,
)
