"""Blocks of words."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# What running text needs; headings, quotations and pictures are blocks of their own.
TEXT_FEATURES = [
    "bold",
    "italic",
    "link",
    "document-link",
    "ol",
    "ul",
    "superscript",
    "subscript",
]

QUOTATION_MARKS = {"“": "”", "„": "“", "«": "»", "»": "«", '"': '"', "‘": "’", "‚": "‘"}


class ParagraphBlock(blocks.RichTextBlock):
    """Running text. Stored in migrations by its dotted path: it must never move."""

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        description = _("Text, with emphasis, links and lists")
        template = "core/blocks/paragraph.html"
        group = _("Text")
        preview_value = (
            "<p>Volunteers in <b>eleven towns</b> kept their libraries open last winter, "
            '<a href="https://example.org/">a survey</a> found.</p>'
        )

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)


class HeadingBlock(blocks.StructBlock):
    """A heading within the text."""

    text = blocks.CharBlock(label=_("Heading"), max_length=255)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Section")), ("h3", _("Part of a section"))],
        default="h2",
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        label_format = "{text}"
        description = _("A heading between paragraphs")
        template = "core/blocks/heading.html"
        group = _("Text")
        preview_value: ClassVar = {"text": "What the researchers found", "level": "h2"}

    def plain_text(self, value: Any) -> str:
        """A heading as Markdown writes it, below the page's own headline."""
        sign = "###" if value.get("level") == "h3" else "##"
        return f"{sign} {value.get('text') or ''}"


class QuotationValue(blocks.StructValue):
    """A quotation, with its marks told apart from its words."""

    def _split(self) -> tuple[str, str, str]:
        words = str(self.get("quotation") or "").strip()
        if len(words) > 1:
            closing = QUOTATION_MARKS.get(words[0])
            # Only a pair that encloses everything; not “one” and “two”.
            if closing and words.endswith(closing) and words[0] not in words[1:-1]:
                return words[0], words[1:-1], closing
        return "“", words, "”"

    @property
    def opening(self) -> str:
        """The opening mark: the one typed, else the language's usual one."""
        return self._split()[0]

    @property
    def words(self) -> str:
        """The quotation without its outer marks."""
        return self._split()[1]

    @property
    def closing(self) -> str:
        """The closing mark that belongs to the opening one."""
        return self._split()[2]

    def as_text(self) -> str:
        """The quotation with its marks, and on a line of its own who said it."""
        opening, words, closing = self._split()
        quoted = "\n".join(f"> {line}" for line in f"{opening}{words}{closing}".splitlines())
        who = ", ".join(
            part for name in ("speaker", "speaker_description") if (part := self.get(name))
        )
        return f"{quoted}\n>\n> – {who}" if who else quoted


class QuotationBlock(blocks.StructBlock):
    """One quotation with its speaker."""

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
        help_text=_("For example “headteacher” or “author of the report”."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        label_format = "{speaker}: {quotation}"
        description = _("A single quotation with its speaker, set off from the text")
        template = "core/blocks/quotation.html"
        value_class = QuotationValue
        group = _("Quotations and links")
        preview_value: ClassVar = {
            "quotation": "We lent more books in three months than in the whole year before.",
            "speaker": "Maren Holt",
            "speaker_description": "librarian",
        }

    def plain_text(self, value: QuotationValue) -> str:
        """The quotation and who said it."""
        return value.as_text()
