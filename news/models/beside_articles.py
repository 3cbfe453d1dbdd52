"""What belongs to an article and is kept beside it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class RelatedPick(Orderable):
    """An article that an editor wants read after this one."""

    page = ParentalKey("news.ArticlePage", on_delete=models.CASCADE, related_name="related_picks")
    article = models.ForeignKey(
        "news.ArticlePage",
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels: ClassVar[list[Any]] = [FieldPanel("article")]

    class Meta(Orderable.Meta):
        verbose_name = _("related article")

    def __str__(self) -> str:
        return str(self.article_id)


class ShareImage(models.Model):
    """The picture that other sites show beside a link to the article; made by the worker.

    Not a field of the article: a revision would bring back the picture of its time.
    """

    article = models.OneToOneField(
        "news.ArticlePage", on_delete=models.CASCADE, related_name="share_image"
    )
    file = models.FileField(_("file"), upload_to="share/")
    made_of = models.CharField(
        _("made of"),
        max_length=64,
        help_text=_("Digest of what the picture shows; the same digest, the same picture."),
    )

    class Meta:
        verbose_name = _("share image")

    def __str__(self) -> str:
        return self.file.name or ""
