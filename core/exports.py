"""What spreadsheets are given.

A spreadsheet program takes a cell that begins with = + - @ for a formula and runs it, and readers'
and other people's words end up in such cells. Every CSV and XLSX of the admin, Wagtail's own too,
is made by one mixin; it is told here how to write text.
"""

from __future__ import annotations

from typing import Any

from django.utils.encoding import force_str
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.views.mixins import SpreadsheetExportMixin

# As OWASP lists them ("CSV Injection").
BEGINNINGS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_cell(value: Any) -> Any:
    """Numbers and dates as they are, anything else as text that no program takes for a formula."""
    # Asked for millions of cells, most of which are plain text.
    text = value if type(value) is str else force_str(value, strings_only=True)
    if isinstance(text, str) and text[:1] in BEGINNINGS_OF_FORMULAS:
        return f"'{text}"
    return text


def xlsx_cell(value: Any) -> Any:
    """The same for XLSX, where a cell of text says that it is one; without what XML cannot hold."""
    text = force_str(value, strings_only=True)
    return ILLEGAL_CHARACTERS_RE.sub("", text) if isinstance(text, str) else text


def _listed(value: list[Any]) -> str:
    return ", ".join(map(force_str, value))


def write_cells_as_text() -> None:
    """Have all exports write their cells so: a rule for values of every class, asked last."""
    csv, xlsx = SpreadsheetExportMixin.FORMAT_CSV, SpreadsheetExportMixin.FORMAT_XLSX
    SpreadsheetExportMixin.custom_value_preprocess |= {
        list: {
            csv: lambda value: csv_cell(_listed(value)),
            xlsx: lambda value: xlsx_cell(_listed(value)),
        },
        object: {csv: csv_cell, xlsx: xlsx_cell},
    }
