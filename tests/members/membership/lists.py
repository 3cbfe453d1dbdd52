"""Lists of members as people save them, and as nobody should."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHARED_STRINGS = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.spreadsheetml.sharedStrings+xml"/>'
)

ROWS: Rows = (
    ("Nachname", "Vorname", "E-Mail", "Mitgliedsnummer", "Eintritt", "gültig bis"),
    ("Müller", "Anna", "anna@example.org", "7", "01.02.2020", "31.12.2041"),
    ("Öz", "Can", "Can <can@example.org>", "8", "1.2.20", ""),
)


def csv_of(rows: Rows, *, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """The rows as CSV."""
    lines = (delimiter.join(str(cell) for cell in row) for row in rows)
    return "\r\n".join(lines).encode(encoding)


def xlsx_of(rows: Rows) -> bytes:
    """The rows as XLSX."""
    book = Workbook()
    assert book.active
    for row in rows:
        book.active.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def xlsx_with(change: Callable[[str, bytes], bytes]) -> bytes:
    """An XLSX file whose parts were tampered with: `change` gets each one's name and content."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_of(ROWS))) as sound,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in sound.namelist():
            archive.writestr(name, change(name, sound.read(name)))
    return written.getvalue()


def with_document_type(name: str, content: bytes) -> bytes:
    """A sheet that has XML grow, or read a file of the server."""
    if not name.endswith("sheet1.xml"):
        return content
    bomb = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>'
    return content.replace(b"<worksheet", bomb + b"<worksheet", 1)


def with_hidden_document_type(name: str, content: bytes) -> bytes:
    """The same in an encoding in which it is not seen at once."""
    return with_document_type(name, content).decode().encode("utf-16")


def unpacking_to_much(name: str, content: bytes) -> bytes:
    """A sheet with hundreds of megabytes of blanks."""
    return content + b" " * (110 * 1024 * 1024) if name.endswith("sheet1.xml") else content


def with_one_text_in_every_cell(rows: int, text: str) -> bytes:
    """A workbook of 80 columns that stores the text once: a few kilobytes, whatever it comes to."""
    cells = "".join('<c t="s"><v>0</v></c>' for _column in range(80))
    sheet = f"<sheetData>{f'<row>{cells}</row>' * rows}</sheetData>".encode()

    def tampered(name: str, content: bytes) -> bytes:
        if name == "[Content_Types].xml":
            return content.replace(b"</Types>", SHARED_STRINGS + b"</Types>")
        if name.endswith("sheet1.xml"):
            return re.sub(rb"<sheetData>.*</sheetData>", sheet, content, flags=re.DOTALL)
        return content

    written = io.BytesIO(xlsx_with(tampered))
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        strings = f'<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'
        archive.writestr("xl/sharedStrings.xml", strings)
    return written.getvalue()


def claiming_many_rows(name: str, content: bytes) -> bytes:
    """A sheet whose last row says it is one far off."""
    return content.replace(b'<row r="3"', b'<row r="999999999999"')


DATES_OF_PROGRAMS: Rows = (
    ("Name", "Email", "Joined", "Expires"),
    ("Anna", "anna@example.org", datetime.datetime(2020, 2, 1), datetime.date(2041, 12, 31)),
)
