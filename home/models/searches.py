"""What people search for, counted by day."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchCount(models.Model):
    """How often something was searched for on a day; nobody is shown what only few looked for."""

    day = models.DateField(_("day"))
    words = models.CharField(_("words"), max_length=100)
    hits = models.PositiveIntegerField(_("searches"))

    class Meta:
        verbose_name = _("search count")
        verbose_name_plural = _("search counts")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["day", "words"], name="search_count_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.hits}"
