"""Sessions that are over are deleted: they hold addresses, and say who was here with what.

Django itself only deletes the one that a browser comes back with.
"""

from __future__ import annotations

import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from core.scheduling import hourly_duty

# So many go at once: others who write wait no longer than for that.
TOGETHER = 500
# A device may be noted a moment before its session is.
YOUNG = datetime.timedelta(hours=1)


@hourly_duty
def delete_expired_sessions() -> int:
    """Delete expired sessions, and the notes of devices whose session is gone; how many."""
    now = timezone.now()
    sessions = _delete_in_parts(Session.objects.filter(expire_date__lt=now))
    living = Session.objects.filter(session_key=OuterRef("session_key"))
    devices = UserSession.objects.filter(~Exists(living), created_at__lt=now - YOUNG)
    return sessions + _delete_in_parts(devices)


def _delete_in_parts(rows: QuerySet[Any]) -> int:
    """In the order of their keys, each looked at once: one may be prolonged meanwhile."""
    count, last = 0, None
    while True:
        left = rows if last is None else rows.filter(pk__gt=last)
        keys = list(left.order_by("pk").values_list("pk", flat=True)[:TOGETHER])
        if not keys:
            return count
        count += rows.filter(pk__in=keys).delete()[0]
        last = keys[-1]
