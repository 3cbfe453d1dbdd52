"""The membership on the page "Your account"."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from members.models import Membership
from members.panels import AccountPanel
from members.signed_in import account_of


class MembershipPanel(AccountPanel):
    """How it stands with it; nothing for accounts without one, such as an editor's."""

    order = 10
    heading = gettext_lazy("Membership")
    template_name = "members/parts/membership_panel.html"

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is one."""
        return Membership.objects.filter(account=account_of(request)).exists()

    def context(self, request: HttpRequest) -> dict[str, Any]:
        """The membership."""
        return {"membership": Membership.objects.get(account=account_of(request))}
