"""Quotations drawn from the article, under a heading of their own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import QuotationBlock
from core.plain_text import text_of_value


class PullQuoteBlock(QuotationBlock):
    """One quotation of several."""

    class Meta:
        label = _("Quotation")
        description = _("One of the pull quotes")
        template = "news/blocks/pull_quote.html"
        preview_value: ClassVar = {
            "quotation": "Nobody asked us to leave, they just stopped counting us.",
            "speaker": "Ilse Brandt",
            "speaker_description": "former volunteer",
        }


class PullQuotesBlock(blocks.StructBlock):
    """Several quotations with their speakers, as one group."""

    heading = blocks.CharBlock(
        label=_("Heading"),
        required=False,
        max_length=255,
        help_text=_("For example “What the volunteers said”."),
    )
    quotations = blocks.ListBlock(PullQuoteBlock(), label=_("Quotations"), min_num=1, max_num=50)

    class Meta:
        icon = "openquote"
        label = _("Pull quotes")
        label_format = "{heading}"
        description = _("What people said, each with the speaker, under one heading")
        template = "news/blocks/pull_quotes.html"
        group = _("Quotations and links")
        preview_value: ClassVar = {
            "heading": "What the volunteers said",
            "quotations": [
                {
                    "quotation": "Nobody asked us to leave, they just stopped counting us.",
                    "speaker": "Ilse Brandt",
                    "speaker_description": "former volunteer",
                },
                {
                    "quotation": "The keys were handed back on a Tuesday.",
                    "speaker": "Tom Okafor",
                    "speaker_description": "caretaker",
                },
            ],
        }

    def plain_text(self, value: Any) -> str:
        """The heading and the quotations below it."""
        heading = f"### {value['heading']}" if value.get("heading") else ""
        quotations = text_of_value(self.child_blocks["quotations"], value["quotations"])
        return f"{heading}\n\n{quotations}"
