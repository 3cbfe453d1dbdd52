"""What the administration of members registers with Wagtail; members.wagtail_hooks imports it."""

from __future__ import annotations

from wagtail import hooks

from members.membership import log_actions
from members.membership.admin.bulk import ACTIONS
from members.membership.admin.viewsets import MembershipViewSet


@hooks.register("register_admin_viewset")
def register_members() -> MembershipViewSet:
    """The menu entry "Members"."""
    return MembershipViewSet()


hooks.register("register_log_actions", log_actions.register)
for action in ACTIONS:
    hooks.register("register_bulk_action", action)
