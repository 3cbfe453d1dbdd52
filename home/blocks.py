"""The blocks that a standard page's body may hold."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import (
    DocumentBlock,
    EmbedBlock,
    FigureBlock,
    GalleryBlock,
    HeadingBlock,
    ParagraphBlock,
    QuotationBlock,
    TableBlock,
)
from core.blocks.choosers import DeskSnippetChooserBlock


class MenuBlock(DeskSnippetChooserBlock):
    """A menu in the midst of a page. Stored in migrations by its path: it must never move."""

    class Meta:
        icon = "list-ul"
        label = _("Menu")
        description = _("A list of links that administrators keep, the same wherever it stands")
        template = "navigation/blocks/menu.html"
        preview_template = "navigation/blocks/previews/menu.html"
        group = _("Quotations and links")

    def __init__(self, target_model: str = "navigation.Menu", **kwargs: Any) -> None:
        super().__init__(target_model, **kwargs)

    def plain_text(self, value: Any) -> str:
        """Nothing: it is a way to other pages, and no part of this one."""
        return ""


class PageBodyBlock(blocks.StreamBlock):
    """A page's body."""

    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    quotation = QuotationBlock()
    image = FigureBlock()
    gallery = GalleryBlock()
    embed = EmbedBlock()
    document = DocumentBlock()
    table = TableBlock()
    menu = MenuBlock()

    class Meta:
        required = False
        template = "core/blocks/body.html"
