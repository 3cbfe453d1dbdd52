"""Blocks in which the desk speaks itself."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.choosers import DeskSnippetChooserBlock
from core.blocks.text import TEXT_FEATURES
from core.plain_text import text_of_html


class NoteBlock(blocks.StructBlock):
    """A word from the desk to its readers."""

    heading = blocks.CharBlock(
        label=_("Heading"),
        required=False,
        max_length=255,
        help_text=_("“A note from the desk” if left empty."),
    )
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Note from the desk")
        label_format = "{heading}"
        description = _("A word of context from the desk, told apart from the article")
        template = "news/blocks/note.html"
        group = _("The desk")
        preview_value: ClassVar = {
            "heading": "",
            "text": "<p>We shared the survey's first part in March; this is the second.</p>",
        }


class DisclaimerBlock(DeskSnippetChooserBlock):
    """A named disclaimer, in its place within the text."""

    class Meta:
        icon = "warning"
        label = _("Disclaimer")
        description = _("A named disclaimer at this place in the text")
        template = "news/blocks/disclaimer.html"
        preview_template = "news/blocks/previews/disclaimer.html"
        group = _("The desk")

    def __init__(self, target_model: str = "news.Disclaimer", **kwargs: Any) -> None:
        super().__init__(target_model, **kwargs)

    def plain_text(self, value: Any) -> str:
        """What it says on the article it stands on."""
        wording = value.shown if value else None
        return text_of_html(wording.text) if wording else ""


class UnconvertedBlock(blocks.StructBlock):
    """What an import could not turn into anything else: kept as text, for editors to deal with."""

    source = blocks.TextBlock(
        label=_("Source text"),
        help_text=_("Readers do not see this. Turn it into other blocks, then delete it."),
    )

    class Meta:
        icon = "code"
        label = _("Unconverted")
        label_format = "{source}"
        description = _("What an import could not convert; editors see it, readers do not")
        template = "news/blocks/unconverted.html"
        preview_template = "news/blocks/previews/unconverted.html"
        group = _("The desk")
        preview_value: ClassVar = {"source": '[gallery ids="12,15"]'}

    def plain_text(self, value: Any) -> str:
        """Nothing: readers never see it."""
        return ""
