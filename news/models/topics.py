"""What articles are about."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from news.slugs import SluggedModel


class Topic(SluggedModel, index.Indexed, models.Model):
    """A subject that articles can be listed by."""

    name = models.CharField(_("name"), max_length=255, unique=True)
    description = models.TextField(
        _("description"), blank=True, help_text=_("What belongs here, in a sentence or two.")
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("description"),
        FieldPanel("slug"),
    ]
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("description"),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def path_below_desk(self) -> str:
        """Where each desk lists what is about it."""
        return f"topics/{self.slug}/"

    @property
    def is_in_use(self) -> bool:
        """Whether an article is about it, or a version of one that is not public yet."""
        from news.merging.usage import is_named_in_drafts  # It knows the models.

        return self.articles.exists() or is_named_in_drafts(self)
