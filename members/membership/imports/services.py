"""What people do with an import: upload a list, choose its columns, have it tried and imported."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from members.membership.imports.columns import guess, months_come_first
from members.membership.imports.reading import beginning_of
from members.models import MemberImport

if TYPE_CHECKING:
    from members.models import User

Step = MemberImport.Step

# Lists hold what people are called and where they are reached: no longer than they may be asked of.
KEPT_FOR = datetime.timedelta(days=90)
# A file whose columns nobody chooses: whom it names is not known, so nobody can be taken out.
UNREAD_KEPT_FOR = datetime.timedelta(days=1)


def begin(name: str, content: bytes, user: User) -> MemberImport:
    """Keep an uploaded list and guess its columns. Raises Unreadable, and then keeps nothing."""
    headings, sample = beginning_of(content)
    cells = [row.cells for row in sample]
    return MemberImport.objects.create(
        file_name=name[-255:],
        content=content,
        headings=headings,
        sample=cells,
        columns=guess(headings, cells),
        is_month_first=months_come_first(cells),
        user=user,
    )


def delete_old() -> int:
    """Delete lists, with their rows, whose time is over; how many."""
    now = timezone.now()
    unread = Q(step=Step.MAPPING, created_at__lt=now - UNREAD_KEPT_FOR)
    old = MemberImport.objects.filter(unread | Q(created_at__lt=now - KEPT_FOR))
    keys = list(old.values_list("pk", flat=True))
    for key in keys:
        # One by one: a list has up to 50,000 rows, and others want to write meanwhile.
        MemberImport.objects.filter(pk=key).delete()
    return len(keys)


@transaction.atomic
def check(
    work: MemberImport, columns: Sequence[str], *, is_month_first: bool, invites: bool
) -> bool:
    """Have it tried with these columns; False where it has gone on meanwhile."""
    current = MemberImport.objects.select_for_update(of=("self",)).get(pk=work.pk)
    if current.step not in (Step.MAPPING, Step.CHECKED):
        return False
    current.columns = list(columns)
    current.is_month_first, current.invites = is_month_first, invites
    current.step, current.total, current.done = Step.CHECKING, 0, 0
    current.save()
    _enqueue(current)
    return True


@transaction.atomic
def run(work: MemberImport) -> bool:
    """Have it imported; False where that was not what came next: somebody pressed twice."""
    current = MemberImport.objects.select_for_update(of=("self",)).get(pk=work.pk)
    if current.step != Step.CHECKED:
        return False
    current.step, current.done, current.finished_at = Step.IMPORTING, 0, None
    current.save()
    _enqueue(current)
    return True


def _enqueue(work: MemberImport) -> None:
    # The task imports what it runs from beside here.
    from members.tasks import carry_on_with_import

    carry_on_with_import.enqueue(work.pk)


def numbers(work: MemberImport) -> Counter[str]:
    """How many rows came, or would come, to which outcome."""
    counted = work.rows.order_by().values_list("outcome").annotate(number=Count("pk"))
    return Counter(dict(counted))
