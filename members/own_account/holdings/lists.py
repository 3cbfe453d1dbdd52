"""Where members are written down beside the membership: imported lists, changes to many."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import ImportedRow, MembersChange, Membership, User
from members.own_account.holdings.own import moment
from members.own_account.holdings.registry import Holding, Rows

# What is left of the name in what an administrator reads of a change.
SOMEBODY_GONE = gettext_lazy("deleted account")


class ListsHolding(Holding):
    """The rows of lists that were imported, for as long as these are kept."""

    name = "lists"
    heading = gettext_lazy("Lists of members that you stand in")

    def tell(self, account: User) -> Rows:
        """The row as the list has it, below the list's own headings.

        What a problem is may name somebody else: it is left out.
        """
        rows = ImportedRow.objects.filter(_of(account)).select_related("member_import")
        return [
            {
                _("Uploaded"): moment(row.member_import.created_at),
                _("Outcome"): row.get_outcome_display(),
                _("What was changed"): row.remark if row.outcome == row.Outcome.CHANGED else "",
                _("Row"): _told(row),
            }
            for row in rows.defer("member_import__content").order_by("pk")
        ]

    def forget(self, account: User) -> None:
        """Rows stay, empty, so that the report adds up; so do numbers of changes, without names."""
        email = account.email
        numbers = Membership.objects.filter(account=account).exclude(number="")
        of_number = Q(member_number__in=list(numbers.values_list("number", flat=True)))
        rows: Any = ImportedRow.objects
        rows.filter(_of(account) | of_number).update(
            cells=[], remark="", address="", member_number=""
        )
        # A problem with another row can be that the number in it is this member's.
        rows.filter(remark__icontains=email).update(remark="")
        for key in Membership.objects.filter(account=account).values_list("pk", flat=True):
            _forget_in_changes(key)


def _of(account: User) -> Q:
    """Rows that an import took for this member, whatever address they held, or with the address."""
    return Q(membership__account=account) | Q(address=account.email.lower())


def _told(row: ImportedRow) -> str:
    headings = [*row.member_import.headings, *([""] * len(row.cells))]
    return "\n".join(
        f"{heading}: {cell}" if heading else cell
        for heading, cell in zip(headings, row.cells, strict=False)
        if cell
    )


def _forget_in_changes(key: int) -> None:
    # The worker may be at one of them.
    for work in MembersChange.objects.select_for_update(of=("self",)).exclude(left=[]):
        left = [
            [each, str(SOMEBODY_GONE) if each == key else name, reason]
            for each, name, reason in work.left
        ]
        if left != work.left:
            work.left = left
            work.save(update_fields=["left"])
