"""Uploaded images and what is made of them for a page."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class DeskImage(AbstractImage):
    """An image an editor uploaded, without the camera's hidden data (see core.forms)."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Photographer or agency, shown below the picture."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"

    def get_upload_to(self, filename: str) -> str:
        """A path that is never used twice, so that what is served from it never changes.

        Renditions derive their names from this one and are served as immutable; the random part
        stands first because Wagtail shortens a rendition's name from the end.
        """
        return super().get_upload_to(f"{secrets.token_hex(6)}-{filename}")


class DeskRendition(AbstractRendition):
    """One size and format of an image, as a page shows it."""

    image = models.ForeignKey(DeskImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = "rendition"
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        # Every request for a picture looks its row up by this.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["file"], name="rendition_by_file")
        ]


def fetch_renditions(images: Iterable[DeskImage | None]) -> None:
    """Fetch the renditions of all these images in one query, however many images there are.

    Templates then find each size in memory; only a size never made before costs more.
    """
    present = [image for image in images if image is not None]
    if present:
        prefetch_related_objects(present, "renditions")
