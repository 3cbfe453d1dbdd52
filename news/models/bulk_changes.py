"""Changes to many articles at once: what was asked for, and what came of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkChange(models.Model):
    """One change to many articles; the articles are taken one after the other, in this order."""

    kind = models.CharField(_("kind"), max_length=20)
    # What was filled in on the screen that asked, as news.overview.changes keeps it.
    wanted = models.JSONField(_("what is wanted"), default=dict)
    keys = models.JSONField(_("articles"), default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked for by"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    done = models.PositiveIntegerField(_("articles looked at"), default=0)
    changed = models.PositiveIntegerField(_("articles changed"), default=0)
    unchanged = models.PositiveIntegerField(_("articles that were so already"), default=0)
    # Of articles that were changed in their draft only, and of those left as they were: each
    # [key, headline, reason].
    drafted = models.JSONField(_("changed as drafts"), default=list)
    left = models.JSONField(_("left as they were"), default=list)

    class Meta:
        verbose_name = _("change to many articles")
        verbose_name_plural = _("changes to many articles")
        indexes: ClassVar[list[models.Index]] = [
            models.Index("created_at", name="bulk_change_by_time")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.total}"

    @property
    def total(self) -> int:
        """How many articles it is about."""
        return len(self.keys)

    @property
    def is_finished(self) -> bool:
        """Whether all articles have been looked at."""
        return self.finished_at is not None

    def note(self, key: int, headline: str, outcome: Any) -> None:
        """Take down what came of one article (news.overview.changes.kinds.Outcome)."""
        self.done += 1
        if outcome.result == "changed":
            self.changed += 1
        elif outcome.result == "unchanged":
            self.unchanged += 1
        else:
            entry = [key, headline, outcome.reason]
            (self.drafted if outcome.result == "drafted" else self.left).append(entry)
