"""Changes to many objects at once: what was asked for, and what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class BaseBulkChange(models.Model):
    """One change to many objects, which are taken in this order (core.bulk_changes)."""

    kind = models.CharField(_("kind"), max_length=20)
    # What was filled in on the screen that asked, as its kind keeps it.
    wanted = models.JSONField(_("what is wanted"), default=dict)
    keys = models.JSONField(_("what is to be changed"), default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked for by"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    done = models.PositiveIntegerField(_("looked at"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("so already"), default=0)
    # Of what was changed in its draft only, and of what was left as it was: [key, name, reason].
    drafted = models.JSONField(_("changed as drafts"), default=list)
    left = models.JSONField(_("left as they were"), default=list)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind}: {self.total}"

    @property
    def total(self) -> int:
        """How many objects it is about."""
        return len(self.keys)

    @property
    def is_finished(self) -> bool:
        """Whether all have been looked at."""
        return self.finished_at is not None
