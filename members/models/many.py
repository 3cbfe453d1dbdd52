"""Changes to many members at once: what was asked for, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import BaseBulkChange


class MembersChange(BaseBulkChange):
    """One change to many members (members.membership.many)."""

    class Meta:
        verbose_name = _("change to many members")
        verbose_name_plural = _("changes to many members")
        indexes: ClassVar[list[models.Index]] = [
            models.Index("created_at", name="members_change_by_time")
        ]
