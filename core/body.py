"""Fetch what a body's blocks show all together, so that sixty blocks cost what one costs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText, expand_db_html

from core.models.images import DeskImage, fetch_renditions
from core.shelf import shelf_for

# Stands between texts that are expanded together. Not a character anybody types or XML allows.
SEPARATOR = "\x1f\x1e\x1f"


def leaves(value: Any) -> Iterator[Any]:
    """Every value at the ends of a body's blocks: texts, images, pages, snippets."""
    if isinstance(value, StreamValue):
        for child in value:
            yield from leaves(child.value)
    elif isinstance(value, StructValue):
        for child in value.values():
            yield from leaves(child)
    elif isinstance(value, ListValue):
        for child in value:
            yield from leaves(child)
    elif not isinstance(value, TypedTable):
        yield value


def prepare_body(body: StreamValue, *images: DeskImage | None) -> None:
    """Fetch what the whole body refers to, and the renditions of these other images with it.

    Changes the body's own values: texts get their expanded HTML, images their renditions.
    """
    prepare_bodies([body], *images)


def prepare_bodies(bodies: list[StreamValue], *images: DeskImage | None) -> None:
    """Likewise for several bodies of the same kind, for the price of one; for each only once."""
    bodies = [body for body in bodies if not getattr(body, "is_prepared", False)]
    # A body that comes from a form (a preview) holds its objects already.
    stored = [body for body in bodies if body.is_lazy]
    raw = [block for body in stored for block in body.raw_data]
    with shelf_for(stored[0].stream_block, raw) if stored else nullcontext():
        found = [leaf for body in bodies for leaf in leaves(body)]
        _expand_together([value for value in found if isinstance(value, RichText)])
    fetch_renditions([*images, *(value for value in found if isinstance(value, DeskImage))])
    for body in bodies:
        body.is_prepared = True


def expanded(text: RichText) -> str:
    """The text's HTML with links resolved, from `prepare_body` where that has run."""
    known = getattr(text, "expanded_html", None)
    return expand_db_html(text.source) if known is None else known


def expanded_together(texts: list[RichText]) -> list[SafeString]:
    """The HTML of several texts that stand on their own, for the price of one."""
    _expand_together(texts)
    return [mark_safe(expanded(text)) for text in texts]  # noqa: S308 -- made by Wagtail's converter


def _expand_together(texts: list[RichText]) -> None:
    if any(SEPARATOR in text.source for text in texts):
        return
    parts = expand_db_html(SEPARATOR.join(text.source for text in texts)).split(SEPARATOR)
    for text, html in zip(texts, parts, strict=True) if texts else ():
        text.expanded_html = html
