"""Accounts that are about to be deleted because their owners want it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.accounts import User


class Departure(models.Model):
    """An account that is deleted at a certain moment, unless its owner thinks better of it."""

    account = models.OneToOneField(
        User, verbose_name=_("account"), on_delete=models.CASCADE, related_name="departure"
    )
    asked_at = models.DateTimeField(_("asked for"))
    due_at = models.DateTimeField(_("deleted at"))

    class Meta:
        verbose_name = _("account to be deleted")
        verbose_name_plural = _("accounts to be deleted")
        indexes: ClassVar[list[models.Index]] = [models.Index("due_at", name="departure_by_due")]

    def __str__(self) -> str:
        return str(self.account)
