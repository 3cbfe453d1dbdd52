"""Which of several schedulers acts."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, models, transaction
from django.utils import timezone


class Lease(models.Model):
    """A role that one process holds at a time, for as long as it keeps renewing it.

    A row and a clock instead of a database's own locks, because SQLite has none that survive a
    transaction. A holder that was killed loses the role by itself when its time is up, also if its
    clock was ahead.
    """

    name = models.CharField(max_length=50, primary_key=True)
    holder = models.CharField(max_length=100)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = "lease"

    def __str__(self) -> str:
        return f"{self.name}: {self.holder}"

    @classmethod
    def take(cls, name: str, holder: str, seconds: float) -> bool:
        """Take or renew the role for so many seconds; False where somebody else holds it."""
        now = timezone.now()
        until = now + datetime.timedelta(seconds=seconds)
        # A time further off than anybody could have set it comes from a clock that ran ahead;
        # clocks of two machines may differ a little.
        in_time = models.Q(expires_at__gt=now, expires_at__lte=until + (until - now))
        free = models.Q(holder=holder) | ~in_time
        if cls.objects.filter(free, name=name).update(holder=holder, expires_at=until):
            return True
        try:
            with transaction.atomic():
                cls.objects.create(name=name, holder=holder, expires_at=until)
        except IntegrityError:
            return False
        return True

    @classmethod
    def give_up(cls, name: str, holder: str) -> None:
        """Let somebody else take the role at once."""
        cls.objects.filter(name=name, holder=holder).delete()
