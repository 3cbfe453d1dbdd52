"""Sizes of pictures: found in memory where they were fetched together; logos made ready."""

from __future__ import annotations

import pytest
from wagtail.images.models import Filter
from wagtail.images.rect import Rect

from core.models import DeskImage
from core.models.images import fetch_renditions, logo_of
from tests.factories import ImageFactory

pytestmark = pytest.mark.django_db


def test_sizes_fetched_together_are_the_ones_wagtail_would_find() -> None:
    image = ImageFactory()
    specs = ["width-10", "fill-8x8", "format-webp|width-10", "original"]
    made = {spec: image.get_rendition(spec) for spec in specs}
    filters = [Filter(spec=spec) for spec in [*specs, "width-5"]]
    asked = DeskImage.objects.get(pk=image.pk)

    fetch_renditions([asked])

    found = asked.find_existing_renditions(*filters)
    assert {each.spec: rendition for each, rendition in found.items()} == made


def test_size_made_for_another_focal_point_is_not_taken() -> None:
    image = ImageFactory()
    image.get_rendition("fill-8x8")
    image.set_focal_point(Rect(0, 0, 4, 4))
    image.save()
    asked = DeskImage.objects.get(pk=image.pk)
    fetch_renditions([asked])

    assert asked.find_existing_renditions(Filter(spec="fill-8x8")) == {}


def test_logo_whose_file_is_lost_is_left_out() -> None:
    image = ImageFactory()
    image.file.storage.delete(image.file.name)

    assert logo_of(image, "max-10x10") is None
    assert logo_of(None, "max-10x10") is None


def test_logo_is_shown_at_half_its_files_size() -> None:
    logo = logo_of(ImageFactory(file__width=100, file__height=50), "max-40x40")

    assert logo is not None
    assert (logo.width, logo.height) == (20, 10)
    assert logo.url.endswith(logo.file)
