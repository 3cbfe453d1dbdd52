"""What the audit log says of memberships."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import ModelLogEntry

if TYPE_CHECKING:
    from members.models import Membership, User

JOINED = "members.membership.joined"
APPLIED = "members.membership.applied"
PROVEN = "members.membership.proven"
INVITED = "members.membership.invited"
APPROVED = "members.membership.approved"
DECLINED = "members.membership.declined"
SUSPENDED = "members.membership.suspended"
RESUMED = "members.membership.resumed"
MOVED = "members.membership.moved"
ENDED = "members.membership.ended"
LAPSED = "members.membership.lapsed"
IMPORTED = "members.membership.imported"

_SAID = {
    JOINED: (_("Joined"), _("Became a member")),
    APPLIED: (_("Applied"), _("Signed up and waits for approval")),
    PROVEN: (_("Address proven"), _("Proved the address; the membership belongs to the account")),
    INVITED: (_("Invited"), _("Was invited")),
    APPROVED: (_("Approved"), _("Membership approved")),
    DECLINED: (_("Declined"), _("Membership declined")),
    SUSPENDED: (_("Suspended"), _("Membership suspended")),
    RESUMED: (_("In force again"), _("Membership in force again")),
    MOVED: (_("Other end"), _("Membership has another end")),
    ENDED: (_("Ended"), _("Membership ended")),
    LAPSED: (_("Lapsed"), _("Membership ended by itself")),
    IMPORTED: (_("Imported"), _("Taken over from a list")),
}


def note(
    action: str, found: Sequence[Membership], by: User | None, what: str | Sequence[str] = ""
) -> None:
    """Write it into the audit log for each of the members, in one statement.

    `what` says more of it: the same of all of them, or of each its own.
    """
    if not found:
        return
    said = [what] * len(found) if isinstance(what, str) else what
    kind = ContentType.objects.get_for_model(type(found[0]), for_concrete_model=False)
    now = timezone.now()
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=kind,
                object_id=str(each.pk),
                label=str(each),
                action=action,
                user_id=by.pk if by else None,
                timestamp=now,
                data={"what": words} if words else {},
                content_changed=True,
            )
            for each, words in zip(found, said, strict=True)
        ],
        batch_size=500,
    )


class _Formatter(LogFormatter):
    """The words above, and beside them what was said of it."""

    def format_comment(self, log_entry: ModelLogEntry) -> str:
        """What an import changed, the end that was set."""
        return str(log_entry.data.get("what", ""))


def register(actions: LogActionRegistry) -> None:
    """Have Wagtail's histories show them."""
    for action, (label, message) in _SAID.items():
        named = type("MembershipFormatter", (_Formatter,), {"label": label, "message": message})
        actions.register_action(action)(named)
