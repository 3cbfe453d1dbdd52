"""Uploaded images and what is made of them for a page."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image
from willow.image import UnrecognisedImageFormatError

from core.files_shown import is_open_to_everyone

logger = logging.getLogger("news_desk.images")


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

    def find_existing_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """Those of the sizes that exist; quick where they have been fetched together.

        Wagtail would take every filter apart again to learn whether it depends on the focal point.
        """
        fetched = self._get_prefetched_renditions()
        if fetched is None:
            return super().find_existing_renditions(*filters)
        by_key = {(each.filter_spec, each.focal_point_key): each for each in fetched}
        found = {}
        for each in filters:
            key = each.get_cache_key(self) if depends_on_focal_point(each.spec) else ""
            if rendition := by_key.get((each.spec, key)):
                # As Wagtail marks what need not be written to its cache.
                rendition._from_cache = True
                found[each] = rendition
        return found


@lru_cache(maxsize=200)
def depends_on_focal_point(spec: str) -> bool:
    """Whether a rendition made to this specification changes with the image's focal point."""
    return any(getattr(each, "vary_fields", ()) for each in Filter(spec=spec).operations)


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


def rendition_of(image: DeskImage | None, filter_spec: str) -> DeskRendition | None:
    """The image in this size, for everybody; None where there is none or not everybody may have it.

    None as well where its file is lost, damaged or not writable. Every page shows the
    organisation's pictures: none of them may take all pages with it.
    """
    if image is None or not is_open_to_everyone(image):
        return None
    try:
        return image.get_rendition(filter_spec)
    except (OSError, UnrecognisedImageFormatError):
        logger.exception("no size %s of image %s can be made", filter_spec, image)
        return None


@dataclass(frozen=True)
class Logo:
    """A logo's address, its size in CSS pixels (half the file's, for dense screens), its file."""

    url: str
    width: int
    height: int
    file: str = ""


def logo_of(image: DeskImage | None, filter_spec: str) -> Logo | None:
    """A small picture made to twice its shown size; None where there is none or its file is lost.

    A lost file must not take every page that shows the logo with it.
    """
    rendition = rendition_of(image, filter_spec)
    if rendition is None:
        return None
    size = round(rendition.width / 2), round(rendition.height / 2)
    return Logo(rendition.url, *size, file=rendition.file.name)
