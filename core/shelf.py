"""Everything a body refers to, fetched with one query for each kind of thing.

Wagtail fetches what blocks refer to once for each type of block and each of its fields: an article
with pictures in figures, galleries and players asks three times for images, and its texts ask again
for every page they link to. The shelf is filled from the stored form of the whole body before any
block is looked at; our chooser blocks (core.blocks.choosers) and link handlers (core.rich_text)
then take from it.
"""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.models import Model
from wagtail.blocks import Block, ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.models import Page
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from core.models.documents import DeskDocument

Reference = tuple[type[Model], int]
LINK_TARGETS: dict[str, type[Model]] = {"page": Page, "document": DeskDocument}


class Shelf:
    """Objects by model and key. What is not on it does not exist."""

    def __init__(self, references: Iterator[Reference]) -> None:
        wanted: dict[type[Model], set[int]] = defaultdict(set)
        for model, key in references:
            wanted[model].add(key)
        self._objects = {
            model: model._default_manager.in_bulk(keys) for model, keys in wanted.items()
        }

    def take(self, model: type[Model], key: Any) -> Any | None:
        """A copy of the object: each block may add to its own (an image its alternative text)."""
        found = self._objects.get(model, {}).get(key)
        return copy.copy(found)


_shelf: ContextVar[Shelf | None] = ContextVar("shelf", default=None)


def current_shelf() -> Shelf | None:
    """The shelf of the body being prepared, if one is."""
    return _shelf.get()


@contextmanager
def shelf_for(block: StreamBlock, raw: Any) -> Iterator[None]:
    """Fill a shelf with what this stored body refers to and have it used meanwhile."""
    token = _shelf.set(Shelf(references(block, raw)))
    try:
        yield
    finally:
        _shelf.reset(token)


def references(block: Block, raw: Any) -> Iterator[Reference]:
    """What a stored value refers to, read without fetching anything."""
    if isinstance(block, ChooserBlock):
        if isinstance(raw, int):
            yield block.model_class, raw
    elif isinstance(block, RichTextBlock):
        yield from _link_targets(str(raw or ""))
    else:
        for child, value in _parts(block, raw):
            yield from references(child, value)


def _parts(block: Block, raw: Any) -> Iterator[tuple[Block, Any]]:
    """The blocks a stored value consists of, each with what is stored of it."""
    if isinstance(block, StreamBlock):
        for item in raw or ():
            if item["type"] in block.child_blocks:
                yield block.child_blocks[item["type"]], item["value"]
    elif isinstance(block, ListBlock):
        for item in raw or ():
            in_block_format = block._item_is_in_block_format(item)
            yield block.child_block, item["value"] if in_block_format else item
    elif isinstance(block, StructBlock) and isinstance(raw, dict):
        for name, child in block.child_blocks.items():
            yield child, raw.get(name)


def _link_targets(html: str) -> Iterator[Reference]:
    for match in re.finditer(FIND_A_TAG, html):
        attrs = extract_attrs(match.group(1))
        if model := LINK_TARGETS.get(attrs.get("linktype", "")):
            yield model, key_of(attrs)


def key_of(attrs: dict[str, str]) -> int:
    """The key that a link names; 0, which nothing has, where it names none."""
    key = attrs.get("id", "")
    # Databases take no larger ones.
    return int(key) if re.fullmatch(r"[0-9]{1,18}", key) else 0
