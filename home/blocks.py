"""The blocks that a standard page's body may hold."""

from __future__ import annotations

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

    class Meta:
        required = False
        template = "core/blocks/body.html"
