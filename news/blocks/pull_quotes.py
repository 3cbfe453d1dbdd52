"""Quotations drawn from the article, under a heading of their own."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.text import QuotationValue


class PullQuoteBlock(blocks.StructBlock):
    """One quotation of several."""

    quotation = blocks.TextBlock(
        label=_("Quotation"),
        rows=3,
        help_text=_("With or without quotation marks; they are shown once either way."),
    )
    speaker = blocks.CharBlock(label=_("Speaker"), required=False, max_length=255)
    speaker_description = blocks.CharBlock(
        label=_("Who that is"),
        required=False,
        max_length=255,
        help_text=_("For example “headteacher”."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        label_format = "{speaker}: {quotation}"
        description = _("One of the pull quotes")
        template = "news/blocks/pull_quote.html"
        value_class = QuotationValue
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
