"""An article's body."""

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
from news.blocks.case_study_links import CaseStudyLinksBlock
from news.blocks.desk import DisclaimerBlock, NoteBlock, UnconvertedBlock
from news.blocks.pull_quotes import PullQuotesBlock


class ArticleBodyBlock(blocks.StreamBlock):
    """What an article is made of, in the order in which a desk needs it."""

    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    pull_quotes = PullQuotesBlock()
    case_study_links = CaseStudyLinksBlock()
    quotation = QuotationBlock()
    note = NoteBlock()
    disclaimer = DisclaimerBlock()
    image = FigureBlock()
    gallery = GalleryBlock()
    embed = EmbedBlock()
    document = DocumentBlock()
    table = TableBlock()
    unconverted = UnconvertedBlock()

    class Meta:
        required = False
        template = "core/blocks/body.html"
