"""Pictures in the sizes and formats that browsers choose from.

Making AVIF takes a quarter of a second for each larger size: too long for a reader to wait for. The
worker makes all sizes of what has been published (core.tasks); until then a page offers what there
is, at least one JPEG.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.images.models import Filter
from wagtail.images.shortcuts import get_rendition_or_not_found

from core.models import DeskImage, DeskRendition

# The smallest first: a browser takes the first format it knows.
FORMATS = {"avif": "image/avif", "webp": "image/webp"}

_making: ContextVar[bool] = ContextVar("making", default=False)


@contextmanager
def making_all_sizes() -> Iterator[None]:
    """Have every size of every picture made that is shown meanwhile."""
    token = _making.set(True)
    try:
        yield
    finally:
        _making.reset(token)


def is_making_all_sizes() -> bool:
    """Whether what is shown is for nobody to see, only to have its pictures made."""
    return _making.get()


def picture_html(image: DeskImage, made: str, attributes: dict[str, Any]) -> SafeString:
    """The image as a `<picture>`: AVIF and WebP in all sizes, JPEG in the middle one.

    `made` is a filter of Wagtail's with braces (`width-{480,800,1280}`), the smallest first. The
    attributes are HTML's; `sizes` among them tells browsers the width it is shown in.
    """
    shown_width = attributes.pop("sizes", None)
    offered = [
        (mime_type, _srcset(renditions), shown_width or "100vw")
        for name, mime_type in FORMATS.items()
        if (renditions := _renditions(image, _filters(name, made)))
    ]
    sources = format_html_join("", '<source type="{}" srcset="{}" sizes="{}">', offered)
    smallest_first = _filters("jpeg", made)
    fallback = get_rendition_or_not_found(image, smallest_first[len(smallest_first) // 2])
    return format_html("<picture>{}{}</picture>", sources, fallback.img_tag(attributes))


def _filters(name: str, made: str) -> list[Filter]:
    return [Filter(spec=spec) for spec in Filter.expand_spec([f"format-{name}", made])]


def _renditions(image: DeskImage, filters: list[Filter]) -> list[DeskRendition]:
    """The renditions in all these sizes; none where one of them is not made yet."""
    if _making.get():
        return list(image.get_renditions(*filters).values())
    found = image.find_existing_renditions(*filters)
    return [found[each] for each in filters] if len(found) == len(filters) else []


def _srcset(renditions: list[DeskRendition]) -> str:
    """Each width once: a picture is never made larger than it came."""
    by_width = {rendition.width: rendition.url for rendition in renditions}
    return ", ".join(f"{url} {width}w" for width, url in by_width.items())
