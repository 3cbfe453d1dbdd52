"""Changes to many members at once: what was asked for, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.accounts import User


class MembersChange(models.Model):
    """One change to many members, who are taken one part after the other, in this order."""

    kind = models.CharField(_("kind"), max_length=20)
    # The day chosen, where the change is about one.
    day = models.DateField(_("day"), null=True)
    keys = models.JSONField(_("members"), default=list)
    user = models.ForeignKey(
        User, verbose_name=_("asked for by"), on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    done = models.PositiveIntegerField(_("members looked at"), default=0)
    changed = models.PositiveIntegerField(_("members changed"), default=0)
    unchanged = models.PositiveIntegerField(_("members who were so already"), default=0)
    # Of those left as they were: [key, name, reason].
    left = models.JSONField(_("left as they were"), default=list)

    class Meta:
        verbose_name = _("change to many members")
        verbose_name_plural = _("changes to many members")
        indexes: ClassVar[list[models.Index]] = [
            models.Index("created_at", name="members_change_by_time")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.total}"

    @property
    def total(self) -> int:
        """How many members it is about."""
        return len(self.keys)

    @property
    def is_finished(self) -> bool:
        """Whether all have been looked at."""
        return self.finished_at is not None
