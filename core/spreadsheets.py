"""Long tables as CSV and XLSX, sent while they are made.

Wagtail's own exports make an object of every cell, and an XLSX as a whole before its first byte is
sent; a hundred thousand rows take half a minute. What may stand in a cell is core.exports' to say.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape

from core.exports import BEGINNINGS_OF_FORMULAS, csv_cell, xlsx_cell

# Rows sent together: each piece goes through compression by itself.
TOGETHER = 1_000
_BEFORE_FIRST_DAY = datetime.date(1899, 12, 30).toordinal()
# What XML writes otherwise, or cannot hold, and blanks that would be lost.
_SPECIAL = re.compile(r"[&<>\x00-\x1f\ufffe\uffff]|^ | $")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "xl/worksheets/sheet1.xml"
# All that a workbook with one sheet needs beside it. The second format of cells is that of dates.
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{_KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    ),
    "xl/workbook.xml": (
        f'<workbook {_MAIN} xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f"<styleSheet {_MAIN}><fonts><font/></fonts>"
        '<fills><fill><patternFill patternType="none"/></fill></fills>'
        "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        '<cellXfs><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}

Rows = Iterable[Sequence[Any]]


def csv_pieces(headings: Sequence[Any], rows: Rows) -> Iterator[bytes]:
    """The table as CSV in UTF-8, in pieces."""
    yield _csv([headings])
    for piece in _pieces(rows):
        yield _csv(piece)


def _csv(rows: Rows) -> bytes:
    written = io.StringIO()
    # An empty cell is written for None. Most cells need no second look.
    csv.writer(written).writerows(
        [
            [
                cell
                if type(cell) is str and cell[:1] not in BEGINNINGS_OF_FORMULAS
                else csv_cell(cell)
                for cell in row
            ]
            for row in rows
        ]
    )
    return written.getvalue().encode()


def xlsx_pieces(headings: Sequence[Any], rows: Rows) -> Iterator[bytes]:
    """The table as XLSX, in pieces: text as text, dates as dates, nothing as a formula."""
    sent = _Pipe()
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in _PARTS.items():
            archive.writestr(name, _HEAD + content)
        with archive.open(SHEET, "w", force_zip64=True) as sheet:
            sheet.write(f"{_HEAD}<worksheet {_MAIN}><sheetData>".encode())
            sheet.write(_xml([headings]))
            for piece in _pieces(rows):
                sheet.write(_xml(piece))
                yield sent.take()
            sheet.write(b"</sheetData></worksheet>")
    yield sent.take()


def _xml(rows: Rows) -> bytes:
    return "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows).encode()


def _cell(value: Any) -> str:
    if type(value) is not str:
        if value is None:
            return "<c/>"
        if type(value) is datetime.date:
            return f'<c s="1"><v>{value.toordinal() - _BEFORE_FIRST_DAY}</v></c>'
        if type(value) is int:
            return f"<c><v>{value}</v></c>"
        value = str(value)
    if not _SPECIAL.search(value):
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    text = escape(xlsx_cell(value))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _pieces(rows: Rows) -> Iterator[list[Sequence[Any]]]:
    left = iter(rows)
    while piece := list(islice(left, TOGETHER)):
        yield piece


class _Pipe(io.RawIOBase):
    """Takes what an archive writes and hands it on; an archive needs no more than that."""

    def __init__(self) -> None:
        super().__init__()
        self._written: list[bytes] = []

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, piece: Any) -> int:
        """Keep it until it is taken."""
        self._written.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken, self._written = b"".join(self._written), []
        return taken
