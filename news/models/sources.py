"""Outlets that articles come from."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from core.models.images import Logo
from news.slugs import SluggedModel


class Source(SluggedModel, index.Indexed, models.Model):
    """The outlet an article comes from."""

    name = models.CharField(_("name"), max_length=255, unique=True)
    url = models.URLField(
        _("website"), blank=True, max_length=2048, help_text=_("The outlet's front page.")
    )
    description = models.TextField(
        _("description"), blank=True, help_text=_("Who they are, in a sentence or two.")
    )
    logo = models.ForeignKey(
        "core.DeskImage",
        verbose_name=_("logo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("url"),
        FieldPanel("description"),
        FieldPanel("logo"),
        FieldPanel("slug"),
    ]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("description"),
    ]

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def small_logo(self) -> Logo | None:
        """The logo as it stands beside its articles, if there is one; remembered."""
        from news.catalogue import logo_of_source  # It knows the models.

        return logo_of_source(self)

    @property
    def path_below_desk(self) -> str:
        """Where each desk lists what comes from it."""
        return f"sources/{self.slug}/"

    @property
    def is_in_use(self) -> bool:
        """Whether an article comes from it, or a version of one that is not public yet."""
        from news.merging.usage import is_named_in_drafts  # It knows the models.

        return self.articles.exists() or is_named_in_drafts(self)
