"""Blocks that any page's body may hold, split by family."""

from core.blocks.embed import EmbedBlock
from core.blocks.media import DocumentBlock, FigureBlock, GalleryBlock
from core.blocks.table import TableBlock
from core.blocks.text import HeadingBlock, ParagraphBlock, QuotationBlock

__all__ = [
    "DocumentBlock",
    "EmbedBlock",
    "FigureBlock",
    "GalleryBlock",
    "HeadingBlock",
    "ParagraphBlock",
    "QuotationBlock",
    "TableBlock",
]
