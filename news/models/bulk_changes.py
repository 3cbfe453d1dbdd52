"""Changes to many articles at once: what was asked for, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import BaseBulkChange


class BulkChange(BaseBulkChange):
    """One change to many articles (news.overview.changes)."""

    class Meta:
        verbose_name = _("change to many articles")
        verbose_name_plural = _("changes to many articles")
        indexes: ClassVar[list[models.Index]] = [
            models.Index("created_at", name="bulk_change_by_time")
        ]
