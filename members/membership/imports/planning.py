"""What an import does, or would do, with rows, by what is known of members now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.utils import label_for_field
from django.db.models import Min
from django.db.models.functions import Lower
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from members.membership.imports.cells import Problem, Reading, Wanted, read
from members.membership.services import locked
from members.models import ImportedRow, Membership

Outcome = ImportedRow.Outcome

# What a list can change of a member, in the order in which it is told.
CHANGEABLE = ("email", "name", "number", "since", "ends_on", "notes")


@dataclass
class Plan:
    """What is to be done with one row."""

    row: ImportedRow
    outcome: str
    remark: str = ""
    wanted: Wanted = field(default_factory=lambda: Wanted(""))
    membership: Membership | None = None
    changes: dict[str, Any] = field(default_factory=dict)


class Known:
    """What there is already of the members of some rows; locked until the transaction ends."""

    def __init__(self, rows: Sequence[ImportedRow]) -> None:
        addresses = {row.address for row in rows if row.address}
        numbers = {row.member_number for row in rows if row.member_number}
        lowered = Membership.objects.annotate(address=Lower("email"))
        self.by_address: dict[str, Membership] = {}
        for membership in locked(lowered.filter(address__in=addresses)):
            known = self.by_address.get(membership.email.lower())
            # A member may have taken on an address that waits in the list: theirs comes first.
            if known is None or membership.account_id:
                self.by_address[membership.email.lower()] = membership
        found = locked(Membership.objects.filter(number__in=numbers))
        self.by_number = {membership.number: membership for membership in found}
        self.first_with_address = _first(rows, "address", addresses)
        self.first_with_number = _first(rows, "member_number", numbers)


def _first(rows: Sequence[ImportedRow], name: str, keys: Iterable[str]) -> Mapping[str, int]:
    """In which row of the whole list each of these stands first."""
    if not rows:
        return {}
    alike = ImportedRow.objects.filter(
        member_import=rows[0].member_import_id, **{f"{name}__in": list(keys)}
    )
    return dict(alike.order_by().values_list(name).annotate(first=Min("number")))


def plan(rows: Sequence[ImportedRow], reading: Reading) -> list[Plan]:
    """What is to be done with each of these rows."""
    known = Known(rows)
    return [_plan_one(row, reading, known) for row in rows]


def _plan_one(row: ImportedRow, reading: Reading, known: Known) -> Plan:
    try:
        wanted = read(row.cells, reading)
        _refuse_if_repeated(row, known)
        membership = _found(wanted, known)
    except Problem as problem:
        return Plan(row, Outcome.PROBLEM, str(problem))
    if membership is None:
        return Plan(row, Outcome.NEW, wanted=wanted)
    changes = {
        name: value
        for name, value in (("email", wanted.email), *wanted.values.items())
        if _differs(name, value, membership)
    }
    if not changes:
        return Plan(row, Outcome.UNCHANGED, wanted=wanted, membership=membership)
    remark = "; ".join(
        f"{_label(name)}: {_shown(getattr(membership, name))} → {_shown(changes[name])}"
        for name in CHANGEABLE
        if name in changes
    )
    return Plan(row, Outcome.CHANGED, remark, wanted, membership, changes)


def _differs(name: str, value: Any, membership: Membership) -> bool:
    known = getattr(membership, name)
    return known.lower() != value.lower() if name == "email" else known != value


def _refuse_if_repeated(row: ImportedRow, known: Known) -> None:
    first = known.first_with_address.get(row.address, row.number)
    if first < row.number:
        raise Problem(
            _("The same address stands in row %(row)d, which counts. Delete one of the two rows.")
            % {"row": first}
        )
    first = known.first_with_number.get(row.member_number, row.number)
    if first < row.number:
        raise Problem(
            _("The same member number stands in row %(row)d. Correct one of the two.")
            % {"row": first}
        )


def _found(wanted: Wanted, known: Known) -> Membership | None:
    """The member the row is about: who has the address, or else the number."""
    by_address = known.by_address.get(wanted.email.lower())
    by_number = known.by_number.get(wanted.number) if wanted.number else None
    if by_number is None or by_number == by_address:
        return by_address
    told = {"number": wanted.number, "address": by_number.email}
    if by_address is not None:
        raise Problem(
            _("The member number %(number)s is that of %(address)s. Correct one of the two.") % told
        )
    if by_number.account_id:
        raise Problem(
            _(
                "The member number %(number)s is that of %(address)s, who signs in with that "
                "address and has to change it there. Write that address, or another number."
            )
            % told
        )
    return by_number


def _label(name: str) -> str:
    return capfirst(str(label_for_field(name, Membership)))


def _shown(value: Any) -> str:
    if not value:
        return _("nothing")
    if isinstance(value, str):
        return f"“{value}”" if len(value) <= 60 else f"“{value[:60]}…”"
    return date_format(value, "Y-m-d")
