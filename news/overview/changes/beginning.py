"""Begin a change to many articles: a few are changed at once, more of them by the worker."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from news.models import BulkChange
from news.overview.changes.kinds import Change
from news.overview.changes.running import carry_on
from news.tasks import carry_on_with_bulk_change

if TYPE_CHECKING:
    from members.models import User

# What can be done within a second: publishing one takes about a fifth of it.
AT_ONCE = 5
KEPT_FOR = datetime.timedelta(days=90)


def begin(change: Change, keys: list[int], user: User) -> BulkChange:
    """Do it, or have the worker do it where that takes longer than a second."""
    BulkChange.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
    work = BulkChange.objects.create(
        kind=change.kind, wanted=dict(change.wanted), keys=keys, user=user
    )
    if len(keys) <= AT_ONCE:
        return carry_on(work.pk, AT_ONCE)
    carry_on_with_bulk_change.enqueue(work.pk)
    return work
