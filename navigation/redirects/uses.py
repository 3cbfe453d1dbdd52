"""How often each redirect is followed: counted by day, told in the admin's list."""

from __future__ import annotations

import datetime

from django.db.models import Exists, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from core.counters import BatchedCounter
from core.scheduling import hourly_duty
from navigation.models import RedirectUse

DAYS = 30
# For so long it is known when a redirect was last followed.
KEPT = datetime.timedelta(days=730)

uses = BatchedCounter("navigation.RedirectUse", count="hits", most_rows=100_000)


def count_use(redirect_id: int) -> None:
    """Count that somebody followed a redirect."""
    uses.add(day=timezone.localdate(), redirect=redirect_id)


def with_uses(redirects: QuerySet[Redirect]) -> QuerySet[Redirect]:
    """Redirects with their number of `recent_uses` and the day of the `last_use`, if any."""
    own = RedirectUse.objects.filter(redirect=OuterRef("pk")).order_by().values("redirect")
    recent = own.filter(day__gt=timezone.localdate() - datetime.timedelta(days=DAYS))
    return redirects.annotate(
        recent_uses=Coalesce(
            Subquery(recent.annotate(total=Sum("hits")).values("total")),
            Value(0),
            output_field=IntegerField(),
        ),
        last_use=Subquery(
            RedirectUse.objects.filter(redirect=OuterRef("pk")).order_by("-day").values("day")[:1]
        ),
    )


@hourly_duty
def forget_old_uses() -> int:
    """Drop what is no longer counted, but for each redirect's last use; and what is very old."""
    today = timezone.localdate()
    later = RedirectUse.objects.filter(redirect=OuterRef("redirect"), day__gt=OuterRef("day"))
    old = RedirectUse.objects.filter(day__lte=today - datetime.timedelta(days=DAYS))
    dropped, _ = old.filter(Exists(later)).delete()
    very_old, _ = RedirectUse.objects.filter(day__lt=today - KEPT).delete()
    return dropped + very_old
