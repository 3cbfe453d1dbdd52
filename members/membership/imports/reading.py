"""Read the rows of a CSV or XLSX file that somebody uploads, without trusting it.

An XLSX file is a zip archive of XML. How much it holds is looked up before anything is unpacked,
and a document type, with which XML can name other files or grow without end, is refused. Formulas
are read as the text they are; nothing is computed.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from members.models.imports import FIRST_ROWS

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_UNPACKED = 100 * MEGABYTE
MOST_PARTS = 1_000
MOST_ROWS = 50_000
MOST_COLUMNS = 100
# A sheet has no more rows; a file may claim to, and each would be waited for.
LAST_ROW = 1_048_576
CELL_LENGTH = 10_000
# In all cells together. The largest list within the other bounds has less: 50,000 members with 20
# columns of 15 letters. In a workbook one text can stand in every cell and be stored once.
MOST_LETTERS = 20_000_000

DELIMITERS = (";", ",", "\t", "|")
_ADDRESS = re.compile(r"\S+@\S+\.\S+")


class Unreadable(Exception):  # noqa: N818 -- not an error of ours: something that is told
    """The file cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class Row:
    """One row; its number as spreadsheet programs count."""

    number: int
    cells: list[str]


def rows_of(content: bytes) -> Iterator[Row]:
    """The rows that hold anything, from the first on. Raises Unreadable, also on the way."""
    if len(content) > MOST_BYTES:
        raise Unreadable(
            _("The file is larger than %(most)d MB. Please import it in parts.")
            % {"most": MOST_BYTES // MEGABYTE}
        )
    found = _xlsx_rows(content) if content.startswith(b"PK") else _csv_rows(content)
    count = letters = 0
    for number, cells in enumerate(found, start=1):
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        _refuse_if_too_much(count, cells)
        count += 1
        letters += sum(map(len, cells))
        if letters > MOST_LETTERS:
            raise Unreadable(
                _(
                    "The cells of the file hold more than %(most)d million letters together. "
                    "Please delete the columns you do not need, or import it in parts."
                )
                % {"most": MOST_LETTERS // 1_000_000}
            )
        yield Row(number, cells)


def _refuse_if_too_much(count: int, cells: list[str]) -> None:
    # One of the rows holds the headings.
    if count > MOST_ROWS:
        raise Unreadable(
            _("The file has more than %(most)d rows. Please import it in parts.")
            % {"most": MOST_ROWS}
        )
    if len(cells) > MOST_COLUMNS:
        raise Unreadable(
            _("The file has more than %(most)d columns. Please delete those you do not need.")
            % {"most": MOST_COLUMNS}
        )
    if any(len(cell) > CELL_LENGTH for cell in cells):
        raise _too_long()


def _too_long() -> Unreadable:
    return Unreadable(_("A cell is longer than %(most)d letters.") % {"most": CELL_LENGTH})


def beginning_of(content: bytes) -> tuple[list[str], list[Row]]:
    """The headings and the first rows. A list without headings gets none: columns are lettered."""
    first = list(islice(rows_of(content), FIRST_ROWS + 1))
    if not first:
        raise Unreadable(_("The file is empty. Nothing was imported."))
    if has_headings(first[0]):
        headings, sample = first[0].cells, first[1:]
    else:
        headings, sample = [], first
    if not sample:
        raise Unreadable(_("There is nothing below the headings. Nothing was imported."))
    width = max(len(headings), *(len(row.cells) for row in sample))
    named = [*headings, *([""] * (width - len(headings)))]
    lettered = [
        name or _("Column %(letter)s") % {"letter": letter_of(place)}
        for place, name in enumerate(named)
    ]
    return lettered, sample


def has_headings(row: Row) -> bool:
    """Whether a list's first row says what its columns are: no address stands in it."""
    return not any(_ADDRESS.fullmatch(cell) for cell in row.cells)


def letter_of(place: int) -> str:
    """A column's name as spreadsheet programs have it: A, B, … AA."""
    name = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


# --- CSV ------------------------------------------------------------------------------------------


def _csv_rows(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    delimiter = ""
    # Excel's own way to name it, in a first line that is no row; it counts that line all the same.
    if named := re.match(r"sep=(.)\r?\n", text):
        delimiter = named[1]
        text = "\n" + text[named.end() :]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or _delimiter_of(text))
    try:
        for cells in reader:
            yield [cell.strip() for cell in cells]
    except csv.Error as error:
        raise Unreadable(
            _(
                "The file cannot be read as a table, near line %(line)d. Is a quotation mark "
                "missing?"
            )
            % {"line": reader.line_num}
        ) from error


def _decoded(content: bytes) -> str:
    """As it was saved: with a mark that tells, as UTF-8, or as Windows does in Europe."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable(
        _("This is no CSV or XLSX file. Please save the list as one of these and upload that.")
    )


def _delimiter_of(text: str) -> str:
    """What divides the first rows into the most columns, the same number in most of them."""

    def width(delimiter: str) -> tuple[int, int]:
        try:
            start = io.StringIO(text[: 64 * 1024], newline="")
            rows = [
                row for row in islice(csv.reader(start, delimiter=delimiter), FIRST_ROWS) if row
            ]
        except csv.Error:
            return 0, 0
        commonest = Counter(map(len, rows)).most_common(1)
        return (commonest[0][0] > 1, commonest[0][1]) if commonest else (0, 0)

    return max(DELIMITERS, key=width)


# --- XLSX -----------------------------------------------------------------------------------------


def _xlsx_rows(content: bytes) -> Iterator[list[str]]:
    _refuse_if_dangerous(content)
    # Only where a workbook is read: the library takes a while to import.
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # Of what it leaves out: data validation, printing and the like.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            sheet = book.worksheets[0]
            # What a file says of its own size may be wrong in both directions.
            sheet.reset_dimensions()
            rows: Iterable[tuple[Any, ...]] = sheet.iter_rows(
                max_row=LAST_ROW, max_col=MOST_COLUMNS + 1, values_only=True
            )
            for row in rows:
                yield [_as_text(value) for value in row]
    except Unreadable:
        raise
    except Exception as error:  # The library raises whatever it trips over.
        raise _damaged() from error


def _refuse_if_dangerous(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable(
                    _("The file unpacks to more than this site takes. Please save it as CSV.")
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    _refuse_document_type(archive, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _damaged() from error


def _refuse_document_type(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Read the part to its end; nothing that makes XML of it may come before this."""
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(MEGABYTE):
            # A NUL is what other encodings would need to hide it.
            if b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk or b"\0" in chunk:
                raise Unreadable(
                    _("The file holds what no spreadsheet program writes. Please save it anew.")
                )
            tail = chunk[-16:]


def _damaged() -> Unreadable:
    return Unreadable(
        _("The file is damaged or no XLSX file. Please save it anew, or as CSV, and upload that.")
    )


def _as_text(value: Any) -> str:
    match value:
        case None:
            return ""
        case datetime.datetime():
            return value.date().isoformat()
        case datetime.date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    text = str(value)
    # Before blanks are cut off, which copies what a workbook stores once for a whole row.
    if len(text) > CELL_LENGTH:
        raise _too_long()
    return text.strip()
