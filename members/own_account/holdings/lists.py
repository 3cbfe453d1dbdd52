"""Where members are written down beside the membership: imported lists, changes to many."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import ImportedRow, MemberImport, MembersChange, Membership, User
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
        keys = _memberships_of(account)
        numbers = Membership.objects.filter(pk__in=keys).exclude(number="")
        # One after the other: of conditions joined by OR a database may look at every row.
        for own in (
            Q(membership__in=keys),
            Q(address=account.email.lower()),
            Q(member_number__in=list(numbers.values_list("number", flat=True))),
        ):
            ImportedRow.objects.filter(own).update(
                cells=[], remark="", address="", member_number=""
            )
        _forget_in_remarks(account.email)
        for work in lock_changes_about(account.pk):
            _forget_in_change(work, keys)


def lock_changes_about(account: int) -> list[MembersChange]:
    """The changes to many that name its membership, may yet come to, or go with it, locked.

    The worker locks a change first and accounts then: so does whoever locks both.
    """
    found = Q(user=account)
    for key in Membership.objects.filter(account=account).values_list("pk", flat=True):
        # As both databases write lists of lists; names may hold the same, so it is looked again.
        found |= Q(left_text__contains=f"[{key}, ")
        found |= Q(finished_at=None, keys_text__contains=str(key))
    texts = {f"{name}_text": Cast(name, TextField()) for name in ("left", "keys")}
    changes = MembersChange.objects.annotate(**texts).filter(found).order_by("pk")
    return list(changes.select_for_update(of=("self",)))


def _memberships_of(account: User) -> list[int]:
    return list(Membership.objects.filter(account=account).values_list("pk", flat=True))


def _of(account: User) -> Q:
    """Rows that an import took for this member, whatever address they held, or with the address."""
    return Q(membership__in=_memberships_of(account)) | Q(address=account.email.lower())


def _told(row: ImportedRow) -> str:
    headings = [*row.member_import.headings, *([""] * len(row.cells))]
    return "\n".join(
        f"{heading}: {cell}" if heading else cell
        for heading, cell in zip(headings, row.cells, strict=False)
        if cell
    )


def _forget_in_remarks(email: str) -> None:
    """A problem with another row can be that the number in it is this member's."""
    # The lists are named since an index has a list's problems together.
    lists = list(MemberImport.objects.values_list("pk", flat=True))
    problems = ImportedRow.objects.filter(
        member_import__in=lists, outcome=ImportedRow.Outcome.PROBLEM, remark__icontains=email
    )
    # Another address can end like this one, or begin like it.
    whole = re.compile(
        rf"(?<![\w.!#$%&*+/=?^{{|}}~-]){re.escape(email)}(?![\w-]|\.\w)", re.IGNORECASE
    )
    found = [key for key, remark in problems.values_list("pk", "remark") if whole.search(remark)]
    ImportedRow.objects.filter(pk__in=found).update(remark="")


def _forget_in_change(work: MembersChange, keys: Collection[int]) -> None:
    left = [
        [each, str(SOMEBODY_GONE) if each in keys else name, reason]
        for each, name, reason in work.left
    ]
    if left != work.left:
        work.left = left
        work.save(update_fields=["left"])
