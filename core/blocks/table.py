"""Tables."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock


class TableBlock(TypedTableBlock):
    """Columns of text or numbers, each with a heading."""

    text = blocks.CharBlock(label=_("Text"), required=False, max_length=1000)
    number = blocks.CharBlock(label=_("Number"), required=False, max_length=50)

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns, with a heading for each column")
        template = "core/blocks/table.html"
        group = _("Pictures and files")

    def plain_text(self, value: Any) -> str:
        """The caption and the rows, a line each."""
        rows = [[column["heading"] for column in value.columns]]
        rows += [[str(cell.value or "") for cell in row] for row in value.rows]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([value.caption or "", "", *lines]).strip()

    def get_preview_value(self) -> Any:
        """A small table."""
        return self.to_python(
            {
                "caption": "Loans in the first quarter",
                "columns": [
                    {"type": "text", "heading": "Town"},
                    {"type": "number", "heading": "Loans"},
                ],
                "rows": [{"values": ["Holmby", "4,120"]}, {"values": ["Brackwell", "2,975"]}],
            }
        )
