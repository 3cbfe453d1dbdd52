"""Blocks of pictures and files."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.choosers import DeskDocumentChooserBlock, DeskImageBlock
from core.files_shown import title_for_all


class FigureBlock(blocks.StructBlock):
    """A picture with its caption."""

    image = DeskImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=500)

    class Meta:
        icon = "image"
        label = _("Image")
        label_format = "{caption}"
        description = _("A picture with alternative text, caption and credit")
        template = "core/blocks/figure.html"
        preview_template = "core/blocks/previews/figure.html"
        group = _("Pictures and files")

    def get_preview_value(self) -> Any:
        """Previews bring a drawing of their own (the preview template); no upload is needed."""
        return self.normalize({"caption": "Volunteers sorting returned books, Holmby, 2024"})

    def plain_text(self, value: Any) -> str:
        """The caption."""
        return str(value.get("caption") or "")


class GalleryBlock(blocks.StructBlock):
    """Several pictures that belong together."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=255)
    images = blocks.ListBlock(FigureBlock(), label=_("Images"), min_num=1, max_num=24)

    class Meta:
        icon = "image"
        label = _("Gallery")
        label_format = "{heading}"
        description = _("Several pictures that belong together")
        template = "core/blocks/gallery.html"
        preview_template = "core/blocks/previews/gallery.html"
        group = _("Pictures and files")
        preview_value: ClassVar = {"heading": "The reading rooms", "images": []}


class DocumentBlock(blocks.StructBlock):
    """A file to download."""

    document = DeskDocumentChooserBlock(label=_("Document"))
    label = blocks.CharBlock(
        label=_("Label"),
        required=False,
        max_length=255,
        help_text=_("What the link says; the document's title if left empty."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        label_format = "{label}"
        description = _("A file to download, with its kind and size")
        template = "core/blocks/document.html"
        preview_template = "core/blocks/previews/document.html"
        group = _("Pictures and files")
        preview_value: ClassVar = {"label": "The report in full"}

    def plain_text(self, value: Any) -> str:
        """What the link says; the document's title where everybody may know it."""
        document = value.get("document")
        return str(value.get("label") or (title_for_all(document) if document else ""))
