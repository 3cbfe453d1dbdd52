"""How often redirects are used, and which addresses were asked for in vain: counted by day.

The counts are written past Django, a minute after what they count (core.counters). What they refer
to may be gone by then, so the database does not insist on it; Django still deletes them together.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site


class RedirectUse(models.Model):
    """How often a redirect was followed on a day."""

    wagtail_reference_index_ignore = True

    day = models.DateField(_("day"))
    redirect = models.ForeignKey(
        Redirect,
        verbose_name=_("redirect"),
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="uses",
    )
    hits = models.PositiveIntegerField(_("uses"))

    class Meta:
        verbose_name = _("use of a redirect")
        verbose_name_plural = _("uses of redirects")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["redirect", "day"], name="redirect_use_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.redirect_id}, {self.day}: {self.hits}"


class NotFoundCount(models.Model):
    """How often an address was asked for on a day and not found; the path alone, as it is read."""

    wagtail_reference_index_ignore = True

    day = models.DateField(_("day"))
    site = models.ForeignKey(
        Site, verbose_name=_("site"), on_delete=models.CASCADE, db_constraint=False
    )
    path = models.CharField(_("address"), max_length=255)
    hits = models.PositiveIntegerField(_("times"))

    class Meta:
        verbose_name = _("address not found")
        verbose_name_plural = _("addresses not found")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["site", "path", "day"], name="not_found_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.path}, {self.day}: {self.hits}"


class IgnoredAddress(models.Model):
    """An address that somebody wants to hear no more of."""

    wagtail_reference_index_ignore = True

    site = models.ForeignKey(Site, verbose_name=_("site"), on_delete=models.CASCADE)
    path = models.CharField(_("address"), max_length=255)

    class Meta:
        verbose_name = _("ignored address")
        verbose_name_plural = _("ignored addresses")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["site", "path"], name="ignored_address_once")
        ]

    def __str__(self) -> str:
        return self.path
