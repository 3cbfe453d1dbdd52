"""What the dashboard says of members, to those who decide about them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.dashboard import COUNTED, SHOWN, Content, Line, panel
from core.moments import in_short
from members.membership.admin.rights import may
from members.models import Membership

if TYPE_CHECKING:
    from members.models import User


@panel("members.pending", gettext_lazy("Members waiting for approval"), order=15)
def pending(user: User) -> Content | None:
    """Who signed up and has not been decided about, the longest waiting first."""
    if not may(user, "change"):
        return None
    status = Membership.Status.PENDING
    waiting = Membership.objects.filter(status=status).order_by("created_at", "pk")
    found = list(waiting.only("name", "email", "created_at")[: COUNTED + 1])
    return Content(
        [_line(membership) for membership in found[:SHOWN]],
        number=len(found),
        more=f"{reverse('members_admin:index')}?{urlencode({'status': status})}",
    )


def _line(membership: Membership) -> Line:
    told = {"address": membership.email, "when": in_short(membership.created_at)}
    note = _("%(address)s, since %(when)s") if membership.name else _("since %(when)s")
    return Line(str(membership), reverse("members_admin:edit", args=[membership.pk]), note % told)
