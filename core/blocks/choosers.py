"""Wagtail's chooser blocks, which take what they refer to from the shelf where there is one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from core.shelf import current_shelf


class _FromShelf(blocks.ChooserBlock):
    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """The objects for these keys; None for what does not exist any more."""
        shelf = current_shelf()
        if shelf is None:
            return super().bulk_to_python(values)
        return [shelf.take(self.model_class, value) for value in values]


class DeskImageChooserBlock(_FromShelf, ImageChooserBlock):
    """An image."""


class DeskDocumentChooserBlock(_FromShelf, DocumentChooserBlock):
    """A document."""


class DeskPageChooserBlock(_FromShelf, blocks.PageChooserBlock):
    """A page."""


class DeskSnippetChooserBlock(_FromShelf, SnippetChooserBlock):
    """A snippet."""


class DeskImageBlock(ImageBlock):
    """Wagtail's image with alternative text, on our chooser."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        chooser = DeskImageChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser
