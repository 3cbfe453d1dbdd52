"""Changes to many members as Wagtail's list has them: the buttons, the screens."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpRequest

from core.bulk_changes.actions import BulkChangeAction, Named, actions_of
from core.bulk_changes.progress import BulkChangeView
from members.membership.admin.listing import MembershipIndexView
from members.membership.admin.rights import ForMembershipStaff
from members.membership.many import MEMBER_CHANGES
from members.models import Membership


class MembersAction(ForMembershipStaff, BulkChangeAction):
    """The screen that asks. Wagtail asks for the right on each object, where we ask once."""

    models = [Membership]  # noqa: RUF012 -- Wagtail has a property there and wants a list
    changes = MEMBER_CHANGES

    def in_list(self, request: HttpRequest, most: int) -> list[int]:
        """As the list itself finds them."""
        return MembershipIndexView.keys_in(request, most)

    def in_reach(self) -> QuerySet[Membership]:
        """Who may change members may change all."""
        return Membership.objects.all()

    def look_at(self, keys: Sequence[int]) -> tuple[list[Named], list[Named]]:
        """All by their names; whom it will not be done to is told afterwards."""
        found = Membership.objects.filter(pk__in=keys).order_by("name", "pk")
        return [
            Named(each.pk, str(each), _address_and_status(each))
            for each in found.defer("notes", "search_text")
        ], []


class MembersChangeView(ForMembershipStaff, BulkChangeView):
    """How a change to many members goes, for all who look after members."""

    changes = MEMBER_CHANGES


def _address_and_status(member: Membership) -> str:
    """What tells people of one name apart; who has no name is called by the address."""
    address = f", {member.email}" if member.name else ""
    return f"{address} ({member.get_status_display()})"


ACTIONS = actions_of(MembersAction)
