"""Sources and topics that were merged into others: what they were called, and what they are now.

Revisions name sources and topics by their keys, readers' bookmarks by their addresses. Both go on
working by these rows, however old they are; no revision is written anew.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from news.slugs import SLUG_LENGTH


class Former(models.Model):
    """One that is no more; `into` is where its articles went."""

    wagtail_reference_index_ignore = True

    into_id: int

    key = models.PositiveBigIntegerField(_("former key"), unique=True)
    name = models.CharField(_("name"), max_length=255)
    slug = models.SlugField(_("address"), max_length=SLUG_LENGTH, allow_unicode=True)
    merged_at = models.DateTimeField(_("merged at"), auto_now_add=True)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.name


class FormerSource(Former):
    """A source that was merged into another."""

    into = models.ForeignKey(
        "news.Source", verbose_name=_("now"), on_delete=models.CASCADE, related_name="former"
    )

    class Meta(Former.Meta):
        verbose_name = _("former source")
        verbose_name_plural = _("former sources")


class FormerTopic(Former):
    """A topic that was merged into another."""

    into = models.ForeignKey(
        "news.Topic", verbose_name=_("now"), on_delete=models.CASCADE, related_name="former"
    )

    class Meta(Former.Meta):
        verbose_name = _("former topic")
        verbose_name_plural = _("former topics")
