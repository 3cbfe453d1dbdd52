"""An import of a list of members, from the upload to its end, without the worker."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from members.membership.imports import running, services
from members.models import MemberImport, User
from tests.members.membership.lists import csv_of

Step = MemberImport.Step
HEADINGS = ("Email", "Name", "Number", "Ends on")


def finish(work: MemberImport) -> MemberImport:
    """What the worker does until nothing is left to do."""
    while (current := running.carry_on(work.pk)) and current.is_at_work:
        pass
    return MemberImport.objects.get(pk=work.pk)


def tried(
    rows: Sequence[Sequence[Any]], by: User, *, headings: Sequence[str] = HEADINGS, **choices: bool
) -> MemberImport:
    """A list with these rows that has been tried."""
    work = services.begin("list.csv", csv_of([headings, *rows]), by)
    chosen = {"is_month_first": False, "invites": False} | choices
    assert services.check(work, work.columns, **chosen)
    return finish(work)


def imported(*rows: Sequence[Any], by: User, **choices: Any) -> MemberImport:
    """A list with these rows that has been imported."""
    work = tried(rows, by, **choices)
    assert work.step == Step.CHECKED
    assert services.run(work)
    work = finish(work)
    assert work.step == Step.DONE
    return work


def outcomes(work: MemberImport) -> list[tuple[int, str]]:
    """What came of each row."""
    return list(work.rows.order_by("number").values_list("number", "outcome"))
