"""Carry an import on: read the file, try all rows, and, once somebody says so, import them.

A part of the rows and the note of how far it is are one transaction: work that is interrupted goes
on where it stopped, and no row is taken twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.membership.imports.applying import apply
from members.membership.imports.cells import Reading, keys_of
from members.membership.imports.planning import Outcome, Plan, plan
from members.membership.imports.reading import Unreadable, has_headings, rows_of
from members.models import ImportedRow, MemberImport, Membership

logger = logging.getLogger("news_desk.members")

Step = MemberImport.Step

# Rows in one transaction, and parts that the worker does before other tasks have their turn.
TOGETHER, PARTS_IN_ONE_TASK = 250, 8
NEXT_STEP = {Step.CHECKING: Step.CHECKED, Step.IMPORTING: Step.DONE}


def carry_on(key: int) -> MemberImport | None:
    """Do some more. Safe to run twice, also at the same time. None where it has been deleted."""
    work = MemberImport.objects.filter(pk=key).first()
    if work and work.step == Step.CHECKING and not work.total:
        work = _prepare(work)
    for _part in range(PARTS_IN_ONE_TASK):
        if work is None or not work.is_at_work:
            break
        work = _next_part(key)
    return work


def reading_of(work: MemberImport) -> Reading:
    """How its cells are to be read."""
    return Reading(work.columns, work.is_month_first)


def _prepare(work: MemberImport) -> MemberImport:
    """Keep the rows one by one, and of each by what its member is known."""
    try:
        rows = list(_rows_of_file(work) if work.content else _rows_kept(work))
    except Unreadable as fault:
        work.step, work.fault, work.content, work.sample = Step.FAILED, str(fault), b"", []
        work.finished_at = timezone.now()
        work.save()
        return work
    with transaction.atomic():
        work = MemberImport.objects.select_for_update(of=("self",)).get(pk=work.pk)
        if work.step == Step.CHECKING and not work.total:
            work.rows.all().delete()
            ImportedRow.objects.bulk_create(rows, batch_size=1_000)
            work.total, work.done, work.content, work.sample = len(rows), 0, b"", []
            work.save()
    return work


def _rows_of_file(work: MemberImport) -> Iterator[ImportedRow]:
    for place, row in enumerate(rows_of(bytes(work.content))):
        if place or not has_headings(row):
            yield _row(work, row.number, row.cells)


def _rows_kept(work: MemberImport) -> Iterator[ImportedRow]:
    """The columns were chosen anew: the rows are the same."""
    for number, cells in work.rows.order_by("number").values_list("number", "cells"):
        yield _row(work, number, cells)


def _row(work: MemberImport, number: int, cells: list[str]) -> ImportedRow:
    address, member_number = keys_of(cells, reading_of(work))
    return ImportedRow(
        member_import=work,
        number=number,
        cells=cells,
        address=address,
        member_number=member_number,
    )


@transaction.atomic
def _next_part(key: int) -> MemberImport:
    work = MemberImport.objects.select_for_update(of=("self",)).select_related("user").get(pk=key)
    if not work.is_at_work:
        return work
    rows = list(work.rows.order_by("number")[work.done : work.done + TOGETHER])
    _take_in_spite_of_errors(work, rows)
    work.done += len(rows)
    if not rows or work.done >= work.total:
        work.step = NEXT_STEP[Step(work.step)]
        work.finished_at = timezone.now()
    work.save(update_fields=["done", "step", "finished_at"])
    return work


def _take_in_spite_of_errors(work: MemberImport, rows: list[ImportedRow]) -> None:
    """Where one row is why it fails, the others are not kept waiting by it."""
    try:
        with transaction.atomic():
            _take(work, rows)
        return
    except Exception:
        logger.exception("import %s failed for some of %s rows", work.pk, len(rows))
    for row in rows:
        try:
            with transaction.atomic():
                _take(work, [row])
        except Exception:
            logger.exception("import %s failed for row %s", work.pk, row.number)
            row.outcome = Outcome.PROBLEM
            row.remark = _("Something went wrong; the site's log has the details.")
            _reduce([row], work)
            row.save(update_fields=["outcome", "remark", "cells"])


def _take(work: MemberImport, rows: list[ImportedRow]) -> None:
    plans = plan(rows, reading_of(work))
    if work.step == Step.IMPORTING:
        apply(plans, work)
    there = _still_there(plans)
    for each in plans:
        each.row.outcome, each.row.remark = each.outcome, each.remark
        each.row.membership_id = there.get(each.membership.pk) if each.membership else None
    _reduce(rows, work)
    changed = ["outcome", "remark", "membership", "cells"]
    ImportedRow.objects.bulk_update(rows, changed, batch_size=250)


def _still_there(plans: list[Plan]) -> dict[int, int]:
    """The keys of their members; a new one may have become one with another's entry at once."""
    keys = [each.membership.pk for each in plans if each.membership]
    found = Membership.objects.filter(pk__in=keys).values_list("pk", flat=True)
    return {key: key for key in found}


def _reduce(rows: list[ImportedRow], work: MemberImport) -> None:
    """Keep of rows that are imported what was to be imported, and nothing else a list may hold."""
    if work.step != Step.IMPORTING:
        return
    for row in rows:
        chosen = zip(row.cells, work.columns, strict=False)
        row.cells = [cell if column else "" for cell, column in chosen]
